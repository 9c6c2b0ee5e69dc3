"""The map of China in kilometres on paper: provinces, sea line and the South China Sea inset.

The geometry is simplified together, so that neighbours still share their border. The map on the
screen, slides and pictures draw from it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import shapely
from pyproj import Transformer
from shapely.geometry import box, shape
from shapely.geometry.base import BaseGeometry

from loaders.boundaries import HATCHING, PROVINCES, read_boundaries

#: Albers' equal-area projection of the whole country, and of the sea's own latitudes.
_MAIN = "+proj=aea +lat_1=25 +lat_2=47 +lon_0=105 +units=km"
_INSET = "+proj=aea +lat_1=8 +lat_2=20 +lon_0=114 +units=km"
#: North of it lies what the main map shows; the islands south of it are in the inset.
_SOUTH = 17.5
_MARGIN = 50.0
#: A province of less than this many square kilometres is a speck on a small map.
_SMALL = 20_000.0


@dataclass(frozen=True)
class Sheet:
    """One drawing of the map in kilometres, y upwards.

    ``provinces`` by adcode, each a MultiPolygon cut to the sheet; ``islands`` are Hainan's southern
    reefs as dots that can be seen, on the inset only; ``sea_line`` the South China Sea line as areas; ``bounds`` are
    (west, south, east, north).
    """

    provinces: dict[str, BaseGeometry]
    islands: BaseGeometry
    sea_line: BaseGeometry
    bounds: tuple[float, float, float, float]
    projection: str

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in kilometres."""
        west, south, east, north = self.bounds
        return east - west, north - south

    def place(self, longitude: float, latitude: float) -> tuple[float, float] | None:
        """Kilometres of a point in degrees, or None where it lies off the sheet."""
        x, y = _transformer(self.projection).transform(longitude, latitude)
        west, south, east, north = self.bounds
        return (x, y) if west <= x <= east and south <= y <= north else None


def hard_to_see(adcode: str) -> tuple[float, float] | None:
    """Where on the main sheet a ring helps to find a province on a small map, in kilometres; None
    for one that is large enough to be seen.
    """
    area = main_sheet().provinces[adcode]
    return (area.centroid.x, area.centroid.y) if area.area < _SMALL else None


@cache
def main_sheet(tolerance: float = 5.0) -> Sheet:
    """The country with Hainan and Taiwan, without the islands that only the inset can show.

    ``tolerance``: detail finer than this many kilometres is left out.
    """
    areas = _projected(_provinces(), _MAIN, tolerance)
    large = {
        code: shapely.union_all([part for part in shapely.get_parts(area) if _is_north(part)])
        for code, area in areas.items()
    }
    west, south, east, north = shapely.total_bounds(list(large.values()))
    bounds = (west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN)
    return _sheet(large, _MAIN, bounds, islands=False)


@cache
def inset_sheet(tolerance: float = 8.0) -> Sheet:
    """The South China Sea with its line, from the coast of Guangdong and Taiwan southwards."""
    areas = _projected(_provinces(), _INSET, tolerance)
    west, south, east, north = shapely.total_bounds(_projected_one(_extra("100000/line"), _INSET))
    bounds = (west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN)
    return _sheet(areas, _INSET, bounds, islands=True)


def _sheet(
    areas: dict[str, BaseGeometry],
    projection: str,
    bounds: tuple[float, float, float, float],
    *,
    islands: bool,
) -> Sheet:
    window = box(*bounds)
    cut = {code: shapely.intersection(area, window) for code, area in areas.items()}
    seen = {code: _areas_of(area) for code, area in cut.items() if not area.is_empty}
    line = _projected_one(_extra("100000/line"), projection).intersection(window)
    reefs = (
        _projected_one(_extra("460000/islands"), projection) if islands else shapely.MultiPolygon()
    )
    return Sheet(seen, _areas_of(reefs), _areas_of(line), bounds, projection)


def _is_north(part: BaseGeometry) -> bool:
    """Whether a part, in kilometres of the main projection, reaches north of the inset's islands."""
    x, y = part.centroid.x, part.bounds[3]
    latitude = _transformer(_MAIN).transform(x, y, direction="INVERSE")[1]
    return bool(latitude > _SOUTH)


def _areas_of(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons of a geometry: cutting may leave points and lines behind."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon(parts)


def _projected(
    areas: dict[str, BaseGeometry], projection: str, tolerance: float
) -> dict[str, BaseGeometry]:
    moved = [_projected_one(area, projection) for area in areas.values()]
    simple: Sequence[BaseGeometry] = shapely.coverage_simplify(moved, tolerance)
    return dict(zip(areas, simple, strict=True))


def _projected_one(area: BaseGeometry, projection: str) -> BaseGeometry:
    transform = _transformer(projection).transform
    return shapely.transform(area, transform, interleaved=False)


@cache
def _transformer(projection: str) -> Transformer:
    return Transformer.from_crs("EPSG:4326", projection, always_xy=True)


@cache
def _provinces() -> dict[str, BaseGeometry]:
    """The 34 units in degrees, by adcode."""
    content = read_boundaries(PROVINCES)
    return {
        feature["id"]: shape(feature["geometry"])
        for feature in content["features"]
        if feature["properties"]["kind"] == "province"
    }


def drawn(identity: str, sheet: Sheet) -> BaseGeometry:
    """A shape that is drawn over provinces, in kilometres of a sheet: the stripes or dots of one
    ("510000/lines", "510000/dots"), or the outer coast ("100000/coast").
    """
    return _projected_one(_extra(identity), sheet.projection)


def _extra(identity: str) -> BaseGeometry:
    """A shape made for the map on the screen, in degrees."""
    return _extras()[identity]


@cache
def _extras() -> dict[str, BaseGeometry]:
    content = read_boundaries(HATCHING)
    return {feature["id"]: shape(feature["geometry"]) for feature in content["features"]}
