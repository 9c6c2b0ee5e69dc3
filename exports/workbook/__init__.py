"""An Excel workbook of one view or of several: native charts on one sheet of typed data."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from analysis.atlas import Atlas
from analysis.exhibits import (
    BarsExhibit,
    Exhibit,
    MapExhibit,
    MatrixExhibit,
    PathsExhibit,
    TimelineExhibit,
)
from analysis.sources import own_note
from exports.kind import Taken
from exports.taking import figures_of
from exports.workbook.bars import bars_sheet
from exports.workbook.book import Book, clean
from exports.workbook.data_sheet import Data, data_sheet
from exports.workbook.gantt import gantt_sheet
from exports.workbook.matrix import matrix_sheet
from exports.workbook.notes import notes_sheet, overview_sheet, sources_sheet
from exports.workbook.paths import paths_sheet
from exports.workbook.plain import plain_sheet
from exports.workbook.tiles import tiles_sheet
from language.catalogue import mark

CREATOR = "政策目标图谱 Policy Target Atlas"


def workbook(atlas: Atlas, taken: Sequence[Taken]) -> bytes:
    """The workbook of the views taken, in the language of the first.

    Sheets: Overview, one for each chart, table and map of the views in their order, Data (each
    figure once), Sources, Notes.
    """
    book = Book(taken[0].view.lang)
    front = book.sheet(book.t(mark("Overview")))
    targets = [name for view in taken for name in figures_of(view.shown)]
    data = data_sheet(book, atlas, targets)
    data_place = book.file.worksheets[-1]
    contents: list[tuple[Worksheet, str]] = []
    for view in taken:
        for exhibit in view.shown.exhibits:
            name = _name(book, exhibit, len(contents) + 1)
            sheet = _exhibit_sheet(book, data, atlas, exhibit, view, name)
            contents.append((sheet, f"{exhibit.name}: {exhibit.title}"))
    for table in dict.fromkeys(table for view in taken for table in view.shown.tables):
        contents.append((plain_sheet(book, table), table.title))
    book.file.move_sheet(data_place, len(contents))
    contents += [
        (data_place, book.t("Every figure with its evidence, as a table")),
        (sources_sheet(book, atlas, targets), book.t("The documents that the figures come from")),
        (
            notes_sheet(book, data, atlas, taken),
            book.t("What to mind, and what was left out and why"),
        ),
    ]
    overview_sheet(book, front, taken, contents, own_note(atlas, book.lang))
    properties = book.file.properties
    properties.title = clean(taken[0].shown.finding, 250)
    properties.subject = clean(taken[0].shown.subtitle, 250)
    properties.creator = properties.lastModifiedBy = CREATOR
    properties.keywords = clean(
        ", ".join(dict.fromkeys(e.name for v in taken for e in v.shown.exhibits)), 250
    )
    properties.description = clean("\n".join(view.cover.address for view in taken), 250)
    properties.language = "zh-CN" if book.lang == "zh" else "en"
    return book.content()


def _name(book: Book, exhibit: Exhibit, number: int) -> str:
    """Name of a sheet: what it is, with the number it has among the file's charts."""
    if isinstance(exhibit, MapExhibit):
        return book.t("{number} Map", number=number)
    return f"{number} {exhibit.name}"


def _exhibit_sheet(
    book: Book, data: Data, atlas: Atlas, exhibit: Exhibit, view: Taken, name: str
) -> Worksheet:
    match exhibit:
        case BarsExhibit():
            return bars_sheet(book, data, atlas, exhibit, view.view, name)
        case MapExhibit():
            return tiles_sheet(book, data, atlas, exhibit, name, view.cover.day)
        case TimelineExhibit():
            return gantt_sheet(book, data, atlas, exhibit, name)
        case MatrixExhibit():
            return matrix_sheet(book, data, exhibit, name)
        case PathsExhibit():
            return paths_sheet(book, data, atlas, exhibit, name)
