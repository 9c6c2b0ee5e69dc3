"""A map of China in Plotly: the base map with its South China Sea inset, and layers on it.

A figure carries values only. The browser fetches the geometry once from the addresses in
``Addresses`` (the app's static folder). A stand-alone file carries each of the two GeoJSON
objects once, under the name that stands in its ``Addresses``:

    <script>window.PlotlyGeoAssets = {topojson: {world_110m: {...}}, NAME: {...}};</script>

(``Addresses`` takes the objects themselves too, but then every trace carries a copy.) Draw with ``PLOTLY_CONFIG``: without its ``topojsonURL`` plotly.js asks
a server on the internet for coastlines and draws nothing when there is none.

    figure = base_map(LIGHT)
    fill_layer(figure, adcodes, classes, colors, hover=texts)
    hatch_layer(figure, ["540000"], "lines", LIGHT.hatch)
    outline(figure, ["510000"], LIGHT.accent)

A click on a province selects its trace's ``location``, the adcode: also where it is hatched
and also in the inset. Layers find their own order, from land to outline.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd
import plotly.graph_objects as go

from analysis.palette import LIGHT, Palette
from charts.theme import drawn
from loaders.regions import regions

Geometry = str | Mapping[str, Any]
Pattern = Literal["lines", "dots"]


@dataclass(frozen=True)
class Addresses:
    """Where the browser finds the geometry, or the GeoJSON objects themselves."""

    provinces: Geometry = "./app/static/provinces.geojson"
    hatching: Geometry = "./app/static/hatching.geojson"


ADDRESSES = Addresses()

PLOTLY_CONFIG: dict[str, Any] = {
    "topojsonURL": "./app/static/",
    "displayModeBar": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
}

_UNITS = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 "
    "61 62 63 64 65 71 81 82"
)
#: GB/T 2260 codes of the 34 province-level units.
PROVINCES = tuple(f"{unit}0000" for unit in _UNITS.split())
HAINAN = "460000"
#: What reaches into the inset; 100000 stands for the South China Sea line.
IN_INSET = frozenset(("100000", "350000", "440000", "450000", HAINAN, "710000", "810000", "820000"))

#: Width of most lines, in pixels.
BORDER = 0.8
#: From the bottom to the top.
_LAYERS = ("land", "fill", "hatch", "coast", "outline", "point")
_CLEAR = ["rgba(0,0,0,0)"]
#: A selection leaves everything else as it is.
_NEVER_FADE = {state: dict(marker=dict(opacity=1)) for state in ("selected", "unselected")}


def _view(
    parallels: tuple[float, float],
    meridian: float,
    center: tuple[float, float],
    box: tuple[float, float, float, float],
    scale: float,
) -> dict[str, Any]:
    """Albers' equal-area projection, looking at ``center``.

    plotly.js fits the box (west, east, south, north) into the subplot, keeps the box's outer
    bounds as a window, and enlarges what is behind the window by ``scale``. So the box gives
    the window its shape; centre and scale say what is seen in it.
    """
    west, east, south, north = box
    return dict(
        projection=dict(
            type="conic equal area",
            parallels=parallels,
            rotation=dict(lon=meridian, lat=0),
            scale=scale,
        ),
        center=dict(lon=center[0], lat=center[1]),
        lonaxis=dict(range=[west, east]),
        lataxis=dict(range=[south, north]),
        visible=False,
        bgcolor="rgba(0,0,0,0)",
    )


#: Mainland, Hainan, Taiwan and the islands east of it, with 50 km around them.
_MAIN = _view((25, 47), 105, (102.627, 36.218), (80, 130, 15, 55.633), 1.1239)
#: From Taiwan and the coast of Guangdong to 曾母暗沙, in a projection of its own latitudes.
_INSET = _view((8, 20), 114, (114.742, 12.834), (105, 123, 2.5, 31.271), 1.2288)


def base_map(
    palette: Palette = LIGHT,
    height: int = 560,
    addresses: Addresses = ADDRESSES,
    inset_label: str = "南海诸岛",
) -> go.Figure:
    """All 34 provinces in a neutral colour, the South China Sea line, and the inset."""
    figure = go.Figure(drawn([], {}, palette, height))
    figure.update_layout(
        hovermode="closest",
        hoverdistance=4,  # a city takes a click up to here, its province beyond
        # Streamlit turns False into "pan"; this one means nothing to a flat map, so a drag
        # moves nothing.
        dragmode="orbit",
        geo=dict(domain=dict(x=[0, 0.87], y=[0, 1]), **_MAIN),
        geo2=dict(domain=dict(x=[0.86, 0.998], y=[0.005, 0.36]), **_INSET),
    )
    figure.layout.geo2.update(showframe=True, framecolor=palette.hatch, framewidth=1)
    land, coast = [palette.blank], palette.hatch
    _areas(figure, "land", addresses.provinces, PROVINCES, land, line=palette.border)
    _areas(figure, "coast", addresses.hatching, ["100000/coast"], _CLEAR, line=coast)
    _areas(figure, "coast", addresses.hatching, ["100000/line"], [coast], line=coast)
    _islands(figure, addresses.hatching, land, line=coast)
    figure.add_scattergeo(
        geo="geo2",
        name="point",
        lon=[114.7],
        lat=[2.0],
        text=[inset_label],
        mode="text",
        textfont=dict(size=11, color=palette.muted),
        hoverinfo="skip",
    )
    return figure


def fill_layer(
    figure: go.Figure,
    adcodes: Sequence[str],
    classes: Sequence[int],
    colors: Sequence[str],
    *,
    hover: Sequence[str] | None = None,
    customdata: Sequence[Any] | None = None,
    palette: Palette = LIGHT,
    addresses: Addresses = ADDRESSES,
) -> None:
    """Colour provinces by class: ``classes[i]`` is a position in ``colors``.

    ``hover`` holds one text for each province; without it the layer shows none. A click
    selects a province through this layer, so it should hold every province that can be
    clicked, those without a value in a class of their own.
    """
    columns = dict(z=classes, hover=hover, customdata=customdata)
    rows = {name: list(column) for name, column in columns.items() if column is not None}
    look: dict[str, Any] = dict(line=palette.border, clickable=True, **rows)
    _areas(figure, "fill", addresses.provinces, adcodes, colors, **look)
    if HAINAN in adcodes:
        row = list(adcodes).index(HAINAN)
        look |= dict(line=palette.hatch, **{name: [found[row]] for name, found in rows.items()})
        _islands(figure, addresses.hatching, colors, **look)


def hatch_layer(
    figure: go.Figure,
    adcodes: Sequence[str],
    pattern: Pattern,
    color: str = LIGHT.hatch,
    *,
    addresses: Addresses = ADDRESSES,
) -> None:
    """Draw stripes or dots over provinces; hover and clicks pass through to the fill."""
    shapes = [f"{code}/{pattern}" for code in adcodes]
    _areas(figure, "hatch", addresses.hatching, shapes, [color], width=0)


def outline(
    figure: go.Figure,
    adcodes: Sequence[str],
    color: str = LIGHT.accent,
    width: float = 2.0,
    *,
    addresses: Addresses = ADDRESSES,
) -> None:
    """Draw a line around provinces, for what is selected."""
    _areas(figure, "outline", addresses.provinces, adcodes, _CLEAR, line=color, width=width)


def city_points(
    figure: go.Figure,
    table: pd.DataFrame,
    color: str | Sequence[str] = LIGHT.accent,
    *,
    size: float | Sequence[float] = 9,
    line: str = LIGHT.border,
    hover: str = "hover",
) -> None:
    """Draw a clickable point for each row: columns adcode, longitude, latitude and ``hover``.

    A click selects the point; its ``customdata`` holds the adcode. The inset's are smaller.
    """
    sizes = [size] * len(table) if isinstance(size, (int, float)) else size
    for geo, share in (("geo", 1.0), ("geo2", 0.6)):
        figure.add_scattergeo(
            geo=geo,
            name="point",
            lon=table["longitude"].tolist(),
            lat=table["latitude"].tolist(),
            customdata=table[["adcode"]].to_numpy().tolist(),
            hovertext=table[hover].tolist() if hover in table else None,
            hoverinfo="text" if hover in table else "none",
            mode="markers",
            marker=dict(
                color=color,
                size=[share * each for each in sizes],
                opacity=1,
                line=dict(color=line, width=share),
            ),
            **_NEVER_FADE,
        )


def region_signs(figure: go.Figure, signs: Mapping[str, str], palette: Palette = LIGHT) -> None:
    """Write a short sign at the middle of each region (adcode); it takes no clicks."""
    places = [regions()[adcode] for adcode in signs]
    figure.add_scattergeo(
        geo="geo",
        name="sign",
        lon=[place.longitude for place in places],
        lat=[place.latitude for place in places],
        text=[f"<b>{sign}</b>" for sign in signs.values()],
        mode="markers+text",
        marker={"size": 20, "color": palette.page, "opacity": 0.85},
        textfont={"size": 15, "color": palette.ink},
        hoverinfo="skip",
        **_NEVER_FADE,
    )


def _islands(figure: go.Figure, geometry: Geometry, colors: Sequence[str], **look: Any) -> None:
    """Hainan's islands as dots that can be seen, in the inset only."""
    key = "properties.islands"
    _areas(figure, "fill", geometry, [HAINAN], colors, key=key, maps=("geo2",), **look)


