"""Indicators by regions as a table, each cell with its figures and their deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.atlas import Atlas
from analysis.exhibits import MatrixExhibit, MatrixRow
from analysis.palette import Palette
from analysis.words import figure_of
from exports.images.bars import MORE
from exports.images.canvas import Box, Canvas
from exports.images.fonts import width_of
from exports.images.sheet import Key
from exports.images.text import wrap
from language.catalogue import translate

_HEAD = 260.0
_COLUMN, _MOST_COLUMN = 90.0, 320.0
_DUE = 44.0
_LINE = 17.0
_PAD = 10.0
_TOP = 30.0
#: Figures of one cell that are written out; the others are counted.
_FIGURES = 4


@dataclass(frozen=True, slots=True)
class MatrixBody:
    """Draws a :class:`MatrixExhibit`."""

    atlas: Atlas
    exhibit: MatrixExhibit
    colours: Palette
    lang: str

    @property
    def legend(self) -> Sequence[Key]:
        """A table explains itself."""
        return []

    def least_width(self) -> float:
        """All columns at their narrowest."""
        return _HEAD + len(self.exhibit.columns) * self._narrowest()

    def _narrowest(self) -> float:
        """A column that holds most figures whole; the longest few are cut."""
        widths = sorted(
            width_of(figure, 13)
            for row in self.exhibit.rows
            for cell in row.cells
            for figure, _ in self._cell(cell)
        )
        usual = widths[int(len(widths) * 0.97)] if widths else 0.0
        return min(max(usual + _DUE + 6, _COLUMN), _MOST_COLUMN)

    def height(self, width: float) -> float:
        """The rows as high as their texts."""
        return _TOP + sum(self._row_height(row) for row in self.exhibit.rows) + 4

    def least_height(self, width: float) -> float:
        """The same: text cannot be lower."""
        return self.height(width)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Column heads, then rows; rows and columns that do not fit are counted."""
        count = min(len(self.exhibit.columns), int((box.width - _HEAD + 1) // self._narrowest()))
        column = min((box.width - _HEAD) / max(count, 1), _MOST_COLUMN)
        lefts = [box.x + _HEAD + number * column for number in range(count)]
        right = box.x + _HEAD + count * column
        ink, muted = self.colours.ink, self.colours.muted
        canvas.text(box.x, box.y + 12, translate(self.lang, "Indicator"), 13, ink, bold=True)
        for left, name in zip(lefts, self.exhibit.columns, strict=False):
            canvas.text(left, box.y + 12, name, 13, ink, bold=True, width=column - 8)
        canvas.line([(box.x, box.y + _TOP - 4), (right, box.y + _TOP - 4)], ink, 1.4)
        y, drawn = box.y + _TOP, 0
        empty: list[tuple[float, float]] = []
        for number, row in enumerate(self.exhibit.rows):
            height = self._row_height(row)
            spare = 0 if number == len(self.exhibit.rows) - 1 else 24
            if y + height + spare > box.bottom + 1:
                break
            self._row(canvas, row, box.x, y, lefts, column)
            middle = y + _PAD / 2 + _LINE / 2
            empty += [(x, middle) for x, cell in zip(lefts, row.cells, strict=False) if not cell]
            y += height
            drawn += 1
            canvas.line([(box.x, y), (right, y)], self.colours.rule, 0.8)
        canvas.dashes(empty, 6, self.colours.hatch)
        rest = []
        if drawn < len(self.exhibit.rows):
            rest.append(translate(self.lang, MORE, count=len(self.exhibit.rows) - drawn))
        if count < len(self.exhibit.columns):
            names = self.exhibit.columns[count:]
            listed = translate(self.lang, ", ").join(names)
            rest.append(translate(self.lang, "Regions without room: {names}", names=listed))
        if rest:
            words = translate(self.lang, "; ").join(rest)
            canvas.text(box.x, y + 14, words, 13, muted, width=box.width)

    def _row(
        self, canvas: Canvas, row: MatrixRow, x: float, y: float, lefts: list[float], column: float
    ) -> None:
        top = y + _PAD / 2 + _LINE / 2
        for number, line in enumerate(self._name(row)):
            canvas.text(x, top + number * _LINE, line, 13, self.colours.ink)
        below = top + len(self._name(row)) * _LINE
        for number, line in enumerate(self._apart(row)):
            canvas.text(x, below + number * (_LINE - 2), line, 11, self.colours.warn)
        for left, cell in zip(lefts, row.cells, strict=False):
            lines = self._cell(cell)
            for number, (figure, due) in enumerate(lines):
                line_y = top + number * _LINE
                canvas.text(left, line_y, figure, 13, self.colours.ink, width=column - _DUE)
                canvas.text(
                    left + column - 10, line_y, due, 11, self.colours.muted, align="right", width=34
                )

    def _cell(self, cell: Sequence[str]) -> list[tuple[str, str]]:
        """(figure, year) of each line of a cell."""
        rows = [self.atlas.figure(name) for name in cell]
        shown = rows if len(rows) <= _FIGURES else rows[: _FIGURES - 1]
        lines = [(figure_of(r, self.lang), str(r["deadline"] or "")[:4]) for r in shown]
        if len(shown) < len(rows):
            count = len(rows) - len(shown)
            lines.append((translate(self.lang, "+{count} more", count=count), ""))
        return lines

    def _name(self, row: MatrixRow) -> list[str]:
        return wrap(row.name, 13, _HEAD - 16, lines=4)

    def _apart(self, row: MatrixRow) -> list[str]:
        """Why the row stands apart."""
        return wrap(row.apart, 11, _HEAD - 16, lines=5) if row.apart else []

    def _row_height(self, row: MatrixRow) -> float:
        head = len(self._name(row)) * _LINE + len(self._apart(row)) * (_LINE - 2)
        cells = max((min(len(cell), _FIGURES) for cell in row.cells), default=0) * _LINE
        return max(head, cells, _LINE) + _PAD
