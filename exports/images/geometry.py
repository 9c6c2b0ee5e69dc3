"""The map's sheets as paths to be drawn: provinces, hatching, coast, sea line and islands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import shapely
from matplotlib.path import Path

from exports.china import Sheet, drawn, inset_sheet, main_sheet
from exports.hatching import dots, framed, stripes
from exports.images.canvas import path_of

HAINAN = "460000"
#: Detail that a picture of two dots a pixel can still show, in km.
_TOLERANCE = 2.0


@dataclass(frozen=True)
class Shapes:
    """Paths in kilometres of a ``sheet``, y upwards: ``provinces`` by adcode, the outer ``coast``,
    the ``sea_line``, and Hainan's ``islands`` as dots to be seen (in the inset).
    """

    sheet: Sheet
    provinces: dict[str, Path]
    coast: Path
    sea_line: Path
    islands: Path


@cache
def main() -> Shapes:
    """The whole country."""
    return _shapes(main_sheet(_TOLERANCE))


@cache
def inset() -> Shapes:
    """The South China Sea."""
    return _shapes(inset_sheet(_TOLERANCE))


def _shapes(sheet: Sheet) -> Shapes:
    return Shapes(
        sheet,
        {code: path_of(area) for code, area in sheet.provinces.items()},
        path_of(drawn("100000/coast", sheet)),
        path_of(sheet.sea_line),
        path_of(sheet.islands),
    )


@cache
def pattern(adcode: str, name: str, *, in_inset: bool) -> Path:
    """The "lines" or "dots" over a province; those called "accent" lean back and are larger, so that
    who sees no colour can tell them, as on the screen.
    """
    sheet = inset_sheet(_TOLERANCE) if in_inset else main_sheet(_TOLERANCE)
    if name in ("lines", "dots"):
        return path_of(drawn(f"{adcode}/{name}", sheet))
    area = framed(sheet.provinces[adcode])
    return path_of(stripes(area, back=True) if name == "accent" else dots(area, large=True))


@cache
def label_places() -> dict[str, tuple[float, float, float]]:
    """Where a province's name stands on the main sheet: x, y and the room beside it, in km."""
    places = {}
    for code, area in main_sheet(_TOLERANCE).provinces.items():
        largest = max(shapely.get_parts(area), key=lambda part: float(part.area))
        circle = shapely.maximum_inscribed_circle(largest, tolerance=5)
        x, y = circle.coords[0]
        places[code] = (x, y, float(circle.length))
    return places
