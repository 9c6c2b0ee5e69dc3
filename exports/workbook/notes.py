"""The sheets of words: Overview in front; Sources and Notes at the end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from analysis.atlas import Atlas
from analysis.evidence_words import document_kind_name
from analysis.exhibits import BarsExhibit
from analysis.sources import MAP_NOTE, own_note
from analysis.words import figure_of, place_name, qualified, quantity_in_words
from exports.kind import Taken
from exports.table import day_or_text
from exports.workbook.book import HEAD, SUBTITLE, TEXT, TITLE, WRAPPED, Book, Look, fit, widths
from exports.workbook.data_sheet import Data, rows_of
from language.catalogue import counted, mark, pick

_HOW = (
    mark("Charts, tiles and matrix are native and ask the sheet Data by formulas: change a number in its columns Low and High, and they follow."),
    mark("Only figures that mean the same share a chart; what may not stand there is named on the sheet Notes with the reason."),
    mark("≥ at least, > more than, ≤ at most, 约 or ≈ about, – a range; an error bar ends at a range's high end; drafts are hatched and say so."),
    mark("Each figure has its wording, plan, document, place and link in its row of Data; the documents stand on the sheet Sources."),
)  # fmt: skip


def overview_sheet(
    book: Book, sheet: Worksheet, taken: Sequence[Taken], contents: list[tuple[Worksheet, str]],
    own: str,
) -> None:  # fmt: skip
    """Fill the front sheet: finding, filters, date, address of each view; how to read; contents.

    ``own`` says that the data hold a reader's own file, where they do.
    """
    widths(sheet, 32, 96)
    row = 1
    for view in taken:
        row = _view(book, sheet, view, row, own)
    book.put(sheet, row, 1, book.t("How to read"), HEAD)
    book.put(sheet, row, 2, None, HEAD)
    for text in _HOW:
        row += 1
        book.put(sheet, row, 2, book.t(text), WRAPPED)
        fit(sheet, row)
    row += 2
    book.put(sheet, row, 1, book.t("Contents"), HEAD)
    book.put(sheet, row, 2, None, HEAD)
    for place, text in contents:
        row += 1
        book.jump(sheet, row, 1, place, place.title)
        book.put(sheet, row, 2, text, WRAPPED)
        fit(sheet, row)


def _view(book: Book, sheet: Worksheet, taken: Taken, row: int, own: str) -> int:
    """One view's lines; returns the row after them."""
    shown, cover = taken.shown, taken.cover
    book.put(sheet, row, 1, shown.finding, TITLE)
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    sheet.row_dimensions[row].height = 24 * (
        1 + len(shown.finding) // (52 if book.lang == "zh" else 95)
    )
    book.put(sheet, row + 1, 1, shown.subtitle, SUBTITLE)
    sheet.merge_cells(start_row=row + 1, end_row=row + 1, start_column=1, end_column=2)
    filters = book.t("; ").join(shown.filters) or book.t("none: everything the page can show")
    lines = [
        (book.t("Filters"), filters),
        (book.t("Figures"), counted(book.lang, len(shown.targets), "figure")),
        (book.t("Made on"), cover.day),
        *([(book.t("Data"), own)] if own else []),
    ]
    row += 2
    for name, value in lines:
        book.put(sheet, row, 1, name, Look(bold=True, vertical="top"))
        book.put(sheet, row, 2, value, WRAPPED.but(align="left"))
        fit(sheet, row)
        row += 1
    book.put(sheet, row, 1, book.t("Address of the view"), Look(bold=True, vertical="top"))
    book.link(sheet, row, 2, cover.address, cover.address)
    return row + 2


def sources_sheet(book: Book, atlas: Atlas, targets: Sequence[str]) -> Worksheet:
    """Add the documents that the figures come from, most used first."""
    sheet = book.sheet(book.t(mark("Sources")))
    book.heads(
        sheet, 1,
        [book.t("Document"), book.t("Published by"), book.t("Kind"), book.t("Date"), book.t("Read on"),
         book.t("Figures"), book.t("Link"), book.t("File")],
    )  # fmt: skip
    counts = atlas.targets.loc[list(dict.fromkeys(targets)), "document"].value_counts()
    for row, (name, count) in enumerate(counts.items(), 2):
        document = atlas.collection.documents[str(name)]
        values = [
            document.title,
            pick(book.lang, document.publisher, document.publisher_en),
            document_kind_name(document.kind.value, book.lang),
            day_or_text(str(document.date)) if document.date else None,
            day_or_text(str(document.read)) if document.read else None,
            int(count),
        ]
        for column, value in enumerate(values, 1):
            book.put(sheet, row, column, value, WRAPPED if column < 3 else TEXT)
        if document.url:
            book.link(sheet, row, 7, document.url, document.url)
        if document.file:
            book.put(sheet, row, 8, document.file)
    widths(sheet, 60, 30, 16, 13, 13, 10, 60, 28)
    fit(sheet, *range(2, len(counts) + 2))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:H{len(counts) + 1}"
    return sheet


