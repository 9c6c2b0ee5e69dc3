"""An exhibit in, a picture's bytes out."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from analysis.atlas import Atlas
from analysis.exhibits import (
    BarsExhibit,
    Exhibit,
    MapExhibit,
    MatrixExhibit,
    TimelineExhibit,
)
from analysis.palette import LIGHT
from analysis.sources import MAP_NOTE, documents_line
from exports.images.bars import BarsBody
from exports.images.canvas import one_drawing
from exports.images.fonts import chinese_font
from exports.images.map import MapBody
from exports.images.matrix import MatrixBody
from exports.images.paths import PathsBody
from exports.images.sheet import Body, Frame, natural, slide
from exports.images.timeline import TimelineBody
from language.catalogue import counted, translate

#: Colours of a small picture: those of a map with the edges of its type.
_COLOURS = 128


class Form(StrEnum):
    """PNG at one or two dots a pixel, at two in few colours, PNG of 1920 by 1080, or SVG."""

    PNG = "png"
    PNG_2X = "png2x"
    SMALL_2X = "small2x"
    SLIDE = "slide"
    SVG = "svg"


def picture(atlas: Atlas, exhibit: Exhibit, lang: str, day: date, form: Form = Form.PNG) -> bytes:
    """The exhibit with its finding, subtitle, legend and sources; ``day`` is when it is made.

    Raises:
        MissingFont: this machine has no Chinese font.
    """
    with one_drawing():
        chinese_font()
        body = body_of(atlas, exhibit, lang)
        title = exhibit.title or exhibit.name
        caveats = exhibit.caveats if isinstance(exhibit, BarsExhibit) else ()
        frame = Frame(title, exhibit.subtitle, caveats, _notes(atlas, exhibit, lang, day))
        if form is Form.SLIDE:
            canvas, scale = slide(frame, body, LIGHT, lang)
            return canvas.png(scale)
        canvas = natural(frame, body, LIGHT, lang)
        if form is Form.SVG:
            return canvas.svg(title)
        if form is Form.SMALL_2X:
            return canvas.palette_png(2, _COLOURS)
        return canvas.png(2 if form is Form.PNG_2X else 1)


def body_of(atlas: Atlas, exhibit: Exhibit, lang: str, spotlight: tuple[str, ...] = ()) -> Body:
    """What draws an exhibit; on a map, the regions of the ``spotlight`` are outlined."""
    if isinstance(exhibit, MapExhibit):
        return MapBody(atlas, exhibit, LIGHT, lang, spotlight)
    if isinstance(exhibit, BarsExhibit):
        return BarsBody(exhibit, LIGHT, lang)
    if isinstance(exhibit, TimelineExhibit):
        return TimelineBody(exhibit, LIGHT, lang)
    if isinstance(exhibit, MatrixExhibit):
        return MatrixBody(atlas, exhibit, LIGHT, lang)
    return PathsBody(exhibit, LIGHT, lang)


def _notes(atlas: Atlas, exhibit: Exhibit, lang: str, day: date) -> tuple[str, ...]:
    """What is left out, and the source line: documents, day, note on boundaries."""
    notes = []
    if isinstance(exhibit, BarsExhibit) and exhibit.left_out:
        count = counted(lang, len(exhibit.left_out), "figure")
        notes.append(
            translate(lang, "Left out because they may not be compared: {count}.", count=count)
        )
    if isinstance(exhibit, TimelineExhibit) and exhibit.undated:
        titles = translate(lang, "; ").join(exhibit.undated)
        notes.append(f"{translate(lang, 'Without a date, and so not drawn')}: {titles}")
    documents = list(atlas.targets.loc[list(exhibit.targets)]["document"])
    source = documents_line(atlas, documents, lang) if documents else ""
    made = translate(lang, "Policy Target Atlas, as of {date}.", date=day.isoformat())
    note = translate(lang, MAP_NOTE) if isinstance(exhibit, MapExhibit) else ""
    between = "" if lang == "zh" else " "
    return (*notes, between.join(part for part in (source, made, note) if part))
