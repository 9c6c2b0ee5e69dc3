"""The picture of the real map that stands beside the tiles."""

from __future__ import annotations

import io
from datetime import date

from openpyxl.drawing.image import Image
from PIL import Image as Pixels

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit

#: Width on the sheet, in pixels; the picture has two dots for each, to stay sharp on paper.
_WIDTH = 1200
_COLOURS = 128


def real_map(atlas: Atlas, exhibit: MapExhibit, lang: str, day: date) -> Image | None:
    """The map as on the screen, with its legend and sources; None on a machine that has no
    Chinese font: the tiles hold the same values.
    """
    from exports.images.fonts import MissingFont
    from exports.images.picture import Form, picture

    try:
        content = picture(atlas, exhibit, lang, day, Form.PNG_2X)
    except MissingFont:
        return None
    image = Image(io.BytesIO(_small(content)))
    image.height = round(image.height * _WIDTH / image.width)
    image.width = _WIDTH
    return image


def _small(content: bytes) -> bytes:
    """The picture in a palette: a map has few colours, and takes a fifth of the room."""
    target = io.BytesIO()
    colours = Pixels.open(io.BytesIO(content)).convert("RGB").quantize(_COLOURS)
    colours.save(target, "PNG", optimize=True)
    return target.getvalue()
