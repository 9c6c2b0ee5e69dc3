"""Pictures of a view's charts: the first as PNG or SVG, or all of them in one archive."""

from __future__ import annotations

import io
import zipfile

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.view import View
from exports.kind import CannotExport, Command, Cover, Kind, Make
from language.catalogue import mark, translate

#: Charts of one archive, half a second each; a comparison of six provinces has some forty.
MOST_PICTURES = 60


def _first(form: str) -> Make:
    def make(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
        from exports.images.fonts import MissingFont
        from exports.images.picture import Form, picture

        if not shown.exhibits:
            raise CannotExport(translate(view.lang, "This view has no chart to make a picture of."))
        try:
            return picture(atlas, shown.exhibits[0], view.lang, cover.day, Form(form))
        except MissingFont as error:
            raise CannotExport(str(error)) from error

    return make


def _all(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    """Every chart as SVG and as PNG of 1920 by 1080, numbered in the page's order.

    Of more than :data:`MOST_PICTURES` the first; a text names the others.
    """
    from exports.images.fonts import MissingFont
    from exports.images.picture import Form, picture

    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number, exhibit in enumerate(shown.exhibits[:MOST_PICTURES], 1):
            for form, extension in ((Form.SLIDE, "png"), (Form.SVG, "svg")):
                try:
                    drawn = picture(atlas, exhibit, view.lang, cover.day, form)
                except MissingFont as error:
                    raise CannotExport(str(error)) from error
                packed = zipfile.ZIP_STORED if extension == "png" else zipfile.ZIP_DEFLATED
                archive.writestr(f"{number:02}.{extension}", drawn, packed)
        if others := shown.exhibits[MOST_PICTURES:]:
            head = translate(
                view.lang,
                "{count} further charts are not among these pictures; the Excel workbook has all figures.",
                count=len(others),
            )
            lines = [head, "", *(exhibit.title or exhibit.name for exhibit in others), ""]
            archive.writestr("more.txt", "\n".join(lines), zipfile.ZIP_DEFLATED)
    return content.getvalue()


def _drawn(shown: Shown) -> bool:
    return bool(shown.targets and shown.exhibits)


KINDS = (
    Kind(
        "image", "Image", "PNG 2×", "image", "png", "image/png", _first("png2x"), applies=_drawn,
    ),
    Kind(
        "image1x", "Image", "PNG 1×", "image", "png", "image/png", _first("png"), applies=_drawn,
    ),
    Kind(
        "slide", "Image", "PNG 1920 × 1080", "aspect_ratio", "png", "image/png", _first("slide"),
        applies=_drawn,
    ),
    Kind("svg", "Image", "SVG", "polyline", "svg", "image/svg+xml", _first("svg"), applies=_drawn),
    Kind(
        "images", "Image", mark("All charts as pictures (ZIP)"), "photo_library", "zip",
        "application/zip", _all, applies=lambda shown: _drawn(shown) and len(shown.exhibits) > 1,
    ),
)  # fmt: skip
COMMANDS: tuple[Command, ...] = ()