def notes_sheet(book: Book, data: Data, atlas: Atlas, taken: Sequence[Taken]) -> Worksheet:
    """Add what to mind: caveats of each chart, what was left out and why, notes and conflicts."""
    sheet = book.sheet(book.t(mark("Notes")))
    book.heads(sheet, 1, [book.t("What"), book.t("Where"), book.t("Figure"), book.t("Note")])
    lines: dict[tuple[str, str, str, str], None] = {}
    for view in taken:
        lines |= dict.fromkeys(_of_view(book, atlas, view))
    ids = dict.fromkeys(name for view in taken for name in view.shown.targets)
    for name in ids:
        lines |= dict.fromkeys(_of_target(book, atlas, data.rows[name]))
    remark = book.t("Remark")
    mixed = book.t("Figures of different scope do not mean the same thing and are never mixed.")
    lines[remark, "", "", mixed] = None
    lines[remark, "", "", book.t(MAP_NOTE)] = None
    if own := own_note(atlas, book.lang):
        lines[remark, "", "", own] = None
    for row, line in enumerate(lines, 2):
        for column, text in enumerate(line, 1):
            book.put(sheet, row, column, text, WRAPPED)
    widths(sheet, 20, 44, 44, 90)
    fit(sheet, *range(2, len(lines) + 2))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:D{len(lines) + 1}"
    return sheet


def _of_view(book: Book, atlas: Atlas, taken: Taken) -> list[tuple[str, str, str, str]]:
    """Caveats and what was left out, of each chart and of the page."""
    lines = []
    care, left = book.t("To mind"), book.t("Left out")
    bars = [exhibit for exhibit in taken.shown.exhibits if isinstance(exhibit, BarsExhibit)]
    items = [item for exhibit in bars for item in exhibit.left_out] + list(taken.shown.undrawn)
    rows = rows_of(atlas, list(dict.fromkeys(item.target_id for item in items)))
    for exhibit in bars:
        lines += [(care, exhibit.name, "", sentence) for sentence in exhibit.caveats]
        lines += [
            (care, exhibit.name, f"{bar.label}: {bar.text}", bar.note)
            for bar in exhibit.bars
            if bar.note
        ]
        lines += [
            (left, exhibit.name, _figure(book, rows[item.target_id]), item.why)
            for item in exhibit.left_out
        ]
    told = {item.target_id for exhibit in bars for item in exhibit.left_out}
    for item in taken.shown.undrawn:
        if item.target_id in told:
            continue
        row = rows[item.target_id]
        lines.append((left, qualified(atlas, row, book.lang), _figure(book, row), item.why))
    return lines


def _figure(book: Book, row: dict[str, Any]) -> str:
    """A figure with its place and deadline."""
    place = place_name(row["adcode"], book.lang)
    return f"{place}: {figure_of(row, book.lang)} ({row['deadline'] or '–'})"


def _of_target(book: Book, atlas: Atlas, row: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """The curators' note on a figure, and documents that give it differently."""
    target = atlas.target_by_id[row["target_id"]].target
    note = pick(book.lang, target.note, target.note_en)
    if not note and not target.conflicts:
        return []
    where = qualified(atlas, row, book.lang)
    figure = f"{place_name(row['adcode'], book.lang)}: {figure_of(row, book.lang)}"
    lines = []
    if note:
        lines.append((book.t("Note"), where, figure, note))
    for other in target.conflicts:
        title = atlas.collection.documents[other.document].title
        value = quantity_in_words(other.value, book.lang)
        reason = pick(book.lang, other.reason, other.reason_en)
        text = f"《{title}》: {value} “{other.wording}” {reason}"
        lines.append((book.t("Another document differs"), where, figure, text))
    return lines
