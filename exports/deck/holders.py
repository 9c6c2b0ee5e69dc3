"""The placeholders of a slide: the title fitted into its own, those without a text taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Inches, Length, Pt

from exports.deck.template import title_of
from exports.deck.text import add_run, fitting_size, unbroken


def fit_title(shape: Any, text: str, largest: int | None) -> float:
    """Write the title at the size of its placeholder, smaller where it would not fit; returns it."""
    frame = shape.text_frame
    frame.word_wrap = True
    text = unbroken(text)
    size = largest or _inherited_size(shape) or 24
    room: Length = Emu(max(shape.height or 0, Pt(size)))
    fit = fitting_size(text, Emu(int((shape.width or Inches(10)) * 0.97)), room, size, 14)
    add_run(frame.paragraphs[0], text, size=fit if fit < size or largest else None)
    return fit


def _inherited_size(shape: Any) -> float | None:
    """The type size that a title inherits from its layout or master, in points."""
    slide_layout = shape.part.slide.slide_layout
    holders = [
        title_of(slide_layout.placeholders),
        title_of(slide_layout.slide_master.placeholders),
    ]
    places = [h._element for h in holders if h is not None]
    styles = slide_layout.slide_master._element.findall(f".//{qn('p:titleStyle')}")
    for element in (*places, *styles):
        found = element.find(f".//{qn('a:lvl1pPr')}/{qn('a:defRPr')}")
        if found is not None and found.get("sz"):
            return int(found.get("sz")) / 100
    return None


def drop_empty(slide: Slide, keep: Sequence[Any]) -> None:
    """Take out placeholders that nothing is written into."""
    kept = [shape._element for shape in keep if shape is not None]
    for shape in list(slide.placeholders):
        if shape._element not in kept:
            shape._element.getparent().remove(shape._element)
