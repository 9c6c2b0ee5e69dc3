"""Milestones joined as paths along time, with what was reported on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.ticker import MaxNLocator

from analysis.exhibits import Path, PathsExhibit, Point
from analysis.palette import Palette
from exports.images.canvas import Box, Canvas
from exports.images.fonts import width_of
from exports.images.sheet import Key
from language.catalogue import mark, translate
from language.figures import plain_number

_HEIGHT, _LEAST = 520.0, 380.0
_LABEL = 17.0

_TARGET = mark("target")
_REPORTED = mark("reported result or stated base")
_SPAN = mark("from the low to the high end of a range")


@dataclass(frozen=True, slots=True)
class PathsBody:
    """Draws a :class:`PathsExhibit`."""

    exhibit: PathsExhibit
    colours: Palette
    lang: str

    @property
    def legend(self) -> Sequence[Key]:
        """Milestones, reported results, ranges."""
        points = [point for path in self.exhibit.paths for point in path.points]
        ink, page = self.colours.muted, self.colours.page
        keys = [Key(translate(self.lang, _TARGET), ink, sign="D")]
        if any(point.observed for point in points):
            keys.append(Key(translate(self.lang, _REPORTED), page, ink, sign="o"))
        if any(_ranged(point) for point in points):
            keys.append(Key(translate(self.lang, _SPAN), ink, ink, sign="|"))
        return keys

    def least_width(self) -> float:
        """Axis, paths and the names at their ends."""
        return 700.0

    def height(self, width: float) -> float:
        """A shape that shows slopes well; more for many names at the right."""
        return max(_HEIGHT, len(self.exhibit.paths) * _LABEL + 60)

    def least_height(self, width: float) -> float:
        """A little flatter."""
        return max(_LEAST, len(self.exhibit.paths) * _LABEL + 60)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Values upwards from zero, years to the right, each path named at its end."""
        paths = self.exhibit.paths
        names = [f"{path.region}  {path.points[-1].text}" for path in paths]
        right = min(max(width_of(name, 13) for name in names) + 24, box.width * 0.36)
        area = Box(box.x + 70, box.y + 24, box.width - 70 - right, box.height - 60)
        axes = self._axes(canvas, area)
        ends = []
        for path, name in zip(paths, names, strict=True):
            colour = self._colour(path)
            places = [axes.at(point.when, _value(point)) for point in path.points]
            canvas.line(places, colour, 1.8)
            for point, (x, y) in zip(path.points, places, strict=True):
                self._point(canvas, point, x, y, axes, colour)
            ends.append((places[-1], name, colour))
        for (x, y), label_y, name, colour in _spread(ends, area):
            if abs(label_y - y) > 3:
                canvas.line([(x + 7, y), (area.right + 8, label_y)], self.colours.rule, 0.8)
            canvas.text(area.right + 12, label_y, name, 13, colour, width=right - 14)

    def _point(
        self, canvas: Canvas, point: Point, x: float, y: float, axes: _Axes, colour: str
    ) -> None:
        if _ranged(point):
            low, high = axes.at(point.when, point.low or 0), axes.at(point.when, point.high or 0)
            canvas.line([low, high], colour, 3)
        if point.observed:
            canvas.mark(x, y, "o", 9, self.colours.page, colour, 1.8)
        else:
            canvas.mark(x, y, "D", 8, colour, self.colours.page, 0.8)

    def _axes(self, canvas: Canvas, area: Box) -> _Axes:
        points = [point for path in self.exhibit.paths for point in path.points]
        top = max(max(point.low or 0, point.high or 0) for point in points) or 1.0
        days = [point.when for point in points]
        axes = _Axes(area, min(days), max(days), top * 1.04)
        grey = self.colours.muted
        canvas.text(area.x - 8, area.y - 12, self.exhibit.unit, 12, grey, align="right")
        for tick in MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]).tick_values(0, top):
            if 0 <= tick <= top * 1.04:
                y = axes.at(days[0], float(tick))[1]
                canvas.line([(area.x, y), (area.right, y)], self.colours.rule, 0.8)
                words = plain_number(float(tick), self.lang, 2 if top >= 1 else 4)
                canvas.text(area.x - 8, y, words, 12, grey, align="right")
        first, last = axes.first.year, axes.last.year
        every = max(1, -(-(last - first) // 10))
        for year in range(first, last + 1):
            x = axes.at(date(year, 12, 31), 0)[0]
            if (last - year) % every == 0 and area.x - 1 <= x <= area.right + 1:
                canvas.line([(x, area.bottom), (x, area.bottom + 5)], grey, 0.8)
                canvas.text(x, area.bottom + 16, str(year), 12, grey, align="center")
        return axes

    def _colour(self, path: Path) -> str:
        """Regions have colours where there are at most six."""
        order = [item.adcode for item in self.exhibit.paths]
        if len(order) > len(self.colours.regions):
            return self.colours.bar
        return self.colours.regions[order.index(path.adcode)]


@dataclass(frozen=True, slots=True)
class _Axes:
    """Days and values as pixels."""

    area: Box
    first: date
    last: date
    top: float

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Place of a value on a day."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        x = self.area.x + 14 + share * (self.area.width - 28)
        return x, self.area.bottom - value / self.top * self.area.height


def _value(point: Point) -> float:
    """Where the path passes: the low end, or the only one."""
    return point.low if point.low is not None else point.high or 0.0


def _ranged(point: Point) -> bool:
    return point.low is not None and point.high is not None and point.high > point.low


_End = tuple[tuple[float, float], str, str]


def _spread(ends: list[_End], area: Box) -> list[tuple[tuple[float, float], float, str, str]]:
    """The names at the right, moved apart so that none covers another."""
    ends = sorted(ends, key=lambda end: end[0][1])
    rows: list[float] = []
    for (_, y), _, _ in ends:
        rows.append(max(y, rows[-1] + _LABEL) if rows else y)
    over = (rows[-1] - area.bottom) if rows else 0
    for place in range(len(rows) - 1, -1, -1):
        if over > 0:
            limit = area.bottom if place == len(rows) - 1 else rows[place + 1] - _LABEL
            rows[place] = min(rows[place], limit)
    return [
        (point, row, name, colour) for (point, name, colour), row in zip(ends, rows, strict=True)
    ]
