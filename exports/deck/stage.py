"""A deck under construction: each slide's title, subtitle, legend, source line, number and notes."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lxml import etree
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Pt

from analysis.atlas import Atlas
from analysis.sources import MAP_NOTE, documents_line, own_note, ranked_documents
from exports.deck.evidence import evidence_lines
from exports.deck.holders import drop_empty, fit_title
from exports.deck.look import NO_FILL, Colour, Look, colour_xml, line_xml, pattern_xml
from exports.deck.template import Base, Box, title_of
from exports.deck.text import (
    add_run,
    clean,
    height_of,
    set_typefaces,
    shortened,
    width_of,
    write,
)
from exports.kind import CannotExport
from language.catalogue import translate

#: A deck longer than this is no deck: the workbook holds everything.
MOST_SLIDES = 200
_SMALL, _SUBTITLE, _LEGEND, _LEAD = 9, 13, 11, 15
Swatch = Literal["solid", "pattern", "hollow", "dot", "line", "arrow", "sign"]


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of a legend: how a mark looks, and what it means in words.

    ``kind`` "sign" writes ``text`` itself; a "pattern" has ``pattern`` in ``colour`` on ``back``.
    """

    words: str
    kind: Swatch
    colour: Colour
    pattern: str = ""
    back: Colour | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a slide says around its drawing.

    ``targets`` are the figures drawn: their documents stand in the source line, their evidence in
    the speaker notes; ``script`` is what the speaker says; ``remarks`` are caveats and what was
    left out; ``address`` is where the view is found; ``lead`` is said between title and subtitle.
    """

    title: str
    subtitle: str = ""
    targets: Sequence[str] = ()
    script: str = ""
    remarks: Sequence[str] = ()
    address: str = ""
    on_map: bool = False
    lead: str = ""


class Stage:
    """The presentation being made, with what all its slides need."""

    def __init__(self, base: Base, atlas: Atlas, lang: str) -> None:
        """Start with no slides."""
        self.base, self.atlas, self.lang = base, atlas, lang
        self.look: Look = base.look
        self.count = 0

    def t(self, message: str, /, **values: Any) -> str:
        """A message in the deck's language."""
        return translate(self.lang, message, **values)

    def cover(self, title: str, lines: Sequence[str]) -> Slide:
        """The title slide."""
        slide = self._add(self.base.cover)
        holder = title_of(slide.placeholders)
        if holder is None:
            holder = slide.shapes.add_textbox(*_sides(self.base.title))
        fit_title(holder, clean(title, 300), 36)
        below = next(
            (
                p
                for p in slide.placeholders
                if p.placeholder_format.type in (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY)
            ),
            None,
        )
        frame = below.text_frame if below is not None else self._box(slide, self.base.area)
        frame.word_wrap = True
        frame.auto_size = MSO_AUTO_SIZE.TEXT_TO_FIT_SHAPE
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            add_run(paragraph, line, size=16 if len(lines) <= 6 else 12)
        drop_empty(slide, keep=(holder, below))
        return slide

    def slide(self, words: Words, signs: Sequence[Sign] = ()) -> tuple[Slide, Box]:
        """A slide with everything but its drawing; returns it and the place for the drawing.

        Raises:
            CannotExport: the deck would have more slides than :data:`MOST_SLIDES`.
        """
        slide = self._add(self.base.chart)
        holder = title_of(slide.placeholders)
        if holder is None:
            holder = slide.shapes.add_textbox(*_sides(self.base.title))
        title = clean(words.title, 300)
        size = fit_title(holder, title, None)
        drop_empty(slide, keep=(holder,))
        area = self.base.area
        top = area.top
        if self.base.own:  # our title hangs from its top edge: what follows moves up below it
            used = height_of(title, size, self.base.title.width)
            top = Emu(min(area.top, self.base.title.top + used + Pt(4)))
        if words.lead:
            lead = clean(words.lead, 400)
            height = Emu(height_of(lead, _LEAD, area.width) + Pt(4))
            frame = self._box(slide, Box(area.left, top, area.width, height))
            write(frame, lead, size=_LEAD)
            top = Emu(top + height)
        if words.subtitle:
            height = Inches(0.3)
            text = shortened(clean(words.subtitle), area.width / Pt(_SUBTITLE) * 0.97)
            frame = self._box(slide, Box(area.left, top, area.width, height))
            write(frame, text, size=_SUBTITLE, colour=self.look.muted)
            top = Emu(top + height)
        if signs:
            top = Emu(self.legend(slide, Box(area.left, top, area.width, Inches(0.3)), signs))
        bottom = self._sources(slide, words)
        self._number(slide)
        self._notes(slide, words)
        top = Emu(top + Inches(0.08))
        return slide, Box(area.left, top, area.width, Emu(bottom - top - Inches(0.06)))

    def legend(self, slide: Slide, box: Box, signs: Sequence[Sign], size: int = _LEGEND) -> int:
        """Write a legend in as many lines as it takes; returns where it ends.

        An entry that is longer than a line is broken into several.
        """
        swatch, gap = Pt(size * 1.5), Pt(size * 0.5)
        line, once = Emu(int(Pt(size) * 1.7)), Emu(int(Pt(size) * 1.3))
        room = int(box.width - swatch - gap)
        left, top = int(box.left), int(box.top + Pt(3))
        for sign in signs:
            text = clean(sign.words, 200)
            wide = int(Pt(size * (width_of(text) * 1.06 + 0.8)))
            long = wide > room
            if left > box.left and left + swatch + gap + wide > box.right:
                left, top = int(box.left), top + line
            self._swatch(slide, Box(Emu(left), Emu(top), swatch, once), sign, size)
            high = Emu(height_of(text, size, Emu(room)) if long else once)
            # Wrapped in a box that is wide enough: LibreOffice centres what may not wrap.
            place = Box(Emu(left + swatch + gap), Emu(top), Emu(room if long else wide), high)
            frame = self._box(slide, place)
            frame.vertical_anchor = MSO_ANCHOR.TOP if long else MSO_ANCHOR.MIDDLE
            write(frame, text, size=size, colour=self.look.muted)
            left += swatch + gap + wide + Pt(size)
            if long:
                left, top = int(box.left), top + high + (line - once)
        return top + (line if left > box.left else 0)

    def text(self, slide: Slide, box: Box, text: str, **style: Any) -> None:
        """A plain text in a box."""
        write(self._box(slide, box), text, **style)

    def _add(self, layout: Any) -> Slide:
        self.count += 1
        if self.count > MOST_SLIDES:
            raise too_long(self.lang)
        return self.base.presentation.slides.add_slide(layout)

    def _box(self, slide: Slide, box: Box) -> Any:
        """An empty text frame without margins."""
        frame = slide.shapes.add_textbox(*_sides(box)).text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        return frame

    def _swatch(self, slide: Slide, place: Box, sign: Sign, size: int) -> None:
        look = self.look
        if sign.kind == "sign":
            frame = self._box(slide, place)
            frame.word_wrap = False
            frame.vertical_anchor = MSO_ANCHOR.MIDDLE
            frame.paragraphs[0].alignment = PP_ALIGN.CENTER
            write(frame, sign.text, size=size, colour=sign.colour)
            return
        kinds = {"dot": MSO_SHAPE.OVAL, "arrow": MSO_SHAPE.RIGHT_ARROW}
        inset = Emu(int(place.height * 0.18))
        wide = place.height - 2 * inset if sign.kind == "dot" else place.width
        high = place.height - 2 * inset
        if sign.kind == "line":
            inset, high = Emu(int(place.height * 0.46)), Pt(2)
        shape = slide.shapes.add_shape(
            kinds.get(sign.kind, MSO_SHAPE.RECTANGLE), place.left, place.top + inset, wide, high
        )
        shape.name = clean(sign.words, 80)
        if sign.kind == "hollow" or (sign.kind == "dot" and sign.back is not None):
            dress(shape, colour_xml(sign.back or look.page), line_xml(sign.colour, 1.25))
        elif sign.kind == "pattern":
            dress(shape, pattern_xml(sign.pattern, sign.colour, sign.back or look.page))
        else:
            dress(shape, colour_xml(sign.colour))

    def _sources(self, slide: Slide, words: Words) -> int:
        """The source line at the bottom, its documents linked; returns where it begins."""
        area = self.base.area
        wide = Emu(area.width - Inches(1.1)) if area.bottom > self.base.area.top else area.width
        text = ""
        documents = [self.atlas.figure(name)["document"] for name in words.targets]
        if documents:
            text = documents_line(self.atlas, documents, self.lang)
            text += self.t(" In full in the notes.")
        if words.on_map:
            text = f"{text} {self.t(MAP_NOTE)}".strip()
        text = shortened(clean(text), wide / Pt(_SMALL) * 2.7)
        if not text:
            return int(area.bottom)
        height = height_of(text, _SMALL, wide)
        box = Box(area.left, Emu(area.bottom - height), wide, height)
        frame = self._box(slide, box)
        for part, link in self._linked(text, documents):
            add_run(frame.paragraphs[0], part, size=_SMALL, colour=self.look.muted, link=link)
        rule = slide.shapes.add_connector(1, box.left, box.top - Pt(4), area.right, box.top - Pt(4))
        dress(rule, "", line_xml(self.look.rule, 0.75))
        rule.name = self.t("Rule")
        return int(box.top - Pt(8))

    def _linked(self, text: str, documents: Sequence[str]) -> list[tuple[str, str | None]]:
        """The text in parts, the titles of documents with their links."""
        parts: list[tuple[str, str | None]] = []
        rest = text
        for name in ranked_documents(documents)[:2]:
            document = self.atlas.collection.documents[name]
            before, found, after = rest.partition(clean(document.title))
            if found and document.url:
                parts += [(before, None), (found, document.url)]
                rest = after
        return [part for part in [*parts, (rest, None)] if part[0]]

    def _number(self, slide: Slide) -> None:
        """The slide's number: as the layout places it, else at the lower right."""
        layout = slide.slide_layout
        numbers = (
            p
            for p in layout.placeholders
            if p.placeholder_format.type is PP_PLACEHOLDER.SLIDE_NUMBER
        )
        own = next(numbers, None)
        if own is not None:
            element = copy.deepcopy(own._element)
            element.nvSpPr.cNvPr.set("id", str(max(s.shape_id for s in slide.shapes) + 1))
            for old in element.findall(f".//{qn('p:spPr')}/*"):
                old.getparent().remove(old)
            slide.shapes._spTree.append(element)
            frame = slide.shapes[-1].text_frame
        else:
            area = self.base.area
            place = Box(Emu(area.right - Inches(1)), Emu(area.bottom - Pt(14)), Inches(1), Pt(14))
            frame = self._box(slide, place)
            frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        paragraph = frame.paragraphs[0]._p
        for old in paragraph.findall(qn("a:fld")) + paragraph.findall(qn("a:r")):
            paragraph.remove(old)
        field = etree.Element(
            qn("a:fld"), id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", type="slidenum"
        )
        properties = etree.SubElement(field, qn("a:rPr"), lang="zh-CN", sz=str(_SMALL * 100))
        set_typefaces(properties)
        etree.SubElement(field, qn("a:t")).text = str(self.count)
        before = paragraph.find(qn("a:endParaRPr"))
        if before is not None:
            before.addprevious(field)
        else:
            paragraph.append(field)

    def _notes(self, slide: Slide, words: Words) -> None:
        """Script, remarks, and every figure's evidence in full."""
        frame = slide.notes_slide.notes_text_frame
        if frame is None:
            return
        lines: list[tuple[str, str | None]] = []
        if words.script:
            lines += [(words.script, None), ("", None)]
        if words.remarks:
            lines += [(self.t("To mind:"), None), *((f"– {text}", None) for text in words.remarks)]
        if words.targets:
            lines.append((self.t("Figures and where they were read:"), None))
            lines += evidence_lines(self.atlas, words.targets, self.lang)
        if words.on_map:
            lines.append((self.t(MAP_NOTE), None))
        if own := own_note(self.atlas, self.lang):
            lines.append((own, None))
        if words.address:
            lines.append((self.t("Address of the view: {address}", address=words.address), None))
        for number, (text, link) in enumerate(lines):
            paragraph = frame.paragraphs[0] if not number else frame.add_paragraph()
            add_run(paragraph, text, link=link)


def too_long(lang: str) -> CannotExport:
    """That a deck would have more slides than :data:`MOST_SLIDES`, and what to do."""
    return CannotExport(
        translate(
            lang,
            "This would be a deck of more than {count} slides: choose fewer figures with the filters, or take the Excel workbook, which holds them all.",
            count=MOST_SLIDES,
        )
    )


def dress(shape: Any, fill: str, line: str = f"<a:ln>{NO_FILL}</a:ln>") -> None:
    """Give a new shape its fill and its outline, both DrawingML, and take the theme's style off it:
    with that come a shadow and an outline.
    """
    style = shape._element.find(qn("p:style"))
    if style is not None:
        shape._element.remove(style)
    shape._element.spPr.extend(parse_xml(f"<p:spPr {nsdecls('p', 'a')}>{fill}{line}</p:spPr>"))


def describe(shape: Any, name: str, alt: str) -> None:
    """Give a shape its name and the text that stands in for it."""
    shape.name = clean(name, 200)
    shape._element._nvXxPr.cNvPr.set("descr", clean(alt, 1000))


def _sides(box: Box) -> tuple[Length, Length, Length, Length]:
    return box.left, box.top, box.width, box.height
