"""The map of China as SVG paths: what a browser paints once, and then only changes the colours of."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from shapely.geometry.base import BaseGeometry

from exports.china import Sheet, inset_sheet, main_sheet

#: Units in the width of the whole drawing: whole numbers of them are fine enough for any screen.
WIDTH = 10_000
#: Kilometres of detail that are left out: half a pixel on a screen of 1920 pixels.
_DETAIL, _INSET_DETAIL = 2.5, 6.0
#: Shares of the width: the main map at the left, the inset at its lower right.
_MAIN_SHARE, _INSET_SHARE = 0.875, 0.135
_EDGE = 20


@dataclass(frozen=True, slots=True)
class Outlines:
    """Paths (the ``d`` of SVG) in one system of ``WIDTH`` × ``height`` units, y downwards.

    ``provinces`` and ``inset`` go by adcode; ``reefs`` are Hainan's southern islands as dots that
    can be seen; ``line`` and ``inset_line`` the South China Sea line as areas; ``frame`` is the
    inset's box (x, y, width, height).
    """

    height: int
    provinces: dict[str, str]
    line: str
    inset: dict[str, str]
    inset_line: str
    reefs: str
    frame: tuple[int, int, int, int]


@cache
def outlines() -> Outlines:
    """The 34 units with the South China Sea line and the inset."""
    main, inset = main_sheet(_DETAIL), inset_sheet(_INSET_DETAIL)
    scale = WIDTH * _MAIN_SHARE / main.size[0]
    height = math.ceil(main.size[1] * scale)
    small = WIDTH * _INSET_SHARE / inset.size[0]
    frame = round(inset.size[0] * small), round(inset.size[1] * small)
    corner = WIDTH - frame[0] - _EDGE, height - frame[1] - _EDGE
    return Outlines(
        height,
        {code: _path(area, main, scale) for code, area in main.provinces.items()},
        _path(main.sea_line, main, scale),
        {code: _path(area, inset, small, corner) for code, area in inset.provinces.items()},
        _path(inset.sea_line, inset, small, corner),
        _path(inset.islands, inset, small, corner),
        (*corner, *frame),
    )


def place(longitude: float, latitude: float) -> tuple[int, int] | None:
    """Where a point in degrees lies on the main map, in units; None where it is not on it."""
    main = main_sheet(_DETAIL)
    found = main.place(longitude, latitude)
    scale = WIDTH * _MAIN_SHARE / main.size[0]
    return _units(*found, main, scale, (0, 0)) if found else None


def inset_place(longitude: float, latitude: float) -> tuple[int, int] | None:
    """The same in the inset."""
    inset, frame = inset_sheet(_INSET_DETAIL), outlines().frame
    found = inset.place(longitude, latitude)
    small = WIDTH * _INSET_SHARE / inset.size[0]
    return _units(*found, inset, small, (frame[0], frame[1])) if found else None


def _units(
    x: float, y: float, sheet: Sheet, scale: float, corner: tuple[int, int]
) -> tuple[int, int]:
    west, _, _, north = sheet.bounds
    return corner[0] + round((x - west) * scale), corner[1] + round((north - y) * scale)


def _path(area: BaseGeometry, sheet: Sheet, scale: float, corner: tuple[int, int] = (0, 0)) -> str:
    """Relative steps in whole units; points that fall on the one before are left out."""
    return "".join(
        _ring([_units(x, y, sheet, scale, corner) for x, y in ring]) for ring in _rings(area)
    )


def _rings(area: BaseGeometry) -> Iterator[list[tuple[float, float]]]:
    for part in getattr(area, "geoms", [area]):
        for ring in (part.exterior, *part.interiors):
            yield [(x, y) for x, y in ring.coords]


def _ring(points: list[tuple[int, int]]) -> str:
    x, y = points[0]
    steps = []
    for to_x, to_y in points[1:]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x} {to_y - y}".replace(" -", "-"))
            x, y = to_x, to_y
    if not steps:  # smaller than a unit: still there
        steps = ["6 0", "0 6", "-6 0"]
    return f"M{points[0][0]} {points[0][1]}l" + " ".join(steps).replace(" -", "-") + "z"
