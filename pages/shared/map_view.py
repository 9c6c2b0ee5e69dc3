"""The map as pages show it: figure, legend in words, and what a click means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.findings import map_finding, map_subtitle
from analysis.legend import STATE_WORDS, class_words
from analysis.map_states import MapAnswer, State, class_of, map_answer
from analysis.map_words import region_lines
from analysis.palette import class_colours, state_look
from analysis.progress import GLYPHS, NAMES, Progress
from analysis.words import figure_of, region_name
from charts.map import CityMark, Line, ProvinceMark, map_drawing
from loaders.regions import regions
from pages.shared.china import show_china
from pages.shared.choices import Switch
from pages.shared.frame import Frame, documents_line, source_html
from pages.shared.outcome import outcome_of, outcome_words

#: How the legend draws a state that is not a value: its class in the style sheet.
_LOOKS = {
    State.DRAFT: "draft",
    State.OTHER_DEADLINE: "other",
    State.OTHER_KIND: "dots",
    State.LEFT_OUT: "left",
    State.NO_FIGURE: "lines",
    State.NO_PLAN: "",
    State.OUTSIDE: "outside",
}
_NARROW_HEIGHT = 360


def map_chart(
    frame: Frame,
    height: int | None,
    key: str,
    *,
    legend: bool = False,
    choices: Sequence[Switch] = (),
) -> MapAnswer:
    """Draw the view's map with ``choices`` on it; a click on a province or city opens its card.

    Without a ``height`` it fills the window, by the style sheet's rule for its key; where
    columns stand below each other it has a height of its own.
    """
    height = _NARROW_HEIGHT if frame.narrow else height
    answer = map_answer(frame.atlas, frame.view)
    shown = frame.kept("map", lambda: _prepared(frame, answer))
    if legend:
        st.html(shown.words)

    def open_card(adcode: str) -> None:
        """A click selects the region: a province, or a city by its point."""
        if adcode != frame.view.region and adcode in regions():
            frame.change(region=adcode)()

    drawing = {**shown.drawing, "selected": frame.view.region}
    show_china(
        drawing, key, height, open_card, lang=frame.lang, choices=choices,
        below=shown.legend + source_html(frame, shown.source, on_map=True),
    )  # fmt: skip
    return answer


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A map but for what is selected on it: its drawing, and as HTML or text what is around it."""

    drawing: dict[str, Any]
    words: str
    legend: str
    source: str


def _prepared(frame: Frame, answer: MapAnswer) -> _Prepared:
    finding = map_finding(frame.atlas, frame.view, answer)
    provinces, cities = marks_of(frame)
    drawing = map_drawing(
        provinces, cities, frame.colours, name=finding, inset_label=inset_label(frame),
        signs={code: GLYPHS[state] for code, state in _told(frame, answer).items()},
    )  # fmt: skip
    words = (
        f'<h2 class="part">{escape(finding)}</h2>'
        f'<p class="subtitle">{escape(map_subtitle(frame.atlas, frame.view, answer))}</p>'
    )
    rows = pd.concat([answer.provinces, answer.cities])
    told = rows[rows["state"].isin((State.VALUE, State.OTHER_DEADLINE))]["target_id"]
    documents = [str(row["document"]) for row in frame.atlas.figures(told)]
    source = documents_line(frame, documents) if documents else ""
    return _Prepared(drawing, words, map_legend(frame, answer), source)


def marks_of(frame: Frame) -> tuple[list[ProvinceMark], list[CityMark]]:
    """How every province and every city with a figure is drawn."""
    answer = map_answer(frame.atlas, frame.view)
    return (
        [_province(frame, answer, row) for row in answer.provinces.itertuples()],
        [_city(frame, answer, row) for row in answer.cities.itertuples()],
    )


def inset_label(frame: Frame) -> str:
    """The inset's name; in lines of one or two words, for the inset is small."""
    words = frame.t("South China Sea")
    return "\n".join(words.rsplit(" ", 1))


