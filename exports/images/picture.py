"""An exhibit in, a picture's bytes out."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit
from analysis.palette import LIGHT
from analysis.sources import MAP_NOTE, documents_line
from exports.images.canvas import one_drawing
from exports.images.fonts import chinese_font
from exports.images.map import MapBody
from exports.images.sheet import Frame, natural, slide
from language.catalogue import translate


class Form(StrEnum):
    """PNG at one or two dots a pixel, PNG of 1920 by 1080, or SVG."""

    PNG = "png"
    PNG_2X = "png2x"
    SLIDE = "slide"
    SVG = "svg"


def picture(
    atlas: Atlas, exhibit: MapExhibit, lang: str, day: date, form: Form = Form.PNG
) -> bytes:
    """The exhibit with its finding, subtitle, legend and sources; ``day`` is when it is made.

    Raises:
        MissingFont: this machine has no Chinese font.
    """
    with one_drawing():
        chinese_font()
        body = MapBody(atlas, exhibit, LIGHT, lang)
        title = exhibit.title or exhibit.name
        frame = Frame(title, exhibit.subtitle, _notes(atlas, exhibit, lang, day))
        if form is Form.SLIDE:
            canvas, scale = slide(frame, body, LIGHT, lang)
            return canvas.png(scale)
        canvas = natural(frame, body, LIGHT, lang)
        if form is Form.SVG:
            return canvas.svg(title)
        return canvas.png(2 if form is Form.PNG_2X else 1)


def _notes(atlas: Atlas, exhibit: MapExhibit, lang: str, day: date) -> tuple[str, ...]:
    """The source line: documents, the day, and the note on boundaries under a map."""
    documents = list(atlas.targets.loc[list(exhibit.targets)]["document"])
    source = documents_line(atlas, documents, lang) if documents else ""
    made = translate(lang, "Policy Target Atlas, as of {date}.", date=day.isoformat())
    note = translate(lang, MAP_NOTE) if isinstance(exhibit, MapExhibit) else ""
    between = "" if lang == "zh" else " "
    return (between.join(part for part in (source, made, note) if part),)
