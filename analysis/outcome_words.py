"""What became of a target, and what it would be of its parent's, in words."""

from __future__ import annotations

from analysis.atlas import Atlas
from analysis.hierarchy import Share, share_of_parent
from analysis.progress import GLYPHS, NAMES, SENTENCES, Outcome, Progress
from analysis.words import figure_of, observed_figure, region_name
from language.catalogue import translate
from language.figures import plain_number
from loaders.tables import Figure

#: States that a chip tells; of the others the evidence speaks in a line.
_TOLD = (
    Progress.REACHED, Progress.NOT_REACHED, Progress.ON_COURSE, Progress.BEHIND, Progress.NO_REPORT,
)  # fmt: skip


def words_of(found: Outcome, lang: str) -> str:
    """Sign, state and deciding result: ``✓ reached: 1,280 PFLOPS (2024)``."""
    parts = [translate(lang, NAMES[found.progress])]
    if found.deciding is not None:
        parts.append(f"{observed_figure(found.deciding, lang)} ({found.deciding.date})")
    return f"{GLYPHS[found.progress]} {translate(lang, ': ').join(parts)}".strip()


def state_words(found: Outcome, lang: str) -> str:
    """Sign and state alone; empty while the deadline is ahead and no result is known."""
    if found.progress not in _TOLD:
        return ""
    return f"{GLYPHS[found.progress]} {translate(lang, NAMES[found.progress])}"


def reason_words(found: Outcome, lang: str) -> str:
    """Why the state was given; empty while nothing is known and nothing is due."""
    if found.progress is Progress.NO_DATA and not found.observations:
        return ""
    year = found.deciding.date.year if found.deciding else ""
    text = translate(lang, SENTENCES[found.because], year=year)
    if found.share is not None and found.progress is not Progress.REACHED:
        share = plain_number(found.share * 100, lang, 0)
        text += " " + translate(lang, "It is {share} % of the target.", share=share)
    return text


def parent_words(atlas: Atlas, row: Figure, lang: str) -> str:
    """The share of its parent's figure, where the parent sets the same; empty where it does not."""
    found = share_of_parent(atlas, row)
    if found is None:
        return ""
    return translate(
        lang,
        "Would be {share} of the figure that {parent} sets for the same scope and deadline ({figure}).",
        share=share_words(found, lang),
        parent=region_name(str(found.parent["adcode"]), lang),
        figure=figure_of(found.parent, lang),
    )


def share_words(share: Share, lang: str) -> str:
    """``28%``, ``25–30%``, ``≥ 28%`` where the parent's or the own end stays open."""
    low, high = (
        None if end is None else plain_number(end, lang, 1) for end in (share.low, share.high)
    )
    if low is None or high is None:
        return f"≥ {low}%" if low is not None else f"≤ {high}%"
    return f"{low}%" if low == high else f"{low}–{high}%"