def _areas(
    figure: go.Figure,
    layer: str,
    geometry: Geometry,
    places: Sequence[str],
    colors: Sequence[str],
    *,
    key: str = "id",
    maps: Sequence[str] = ("geo", "geo2"),
    z: Sequence[int] | None = None,
    line: str = _CLEAR[0],
    width: float = BORDER,
    hover: Sequence[str] | None = None,
    customdata: Sequence[Any] | None = None,
    clickable: bool = False,
) -> None:
    """Add one choropleth to the main map, and one to the inset with the places near it.

    The figure's layers stay in the order of ``_LAYERS``, whatever is added first. Classes are
    whole numbers on a scale of steps: one trace, and sharp colours.
    """
    steps = len(colors)
    scale = [[(i + end) / steps, color] for i, color in enumerate(colors) for end in (0, 1)]
    for geo in maps:
        rows = [i for i, place in enumerate(places) if geo == "geo" or place[:6] in IN_INSET]
        if not rows:
            continue
        figure.add_choropleth(
            geo=geo,
            name=layer,
            geojson=geometry,
            featureidkey=key,
            locations=[places[i] for i in rows],
            z=[z[i] if z is not None else 0 for i in rows],
            zmin=-0.5,
            zmax=steps - 0.5,
            colorscale=scale,
            showscale=False,
            hovertext=[hover[i] for i in rows] if hover is not None else None,
            hoverinfo="text" if hover is not None else "none" if clickable else "skip",
            customdata=[customdata[i] for i in rows] if customdata is not None else None,
            marker=dict(opacity=1, line=dict(color=line, width=width)),
            **_NEVER_FADE,
        )
    figure.data = sorted(figure.data, key=lambda trace: _LAYERS.index(trace.name))
