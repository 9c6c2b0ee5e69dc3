"""Places in a ranking of intervals: ties share a place, overlapping ranges are not broken."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The best and the worst place that a figure may have; equal where it is certain."""

    best: int
    worst: int

    @property
    def middle(self) -> float:
        """Where it stands on average, to tell how far it moved; never shown as its place."""
        return (self.best + self.worst) / 2

    @property
    def words(self) -> str:
        """``3``, or ``3–5`` where ranges overlap or tie."""
        return str(self.best) if self.best == self.worst else f"{self.best}–{self.worst}"


def places(intervals: list[tuple[float, float]]) -> list[Place]:
    """The place of each (low, high), the largest first: one counts as before another only if its
    low end is above the other's high end. Costs n log n.
    """
    lows = sorted(low for low, _ in intervals)
    highs = sorted(high for _, high in intervals)
    count = len(intervals)
    return [
        Place(1 + count - bisect_right(lows, high), count - bisect_left(highs, low))
        for low, high in intervals
    ]
