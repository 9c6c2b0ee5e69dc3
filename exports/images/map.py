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
from exports.china import Sheet
from exports.images import geometry
from exports.images.canvas import Box, Canvas
from exports.images.fonts import width_of
from exports.images.sheet import Key
from language.catalogue import translate

_HEIGHT, _LEAST = 640.0, 460.0
_BORDER = 0.7
_LIST = 300.0
_LINE = 22.0
#: The list's widest, and the room of its last column, the deadline.
_WIDEST, _DUE = 430.0, 90.0
#: Kilometres that the inset reaches beyond the map's east side, and the room of its name (px).
_SEA, _NAME = 560.0, 18.0


@dataclass(frozen=True, slots=True)
class MapBody:
    """Draws a :class:`MapExhibit`; the provinces and cities of the ``spotlight`` are outlined."""

    atlas: Atlas
    exhibit: MapExhibit
    colours: Palette
    lang: str
    spotlight: tuple[str, ...] = ()

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
                keys.append(Key(label.words, fill, self._ink(pattern), pattern))
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

    def least_height(self, width: float) -> float:
        """On a slide: what its small provinces need."""
        return _LEAST

    def draw(self, canvas: Canvas, box: Box) -> None:
        """The map at the left, the inset at its lower right, the figures as a list beside."""
        beside = _LIST if box.width > 900 else 0
        wide, high = geometry.main().sheet.size
        scale = min(box.height / high, (box.width - beside) / (wide + _SEA))
        main = Box(box.x, box.y, wide * scale, high * scale)
        self._map(canvas, main, scale, geometry.main())
        self._names(canvas, main, scale)
        right = main.right + _SEA * scale
        self._inset(canvas, right, main.bottom, 0.38 * main.height)
        if beside:
            left = right + 40
            self._list(canvas, Box(left, box.y, min(_WIDEST, box.right - left), box.height))

    def _inset(self, canvas: Canvas, right: float, bottom: float, height: float) -> None:
        """The South China Sea in a frame, its name below the sea."""
        wide, high = geometry.inset().sheet.size
        scale = (height - _NAME) / high
        frame = Box(right - wide * scale, bottom - height, wide * scale, height)
        canvas.rect(frame, self.colours.page)
        sea = Box(frame.x, frame.y, frame.width, frame.height - _NAME)
        self._map(canvas, sea, scale, geometry.inset())
        canvas.text(
            frame.x + frame.width / 2, frame.bottom - _NAME / 2,
            translate(self.lang, "South China Sea"), 10.5, self.colours.muted,
            align="center", width=frame.width - 6,
        )  # fmt: skip
        canvas.rect(frame, line=self.colours.hatch)

    def _map(self, canvas: Canvas, box: Box, scale: float, shapes: geometry.Shapes) -> None:
        """One of the two sheets: land, patterns, coast, the sea line, cities."""
        west, _, _, north = shapes.sheet.bounds
        place = Affine2D().translate(-west, -north).scale(scale, -scale).translate(box.x, box.y)
        inset = shapes is geometry.inset()
        rows = self.exhibit.answer.provinces.set_index("adcode", drop=False)
        for adcode, outline in shapes.provinces.items():
            fill, pattern = self._look(rows.loc[adcode])
            canvas.shape(
                outline, place, fill=fill, line=self.colours.border, weight=_BORDER, clip=box,
                name=f"{adcode}-inset" if inset else adcode,
            )  # fmt: skip
            if pattern:
                drawn = geometry.pattern(adcode, pattern, in_inset=inset)
                canvas.shape(drawn, place, fill=self._ink(pattern), clip=box)
        grey = self.colours.hatch
        if inset:
            fill, _ = self._look(rows.loc[geometry.HAINAN])
            canvas.shape(shapes.islands, place, fill=fill, line=grey, weight=0.5, clip=box)
        canvas.shape(shapes.coast, place, line=grey, weight=_BORDER, clip=box)
        canvas.shape(shapes.sea_line, place, fill=grey, line=grey, clip=box)
        for adcode in self.spotlight:
            if adcode in shapes.provinces:
                outline, accent = shapes.provinces[adcode], self.colours.accent
                canvas.shape(outline, place, line=accent, weight=2.0, clip=box)
        for adcode, fill, (x, y) in self._cities(box, scale, shapes.sheet):
            ring = (
                (self.colours.accent, 2.0) if adcode in self.spotlight else (self.colours.ink, 0.9)
            )
            canvas.mark(x, y, "o", 5.5 if inset else 8.5, fill, *ring)

    def _cities(
        self, box: Box, scale: float, sheet: Sheet
    ) -> list[tuple[str, str, tuple[float, float]]]:
        """Adcode, fill and place on the canvas of each city that lies on the sheet."""
        west, _, _, north = sheet.bounds
        found = []
        for row in self.exhibit.answer.cities.itertuples():
            point = sheet.place(row.longitude, row.latitude)
            if point is not None:
                valued = row.state == State.VALUE
                fill = self._class(row.value) if valued else self.colours.blank
                x, y = box.x + (point[0] - west) * scale, box.y + (north - point[1]) * scale
                found.append((str(row.adcode), fill, (x, y)))
        return found

    def _names(self, canvas: Canvas, box: Box, scale: float) -> None:
        """Names of the provinces that have a value, where there is room for them."""
        sheet = geometry.main().sheet
        west, _, _, north = sheet.bounds
        cities = [point for _, _, point in self._cities(box, scale, sheet)]
        for row in self.exhibit.answer.provinces.itertuples():
            if row.state != State.VALUE:
                continue
            x, y, room = geometry.label_places()[row.adcode]
            x, y = box.x + (x - west) * scale, box.y + (north - y) * scale
            name = region_name(row.adcode, self.lang)
            half = width_of(name, 11) / 2
            hit = any(abs(x - a) < half + 5 and abs(y - b) < 11 for a, b in cities)
            if half <= room * scale * 1.25 and not hit:
                ink = _contrast(self._class(row.value), self.colours)
                canvas.text(x, y, name, 11, ink, align="center")

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
            row = self.atlas.figure(target)
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
