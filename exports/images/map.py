"""The map of one indicator: 34 units with the South China Sea, and the largest figures beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.transforms import Affine2D

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit
from analysis.map_states import MapAnswer, State, class_of
from analysis.palette import Palette, class_colours, state_look
from analysis.words import figure_of, region_name
from exports.images.canvas import Box, Canvas
from exports.images.fonts import width_of
from exports.images.geometry import (
    HAINAN,
    INSET,
    INSET_WINDOW,
    MAIN,
    MAIN_WINDOW,
    Shapes,
    label_places,
    projected,
    shapes,
)
from exports.images.sheet import Key
from language.catalogue import translate

_HEIGHT = 640.0
_BORDER = 0.7
_LIST = 300.0
_LINE = 22.0
#: The list's widest, and the room of its last column, the deadline.
_WIDEST, _DUE = 430.0, 90.0
#: Units that are drawn in the inset.
_NEAR = ("350000", "440000", "450000", HAINAN, "710000", "810000", "820000")


@dataclass(frozen=True, slots=True)
class MapBody:
    """Draws a :class:`MapExhibit`."""

    atlas: Atlas
    exhibit: MapExhibit
    colours: Palette
    lang: str

    @property
    def legend(self) -> Sequence[Key]:
        """Classes, states and cities, in the words of the page."""
        keys = []
        classes = class_colours(self.colours, len(self.exhibit.answer.breaks) + 1)
        for label in self.exhibit.legend:
            if label.number is not None:
                keys.append(Key(label.words, classes[label.number]))
            else:
                fill, pattern = state_look(self.colours, State(label.state))
                keys.append(Key(label.words, fill, self._ink(pattern), _plain(pattern)))
        if len(self.exhibit.answer.cities):
            words = translate(self.lang, "city or district")
            keys.append(Key(words, self.colours.blank, self.colours.ink, sign="o"))
        return keys

    def least_width(self) -> float:
        """A map may be as small as one likes."""
        return 0

    def height(self, width: float) -> float:
        """The same at every width: the map's own shape leaves room for the list beside it."""
        return _HEIGHT

    def draw(self, canvas: Canvas, box: Box) -> None:
        """The map at the left, the inset at its lower right, the figures as a list beside."""
        beside = _LIST if box.width > 900 else 0
        west, south, east, north = MAIN_WINDOW
        scale = min(box.height / (north - south), (box.width - beside) / (east + 560 - west))
        main = Box(box.x, box.y, (east - west) * scale, (north - south) * scale)
        self._map(canvas, main, scale, MAIN, MAIN_WINDOW, list(shapes(MAIN).provinces))
        self._names(canvas, main, scale)
        tall = 0.38 * main.height
        west, south, east, north = INSET_WINDOW
        small = tall / (north - south)
        right = main.x + main.width + 560 * scale
        inset = Box(right - (east - west) * small, main.bottom - tall, (east - west) * small, tall)
        canvas.rect(inset, self.colours.page)
        self._map(canvas, inset, small, INSET, INSET_WINDOW, _NEAR)
        canvas.text(
            inset.x + inset.width / 2, inset.bottom - 9, translate(self.lang, "South China Sea"),
            10.5, self.colours.muted, align="center", width=inset.width - 6,
        )  # fmt: skip
        canvas.rect(inset, line=self.colours.hatch)
        if beside:
            left = right + 40
            self._list(canvas, Box(left, box.y, min(_WIDEST, box.right - left), box.height))

    def _map(
        self, canvas: Canvas, box: Box, scale: float, projection: str,
        window: tuple[float, float, float, float], adcodes: Sequence[str],
    ) -> None:  # fmt: skip
        """One of the two maps: land, patterns, coast, the line, cities."""
        place = Affine2D().translate(-window[0], -window[3]).scale(scale, -scale)
        place = place.translate(box.x, box.y)
        drawn = shapes(projection)
        inset = projection == INSET
        rows = self.exhibit.answer.provinces.set_index("adcode", drop=False)
        suffix = "-inset" if inset else ""
        for adcode in adcodes:
            fill, pattern = self._look(rows.loc[adcode])
            canvas.shape(
                drawn.provinces[adcode], place, fill=fill, line=self.colours.border,
                weight=_BORDER, clip=box, name=f"{adcode}{suffix}",
            )  # fmt: skip
            if pattern:
                shape = drawn.patterns[adcode, _plain(pattern)]
                canvas.shape(shape, place, fill=self._ink(pattern), clip=box)
        if inset:
            fill, _ = self._look(rows.loc[HAINAN])
            canvas.shape(
                drawn.islands, place, fill=fill, line=self.colours.hatch, weight=0.5, clip=box
            )
        self._coast(canvas, drawn, place, box)
        self._cities(canvas, place, projection, box, 5.5 if inset else 8.5)

    def _coast(self, canvas: Canvas, drawn: Shapes, place: Affine2D, box: Box) -> None:
        grey = self.colours.hatch
        canvas.shape(drawn.coast, place, line=grey, weight=_BORDER, clip=box)
        canvas.shape(drawn.sea_line, place, fill=grey, line=grey, clip=box)

    def _cities(
        self, canvas: Canvas, place: Affine2D, projection: str, box: Box, size: float
    ) -> None:
        cities = self.exhibit.answer.cities
        points = zip(cities["longitude"], cities["latitude"], strict=True)
        for row, point in zip(cities.itertuples(), projected(points, projection), strict=True):
            x, y = place.transform(point)
            if box.x < x < box.right and box.y < y < box.bottom:
                valued = row.state == State.VALUE
                fill = self._class(row.value) if valued else self.colours.blank
                canvas.mark(x, y, "o", size, fill, self.colours.ink, 0.9)

    def _names(self, canvas: Canvas, box: Box, scale: float) -> None:
        """Names of the provinces that have a value, where there is room for them."""
        valued = self.exhibit.answer.provinces
        valued = valued[valued["state"] == State.VALUE]
        taken = self._city_spots(box, scale)
        for row in valued.itertuples():
            x, y, room = label_places()[row.adcode]
            x, y = box.x + (x - MAIN_WINDOW[0]) * scale, box.y + (MAIN_WINDOW[3] - y) * scale
            name = region_name(row.adcode, self.lang)
            half = width_of(name, 11) / 2
            if half > room * scale * 1.25 or any(
                abs(x - a) < half + 5 and abs(y - b) < 11 for a, b in taken
            ):
                continue
            fill = self._class(row.value)
            canvas.text(x, y, name, 11, _contrast(fill, self.colours), align="center")

    def _city_spots(self, box: Box, scale: float) -> list[tuple[float, float]]:
        cities = self.exhibit.answer.cities
        points = projected(zip(cities["longitude"], cities["latitude"], strict=True), MAIN)
        west, north = MAIN_WINDOW[0], MAIN_WINDOW[3]
        return [(box.x + (x - west) * scale, box.y + (north - y) * scale) for x, y in points]

    def _list(self, canvas: Canvas, box: Box) -> None:
        """The figures on the map, largest first, as many as there is room for."""
        rows = _ranked(self.exhibit.answer)
        if not rows:
            return
        y, ink = box.y + 14, self.colours.ink
        canvas.text(box.x, y, translate(self.lang, "Figures on this map"), 14, ink, bold=True)
        room = int((box.height - 30) // _LINE)
        shown = rows if len(rows) <= room else rows[: room - 1]
        for adcode, target in shown:
            y += _LINE
            row = self.atlas.targets.loc[target]
            figure, due = figure_of(row, self.lang), str(row["deadline"] or "")
            name_width = box.width - width_of(figure, 13) - _DUE - 10
            canvas.text(box.x, y, region_name(adcode, self.lang), 13, ink, width=name_width)
            canvas.text(box.right - _DUE, y, figure, 13, ink, align="right")
            canvas.text(box.right, y, due, 13, self.colours.muted, align="right")
            under = y + _LINE / 2
            canvas.line([(box.x, under), (box.right, under)], self.colours.rule, 0.6)
        if len(shown) < len(rows):
            more = translate(self.lang, "and {count} more", count=len(rows) - len(shown))
            canvas.text(box.x, y + _LINE, more, 13, self.colours.muted)

    def _look(self, row: Any) -> tuple[str, str]:
        state = State(row["state"])
        if state is State.VALUE:
            return self._class(row["value"]), ""
        return state_look(self.colours, state)

    def _class(self, value: float) -> str:
        breaks = self.exhibit.answer.breaks
        return class_colours(self.colours, len(breaks) + 1)[class_of(value, breaks)]

    def _ink(self, pattern: str) -> str:
        return self.colours.accent if pattern.startswith("accent") else self.colours.hatch


def _plain(pattern: str) -> str:
    """The pattern without its colour: "lines" or "dots"; "" where there is none."""
    return {"accent": "lines", "accent-dots": "dots"}.get(pattern, pattern)


def _ranked(answer: MapAnswer) -> list[tuple[str, str]]:
    """(adcode, target id) of provinces and cities with a value, largest first."""
    both = [*answer.provinces.itertuples(), *answer.cities.itertuples()]
    valued = [row for row in both if row.state == State.VALUE]
    valued.sort(key=lambda row: -row.value)
    return [(row.adcode, row.target_id) for row in valued]


def _contrast(fill: str, colours: Palette) -> str:
    """White on dark, ink on light: by relative luminance (WCAG 2)."""
    red, green, blue = (int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5))
    light = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return colours.ink if light > 0.18 else "#ffffff"
