"""The choropleth as data for the browser, which paints it: ``static/china.js`` draws what this says.

Neither code nor geometry is in it: the browser fetches ``static/china.js`` and
``static/outlines.json`` once. A change of the values
repaints the shapes that are there; plotly.js would make the whole map anew, and has to be
fetched first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.palette import Palette

#: A line of the hover and how it is set.
Line = tuple[str, str]
Pattern = Literal["", "lines", "dots", "accent", "accent-dots"]


@dataclass(frozen=True, slots=True)
class ProvinceMark:
    """How one province is drawn: fill colour, pattern, and the lines of its hover."""

    adcode: str
    fill: str
    pattern: str
    hover: Sequence[Line]


@dataclass(frozen=True, slots=True)
class CityMark:
    """How one city is drawn: a point, filled with ``fill``, hollow where that is empty."""

    adcode: str
    fill: str
    hover: Sequence[Line]


def map_drawing(
    provinces: Sequence[ProvinceMark],
    cities: Sequence[CityMark],
    colours: Palette,
    *,
    name: str,
    selected: str = "",
    inset_label: str = "南海",
    signs: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """The map with its South China Sea inset, as ``china.js`` takes it.

    ``name`` says to who does not see it what it shows. ``signs`` puts one character on a province
    (adcode), such as the sign of a target reached. Fills and hover styles are numbers in lists,
    for what is sent with every change should be short.
    """
    used = [mark.fill for mark in provinces] + [mark.fill for mark in cities if mark.fill]
    fills = list(dict.fromkeys(used))
    return {
        "name": name,
        "colours": {
            "land": colours.blank, "border": colours.border, "coast": colours.hatch,
            "accent": colours.accent, "ink": colours.ink, "muted": colours.muted,
            "page": colours.page, "rule": colours.rule, "font": colours.font,
        },
        "fills": fills,
        "provinces": {
            mark.adcode: [fills.index(mark.fill), mark.pattern, _lines(mark.hover)]
            for mark in provinces
        },
        "cities": {
            mark.adcode: [fills.index(mark.fill) if mark.fill else -1, _lines(mark.hover)]
            for mark in cities
        },
        "selected": selected,
        "inset": inset_label.split("\n"),
        "signs": dict(signs or {}),
    }  # fmt: skip


def _lines(hover: Sequence[Line]) -> list[str]:
    """Texts, each with the first letter of its look before it: strong, plain or faint."""
    return [f"{look[0]}{text}" for look, text in hover]
