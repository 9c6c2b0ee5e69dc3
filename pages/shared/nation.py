"""The nation's figure beside the provinces': sum, share, who is missing, what would count twice."""

from __future__ import annotations

from html import escape

from analysis.hierarchy import ADDITIVE, BesideNation, Share
from analysis.outcome_words import share_words
from analysis.words import figure_of, region_name
from language.figures import amount
from pages.shared.evidence import details
from pages.shared.frame import Frame


def nation_html(frame: Frame, beside: BesideNation) -> str:
    """A paragraph in words, with the nation's figure and its evidence."""
    words = "".join(f'<p class="place">{escape(line)}</p>' for line in nation_words(frame, beside))
    return (
        f'<h2 class="part">{escape(frame.t("Beside the nation’s figure"))}</h2>'
        f'<div class="figure">{details(frame, beside.nation, with_region=True)}</div>{words}'
    )


def nation_words(frame: Frame, beside: BesideNation) -> list[str]:
    """The sentences: count and sum with its share, or how many reach it; missing; cities."""
    lang = frame.lang
    unit = str(beside.nation["si_unit"])
    count = frame.count(len(beside.provinces), "province")
    year = beside.nation["deadline_year"]
    lines = []
    if beside.provinces.empty:
        lines.append(frame.t("No province sets a figure of this scope for {year}.", year=year))
    elif beside.total is not None and beside.share is not None:
        low, high = (None if end is None else amount(end, unit, lang) for end in beside.total)
        total = low if low == high else f"≥ {low}" if low and not high else f"≤ {high}"
        if low and high and low != high:
            total = f"{low} – {high}"
        lines.append(
            frame.t("{provinces} set one for {year}: {total} together.", provinces=count, year=year, total=total)
        )  # fmt: skip
        if beside.share != (None, None):
            share = share_words(Share(beside.nation, *beside.share), lang)
            lines.append(frame.t("That is {share} of the nation’s figure.", share=share))
        else:
            lines.append(frame.t("Minimums on both sides: no share can be given."))
    elif unit not in ADDITIVE:
        lines.append(
            frame.t(
                "{provinces} set one for {year}; {reaching} of them at least the nation’s {figure}. "
                "Rates and shares are not added up.",
                provinces=count, year=year, reaching=beside.reaching,
                figure=figure_of(beside.nation, lang),
            )
        )  # fmt: skip
    if beside.below:
        lines.append(
            frame.t(
                "{cities} set one too; they are left out of the sum, because their provinces hold them "
                "and they would count twice.",
                cities=frame.count(beside.below, "city"),
            )
        )
    if beside.missing and not beside.provinces.empty:
        names = frame.t(", ").join(region_name(code, lang) for code in beside.missing)
        lines.append(frame.t("Without one for that year: {names}", names=names))
    return lines
