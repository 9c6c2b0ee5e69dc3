"""Sheets of what is no figure: coverage, open cells, what was left out."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.exhibits import PlainTable
from exports.table import day_or_text
from exports.workbook.book import WRAPPED, Book, Look, fit, wide, widths

_NARROWEST, _WIDEST = 10, 70
_NUMBER = Look(number="#,##0", align="right", vertical="top")
_DAY = Look(number="yyyy-mm-dd", align="right", vertical="top")


def plain_sheet(book: Book, table: PlainTable) -> Worksheet:
    """Add a table with filter and frozen heads; numbers are numbers, days dates, addresses open."""
    sheet = book.sheet(table.name)
    book.heads(sheet, 1, list(table.columns))
    columns = [[str(row[place] or "") for row in table.rows] for place in range(len(table.columns))]
    lengths = (
        max(wide(text) for text in (head, *texts))
        for head, texts in zip(table.columns, columns, strict=True)
    )
    widths(sheet, *(min(_WIDEST, max(_NARROWEST, length + 3)) for length in lengths))
    for number, row in enumerate(table.rows, 2):
        for column, value in enumerate(row, 1):
            if isinstance(value, int):
                book.put(sheet, number, column, value, _NUMBER)
            elif value and value.startswith(("http://", "https://")):
                book.link(sheet, number, column, value, value)
            else:
                own = day_or_text(value) if _is_day(value) else value
                book.put(sheet, number, column, own, WRAPPED if isinstance(own, str) else _DAY)
    fit(sheet, *range(2, len(table.rows) + 2))
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    return sheet


def _is_day(value: str | None) -> bool:
    return bool(value) and len(str(value)) == 10 and str(value)[4::3] == "--"
