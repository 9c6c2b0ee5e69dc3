"""What stands where on the page, in points: written once, drawn on a slide and on a PDF's sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from analysis.atlas import Atlas
from analysis.brief import Brief, BriefRow
from analysis.sources import MAP_NOTE, documents_line, own_note
from analysis.words import place_name
from exports.deck.text import shortened
from language.catalogue import counted, translate

Role = Literal["ink", "muted"]
_LEFT, _GAP = 218.0, 26.0
_SIZE = 9.5
#: Height of a row of one line and of one of two, and shares of the columns.
_ROW, _HIGH_ROW = 17.0, 31.0
_SHARES = (0.37, 0.36, 0.0, 0.27)
#: Width of the column of ranks, in points: that of ``10–12 / 31``.
_RANK = 52.0
_CELL = 8.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle in points from the upper left."""

    x: float
    y: float
    width: float
    height: float


class Surface(Protocol):
    """What a page is drawn on."""

    def text(self, area: Area, words: str, size: float, role: Role, *, bold: bool = False) -> None:
        """A text that breaks into lines within its area."""

    def locator(self, area: Area, adcode: str, alt: str) -> None:
        """A small map on which one region stands out."""

    def table(
        self, area: Area, widths: Sequence[float], rows: Sequence[Sequence[str]], row: float, size: float, name: str
    ) -> None:  # fmt: skip
        """A table whose first row is its head, each row ``row`` high, each text one
        line, or two where a row is high enough.
        """


def draw(surface: Surface, area: Area, brief: Brief, room: float = 0.96) -> tuple[BriefRow, ...]:
    """Draw the body of the page; returns the rows that had no room.

    ``room`` is the part of a column that a text may take: less where the typeface is not ours.
    """
    left = min(_LEFT, 0.26 * area.width)
    _context(surface, Area(area.x, area.y, left, area.height), brief)
    right = Area(area.x + left + _GAP, area.y, area.width - left - _GAP, area.height)
    if not brief.rows:
        surface.text(right, brief.empty, 12, "muted")
        return ()
    return _targets(surface, right, brief, room)


def _context(surface: Surface, area: Area, brief: Brief) -> None:
    """Where the region lies, its sizes, and how many indicators it has."""
    height = area.width * 0.8
    name = place_name(brief.adcode, brief.lang)
    surface.locator(Area(area.x, area.y, area.width, height), brief.adcode, name)
    y = area.y + height + 14
    for fact in brief.facts:
        surface.text(Area(area.x, y, area.width, 13), fact.name, _SIZE, "muted")
        surface.text(Area(area.x, y + 12, area.width, 24), fact.value, 17, "ink", bold=True)
        source = shortened(fact.source, area.width / 8 - 1)
        surface.text(Area(area.x, y + 37, area.width, 11), source, 8, "muted")
        y += 58
    if brief.rows:
        surface.text(Area(area.x, y, area.width, 30), _counts(brief), _SIZE, "muted")


def _targets(surface: Surface, area: Area, brief: Brief, room: float) -> tuple[BriefRow, ...]:
    """The table, its rows of two lines where there is room; what has none is counted below it."""
    lang = brief.lang
    most = int(area.height // _ROW) - 1
    shown = brief.rows if len(brief.rows) <= most else brief.rows[: most - 1]
    lines = 2 if (len(shown) + 1) * _HIGH_ROW <= area.height else 1
    row = _HIGH_ROW if lines == 2 else max(_ROW, min(_ROW * 1.3, area.height / (len(shown) + 2)))
    widths = [(area.width - _RANK) * share or _RANK for share in _SHARES]
    heads = [translate(lang, word) for word in ("Indicator", "Figures", "Rank", "Plan")]
    cells = [heads, *([item.name, item.figures, _place(item, lang), item.plan] for item in shown)]
    fitted = [
        [
            shortened(text, lines * (room * width - _CELL) / _SIZE - 2 * (lines - 1))
            for text, width in zip(line, widths, strict=True)
        ]
        for line in cells
    ]
    name = translate(lang, "Targets of {name}", name=place_name(brief.adcode, lang))
    surface.table(area, widths, fitted, row, _SIZE, name)
    rest = brief.rows[len(shown) :]
    if rest:
        more = translate(lang, "and {count} more indicators in the atlas", count=len(rest))
        below = area.y + row * len(cells) + 2
        surface.text(Area(area.x, below, area.width, row), more, _SIZE, "muted")
    return rest


def _place(row: BriefRow, lang: str) -> str:
    """``3 / 12``, ``2–4 / 12``; that nobody else sets it; or a dash where it cannot be ranked."""
    if row.place is None:
        return "–"
    if row.among < 2:
        return translate(lang, "alone")
    return f"{row.place.words} / {row.among}"


def _counts(brief: Brief) -> str:
    ranked = sum(row.place is not None and row.among > 1 for row in brief.rows)
    parts = [
        counted(brief.lang, len(brief.rows), "indicator"),
        translate(brief.lang, "{count} ranked among others", count=ranked),
    ]
    return translate(brief.lang, ", ").join(parts)


def sources(atlas: Atlas, brief: Brief) -> str:
    """The line at the bottom: documents of the figures, and the note on the map."""
    lang = brief.lang
    documents = [str(atlas.figure(name)["document"]) for name in brief.targets]
    line = documents_line(atlas, documents, lang) if documents else own_note(atlas, lang)
    return f"{line} {translate(lang, MAP_NOTE)}".strip()
