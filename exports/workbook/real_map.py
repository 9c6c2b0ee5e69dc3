"""The picture of the real map that stands beside the tiles."""

from __future__ import annotations

import io
import pickle
from datetime import date

from openpyxl.drawing.image import Image

from analysis.atlas import Atlas
from analysis.exhibits import MapExhibit

#: Width on the sheet, in pixels; the picture has two dots for each, to stay sharp on paper.
_WIDTH = 1200


def real_map(atlas: Atlas, exhibit: MapExhibit, lang: str, day: date) -> Image | None:
    """The map as on the screen, with its legend and sources; None on a machine that has no
    Chinese font: the tiles hold the same values.

    The atlas keeps the picture for the next workbook of the same map.
    """
    from exports.images.fonts import MissingFont
    from exports.images.picture import Form, picture

    # All that the drawing depends on beside the atlas: the exhibit with every value of its tables.
    drawing = ("map", pickle.dumps(exhibit), lang, day)
    try:
        content = atlas.pictures.ask(
            drawing, lambda: picture(atlas, exhibit, lang, day, Form.SMALL_2X)
        )
    except MissingFont:
        return None
    image = Image(io.BytesIO(content))
    image.height = round(image.height * _WIDTH / image.width)
    image.width = _WIDTH
    return image
