"""The page as a PDF, drawn by matplotlib: no office program and no browser on the server.

matplotlib is here already for the pictures, finds the Chinese font of the machine, and embeds the
characters that it uses. (ReportLab and fpdf2 would be a second library for the same; ReportLab
cannot embed the OpenType outlines of Noto Sans CJK.)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.transforms import Affine2D
from pptx.util import Emu, Pt

from analysis.atlas import Atlas
from analysis.brief import Brief
from analysis.palette import LIGHT, Palette
from exports.brief.page import Area, Role, draw, sources
from exports.china import hard_to_see
from exports.deck import house
from exports.deck.text import fitting_size
from exports.images import geometry
from exports.images.canvas import Box, Canvas, one_drawing, pdf_of
from exports.images.fonts import width_of
from exports.images.text import wrap
from language.catalogue import translate
from loaders.regions import regions

_WIDTH, _HEIGHT = house.WIDTH / Pt(1), house.HEIGHT / Pt(1)
_MARGIN = house.MARGIN / Pt(1)
_TITLE, _SUBTITLE, _SMALL = 24, 13, 9
#: Kilometres that the inset needs beside the map, and where its left side stands.
_BESIDE, _EAST, _SHARE = 600.0, 1850.0, 0.36
_RING = 13.0


def brief_pdf(atlas: Atlas, brief: Brief, day: date) -> bytes:
    """A PDF of one page, 16:9 like the slide.

    Raises:
        MissingFont: this machine has no Chinese font; the message says what to install.
    """
    with one_drawing():
        canvas = Canvas(_WIDTH, _HEIGHT, LIGHT.page, brief.lang)
        inner = _WIDTH - 2 * _MARGIN
        size = fitting_size(brief.title, Emu(Pt(inner)), Pt(62), _TITLE, 14)
        y = 28.0
        for line in wrap(brief.title, size, inner, bold=True, lines=3):
            canvas.text(_MARGIN, y + size * 0.65, line, size, LIGHT.ink, bold=True)
            y += size * 1.3
        canvas.text(_MARGIN, y + 12, brief.subtitle, _SUBTITLE, LIGHT.muted, width=inner)
        top = y + 30
        made = translate(brief.lang, "Made on {date}", date=day.isoformat())
        lines = wrap(f"{sources(atlas, brief)} {made}", _SMALL, inner, lines=2)
        bottom = _HEIGHT - 28
        for place, line in enumerate(lines):
            at = bottom - (len(lines) - place - 0.5) * _SMALL * 1.45
            canvas.text(_MARGIN, at, line, _SMALL, LIGHT.muted)
        rule = bottom - len(lines) * _SMALL * 1.45 - 4
        canvas.line([(_MARGIN, rule), (_WIDTH - _MARGIN, rule)], LIGHT.rule, 0.75)
        draw(_Sheet(canvas, LIGHT, brief.lang), Area(_MARGIN, top, inner, rule - top - 8), brief)
        return pdf_of([canvas], brief.title)


class _Sheet:
    """A canvas as a surface."""

    def __init__(self, canvas: Canvas, colours: Palette, lang: str) -> None:
        self.canvas, self.colours, self.lang = canvas, colours, lang

    def text(self, area: Area, words: str, size: float, role: Role, *, bold: bool = False) -> None:
        y = area.y
        for line in wrap(words, size, area.width, bold=bold):
            self.canvas.text(area.x, y + size * 0.7, line, size, self._colour(role), bold=bold)
            y += size * 1.4

    def table(
        self, area: Area, widths: Sequence[float], rows: Sequence[Sequence[str]], row: float, size: float, name: str
    ) -> None:  # fmt: skip
        del name
        y = area.y
        for number, texts in enumerate(rows):
            x, role = area.x, "muted" if not number else "ink"
            for text, width in zip(texts, widths, strict=True):
                most = 2 if row > 3 * size else 1
                broken = wrap(text, size, width - 6, bold=not number, lines=most)
                for place, part in enumerate(broken):
                    at = y + row / 2 + (place - (len(broken) - 1) / 2) * size * 1.3
                    self.canvas.text(x, at, part, size, self._colour(role), bold=not number)
                x += width
            y += row
            line = self.colours.hatch if not number else self.colours.rule
            weight = 1.0 if not number else 0.5
            self.canvas.line([(area.x, y), (area.x + sum(widths), y)], line, weight)

    def locator(self, area: Area, adcode: str, alt: str) -> None:
        del alt
        province = regions()[adcode].province or adcode
        main = geometry.main()
        west, south, _, north = main.sheet.bounds
        wide, high = main.sheet.size
        scale = min(area.width / (wide + _BESIDE), area.height / high)
        left = area.x + (area.width - (wide + _BESIDE) * scale) / 2
        top = area.y + (area.height - high * scale) / 2
        box = Box(left, top, wide * scale, high * scale)
        self._map(box, scale, main, province)
        inset = geometry.inset()
        height = _SHARE * high * scale
        inner = height / inset.sheet.size[1]
        frame = Box(
            left + (_EAST - west) * scale, top + (north - south) * scale - height,
            inset.sheet.size[0] * inner, height,
        )  # fmt: skip
        self.canvas.rect(frame, self.colours.page)
        self._map(frame, inner, inset, province)
        label = translate(self.lang, "South China Sea")
        size = min(6.0, 6.0 * (frame.width - 4) / max(1.0, width_of(label, 6.0)))
        self.canvas.text(
            frame.right - 2,
            frame.bottom - size * 0.8,
            label,
            size,
            self.colours.muted,
            align="right",
        )
        self.canvas.rect(frame, line=self.colours.hatch, weight=0.75)
        speck = hard_to_see(adcode) if adcode == province else None
        if speck is not None:
            x, y = left + (speck[0] - west) * scale, top + (north - speck[1]) * scale
            self.canvas.mark(x, y, "o", _RING, "none", self.colours.accent, 1.25)
        region = regions()[adcode]
        point = main.sheet.place(region.longitude, region.latitude)
        if province != adcode and point is not None:
            x, y = left + (point[0] - west) * scale, top + (north - point[1]) * scale
            self.canvas.mark(x, y, "o", 5, self.colours.accent, self.colours.page)

    def _map(self, box: Box, scale: float, shapes: geometry.Shapes, province: str) -> None:
        west, _, _, north = shapes.sheet.bounds
        place = Affine2D().translate(-west, -north).scale(scale, -scale).translate(box.x, box.y)
        for code, outline in shapes.provinces.items():
            fill = self.colours.bar if code == province else self.colours.blank
            self.canvas.shape(
                outline, place, fill=fill, line=self.colours.border, weight=0.4, clip=box
            )
        grey = self.colours.hatch
        if shapes is geometry.inset():
            fill = self.colours.bar if province == geometry.HAINAN else self.colours.blank
            self.canvas.shape(shapes.islands, place, fill=fill, line=grey, weight=0.3, clip=box)
        self.canvas.shape(shapes.coast, place, line=grey, weight=0.4, clip=box)
        self.canvas.shape(shapes.sea_line, place, fill=grey, line=grey, weight=0.4, clip=box)

    def _colour(self, role: str) -> str:
        return str(getattr(self.colours, role))
