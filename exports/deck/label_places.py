"""On which side of its point each label of a chart stands, so that figures can be read.

A native label can stand above, below, left or right of its point, no other way that both PowerPoint
and LibreOffice keep.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from shapely import LineString, Point, Polygon, box

#: Half of a mark's size with the gap to its label; height of a line of type, in its size.
_GAP, _HIGH = 7.0, 1.25
#: What makes a place bad: words over words or beyond the chart, over a mark, over a line.
_WORDS, _MARK, _LINE = 10.0, 5.0, 1.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A point with its label: ``x`` to the right and ``y`` upwards and the label's ``width``, all in
    points (1/72 inch) of the chart; ``sides`` are those it may stand on, the best first: t, b, l, r.
    """

    x: float
    y: float
    width: float
    sides: str = "tbrl"


def label_sides(
    spots: Sequence[Spot],
    lines: Sequence[Sequence[tuple[float, float]]],
    room: tuple[float, float, float, float],
    size: float,
) -> list[str]:
    """The side of each label, the first spots choosing first.

    ``lines`` are drawn between points, ``room`` is (left, bottom, right, top) of the chart, ``size`` that
    of the type, all in points. A label takes the first of its sides on which it covers nothing,
    else that on which it covers least.
    """
    inside = box(*room)
    marks = [Point(spot.x, spot.y).buffer(_GAP - 2) for spot in spots]
    drawn = [LineString(line) for line in lines if len(line) > 1]
    taken: list[Polygon] = []
    sides = []
    for number, spot in enumerate(spots):
        others = [mark for place, mark in enumerate(marks) if place != number]

        def cost(side: str, spot: Spot = spot, others: Sequence[Polygon] = others) -> float:
            words = _place(spot, side, size)
            covered = sum(words.intersection(other).area for other in taken)
            beyond = words.difference(inside).area
            on_marks = sum(words.intersection(other).area for other in others)
            on_lines = sum(words.intersection(line).length for line in drawn)
            return (covered + beyond) * _WORDS + on_marks * _MARK + on_lines * _LINE

        best = min(spot.sides, key=cost)
        taken.append(_place(spot, best, size))
        sides.append(best)
    return sides


def _place(spot: Spot, side: str, size: float) -> Polygon:
    """Where a label is, on one side of its point."""
    high, half = size * _HIGH, spot.width / 2
    left = {"l": spot.x - _GAP - spot.width, "r": spot.x + _GAP}.get(side, spot.x - half)
    bottom = {"t": spot.y + _GAP, "b": spot.y - _GAP - high}.get(side, spot.y - high / 2)
    return box(left, bottom, left + spot.width, bottom + high)
