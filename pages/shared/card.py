"""A region's card: all its plans, targets and evidence, the shown indicator first."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analysis.atlas import Atlas
from analysis.evidence_words import document_kind_name
from analysis.selection import FILTERED, select_plans, select_targets
from analysis.view import View
from analysis.words import (
    context_in_words,
    figure_of,
    indicator_name,
    place_name,
    region_name,
    sector_name,
)
from language.catalogue import mark
from loaders.models import ContextIndicator
from loaders.regions import OUTSIDE_SCOPE, regions
from pages.shared.brief import brief_button
from pages.shared.card_table import card_table
from pages.shared.evidence import figures_html, link, plan_line, show_figures
from pages.shared.fold import fold
from pages.shared.frame import Frame
from pages.shared.html_view import show_html
from pages.shared.listing import FIGURES, FURTHER, first_of, listed_line

CONTEXT_STATUS = {
    "preliminary": mark("preliminary"),
    "revised": mark("revised"),
    "final": mark("final"),
    "derived": mark("derived, see the data file"),
}


def region_card(frame: Frame) -> None:
    """The card of the view's region, with its cities named underneath."""
    adcode = frame.view.region
    everything = frame.view.but(sectors=(), due=(), kinds=(), levels=())
    own_plans, own, below = frame.kept(
        f"card {adcode}", lambda: (
            select_plans(frame.atlas, everything, frame.atlas.plans_in([adcode])),
            select_targets(frame.atlas, everything, frame.atlas.figures_in([adcode])),
            _cities(frame.atlas, everything, adcode),
        ), frame.atlas.lists,
    )  # fmt: skip
    counts = frame.t(", ").join(
        [frame.count(len(own_plans), "plan"), frame.count(len(own), "figure")]
    )
    t = frame.t
    inside = adcode not in OUTSIDE_SCOPE
    if inside:
        brief_button(frame, adcode)  # beside the heading, by the style sheet
    close = escape(t("Close the card"))
    html = (
        f'<div class="card_head{" wide" if not inside else ""}"><h2 class="part">{escape(place_name(adcode, frame.lang))}</h2>'
        f'<p class="subtitle">{escape(counts)}</p>'
        f'<button type="button" class="sign" data-press="close" aria-label="{close}" title="{close}">✕</button></div>'
    )
    context = _context_line(frame, adcode)
    html += f'<p class="source">{context}</p>' if context else ""
    if own_plans.empty:
        none = (
            t("No plan of this region is in the collection.")
            if inside
            else t("Outside the scope of these plans.")
        )
        html += f'<div class="empty">{escape(none)}</div>'
    shown = own[own["indicator"] == frame.view.indicator]
    rest = own[own["indicator"] != frame.view.indicator]
    province = regions()[adcode].province
    html += _first_figures(frame, shown)
    if province and province != adcode:
        html += _province_of(frame, everything, province)
    if len(rest):
        html += _part(t("Its other figures")) if len(shown) else ""
        html += figures_html(frame, rest[:FIGURES])
    presses = {"close": frame.change(region=""), "province": frame.change(region=province)}
    bare = _bare_plans(frame, own_plans)
    further = rest[FIGURES:]
    if further.empty:
        html += bare
    show_html("card", html, presses)
    if len(further):
        _further_figures(frame, adcode, further)
        if bare:
            st.html(bare)
    if below:
        _cities_of(frame, below)


def _part(heading: str) -> str:
    return f'<h2 class="part">{escape(heading)}</h2>'


def _first_figures(frame: Frame, rows: pd.DataFrame, *, with_region: bool = False) -> str:
    if rows.empty:
        return ""
    figures = figures_html(frame, rows[:FIGURES], with_region=with_region)
    return listed_line(frame, len(rows), FIGURES) + figures


def _bare_plans(frame: Frame, plans: pd.DataFrame) -> str:
    """The plans that state no figure, as HTML."""
    bare = list(plans.index[plans["targets"] == 0])
    if not bare:
        return ""
    lines = (
        f'<div class="figure"><div class="place">'
        f"{plan_line(frame, frame.atlas.plan_by_id[plan])}</div></div>"
        for plan in bare[:FIGURES]
    )
    heading = _part(frame.t("Plans without a figure"))
    return heading + listed_line(frame, len(bare), FIGURES) + "".join(lines)


