"""Indicators by regions in cells: numbers asked of Data, coloured along each row, filtered."""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.exhibits import MatrixExhibit, MatrixRow
from analysis.palette import LIGHT
from exports.workbook.book import HEAD, MUTED, SIGNS, TEXT, Book, Look, fit, number_format, rgb
from exports.workbook.chart_parts import top_lines
from exports.workbook.data_sheet import Data
from language.figures import axis_unit, plain_number

_HEAD_ROW = 4
#: Columns before the regions: indicator, deadline, unit.
_BEFORE = 3


def matrix_sheet(book: Book, data: Data, exhibit: MatrixExhibit, name: str) -> Worksheet:
    """Add the matrix: a line for each group of comparable figures and deadline, a column a region.

    All numbers of a line are in one unit, which a column names; the sign of a figure that is no
    plain number, the high end of a range and "draft" are part of its number format, so that the
    cell stays a number. Colours run from the lowest to the highest number of a line.
    """
    sheet = book.sheet(name)
    top_lines(book, sheet, exhibit.title, exhibit.subtitle)
    heads = [book.t("Indicator"), book.t("Deadline"), book.t("Unit"), *exhibit.columns]
    apart = any(row.apart for row in exhibit.rows)
    for column, text in enumerate([*heads, *([book.t("Stands apart")] if apart else [])], 1):
        look = HEAD.but(align="left" if column <= _BEFORE else "center")
        book.put(sheet, _HEAD_ROW, column, text, look)
    line = _HEAD_ROW
    for row in exhibit.rows:
        for deadline, cells in _lines(data, row):
            line += 1
            _line(book, sheet, data, row, (line, deadline, cells))
            if apart:
                book.put(sheet, line, len(heads) + 1, row.apart, MUTED)
    for letter, width in (("A", 44), ("B", 10), ("C", 12)):
        sheet.column_dimensions[letter].width = width
    if apart:
        sheet.column_dimensions[get_column_letter(len(heads) + 1)].width = 60
    fit(sheet, *range(_HEAD_ROW + 1, line + 1))
    for column in range(_BEFORE + 1, len(heads) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 14
    sheet.freeze_panes = f"{get_column_letter(_BEFORE + 1)}{_HEAD_ROW + 1}"
    last = get_column_letter(len(heads) + int(apart))
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{last}{line}"
    sheet.row_dimensions[_HEAD_ROW].height = 30
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.print_title_cols = "A:C"
    return sheet


def _lines(data: Data, row: MatrixRow) -> list[tuple[str, list[str | None]]]:
    """The row as lines of at most one figure a cell, by deadline: (deadline, id or None a column)."""
    lines: dict[tuple[str, int], list[str | None]] = {}
    for column, ids in enumerate(row.cells):
        seen: dict[str, int] = {}
        for name in ids:
            deadline = str(data.rows[name]["deadline"] or "")
            number = seen.get(deadline, 0)
            seen[deadline] = number + 1
            blank: list[str | None] = [None] * len(row.cells)
            lines.setdefault((deadline, number), blank)[column] = name
    return [(deadline, cells) for (deadline, _), cells in sorted(lines.items(), key=lambda x: x[0])]


def _line(
    book: Book, sheet: Worksheet, data: Data, row: MatrixRow, line: tuple[int, str, Any]
) -> None:  # fmt: skip
    number, deadline, cells = line
    rows = [data.rows[name] for name in cells if name]
    largest = max((float(r["si_low"] or r["si_high"] or 0) for r in rows), default=0.0)
    amount = row.si_unit not in ("rank", "x")
    step, unit = axis_unit(row.si_unit, book.lang, largest) if amount else (1.0, "")
    book.put(sheet, number, 1, row.name, TEXT.but(wrap=True))
    book.put(
        sheet, number, 2, int(deadline) if deadline.isdecimal() else deadline, Look(align="left")
    )
    book.put(sheet, number, 3, unit, TEXT)
    values = []
    for column, name in enumerate(cells, _BEFORE + 1):
        if name is None:
            book.put(sheet, number, column, None, Look(rule="box"))
            continue
        values.append(_cell(book, sheet, data, name, step, (number, column)))
    if amount and len(values) > 1:
        first, last = (get_column_letter(c) for c in (_BEFORE + 1, _BEFORE + len(cells)))
        sheet.conditional_formatting.add(
            f"{first}{number}:{last}{number}",
            ColorScaleRule(
                start_type="min", start_color="F1F6FB", end_type="max",
                end_color=rgb(LIGHT.classes[1]),
            ),
        )  # fmt: skip


def _cell(
    book: Book, sheet: Worksheet, data: Data, name: str, step: float,
    place: tuple[int, int],
) -> float:  # fmt: skip
    """One figure as a number in the line's unit, its nature in the number format."""
    row = data.rows[name]
    key = "low" if row["si_low"] is not None else "high"
    value = float(f"{float(row[f'si_{key}']) / step:.12g}")
    source = data.value(key, name)
    factor = float(f"{value / float(source):.12g}") if source else 1.0
    asked = data.ask(key, '"{}"'.format(name.replace('"', '""')))
    text = f"={asked}" + ("" if factor == 1 else f"*{factor!r}")
    look = Look(number=_format(book, row, value, step), align="right", rule="box")
    book.formula(sheet, *place, text, value, look)
    return value


def _format(book: Book, row: Any, value: float, step: float) -> str:
    lang = book.lang
    others = {"multiple": "×", "rank": "第" if lang == "zh" else "No. "}
    signs = {**SIGNS[lang], **others}
    shown = number_format("", value, signs.get(row["comparator"], ""))
    if row["comparator"] == "range":
        shown += f'"–{plain_number(float(row["si_high"]) / step, book.lang)}"'
    if row["plan_status"] == "draft":
        shown += f'" {book.t("draft")}"'
    return shown