def map_legend(frame: Frame, answer: MapAnswer) -> str:
    """Classes with their bounds in words, then the states that occur, as HTML."""
    parts = []
    states = set(answer.provinces["state"])
    bounds = answer.breaks
    colours = class_colours(frame.colours, len(bounds) + 1)
    if State.VALUE in states or (answer.cities["state"] == State.VALUE).any():
        for colour, text in zip(colours, class_words(answer, frame.lang), strict=True):
            parts.append(f'<span><i style="background:{colour}"></i>{escape(text)}</span>')
    for state, css in _LOOKS.items():
        words = STATE_WORDS[state]
        if state in states:
            style = ' style="background:var(--blank)"' if not css else ""
            style = ' style="background:var(--outside)"' if css == "outside" else style
            parts.append(f'<span><i class="{css}"{style}></i>{escape(frame.t(words))}</span>')
    if len(answer.cities):
        parts.append(f'<span><i class="dot"></i>{escape(frame.t("city or district"))}</span>')
    told = {GLYPHS[state]: NAMES[state] for state in _told(frame, answer).values()}
    parts += [f"<span>{sign} {escape(frame.t(name))}</span>" for sign, name in told.items()]
    return f'<div class="legend">{"".join(parts)}</div>'


def _told(frame: Frame, answer: MapAnswer) -> dict[str, Progress]:
    """Per adcode of a province with a value: what became of it, where results tell."""
    rows = answer.provinces[answer.provinces["state"] == State.VALUE]
    found = {
        str(row.adcode): outcome_of(frame, frame.atlas.figure(row.target_id)).progress
        for row in rows.itertuples()
    }
    quiet = (Progress.NO_DATA, Progress.NO_REPORT)
    return {adcode: state for adcode, state in found.items() if state not in quiet}


def _colour(frame: Frame, answer: MapAnswer, value: float) -> str:
    colours = class_colours(frame.colours, len(answer.breaks) + 1)
    return colours[class_of(value, answer.breaks)]


def _province(frame: Frame, answer: MapAnswer, row: Any) -> ProvinceMark:
    state = State(row.state)
    if state is State.VALUE:
        fill, pattern = _colour(frame, answer, row.value), ""
    else:
        fill, pattern = state_look(frame.colours, state)
    return ProvinceMark(row.adcode, fill, pattern, hover_lines(frame, row))


def _city(frame: Frame, answer: MapAnswer, row: Any) -> CityMark:
    state = State(row.state)
    value = row.value
    colour = _colour(frame, answer, value) if state is State.VALUE else ""
    return CityMark(row.adcode, colour, hover_lines(frame, row))


def hover_lines(frame: Frame, row: Any) -> list[Line]:
    """Name, value, comparator, deadline and plan; or why there is no value."""
    lines = region_lines(frame.atlas, frame.view, row)
    if row.target_id is not None and State(row.state) is State.VALUE:
        lines.append(("plain", outcome_words(frame, frame.atlas.figure(row.target_id))))
    return lines


def listed_rows(frame: Frame, answer: MapAnswer) -> pd.DataFrame:
    """The rows of the map's answer that have a figure, the largest first; those that are among the
    classes come before those that are not.
    """
    return frame.kept("listed rows", lambda: _ordered(answer), frame.atlas.lists)


def _ordered(answer: MapAnswer) -> pd.DataFrame:
    rows = pd.concat([answer.provinces, answer.cities])
    rows = rows[rows["target_id"].notna()]
    rows = rows.assign(_value=pd.to_numeric(rows["value"], errors="coerce"))
    rows = rows.assign(_drawn=rows["state"] == State.VALUE)
    return rows.sort_values(
        ["_drawn", "_value"], ascending=False, na_position="last", kind="stable"
    )


def listed_words(frame: Frame, rows: pd.DataFrame) -> list[tuple[str, ...]]:
    """Each row in words: adcode, region, figure, deadline, and what became of it or why it is not
    among the classes.
    """
    words = {state.value: text for state, text in STATE_WORDS.items()}
    figures = frame.atlas.figures(list(rows["target_id"]))
    return [
        (
            str(row.adcode),
            region_name(row.adcode, frame.lang),
            figure_of(figure, frame.lang),
            str(figure["deadline"] or ""),
            outcome_words(frame, figure) if row.state == State.VALUE else frame.t(words[row.state]),
        )
        for row, figure in zip(rows.itertuples(), figures, strict=True)
    ]
