"""The sheet Data: every figure of the file once, typed, as an Excel table that all others ask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table, TableStyleInfo

from analysis.atlas import Atlas
from exports.table import HEADINGS, export_records, headings
from exports.workbook.book import HEAD, TEXT, Book, Look, number_format, widths
from language.catalogue import mark

#: Columns that other sheets ask by name: key -> defined name.
NAMES = {
    "target_id": "data_id",
    "region": "data_region",
    "indicator": "data_indicator",
    "figure": "data_figure",
    "low": "data_low",
    "high": "data_high",
    "due": "data_due",
    "start": "data_start",
}
_WIDTHS = {
    "region": 18, "indicator": 28, "scope": 18, "part": 16, "figure": 16, "comparator": 10, "plan": 44,
    "issuers": 26, "wording": 60, "document": 44, "locator": 22, "link": 34, "target_id": 34,
    "due": 13, "start": 13,
}  # fmt: skip
_COLUMNS = list(HEADINGS)
_NUMBER = Look(align="right")


@dataclass(frozen=True)
class Data:
    """Where the figures are, and the formulas that ask for them.

    By target id: ``rows`` of ``atlas.targets``, and ``lines`` of the sheet (columns of HEADINGS).
    """

    rows: dict[str, Any]
    lines: dict[str, dict[str, Any]]

    def ask(self, key: str, id_cell: str) -> str:
        """A formula's part: the value of a column for the target whose id a cell holds."""
        return f"INDEX({NAMES[key]},MATCH({id_cell},data_id,0))"

    def value(self, key: str, target_id: str) -> Any:
        """The value of today, None where there is none."""
        return self.lines[target_id][key]

    def documents(self, ids: Iterable[str]) -> list[str]:
        """The document of each figure."""
        return [self.rows[name]["document"] for name in ids]


def rows_of(atlas: Atlas, ids: Sequence[str]) -> dict[str, Any]:
    """Rows of ``atlas.targets`` by target id: looked up at once, which costs less than one by one."""
    return dict(zip(ids, atlas.targets.loc[list(ids)].to_dict("records"), strict=True))


def data_sheet(book: Book, atlas: Atlas, targets: Sequence[str]) -> Data:
    """Add the sheet with the figures named, each once, in the order given.

    Numbers are numbers with their unit as the number format, dates known to the day are dates,
    links open; the table has filters and bands, and its columns have names in the file.
    """
    ids = list(dict.fromkeys(targets))
    rows = rows_of(atlas, ids)
    records = export_records(atlas, rows.values(), book.lang)
    sheet = book.sheet(book.t(mark("Data")))
    for column, name in enumerate(headings(book.lang), 1):
        book.put(sheet, 1, column, name, HEAD)
    for row, record in enumerate(records, 2):
        _record(book, sheet, row, record)
    widths(sheet, *(_WIDTHS.get(key, 12) for key in HEADINGS))
    sheet.freeze_panes = "B2"
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
    sheet.page_setup.fitToHeight, sheet.page_setup.fitToWidth = 0, 3
    last = len(ids) + 1
    area = f"A1:{get_column_letter(len(_COLUMNS))}{last}"
    sheet.print_area = area
    style = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(Table(displayName="Targets", ref=area, tableStyleInfo=style))
    for key, name in NAMES.items():
        letter = get_column_letter(_COLUMNS.index(key) + 1)
        place = f"{quote_sheetname(sheet.title)}!${letter}$2:${letter}${last}"
        book.file.defined_names[name] = DefinedName(name, attr_text=place)
    return Data(rows, dict(zip(ids, records, strict=True)))


def _record(book: Book, sheet: Any, row: int, record: dict[str, Any]) -> None:
    for column, key in enumerate(_COLUMNS, 1):
        value = record[key]
        if value is None:
            continue
        if key == "link":
            book.link(sheet, row, column, value, value)
        else:
            book.put(sheet, row, column, value, _look(record, key, value))


def _look(record: dict[str, Any], key: str, value: Any) -> Look:
    if key in ("low", "high"):
        return _NUMBER.but(number=figure_format(record, value))
    if key in ("source_low", "source_high"):
        return _NUMBER.but(number=number_format(record["source_unit"], value))
    if key in ("si_low", "si_high"):
        return _NUMBER.but(number=number_format("", value))
    return TEXT


def figure_format(record: dict[str, Any], value: float | None, sign: str = "") -> str:
    """The number format of a record's ``low`` or ``high``, with a sign before it where wanted."""
    if record["si_unit"] == "rank":
        return number_format("", value, "第" if record["unit"] else "No. ")
    if record["si_unit"] == "x":
        return number_format("", value, "×")
    return number_format(record["unit"] or "", value, sign)
