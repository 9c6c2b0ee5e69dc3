"""The map's shapes as paths: provinces, hatching, coast and the line of the South China Sea.

Two projections, as on the screen: Albers' equal area for the whole country (parallels 25° and 47°,
meridian 105°), and one of its own latitudes for the South China Sea. Units are kilometres.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
import shapely
from matplotlib.path import Path as Outline
from pyproj import Transformer

from exports.images.canvas import path_of

_ROOT = Path(__file__).resolve().parent.parent.parent
_PROVINCES = _ROOT / "data" / "provinces.geojson"
_HATCHING = _ROOT / "static" / "hatching.geojson"
HAINAN = "460000"
_ALBERS = "+proj=aea +lat_1={} +lat_2={} +lat_0=0 +lon_0={} +datum=WGS84 +units=km"
MAIN, INSET = _ALBERS.format(25, 47, 105), _ALBERS.format(8, 20, 114)
#: West, south, east, north in km: the mainland, Hainan and Taiwan with 50 km around them; and
#: from Taiwan and the coast of Guangdong to 曾母暗沙.
MAIN_WINDOW = (-2676.0, 1720.0, 2258.0, 5971.0)
INSET_WINDOW = (-700.0, 170.0, 1120.0, 2920.0)


@dataclass(frozen=True)
class Shapes:
    """Paths in one projection: ``provinces`` by adcode, ``patterns`` by (adcode, "lines" or
    "dots"), the outer ``coast``, the ``sea_line``, and Hainan's ``islands`` as dots to be seen.
    """

    provinces: dict[str, Outline]
    patterns: dict[tuple[str, str], Outline]
    coast: Outline
    sea_line: Outline
    islands: Outline


@cache
def shapes(projection: str) -> Shapes:
    """The shapes in a projection: :data:`MAIN` or :data:`INSET`."""
    land = gpd.read_file(_PROVINCES).to_crs(projection)
    land = land[land["kind"] == "province"]
    drawn = gpd.read_file(_HATCHING).to_crs(projection)
    by_id = dict(zip(drawn["id"], drawn.geometry, strict=True))
    patterns = {}
    for name, geometry in by_id.items():
        code, _, pattern = str(name).partition("/")
        if pattern in ("lines", "dots"):
            patterns[code, pattern] = path_of(geometry)
    return Shapes(
        {str(c): path_of(g) for c, g in zip(land["adcode"], land.geometry, strict=True)},
        patterns,
        path_of(by_id["100000/coast"]),
        path_of(by_id["100000/line"]),
        path_of(by_id[f"{HAINAN}/islands"]),
    )


@cache
def label_places() -> dict[str, tuple[float, float, float]]:
    """Where a province's name stands in the main projection: x, y and the room beside it in km."""
    land = gpd.read_file(_PROVINCES).to_crs(MAIN)
    places = {}
    for code, geometry in zip(land["adcode"], land.geometry, strict=True):
        if geometry.geom_type != "MultiPolygon":
            continue
        largest = max(shapely.get_parts(geometry), key=lambda part: part.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=5)
        places[str(code)] = (*circle.coords[0], float(circle.length))
    return places


@cache
def _transformer(projection: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", projection, always_xy=True)


def projected(points: Iterable[tuple[float, float]], projection: str) -> list[tuple[float, float]]:
    """Longitudes and latitudes as kilometres of a projection."""
    return [_transformer(projection).transform(*point) for point in points]
