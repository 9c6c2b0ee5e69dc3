"""The choropleth: provinces in classes, hatched where there is no value, cities as points."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

import pandas as pd
import plotly.graph_objects as go

from analysis.palette import Palette
from charts.china_map import (
    ADDRESSES,
    Addresses,
    Pattern,
    base_map,
    city_points,
    fill_layer,
    hatch_layer,
    outline,
    region_signs,
)

_NARROW_INSET = {"x": [0.79, 0.998], "y": [0.005, 0.34]}
#: How a mark's pattern is drawn; "accent" is drawn in the accent colour.
_PATTERNS: dict[str, Pattern] = {
    "lines": "lines",
    "dots": "dots",
    "accent": "lines",
    "accent-dots": "dots",
}


@dataclass(frozen=True, slots=True)
class ProvinceMark:
    """How one province is drawn: fill colour, pattern (a key of ``_PATTERNS`` or ""), hover."""

    adcode: str
    fill: str
    pattern: str
    hover: str


@dataclass(frozen=True, slots=True)
class CityMark:
    """How one city is drawn: a point, filled with ``fill``, hollow where that is empty."""

    adcode: str
    longitude: float
    latitude: float
    fill: str
    hover: str


def map_figure(
    provinces: list[ProvinceMark],
    cities: list[CityMark],
    colours: Palette,
    height: int,
    *,
    selected: str = "",
    inset_label: str = "南海",
    narrow: bool = False,
    signs: Mapping[str, str] | None = None,
    addresses: Addresses = ADDRESSES,
) -> go.Figure:
    """The whole map with its South China Sea inset. A click gives ``location``, the adcode.

    ``signs`` puts one character on a province (adcode), such as the sign of a target reached.
    On a ``narrow`` screen the inset has a larger share, so that its name fits.
    """
    figure = base_map(colours, height, addresses, inset_label)
    if narrow:
        figure.layout.geo2.domain = _NARROW_INSET
        figure.update_traces(textposition="top center", selector={"mode": "text"})
    fills = list(dict.fromkeys(mark.fill for mark in provinces))
    fill_layer(
        figure,
        [mark.adcode for mark in provinces],
        [fills.index(mark.fill) for mark in provinces],
        fills,
        hover=[mark.hover for mark in provinces],
        palette=colours,
        addresses=addresses,
    )
    for name, pattern in _PATTERNS.items():
        adcodes = [mark.adcode for mark in provinces if mark.pattern == name]
        if adcodes:
            colour = colours.accent if name.startswith("accent") else colours.hatch
            hatch_layer(figure, adcodes, pattern, colour, addresses=addresses)
    if selected:
        outline(figure, [f"{selected[:2]}0000"], colours.accent, addresses=addresses)
    if cities:
        chosen = [mark.adcode == selected for mark in cities]
        table = pd.DataFrame([asdict(mark) for mark in cities])
        city_points(
            figure,
            table,
            [mark.fill or colours.blank for mark in cities],
            size=[15 if mine else 11 for mine in chosen],
            line=colours.ink,
        )
    if signs:
        region_signs(figure, signs, colours)
    return figure
