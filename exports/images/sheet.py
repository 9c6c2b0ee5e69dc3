"""What every picture has around its drawing: finding, subtitle, legend in words, source line.

A reader who sees only the pasted picture can still tell what it is and where it comes from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from analysis.palette import Palette
from exports.images.canvas import Box, Canvas
from exports.images.fonts import width_of
from exports.images.text import clean, wrap

TITLE, LEAD, SUBTITLE, BODY, SMALL = 22.0, 16.0, 14.0, 14.0, 11.5
_MARGIN = 32.0
#: Width of a picture that nothing forces to be wider, in pixels.
WIDTH = 1280.0
#: Pixels of a 16:9 slide.
SLIDE = (1920, 1080)
#: A larger drawing is cut, in words: at two dots a pixel it still fits into memory and programs.
_MOST_PIXELS = 12e6
#: Dots a pixel that a slide is tried with: as large as it fits, never below legibility.
_SLIDE_SCALES = (1.5, 1.35, 1.2, 1.1, 1.0, 0.9, 0.8)
#: Dots a pixel of a slide that cannot hold all.
_CUT_SCALE = 1.2
#: Dots a pixel of a page among others.
_PAGE_SCALE = 1.35
_SWATCH = 22.0


@dataclass(frozen=True, slots=True)
class Key:
    """A sign of the legend with its words.

    ``sign``: "box" (with one of the ``pattern``s of analysis/palette.py in ``ink`` over ``fill``), "fade",
    "arrow", "outline", "dashed", or a marker of matplotlib's ("o", "D", "|") in ``fill`` with an edge in ``ink``.
    """

    words: str
    fill: str
    ink: str = "none"
    pattern: str = ""
    sign: str = "box"


class Body(Protocol):
    """The drawing in the middle of a sheet."""

    @property
    def legend(self) -> Sequence[Key]:
        """The signs it uses, in words."""

    def least_width(self) -> float:
        """Below this its texts would not fit, in pixels."""

    def height(self, width: float) -> float:
        """The height it likes at a width."""

    def least_height(self, width: float) -> float:
        """Below this it would not be legible, or not whole."""

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw into the box; what does not fit is counted in words."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around a drawing: ``caveats`` in the colour of caution, ``notes`` in grey;
    ``lead`` is said between title and subtitle.
    """

    title: str
    subtitle: str
    caveats: tuple[str, ...]
    notes: tuple[str, ...]
    lead: str = ""


def natural(frame: Frame, body: Body, colours: Palette, lang: str) -> Canvas:
    """A sheet as large as its drawing needs."""
    width = max(WIDTH, body.least_width() + 2 * _MARGIN)
    parts = _Parts(frame, body, width)
    height = min(parts.around + body.height(width - 2 * _MARGIN), _MOST_PIXELS / width)
    canvas = Canvas(width, height, colours.page, lang)
    parts.draw(canvas, body, colours)
    return canvas


def slide(frame: Frame, body: Body, colours: Palette, lang: str) -> tuple[Canvas, float]:
    """A sheet of 16:9 and the scale that makes it 1920 by 1080 pixels, the largest that fits.

    What would not fit at any is cut in words, at a size that is read from a seat.
    """
    fitting = (scale for scale in _SLIDE_SCALES if _fits(frame, body, scale))
    scale = next(fitting, _CUT_SCALE)
    width, height = SLIDE[0] / scale, SLIDE[1] / scale
    parts = _Parts(frame, body, width)
    canvas = Canvas(width, height, colours.page, lang)
    parts.draw(canvas, body, colours)
    return canvas, SLIDE[0] / canvas.width


def _fits(frame: Frame, body: Body, scale: float) -> bool:
    width, height = SLIDE[0] / scale, SLIDE[1] / scale
    inner = width - 2 * _MARGIN
    if body.least_width() > inner:
        return False
    return _Parts(frame, body, width).around + body.least_height(inner) <= height


def page(frame: Frame, body: Body, colours: Palette, lang: str) -> Canvas:
    """A sheet of 16:9 that is as large as all others; what does not fit is counted in words."""
    width, height = SLIDE[0] / _PAGE_SCALE, SLIDE[1] / _PAGE_SCALE
    canvas = Canvas(width, height, colours.page, lang)
    _Parts(frame, body, width).draw(canvas, body, colours)
    return canvas


