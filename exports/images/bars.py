"""Ranked bars that keep each figure's nature, as on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.ticker import MaxNLocator

from analysis.exhibits import Bar, BarsExhibit
from analysis.palette import Palette
from exports.images.canvas import Box, Canvas
from exports.images.fonts import width_of
from exports.images.sheet import Key, fade
from exports.images.text import clean
from language.catalogue import mark, translate
from language.figures import plain_number

_ROW, _LEAST_ROW, _MOST_ROW = 30.0, 22.0, 44.0
_AXIS = 34.0
_PLACE = 44.0
_GAP = 12.0
_ARROW = 9.0
_OPEN = ("at_least", "more_than")
_BELOW = ("at_most", "less_than")
MORE = mark("and {count} more, for which this picture has no room")


@dataclass(frozen=True, slots=True)
class BarsBody:
    """Draws a :class:`BarsExhibit`."""

    exhibit: BarsExhibit
    colours: Palette
    lang: str

    @property
    def legend(self) -> Sequence[Key]:
        """What the colours tell apart, and the natures of figures that occur."""
        bars, colours = self.exhibit.bars, self.colours
        natures = {bar.comparator for bar in bars}
        keys = []
        if self.exhibit.by_region:
            names = {bar.adcode: bar.region for bar in bars}
            keys = [Key(names[a], self._hue(a)) for a in self.exhibit.regions if a in names]
        elif {bar.level for bar in bars if bar.target_id} - {"province"}:
            keys = [
                Key(self._t("province"), colours.bar),
                Key(self._t("city or district"), colours.bar_soft),
            ]
        ink = colours.muted if self.exhibit.by_region else colours.bar
        if natures & set(_OPEN):
            keys.append(Key(self._t("at least or more than"), ink, sign="arrow"))
        if "about" in natures:
            keys.append(Key(self._t("about"), ink, sign="fade"))
        if "range" in natures:
            keys.append(Key(self._t("up to the high end of a range"), colours.page, ink, "lines"))
        if natures & set(_BELOW):
            keys.append(Key(self._t("at most"), colours.page, ink, "lines"))
        if any(bar.draft for bar in bars):
            keys.append(Key(self._t("not in force"), colours.page, colours.warn, sign="outline"))
        return keys

    def least_width(self) -> float:
        """Labels are cut before the bars get too short."""
        return 640.0

    def height(self, width: float) -> float:
        """A row for each bar, and the axis."""
        return len(self.exhibit.bars) * _ROW + _AXIS

    def least_height(self, width: float) -> float:
        """Rows as low as they stay legible."""
        return len(self.exhibit.bars) * _LEAST_ROW + _AXIS

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Places and labels at the left, bars on one axis, figures at their ends."""
        room = int((box.height - _AXIS) // _LEAST_ROW)
        bars = self.exhibit.bars
        if len(bars) > room:
            bars = bars[: max(room - 1, 1)]
        row = min(max((box.height - _AXIS) / max(len(bars), 1), _LEAST_ROW), _MOST_ROW)
        place = _PLACE if any(bar.best for bar in bars) and not self.exhibit.by_region else 0.0
        widest = max((width_of(clean(bar.label), 14) for bar in bars), default=0) + 2
        label = min(widest, box.width * 0.36)
        left = box.x + place + label + _GAP
        area = Box(left, box.y, box.right - left, len(bars) * row)
        scale = self._scale(bars, area.width)
        self._axis(canvas, area, bars, scale)
        for number, bar in enumerate(bars):
            y = box.y + (number + 0.5) * row
            if place and bar.best:
                words = f"{bar.best}" if bar.best == bar.worst else f"{bar.best}–{bar.worst}"
                canvas.text(box.x + place - 14, y, words, 13, self.colours.muted, align="right")
            ink = self.colours.warn if bar.draft else self.colours.ink
            canvas.text(left - _GAP, y, bar.label, 14, ink, align="right", width=label)
            self._bar(canvas, Box(left, y - row * 0.28, area.width, row * 0.56), bar, scale)
        if len(bars) < len(self.exhibit.bars):
            words = self._t(MORE, count=len(self.exhibit.bars) - len(bars))
            canvas.text(left, area.bottom + _AXIS + 4, words, 13, self.colours.muted)

    def _bar(self, canvas: Canvas, room: Box, bar: Bar, scale: float) -> None:
        """One bar in its nature, and its figure in words behind it."""
        colour = self._colour(bar)
        low, high = bar.low or 0.0, bar.high or 0.0
        end = _end(bar) * scale
        whole = Box(room.x, room.y, end, room.height)
        if bar.low is None and bar.high is None:
            pass
        elif bar.comparator == "range":
            solid = Box(room.x, room.y, low * scale, room.height)
            canvas.rect(solid, colour)
            if high > low:
                canvas.hatch(Box(solid.right, room.y, (high - low) * scale, room.height), colour)
                canvas.rect(
                    Box(solid.right, room.y, (high - low) * scale, room.height),
                    line=colour,
                    weight=0.8,
                )
        elif bar.comparator in _BELOW:
            canvas.hatch(whole, colour)
            canvas.rect(whole, line=colour, weight=0.8)
        elif bar.comparator == "about":
            fade(canvas, whole, colour)
        else:
            canvas.rect(whole, colour)
        if bar.comparator in _OPEN and end:
            canvas.mark(
                room.x + end, room.y + room.height / 2, ">", 13, self.colours.page, colour, 1.8
            )
            end += _ARROW
        if bar.draft and end:
            canvas.rect(whole, line=self.colours.warn, weight=1.6)
        ink = self.colours.ink if bar.target_id else self.colours.muted
        x = room.x + end + 8
        canvas.text(x, room.y + room.height / 2, self._words(bar), 14, ink, width=room.right - x)

    def _words(self, bar: Bar) -> str:
        """The figure, its deadline where the label does not name it, and places moved."""
        words = [bar.text]
        if bar.deadline and bar.deadline not in bar.label and bar.deadline not in bar.text:
            words.append(bar.deadline)
        if bar.moved:
            words.append(f"{'▲' if bar.moved > 0 else '▼'}{abs(bar.moved)}")
        return " · ".join(words)

    def _scale(self, bars: Sequence[Bar], width: float) -> float:
        """Pixels a unit, so that every bar and its figure fit."""
        fits = [
            (width - width_of(clean(self._words(bar)), 14) - _ARROW - 14) / _end(bar)
            for bar in bars
            if _end(bar) > 0
        ]
        longest = max((_end(bar) for bar in bars), default=0)
        return max(min(fits), width * 0.4 / longest) if longest else 1.0

    def _axis(self, canvas: Canvas, area: Box, bars: Sequence[Bar], scale: float) -> None:
        longest = max((_end(bar) for bar in bars), default=0)
        y = area.bottom + 14
        if not longest:
            return
        for tick in MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]).tick_values(0, longest):
            x = area.x + tick * scale
            if 0 <= tick <= longest * 1.02 and x < area.right - 30:
                canvas.line([(x, area.y), (x, area.bottom)], self.colours.rule, 0.8)
                words = plain_number(float(tick), self.lang, 2 if longest >= 1 else 4)
                canvas.text(x, y, words, 12, self.colours.muted, align="center")
        canvas.text(area.right, y, self.exhibit.unit, 12, self.colours.muted, align="right")

    def _colour(self, bar: Bar) -> str:
        if self.exhibit.by_region:
            return self._hue(bar.adcode)
        return self.colours.bar if bar.level == "province" else self.colours.bar_soft

    def _hue(self, adcode: str) -> str:
        """A region keeps its colour from chart to chart."""
        place = self.exhibit.regions.index(adcode) if adcode in self.exhibit.regions else -1
        return self.colours.regions[place % len(self.colours.regions)]

    def _t(self, message: str, **values: object) -> str:
        return translate(self.lang, message, **values)


def _end(bar: Bar) -> float:
    """Where the bar ends, in the exhibit's unit; 0 where there is none."""
    return max(bar.low or 0.0, bar.high or 0.0)


#: Messages of the legend.
_WORDS = (
    mark("province"), mark("city or district"), mark("at least or more than"), mark("about"),
    mark("up to the high end of a range"), mark("at most"), mark("not in force"),
)  # fmt: skip
