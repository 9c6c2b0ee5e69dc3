"""Stripes and dots over an area as shapes: what every program shows, as some do not show patterns.

``km`` is how many units of the area a kilometre is. Small areas have a denser pattern, so that it can be
told from another.
"""

from __future__ import annotations

import numpy as np
import shapely
from shapely.affinity import scale
from shapely.geometry import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

#: Distance and width of stripes, distance and radius of dots, and the strip along a border that
#: stays free, in kilometres.
_STRIPE_EVERY, _STRIPE_WIDTH = 48.0, 5.0
_DOT_EVERY, _DOT_RADIUS = 56.0, 8.5
_GUTTER = 4.0


def framed(area: BaseGeometry, km: float = 1.0) -> BaseGeometry:
    """An area without a narrow strip along its border, so that the border stays visible."""
    return area.buffer(-min(_GUTTER * km, shapely.area(area) ** 0.5 / 12), join_style="mitre")


def stripes(area: BaseGeometry, km: float = 1.0, *, back: bool = False) -> BaseGeometry:
    """Stripes over an area, in step with those of every other area; they rise to the right, or lean
    ``back`` to the left.
    """
    if back:
        return _mirrored(stripes(_mirrored(area), km))
    size = shapely.area(area) ** 0.5
    widest = _STRIPE_EVERY * km
    every = widest / 2 ** max(0, np.ceil(np.log2(widest * 3 / size)))
    west, south, east, north = area.bounds
    # A stripe is the band where y - x lies about a multiple of the distance.
    step, half = every * 2**0.5, min(_STRIPE_WIDTH * km, every / 4) * 2**0.5 / 2
    bands = []
    for number in range(int((south - east) // step), int((north - west) // step) + 2):
        low, high = number * step - half, number * step + half
        bands.append(
            Polygon(
                [(west, west + low), (east, east + low), (east, east + high), (west, west + high)]
            )
        )
    return shapely.segmentize(shapely.union_all(bands), 200 * km).intersection(area)


def dots(area: BaseGeometry, km: float = 1.0, *, large: bool = False) -> BaseGeometry:
    """A staggered grid of small diamonds, or of ``large`` ones; whole ones only, or one in the middle."""
    size = shapely.area(area) ** 0.5
    widest = _DOT_EVERY * km
    every = widest / 2 ** max(0, np.ceil(np.log2(widest * 2 / size)))
    radius = min(_DOT_RADIUS * km, every / 4) * (1.7 if large else 1)
    west, south, east, north = area.bounds
    inner = area.buffer(-radius)
    rows = range(int(south // (every * 0.75)), int(north // (every * 0.75)) + 2)
    columns = range(int(west // every) - 1, int(east // every) + 2)
    centres = shapely.points(
        [((column + row % 2 / 2) * every, row * every * 0.75) for row in rows for column in columns]
    )
    shapely.prepare(inner)
    found = list(centres[shapely.contains_properly(inner, centres)])
    found = found or [shapely.Point(area.representative_point())]
    return MultiPolygon([_diamond(point, radius) for point in found])


def _diamond(point: Point, radius: float) -> Polygon:
    x, y = point.x, point.y
    return Polygon([(x, y + radius), (x + radius, y), (x, y - radius), (x - radius, y)])


def _mirrored(area: BaseGeometry) -> BaseGeometry:
    return scale(area, -1, 1, origin=(0, 0))
