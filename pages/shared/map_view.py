"""The map as pages show it: figure, legend in words, and what a click means."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.findings import map_finding, map_subtitle
from analysis.map_states import MapAnswer, State, class_of, map_answer
from analysis.palette import class_colours, state_look
from analysis.words import figure_of, region_name, sector_name
from charts.china_map import PLOTLY_CONFIG
from charts.map import CityMark, ProvinceMark, map_figure
from language.catalogue import mark, pick
from language.figures import amount
from pages.shared.evidence import shorten
from pages.shared.frame import Frame, documents_line, source_line

#: States that are not values, in the order of the legend: state, css class, words.
STATES = (
    (State.DRAFT, "draft", mark("figure in a draft, not in force")),
    (State.OTHER_DEADLINE, "other", mark("figure for another deadline")),
    (State.OTHER_KIND, "dots", mark("figure of another kind (range, rank, multiple, other scope)")),
    (State.LEFT_OUT, "left", mark("has this indicator for another deadline, left out")),
    (State.NO_FIGURE, "lines", mark("has plans, none with this figure")),
    (State.NO_PLAN, "", mark("no plan in this collection")),
    (State.OUTSIDE, "outside", mark("outside the scope of these plans")),
)


def map_chart(frame: Frame, height: int | None, key: str, *, legend: bool = False) -> MapAnswer:
    """Draw the view's map; a click on a province or city opens its card.

    Without a ``height`` it fills the window, by the style sheet's rule for its frame.
    """
    answer = map_answer(frame.atlas, frame.view)
    if legend:
        finding = map_finding(frame.atlas, frame.view, answer)
        st.html(
            f'<h2 class="part">{escape(finding)}</h2>'
            f'<p class="subtitle">{escape(map_subtitle(frame.atlas, frame.view, answer))}</p>'
        )
    provinces = [_province(frame, answer, row) for row in answer.provinces.itertuples()]
    cities = [_city(frame, answer, row) for row in answer.cities.itertuples()]
    figure = map_figure(
        provinces, cities, frame.colours, height or 505,
        selected=frame.view.region, inset_label=frame.t("South China Sea"),
    )  # fmt: skip

    def open_card() -> None:
        """A click selects the region: a province by its location, a city by its point."""
        adcode = _clicked_region(st.session_state.get(key))
        if adcode and adcode != frame.view.region:
            frame.change(region=adcode)()

    box = st.container() if height else st.container(key=f"{key}_frame", height="stretch")
    box.plotly_chart(
        figure, theme=None, key=key, height="content" if height else "stretch",
        on_select=open_card, selection_mode="points", config=PLOTLY_CONFIG, alt=map_finding(frame.atlas, frame.view, answer),
    )  # fmt: skip
    st.html(map_legend(frame, answer))
    rows = pd.concat([answer.provinces, answer.cities])
    shown = rows[rows["state"].isin((State.VALUE, State.OTHER_DEADLINE))]["target_id"]
    documents = list(frame.atlas.targets.loc[list(shown)]["document"])
    source_line(frame, documents_line(frame, documents) if documents else "", on_map=True)
    return answer


def _clicked_region(selection: Any) -> str | None:
    points = selection.get("selection", {}).get("points", []) if selection else []
    for point in points:
        adcode = point.get("location") or (point.get("customdata") or [None])[0]
        if adcode:
            return str(adcode)[:6]
    return None


def map_legend(frame: Frame, answer: MapAnswer) -> str:
    """Classes with their bounds in words, then the states that occur, as HTML."""
    parts = []
    states = set(answer.provinces["state"])
    bounds = answer.breaks
    colours = class_colours(frame.colours, len(bounds) + 1)
    if State.VALUE in states or (answer.cities["state"] == State.VALUE).any():
        for number, colour in enumerate(colours):
            text = _class_text(frame, answer, number)
            parts.append(f'<span><i style="background:{colour}"></i>{escape(text)}</span>')
    for state, css, words in STATES:
        if state in states:
            style = ' style="background:var(--blank)"' if not css else ""
            style = ' style="background:var(--outside)"' if css == "outside" else style
            parts.append(f'<span><i class="{css}"{style}></i>{escape(frame.t(words))}</span>')
    if len(answer.cities):
        parts.append(f'<span><i class="dot"></i>{escape(frame.t("city or district"))}</span>')
    return f'<div class="legend">{"".join(parts)}</div>'


def _class_text(frame: Frame, answer: MapAnswer, number: int) -> str:
    bounds = [amount(bound, answer.si_unit, frame.lang) for bound in answer.breaks]
    if not bounds:
        rows = pd.concat([answer.provinces, answer.cities])
        only = rows[rows["state"] == State.VALUE]["value"].iloc[0]
        return amount(only, answer.si_unit, frame.lang)
    if number == 0:
        return f"< {bounds[0]}"
    if number == len(bounds):
        return f"≥ {bounds[-1]}"
    return f"{bounds[number - 1]} – {bounds[number]}"


def _colour(frame: Frame, answer: MapAnswer, value: float) -> str:
    colours = class_colours(frame.colours, len(answer.breaks) + 1)
    return colours[class_of(value, answer.breaks)]


def _province(frame: Frame, answer: MapAnswer, row: Any) -> ProvinceMark:
    state = State(row.state)
    if state is State.VALUE:
        fill, pattern = _colour(frame, answer, row.value), ""
    else:
        fill, pattern = state_look(frame.colours, state)
    return ProvinceMark(row.adcode, fill, pattern, hover_text(frame, row, state))


def _city(frame: Frame, answer: MapAnswer, row: Any) -> CityMark:
    state = State(row.state)
    value = row.value
    colour = _colour(frame, answer, value) if state is State.VALUE else ""
    return CityMark(
        row.adcode,
        row.longitude,
        row.latitude,
        colour,
        hover_text(frame, row, state),
    )


def hover_text(frame: Frame, row: Any, state: State) -> str:
    """Name, value, comparator, deadline and plan; or why there is no value."""
    adcode = row.adcode
    lines = [f"<b>{escape(region_name(adcode, frame.lang, short=False))}</b>"]
    target_id = row.target_id
    if target_id is not None:
        figure = frame.atlas.targets.loc[target_id]
        due = figure["deadline"] or frame.t("no deadline stated")
        lines.append(f"<b>{escape(figure_of(figure, frame.lang))}</b> · {escape(due)}")
        plan = frame.atlas.target_by_id[target_id].plan
        lines.append(escape(shorten(pick(frame.lang, plan.title, plan.title_en), 44)))
    if state is not State.VALUE:
        words = next(text for name, _, text in STATES if name is state)
        lines.append(f"<i>{escape(frame.t(words))}</i>")
    plans = getattr(row, "plans", None)
    if plans is not None and state in (State.NO_FIGURE, State.NO_PLAN, State.LEFT_OUT):
        below = row.city_plans
        lines.append(
            escape(
                frame.t(
                    "the province: {plans}; its cities: {below}",
                    plans=frame.count(plans, "plan"),
                    below=frame.count(below, "plan"),
                )
            )
        )
    sector = frame.atlas.collection.indicators[frame.view.indicator].sector
    searched = [
        item
        for item in frame.atlas.curation.searches
        if (item.adcode, item.sector) == (adcode, sector)
    ]
    if searched and target_id is None:
        name = sector_name(frame.atlas, sector, frame.lang)
        lines.append(escape(f"{name}: {frame.t('searched on {date}', date=searched[0].date)}"))
    return "<br>".join(lines)


def ranking(frame: Frame, answer: MapAnswer) -> pd.DataFrame:
    """The values of the map as a table, largest first: region, figure, deadline, and why
    it is not among the classes; those that are come first.
    """
    rows = pd.concat([answer.provinces, answer.cities])
    rows = rows[rows["target_id"].notna()]
    rows = rows.assign(_value=pd.to_numeric(rows["value"], errors="coerce"))
    rows = rows.assign(_drawn=rows["state"] == State.VALUE)
    rows = rows.sort_values(
        ["_drawn", "_value"], ascending=False, na_position="last", kind="stable"
    )
    words = {state.value: text for state, _, text in STATES}
    figures = frame.atlas.targets.loc[list(rows["target_id"])]
    return pd.DataFrame(
        {
            "adcode": list(rows["adcode"]),
            "region": [region_name(adcode, frame.lang) for adcode in rows["adcode"]],
            "figure": [figure_of(row, frame.lang) for _, row in figures.iterrows()],
            "deadline": [row["deadline"] or "" for _, row in figures.iterrows()],
            "note": [
                "" if state == State.VALUE else frame.t(words[state]) for state in rows["state"]
            ],
        }
    )
