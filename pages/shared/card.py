"""A region's card: all its plans, targets and evidence, the shown indicator first."""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from analysis.evidence_words import document_kind_name
from analysis.selection import select_plans, select_targets
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
from pages.shared.evidence import link, plan_line, show_figures
from pages.shared.fold import fold
from pages.shared.frame import Frame
from pages.shared.icon_button import icon_button
from pages.shared.listing import FIGURES, FURTHER, first_of

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
    plans = select_plans(frame.atlas, everything)
    targets = select_targets(frame.atlas, everything)
    own_plans, own, below = frame.kept(
        f"card {adcode}", lambda: (
            plans[plans["adcode"] == adcode],
            targets[targets["adcode"] == adcode],
            _cities(plans, targets, adcode),
        ), frame.atlas.lists,
    )  # fmt: skip
    counts = frame.t(", ").join(
        [frame.count(len(own_plans), "plan"), frame.count(len(own), "figure")]
    )
    with st.container(key="card_head", horizontal=True, vertical_alignment="center"):
        st.html(
            f'<h2 class="part">{escape(place_name(adcode, frame.lang))}</h2>'
            f'<p class="subtitle">{escape(counts)}</p>'
        )
        if adcode not in OUTSIDE_SCOPE:
            brief_button(frame, adcode)
        icon_button(
            None, frame.t("Close the card"), "close", "close_card", type="tertiary",
            on_click=frame.change(region=""),
        )  # fmt: skip
    context = _context_line(frame, adcode)
    about = f'<p class="source">{context}</p>' if context else ""
    if own_plans.empty:
        text = (
            frame.t("Outside the scope of these plans.")
            if adcode in OUTSIDE_SCOPE
            else frame.t("No plan of this region is in the collection.")
        )
        about += f'<div class="empty">{escape(text)}</div>'
    if about:
        st.html(about)
    shown = own[own["indicator"] == frame.view.indicator]
    rest = own[own["indicator"] != frame.view.indicator]
    show_figures(frame, first_of(frame, shown, FIGURES))
    _province_of(frame, adcode, targets)
    if len(rest):
        if len(shown):
            st.html(f'<h2 class="part">{escape(frame.t("Its other figures"))}</h2>')
        show_figures(frame, rest[:FIGURES])
        _further_figures(frame, adcode, rest[FIGURES:])
    bare = own_plans[own_plans["targets"] == 0]
    if len(bare):
        st.html(f'<h2 class="part">{escape(frame.t("Plans without a figure"))}</h2>')
        lines = (
            f'<div class="figure"><div class="place">'
            f"{plan_line(frame, frame.atlas.plan_by_id[plan])}</div></div>"
            for plan in first_of(frame, list(bare.index), FIGURES)
        )
        st.html("".join(lines))
    if below:
        _cities_of(frame, below)


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


def _province_of(frame: Frame, adcode: str, targets: pd.DataFrame) -> None:
    """Under a city's figure, its province's own: they are never added up."""
    province = regions()[adcode].province
    if not province or province == adcode:
        return
    same = targets[(targets["adcode"] == province) & (targets["indicator"] == frame.view.indicator)]
    st.button(
        frame.t("Open its province: {name}", name=region_name(province, frame.lang)),
        on_click=frame.change(region=province), type="tertiary", icon=":material/arrow_upward:",
    )  # fmt: skip
    show_figures(frame, first_of(frame, same, FIGURES), with_region=True)


def _further_figures(frame: Frame, adcode: str, rows: pd.DataFrame) -> None:
    """What a card would be too long with, folded."""
    if len(rows):
        fold(
            frame, f"further figures {adcode}",
            frame.t("Further figures ({count})", count=len(rows)),
            lambda frame: show_figures(frame, first_of(frame, rows, FURTHER)),
        )  # fmt: skip


def _cities(
    plans: pd.DataFrame, targets: pd.DataFrame, adcode: str
) -> dict[str, dict[str, list[str]]]:
    """Each city and district of a province that has a plan: ids of its targets by indicator."""
    below = (plans["province_adcode"] == adcode) & (plans["adcode"] != adcode)
    found: dict[str, dict[str, list[str]]] = {code: {} for code in plans["adcode"][below]}
    inside = targets["province_adcode"] == adcode
    columns = (targets[name][inside] for name in ("adcode", "indicator", "target_id"))
    for code, indicator, target in zip(*columns, strict=True):
        if code in found:
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
