"""Plans as lanes on a time axis, with their milestones, today and the five-year plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from analysis.exhibits import Lane, TimelineExhibit
from analysis.palette import Palette
from analysis.timeline import FIVE_YEAR_PLANS
from exports.images.bars import MORE
from exports.images.canvas import Box, Canvas
from exports.images.fonts import width_of
from exports.images.sheet import Key
from language.catalogue import translate

_LANE, _LEAST_LANE, _MOST_LANE = 26.0, 20.0, 36.0
#: Room on top for years, five-year plans and today.
_TOP = 58.0
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class TimelineBody:
    """Draws a :class:`TimelineExhibit`."""

    exhibit: TimelineExhibit
    colours: Palette
    lang: str

    @property
    def legend(self) -> Sequence[Key]:
        """The words of the page's legend."""
        colours = self.colours
        return [
            Key(self._t("running"), colours.bar_soft),
            Key(self._t("last deadline passed"), colours.rule),
            Key(self._t("draft"), colours.page, colours.bar, "lines"),
            Key(self._t("deadline of a target"), colours.classes[-1], sign="D"),
            Key(self._t("issued (or reported)"), colours.bar, sign="o"),
            Key(self._t("today"), colours.accent, sign="dashed"),
        ]

    def least_width(self) -> float:
        """Titles and at least some years."""
        return 900.0

    def height(self, width: float) -> float:
        """A lane for each plan and a line for each group."""
        return self._lines() * _LANE + _TOP + 8

    def least_height(self, width: float) -> float:
        """Lanes as low as they stay legible."""
        return self._lines() * _LEAST_LANE + _TOP + 8

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Titles at the left, the years on top; lanes that do not fit are counted."""
        rows, shown = self._rows(int((box.height - _TOP) // _LEAST_LANE))
        height = (box.height - _TOP) / max(len(rows) + (shown < len(self.exhibit.lanes)), 1)
        height = min(max(height, _LEAST_LANE), _MOST_LANE)
        titles = min(440.0, box.width * 0.34)
        area = Box(box.x + titles, box.y + _TOP, box.width - titles, len(rows) * height)
        axis = self._axis(canvas, area)
        for number, row in enumerate(rows):
            y = area.y + (number + 0.5) * height
            if isinstance(row, str):
                canvas.text(box.x, y + 2, row, 14, self.colours.ink, bold=True, width=titles - 12)
            else:
                canvas.text(
                    area.x - 12,
                    y,
                    row.label,
                    13,
                    self.colours.ink,
                    align="right",
                    width=titles - 16,
                )
                self._lane(canvas, row, y, height, axis)
        if shown < len(self.exhibit.lanes):
            words = self._t(MORE, count=len(self.exhibit.lanes) - shown)
            canvas.text(box.x, area.bottom + height / 2, words, 13, self.colours.muted)

    def _rows(self, room: int) -> tuple[list[str | Lane], int]:
        """Headings and lanes that fit into ``room`` lines, and how many lanes those are."""
        rows: list[str | Lane] = []
        shown, group = 0, None
        cut = self._lines() > room
        for lane in self.exhibit.lanes:
            needed = 2 if lane.group != group else 1
            if cut and len(rows) + needed > room - 1:
                break
            if lane.group != group:
                group = lane.group
                rows.append(group)
            rows.append(lane)
            shown += 1
        return rows, shown

    def _lines(self) -> int:
        groups = [lane.group for lane in self.exhibit.lanes]
        changes = sum(place == 0 or groups[place - 1] != g for place, g in enumerate(groups))
        return len(groups) + changes

    def _axis(self, canvas: Canvas, area: Box) -> _Axis:
        """Years, bands and today; returns where days lie."""
        lanes, today = self.exhibit.lanes, self.exhibit.today
        first = min([lane.start for lane in lanes] + [today]).year
        last = max([lane.end for lane in lanes if lane.end] + [today]).year
        axis = _Axis(area.x, (area.width - 110) / (last - first + 1), first)
        top = area.y - _TOP
        for number, (_, zh, en, begin, end) in enumerate(FIVE_YEAR_PLANS):
            left = max(axis.at(date(begin, 1, 1)), area.x)
            right = axis.at(date(min(end, last), 12, 31))
            if right <= left:
                continue
            if number % 2 == 0:
                canvas.rect(Box(left, top, right - left, area.bottom - top), self.colours.band)
            name = zh if self.lang == "zh" else en
            canvas.text(left + 4, top + 10, name, 12, self.colours.muted, width=right - left - 8)
        every = 1 if axis.year > 30 else 2 if axis.year > 16 else 5
        for year in range(first, last + 1):
            x = axis.at(date(year, 1, 1))
            canvas.line([(x, area.y - 8), (x, area.bottom)], self.colours.rule, 0.7)
            if year % every == 0:
                canvas.text(
                    x + axis.year / 2,
                    area.y - 14,
                    str(year),
                    12,
                    self.colours.muted,
                    align="center",
                )
        now = axis.at(today)
        canvas.line([(now, top + 36), (now, area.bottom)], self.colours.accent, 1.5, dotted=True)
        canvas.text(now, top + 28, self._t("today"), 12, self.colours.accent, align="center")
        return axis

    def _lane(self, canvas: Canvas, lane: Lane, y: float, height: float, axis: _Axis) -> None:
        colours, start = self.colours, axis.at(lane.start)
        draft = lane.status == "draft"
        if lane.end:
            width = max(axis.at(lane.end) - start, _SHORTEST / 365 * axis.year)
            bar = Box(start, y - height * 0.25, width, height * 0.5)
            fill = colours.rule if lane.expired else colours.bar_soft
            if draft:
                canvas.hatch(bar, colours.bar if not lane.expired else colours.hatch, weight=0.9)
                canvas.rect(bar, line=fill, weight=0.8)
            else:
                canvas.rect(bar, fill, line=colours.hatch if lane.expired else "none", weight=0.8)
        if lane.dated:
            canvas.mark(start, y, "o", 8, colours.page if draft else colours.bar, colours.bar, 1.4)
        self._milestones(canvas, lane, y, axis)

    def _milestones(self, canvas: Canvas, lane: Lane, y: float, axis: _Axis) -> None:
        """Diamonds; each figure stands behind its diamond where the next one leaves room."""
        places = [axis.at(point.day) for point in lane.milestones]
        fill = self.colours.muted if lane.expired else self.colours.classes[-1]
        for number, (x, point) in enumerate(zip(places, lane.milestones, strict=True)):
            canvas.mark(x, y, "D", 8.5, fill, self.colours.page, 0.8)
            last = number == len(places) - 1
            room = canvas.width - 16 - x if last else places[number + 1] - x - 8
            if last or width_of(point.text, 12) + 10 <= room:
                canvas.text(x + 10, y, point.text, 12, self.colours.ink, width=max(room - 10, 20))

    def _t(self, message: str, **values: object) -> str:
        return translate(self.lang, message, **values)


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days as pixels: the left side, the width of a year, and the first year."""

    left: float
    year: float
    first: int

    def at(self, day: date) -> float:
        """Pixels of a day."""
        share = (day - date(day.year, 1, 1)).days / 366
        return self.left + (day.year - self.first + share) * self.year