def _context_line(frame: Frame, adcode: str) -> str:
    """Latest GDP and population with year, status and link, and what was searched, as HTML."""
    parts = []
    for indicator in ContextIndicator:
        figure = frame.atlas.context_of(adcode, indicator)
        if figure is None or frame.atlas.context is None:
            continue
        document = frame.atlas.context.documents[figure.document]
        text = context_in_words(figure, frame.lang)
        status = frame.t(CONTEXT_STATUS[figure.status])
        kind = document_kind_name(document.kind.value, frame.lang)
        source = link(document.url, document.publisher) if document.url else ""
        parts.append(f"{escape(text)} ({escape(status)}; {escape(kind)} {source})")
    searched = [
        (sector_name(frame.atlas, item.sector, frame.lang), str(item.date))
        for item in frame.atlas.curation.searches
        if item.adcode == adcode
    ]
    if searched:
        names = frame.t(", ").join(name for name, _ in searched)
        day = max(day for _, day in searched)
        parts.append(escape(frame.t("searched on {date}", date=day) + f": {names}"))
    return " · ".join(parts)


def _province_of(frame: Frame, everything: View, province: str) -> str:
    """Under a city's figure, its province's own, as HTML: they are never added up."""
    figures = frame.atlas.figures_of(frame.view.indicator, province)
    same = select_targets(frame.atlas, everything, figures)
    name = frame.t("Open its province: {name}", name=region_name(province, frame.lang))
    button = f'<button type="button" class="link" data-press="province">↑ {escape(name)}</button>'
    return button + _first_figures(frame, same, with_region=True)


def _further_figures(frame: Frame, adcode: str, rows: pd.DataFrame) -> None:
    """What a card would be too long with, folded."""
    if len(rows):
        fold(
            frame, f"further figures {adcode}",
            frame.t("Further figures ({count})", count=len(rows)),
            lambda frame: show_figures(frame, first_of(frame, rows, FURTHER)),
        )  # fmt: skip


def _cities(atlas: Atlas, everything: View, province: str) -> dict[str, dict[str, list[str]]]:
    """Each of a province's cities and districts with a plan: ids of its targets by indicator."""
    inside = [code for code in atlas.region_adcodes() if regions()[code].province == province]
    inside = [code for code in inside if code != province]
    plans = select_plans(atlas, everything, atlas.plans_in(inside))
    found: dict[str, dict[str, list[str]]] = {code: {} for code in plans["adcode"]}
    named = ("adcode", "indicator", "target_id")
    targets = select_targets(atlas, everything, atlas.figures_in(found, {*FILTERED, *named}))
    for code, indicator, target in zip(*(targets[name] for name in named), strict=True):
        found[code].setdefault(indicator, []).append(target)
    return found


def _cities_of(frame: Frame, cities: dict[str, dict[str, list[str]]]) -> None:
    """The province's cities and districts, each with its figures for the shown indicator."""
    card_table(
        frame.lang,
        frame.t("Its cities, not counted above"),
        [
            frame.t("Region"),
            indicator_name(frame.atlas, frame.view.indicator, frame.lang),
            frame.t("In all"),
        ],
        frame.kept(
            f"cities {frame.view.region}",
            lambda: [_city_words(frame, code, own) for code, own in cities.items()],
        ),
        "card_cities",
        lambda adcode: frame.change(region=adcode)(),
    )


def _city_words(frame: Frame, adcode: str, own: dict[str, list[str]]) -> tuple[str, ...]:
    """Adcode, name, first figures of the shown indicator, and number of all figures."""
    same = own.get(frame.view.indicator, [])
    figures = [figure_of(row, frame.lang) for row in frame.atlas.figures(same[:3])]
    figures += ["…"] * (len(same) > 3)
    count = frame.count(sum(map(len, own.values())), "figure")
    return adcode, region_name(adcode, frame.lang), frame.t("; ").join(figures) or "–", count