class _Parts:
    """The lines around the drawing at one width, and the height they take."""

    def __init__(self, frame: Frame, body: Body, width: float) -> None:
        inner = width - 2 * _MARGIN
        self.title = wrap(frame.title, TITLE, inner, bold=True, lines=3)
        self.lead = wrap(frame.lead, LEAD, inner, lines=4)
        self.subtitle = wrap(frame.subtitle, SUBTITLE, inner, lines=2)
        self.legend = _rows(body.legend, inner)
        caveats = wrap(" ".join(frame.caveats), SMALL, inner, lines=3)
        notes = [line for note in frame.notes for line in wrap(note, SMALL, inner, lines=4)]
        self.small = [(line, True) for line in caveats] + [(line, False) for line in notes]
        self.top = 26 + len(self.title) * 31 + len(self.lead) * 24 + len(self.subtitle) * 21 + 8
        self.top += len(self.legend) * 24 + (10 if self.legend else 0)
        self.bottom = 12 + len(self.small) * 17 + 20
        self.around = self.top + self.bottom

    def draw(self, canvas: Canvas, body: Body, colours: Palette) -> None:
        y = 26.0
        for line in self.title:
            canvas.text(_MARGIN, y + 14, line, TITLE, colours.ink, bold=True)
            y += 31
        for line in self.lead:
            canvas.text(_MARGIN, y + 11, line, LEAD, colours.ink)
            y += 24
        for line in self.subtitle:
            canvas.text(_MARGIN, y + 10, line, SUBTITLE, colours.muted)
            y += 21
        y += 8
        for row in self.legend:
            for x, key in row:
                _draw_key(canvas, _MARGIN + x, y + 12, key, colours)
            y += 24
        inner = canvas.width - 2 * _MARGIN
        body.draw(canvas, Box(_MARGIN, self.top, inner, canvas.height - self.around))
        y = canvas.height - self.bottom + 12
        canvas.line([(_MARGIN, y - 4), (_MARGIN + inner, y - 4)], colours.rule)
        for line, caution in self.small:
            canvas.text(_MARGIN, y + 9, line, SMALL, colours.warn if caution else colours.muted)
            y += 17


def _rows(keys: Sequence[Key], width: float) -> list[list[tuple[float, Key]]]:
    """The legend's keys in rows, each with its left side."""
    rows: list[list[tuple[float, Key]]] = []
    x = width + 1
    for key in keys:
        own = _SWATCH + 8 + width_of(clean(key.words), 13)
        if x + own > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, key))
        x += own + 22
    return rows


def _draw_key(canvas: Canvas, x: float, y: float, key: Key, colours: Palette) -> None:
    box = Box(x, y - 7, _SWATCH, 14)
    if key.sign == "box":
        canvas.rect(box, key.fill)
        if key.pattern in ("lines", "accent"):
            canvas.hatch(box, key.ink, every=5, back=key.pattern == "accent")
        elif key.pattern:
            canvas.dots(box, key.ink, size=1.8 if key.pattern == "dots" else 3.2)
        canvas.rect(box, line=colours.rule)
    elif key.sign == "fade":
        fade(canvas, box, key.fill, share=0.6)
    elif key.sign == "arrow":
        canvas.rect(Box(x, y - 7, _SWATCH - 10, 14), key.fill)
        canvas.mark(x + _SWATCH - 6, y, ">", 9, colours.page, key.fill, 1.6)
    elif key.sign == "outline":
        canvas.rect(box, key.fill, key.ink, weight=1.6)
    elif key.sign == "dashed":
        canvas.line(
            [(x + _SWATCH / 2, y - 8), (x + _SWATCH / 2, y + 8)], key.fill, 1.5, dotted=True
        )
    else:
        canvas.mark(x + _SWATCH / 2, y, key.sign, 10, key.fill, key.ink, 1.2)
    canvas.text(x + _SWATCH + 8, y, key.words, 13, colours.ink)


def fade(canvas: Canvas, box: Box, colour: str, share: float = 0.1) -> None:
    """A bar whose last ``share`` fades: "about"."""
    solid = box.width * (1 - share)
    canvas.rect(Box(box.x, box.y, solid, box.height), colour)
    step = (box.width - solid) / 3
    for number, alpha in enumerate((0.7, 0.45, 0.2)):
        canvas.rect(
            Box(box.x + solid + number * step, box.y, step, box.height), colour, alpha=alpha
        )
