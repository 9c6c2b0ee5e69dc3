"""What a deck is built on: our own empty presentation, or the client's template once it is checked.

A template is a file from outside: what is no presentation, is broken, carries macros or unfolds
into more than a presentation can hold is refused with a sentence that says what to do.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pptx
from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.oxml.ns import qn
from pptx.presentation import Presentation
from pptx.slide import SlideLayout
from pptx.util import Emu, Inches, Length

from exports.deck import house
from exports.deck.look import Look, look_of
from exports.kind import CannotExport
from language.catalogue import mark, translate

_LARGEST = 60_000_000
_LARGEST_UNFOLDED = 400_000_000
_MOST_PARTS = 6000
_CONTENT_TYPES = "[Content_Types].xml"
_TEMPLATE_TYPE = b"presentationml.template.main+xml"
_SLIDES_TYPE = b"presentationml.presentation.main+xml"
_BOTTOM = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
#: Lists of slides that a template may keep beside its slides, and that would point to nothing.
_LISTS_OF_SLIDES = re.compile(r"section(Lst|Pr)|custShow")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a slide, in EMU."""

    left: Length
    top: Length
    width: Length
    height: Length

    @property
    def right(self) -> Length:
        """Its right edge."""
        return Emu(self.left + self.width)

    @property
    def bottom(self) -> Length:
        """Its lower edge."""
        return Emu(self.top + self.height)


@dataclass(frozen=True)
class Base:
    """An empty presentation with the layouts to use, the place of the title of a chart's slide
    the place below it, and its colours; ``own`` says that it is ours and no
    client's.
    """

    presentation: Presentation
    cover: SlideLayout
    chart: SlideLayout
    title: Box
    area: Box
    look: Look
    own: bool


def open_base(template: bytes | None, lang: str) -> Base:
    """An empty presentation: ours, or the client's template without its slides.

    Raises:
        CannotExport: the template cannot be used; the message, in ``lang``, says why.
    """
    if template is None:
        return _base(house.presentation(), lang, own=True)
    safe = _checked(template, lang)
    try:
        presentation = pptx.Presentation(io.BytesIO(safe))
        _drop_slides(presentation)
        return _base(presentation, lang, own=False)
    except CannotExport:
        raise
    except Exception as error:  # python-pptx fails in as many ways as a file can be broken
        raise _refused(lang, mark("it is damaged, or not written by PowerPoint")) from error


def _base(presentation: Presentation, lang: str, *, own: bool) -> Base:
    """The layouts and places of a presentation without slides."""
    layouts = [layout for master in presentation.slide_masters for layout in master.slide_layouts]
    if not layouts:
        raise _refused(lang, mark("it has no slide layouts"))
    chart = _layout(layouts, ("titleOnly", "obj", "tx", "blank"))
    cover = _layout(layouts, ("title", "ctrTitle", "secHead", "titleOnly"))
    title, area = _places(presentation, chart)
    return Base(presentation, cover, chart, title, area, look_of(presentation), own)


def _checked(content: bytes, lang: str) -> bytes:
    """The file, once it is known to be an Office file of a size that can be unfolded; a ``.potx``
    is turned into the ``.pptx`` that it is a template for.
    """
    if len(content) > _LARGEST:
        raise _refused(lang, mark("it is larger than 60 MB"))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            parts = file.infolist()
            if len(parts) > _MOST_PARTS or sum(p.file_size for p in parts) > _LARGEST_UNFOLDED:
                raise _refused(lang, mark("it unfolds into more than a presentation can hold"))
            names = [part.filename for part in parts]
            if _CONTENT_TYPES not in names or not any(n.startswith("ppt/") for n in names):
                raise _refused(lang, mark("it is not a PowerPoint file (.pptx or .potx)"))
            if any(name.lower().endswith("vbaproject.bin") for name in names):
                raise _refused(lang, mark("it contains macros; save it as .pptx or .potx first"))
            texts = {name: file.read(name) for name in names}
    except CannotExport:
        raise
    except Exception as error:  # a broken archive fails in zipfile, zlib or its codecs
        raise _refused(lang, mark("it is not a PowerPoint file (.pptx or .potx)")) from error
    for name, text in texts.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in text[:4096].upper():
            raise _refused(lang, mark("it is damaged, or not written by PowerPoint"))
    if _TEMPLATE_TYPE not in texts[_CONTENT_TYPES]:
        return content
    texts[_CONTENT_TYPES] = texts[_CONTENT_TYPES].replace(_TEMPLATE_TYPE, _SLIDES_TYPE)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in texts.items():
            file.writestr(name, text)
    return out.getvalue()


def _refused(lang: str, why: str) -> CannotExport:
    return CannotExport(
        translate(
            lang,
            "The template cannot be used: {why}. Choose a .pptx or .potx file that opens in PowerPoint, or none.",
            why=translate(lang, why),
        )
    )


def _drop_slides(presentation: Presentation) -> None:
    """Take all slides out, and the lists that name them, which PowerPoint would repair."""
    element = presentation.slides._sldIdLst
    for slide in list(element):
        presentation.part.drop_rel(slide.rId)
        element.remove(slide)
    root = presentation.part._element
    for extension in root.findall(f".//{qn('p:ext')}"):
        if any(_LISTS_OF_SLIDES.search(etree.QName(child).localname) for child in extension):
            extension.getparent().remove(extension)
    for shows in root.findall(qn("p:custShowLst")):
        root.remove(shows)
    for extensions in root.findall(qn("p:extLst")):
        if not len(extensions):
            root.remove(extensions)


def _layout(layouts: Sequence[SlideLayout], kinds: Sequence[str]) -> SlideLayout:
    """The first layout of the first kind that there is, one with a title before one without."""
    for kind in kinds:
        for layout in layouts:
            if layout._element.get("type") == kind:
                return layout
    titled = [layout for layout in layouts if title_of(layout.placeholders) is not None]
    return min(titled or layouts, key=lambda layout: len(list(layout.placeholders)))


def title_of(placeholders: Any) -> Any:
    """The title among placeholders, or None."""
    found = (p for p in placeholders if p.placeholder_format.type in _TITLES)
    return next(found, None)


def _places(presentation: Presentation, layout: SlideLayout) -> tuple[Box, Box]:
    """Where the title stands and what is free below it, clear of what stands at the bottom."""
    wide, high = Emu(presentation.slide_width or 0), Emu(presentation.slide_height or 0)
    title = title_of(layout.placeholders)
    margin = Emu(int(wide * 0.045))
    own = _box(title)
    if own is None or own.bottom > high * 0.4 or own.width < wide * 0.4:
        own = Box(margin, Emu(int(high * 0.05)), Emu(wide - 2 * margin), Emu(int(high * 0.13)))
    floors = [
        box.top
        for box in (_box(p) for p in layout.placeholders if p.placeholder_format.type in _BOTTOM)
        if box is not None and box.top > high * 0.75
    ]
    bottom = min([Emu(int(high * 0.965)), *floors])
    top = Emu(own.bottom + Inches(0.04))
    return own, Box(own.left, top, own.width, Emu(bottom - top))


def _box(shape: Any) -> Box | None:
    """A shape's place, or None where it has none of its own or inherited."""
    if shape is None or None in (shape.left, shape.top, shape.width, shape.height):
        return None
    return Box(shape.left, shape.top, shape.width, shape.height)
