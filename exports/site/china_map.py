"""The map of one indicator as an SVG within the page: colours come from the site's style."""

from __future__ import annotations

from typing import Any

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit
from analysis.map_states import MapAnswer, State, class_of
from analysis.map_words import region_lines
from analysis.palette import LIGHT, class_colours
from analysis.view import View
from analysis.words import region_name
from exports.images import geometry
from exports.outlines import WIDTH, outlines, place

#: Size of a name on the map and the width of one of its signs, in the drawing's units.
_TYPE, _WIDE, _NARROW = 165, 165, 92
#: Kilometres to units, by the width that the main map has of the whole drawing.
_MAIN_SHARE = 0.875


def map_drawing(atlas: Atlas, exhibit: MapExhibit, view: View) -> dict[str, Any]:
    """Shapes with the names of their colours, tips and labels; see ``map.html``."""
    drawn = outlines()
    answer = exhibit.answer
    looks = {str(row.adcode): _look(answer, row) for row in answer.provinces.itertuples()}
    tips = {
        str(row.adcode): "\n".join(text for _, text in region_lines(atlas, view, row))
        for part in (answer.provinces, answer.cities)
        for row in part.itertuples()
    }
    return {
        "key": exhibit.key,
        "alt": f"{exhibit.title} {exhibit.subtitle}",
        "size": (WIDTH, drawn.height),
        "provinces": [(code, looks[code], path) for code, path in drawn.provinces.items()],
        "line": drawn.line,
        "frame": drawn.frame,
        "inset": [(code, looks[code], path) for code, path in drawn.inset.items()],
        "inset_line": drawn.inset_line,
        "reefs": (looks[geometry.HAINAN], drawn.reefs),
        "cities": [
            (str(row.adcode), _look(answer, row) if row.state == State.VALUE else "blank", at)
            for row in answer.cities.itertuples()
            if (at := place(row.longitude, row.latitude)) is not None
        ],
        "labels": _labels(answer, view.lang),
        "tips": tips,
        "legend": [
            (_class(answer, item.number) if item.number is not None else item.state, item.words)
            for item in exhibit.legend
        ],
    }


def _look(answer: MapAnswer, row: Any) -> str:
    """Name of the style of a region: its class, or its state."""
    if row.state == State.VALUE:
        return _class(answer, class_of(row.value, answer.breaks))
    return str(row.state)


def _class(answer: MapAnswer, number: int) -> str:
    """``class0`` ... ``class4``: the place of the class' colour in the palette's scale."""
    colours = class_colours(LIGHT, len(answer.breaks) + 1)
    return f"class{LIGHT.classes.index(colours[number])}"


def _labels(answer: MapAnswer, lang: str) -> list[tuple[str, str, tuple[int, int]]]:
    """Names of the provinces that have a value, where there is room: (name, style, place)."""
    sheet = geometry.main().sheet
    west, _, _, north = sheet.bounds
    scale = WIDTH * _MAIN_SHARE / sheet.size[0]
    found = []
    for row in answer.provinces.itertuples():
        if row.state != State.VALUE:
            continue
        x, y, room = geometry.label_places()[row.adcode]
        name = region_name(str(row.adcode), lang)
        half = len(name) * (_WIDE if lang == "zh" else _NARROW) / 2
        if half <= room * scale * 1.25:
            at = round((x - west) * scale), round((north - y) * scale + _TYPE * 0.35)
            found.append((name, _look(answer, row), at))
    return found
