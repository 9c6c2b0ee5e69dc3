"""The map of a scene: names of colours and patterns per province, year by year."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit, Shown
from analysis.map_states import MapAnswer, State, class_of, map_answer
from analysis.map_words import region_lines
from analysis.palette import LIGHT, class_colours, state_look
from analysis.shown import map_exhibit
from analysis.view import View
from analysis.words import figure_of, place_name, region_name
from exports.drawings.common import Drawing, first
from exports.outlines import place
from language.catalogue import translate
from loaders.regions import regions
from loaders.stories import Scene

#: What fits beside the map.
_VALUES = 7


def draw_map(atlas: Atlas, scene: Scene, view: View, shown: Shown, today: date) -> Drawing:
    """Each year's colours and patterns, the spotlight, the legend and the largest values."""
    found: MapExhibit = first(shown, MapExhibit)
    frames = [_frame(atlas, scene, view, found.answer, found.answer)]
    if scene.years:
        years = range(scene.years.first, scene.years.last + 1)
        frames = [
            _frame(atlas, scene, view.but(announced=year), found.answer) | {"year": year}
            for year in years
        ]
        # The legend holds for every year: a state that only an early year has is in it too.
        legend = {
            (label.state, label.number, label.words): label
            for year in reversed(years)
            for label in map_exhibit(atlas, view.but(announced=year)).legend
            if label.number is None
        }
        labels = [label for label in found.legend if label.number is not None]
        rest = [*found.legend[len(labels) :], *legend.values()]
        unique = {label.words: label for label in rest}
        found_legend = [*labels, *unique.values()]
    else:
        found_legend = list(found.legend)
    return {
        "kind": "map",
        "frames": frames,
        "spotlight": list(scene.spotlight.regions),
        "legend": [
            _legend(label.state, label.number, label.words, found.answer) for label in found_legend
        ],
        "points": bool(len(found.answer.cities)),
    }


def _legend(state: str, number: int | None, words: str, answer: MapAnswer) -> dict[str, str]:
    if number is not None:
        return {"fill": _class(number, answer), "pattern": "", "words": words}
    fill, pattern = _look(State(state))
    return {"fill": fill, "pattern": pattern, "words": words}


def _frame(
    atlas: Atlas, scene: Scene, view: View, scale: MapAnswer, answer: MapAnswer | None = None
) -> Drawing:
    """The map at one time, its classes those of ``scale``."""
    answer = answer or map_answer(atlas, view)
    spot = set(scene.spotlight.regions)
    provinces, tips, labels = {}, {}, {}
    for row in answer.provinces.itertuples():
        provinces[row.adcode] = _mark(State(row.state), row.value, scale)
        tips[row.adcode] = region_lines(atlas, view, row)
        if row.adcode in spot:
            labels[row.adcode] = _label(atlas, row, view.lang)
    cities = []
    for row in answer.cities.itertuples():
        at = place(row.longitude, row.latitude)
        if at is None:
            continue
        fill = _mark(State(row.state), row.value, scale)[0] if row.state == State.VALUE else ""
        tips[row.adcode] = region_lines(atlas, view, row)
        cities.append({"adcode": row.adcode, "at": at, "fill": fill})
        if row.adcode in spot:
            labels[row.adcode] = _label(atlas, row, view.lang)
    return {
        "provinces": provinces,
        "cities": cities,
        "tips": tips,
        "labels": labels,
        "values": _values(atlas, answer, scale, spot, view.lang),
    }


def _mark(state: State, value: float | None, scale: MapAnswer) -> tuple[str, str]:
    """Names of the fill and of the pattern."""
    if state is State.VALUE and value is not None:
        return _class(class_of(value, scale.breaks), scale), ""
    return _look(state)


def _look(state: State) -> tuple[str, str]:
    """Name of the palette's colour, and of the pattern, of a state that is not a value."""
    fill, pattern = state_look(LIGHT, state)
    names = ("outside", "rule", "blank")
    return next(name for name in names if getattr(LIGHT, name) == fill), pattern


def _class(number: int, answer: MapAnswer) -> str:
    """Name of a class' colour: its place in the palette's scale."""
    colours = class_colours(LIGHT, len(answer.breaks) + 1)
    return f"class{LIGHT.classes.index(colours[number])}"


def _label(atlas: Atlas, row: Any, lang: str) -> dict[str, Any]:
    """What stands on the map at a region in the spotlight, and where."""
    region = regions()[row.adcode]
    figure = figure_of(atlas.figure(row.target_id), lang) if row.target_id else ""
    if row.target_id and row.state == State.DRAFT:
        figure = f"{figure} · {translate(lang, 'draft')}"
    at = place(region.longitude, region.latitude)
    return {"name": region_name(row.adcode, lang), "figure": figure, "at": at}


def _values(
    atlas: Atlas, answer: MapAnswer, scale: MapAnswer, spot: set[str], lang: str
) -> list[Drawing]:
    """The largest values of the map beside it, those in the spotlight marked."""
    rows = pd.concat([answer.provinces, answer.cities])
    rows = rows[rows["state"] == State.VALUE]
    ordered = sorted(rows.itertuples(), key=lambda row: -float(str(row.value)))
    return [
        {
            "name": place_name(str(row.adcode), lang),
            "figure": figure_of(atlas.figure(row.target_id), lang),
            "due": str(atlas.figure(row.target_id)["deadline"] or ""),
            "fill": _mark(State.VALUE, float(str(row.value)), scale)[0],
            "city": not str(row.adcode).endswith("0000"),
            "spot": row.adcode in spot,
        }
        for row in ordered[:_VALUES]
    ]
