"""An Excel workbook into plain data with the place of every cell, for the collection's checks."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from difflib import get_close_matches
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from loaders.problems import InvalidData, Problem, say
from loaders.sheet_form import DOT, MAX_ROWS, Column, Sheet, sheets, unread_names
from loaders.xlsx_guard import check_xlsx
from loaders.yaml_source import Path_, YamlSource, shortened

MAX_COLUMNS = 60
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SEPARATORS = re.compile(r"[,，、;；\n]+")
_FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


@dataclass
class SheetSource(YamlSource):
    """Plain data read from a workbook; ``places`` holds rows and columns, ``on`` the sheets."""

    on: dict[Path_, str] = field(default_factory=dict)

    def sheet(self, path: Path_) -> str:
        """Title of the sheet that holds ``path``, or its nearest parent."""
        while path and path not in self.on:
            path = path[:-1]
        return self.on.get(path, "")

    def problem(self, path: Path_, what: str, remedy: str) -> None:
        """Record a problem at the cell of ``path``."""
        row, column = self.place(path)
        where = self.sheet(path)
        self.problems.append(Problem(self.name, row, column, self.label(path), what, remedy, where))

    def at(self, sheet: str, row: int, column: int, what: str, remedy: str) -> None:
        """Record a problem at a cell that no record has."""
        self.problems.append(Problem(self.name, row, column, "", what, remedy, sheet))


def read_workbook(data: bytes, name: str) -> SheetSource:
    """Read a filled template.

    Problems of single cells (formulas, errors, unknown headings) are recorded in the result.

    Raises:
        InvalidData: not an .xlsx, or one that must not be opened; see :mod:`loaders.xlsx_guard`.
    """
    check_xlsx(data, name)
    source = SheetSource(name, {})
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        rows = {
            sheet.title: list(_rows(source, sheet.title, sheet))
            for sheet in book.worksheets
            if sheet.title not in unread_names() and _known(source, sheet.title)
        }
        book.close()
    except InvalidData:
        raise
    # openpyxl raises whatever a malformed part makes it trip over.
    except Exception as error:
        remedy = say("Open it in Excel, save it again, or paste the rows into a fresh template.")
        problem = Problem(name, 1, 1, "", say("a damaged .xlsx file"), remedy)
        raise InvalidData([problem]) from error
    _Assembly(source, rows).fill()
    return source


def _known(source: SheetSource, title: str) -> bool:
    if any(title in sheet.names() for sheet in sheets()):
        return True
    known = [sheet.part for sheet in sheets()]
    near = get_close_matches(title, [n for sheet in sheets() for n in sheet.names()], n=1)
    rest = say("Rename it to one of {known}, or delete it.", known=", ".join(known))
    source.at(title, 1, 1, say("unknown sheet {title}", title=repr(title)), _hinted(near, rest))
    return False


def _hinted(near: list[str], rest: str) -> str:
    """The remedy, with the nearest known name before it where there is one."""
    return say("Did you mean {name}? {rest}", name=near[0], rest=rest) if near else rest


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row that hold something, by field; ``columns`` has every field's column."""

    sheet: str
    number: int
    cells: dict[str, Any]
    columns: dict[str, int]


def _rows(source: SheetSource, title: str, worksheet: Any) -> Iterator[_Row]:
    form = next(sheet for sheet in sheets() if title in sheet.names())
    worksheet.reset_dimensions()  # what the file claims to be its size is not to be trusted
    lines = worksheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
    columns: dict[int, Column] = {}
    headed: set[int] = set()
    for number, cells in enumerate(lines, 1):
        filled = [cell for cell in cells if cell.value is not None and str(cell.value).strip()]
        if not columns:
            if filled:
                columns = _headings(source, form, title, number, filled)
                headed = {cell.column for cell in filled}
                if not columns:
                    return
            continue
        if number > MAX_ROWS and filled:
            source.at(
                title,
                number,
                1,
                say("more than {rows} rows", rows=f"{MAX_ROWS:,}"),
                say("Split the workbook."),
            )
            return
        by_field: dict[str, Any] = {}
        for cell in filled:
            column = columns.get(cell.column)
            if column is None and cell.column in headed:
                continue  # its heading is told as the mistake, once
            if column is None:
                where = get_column_letter(cell.column)
                what = say("a cell under no heading (column {column})", column=where)
                source.at(
                    title, number, cell.column, what, say("Clear it, or give the column a heading.")
                )
                continue
            content = _content(source, title, cell, column)
            if content is not None:
                by_field[column.field] = content
        if filled:
            places = {column.field: place for place, column in columns.items()}
            yield _Row(title, number, by_field, places)


def _headings(
    source: SheetSource, form: Sheet, title: str, number: int, cells: list[Any]
) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for cell in cells:
        column = form.column_of(str(cell.value))
        if column is None:
            known = [item.field for item in form.columns]
            near = get_close_matches(str(cell.value), known, n=1)
            remedy = _hinted(near, say("Known: {known}.", known=", ".join(known)))
            what = say("unknown heading {heading}", heading=repr(str(cell.value)[:60]))
            source.at(title, number, cell.column, what, remedy)
        elif column in columns.values():
            what = say("the heading {heading} a second time", heading=column.field)
            source.at(title, number, cell.column, what, say("Keep one of the two columns."))
        else:
            columns[cell.column] = column
    return columns


def _content(source: SheetSource, title: str, cell: Any, column: Column) -> Any:
    """What a cell says, as the YAML file would hold it; None with a problem where it says nothing."""
    value, place = cell.value, (title, cell.row, cell.column)
    if cell.data_type == "f":
        source.at(*place, say("a formula"), say("Paste its value instead (Paste special, Values)."))
        return None
    if cell.data_type == "e":
        source.at(
            *place,
            say("an error of Excel: {error}", error=str(value)[:20]),
            say("Correct or clear the cell."),
        )
        return None
    if isinstance(value, str):
        value = unescaped(value.strip())
        return _from_text(value, column) if value else None
    if isinstance(value, (datetime, date, time)):
        return _from_date(value, str(cell.number_format))
    if isinstance(value, bool):
        return value if column.kind == "flag" else str(value).lower()
    number = int(value) if float(value).is_integer() else value
    if column.kind == "value" and "%" in str(cell.number_format):
        return f"{round(value * 100, 10):.10g} %"
    return number if column.kind in ("date", "adcode", "value") else str(number)


def _from_text(text: str, column: Column) -> Any:
    if column.kind == "list":
        return _lines(text)
    if column.kind == "slugs":
        parts = (part.split(DOT)[0].strip() for part in _SEPARATORS.split(text))
        return [part for part in parts if part]
    chosen = text.split(DOT, maxsplit=1)[0].strip() if column.choices else text
    if column.kind == "flag":
        return _FLAGS.get(chosen.casefold(), chosen)
    if column.kind == "date" and chosen.isdigit():
        return int(chosen)
    return chosen


def _lines(text: str) -> list[str]:
    """A cell with one name per line; a JSON list where a name holds a line break of its own."""
    if text.startswith("["):
        try:
            parsed = json.loads(text)
        except (ValueError, RecursionError):
            parsed = None
        if isinstance(parsed, list) and all(isinstance(item, str) for item in parsed):
            return parsed
    return [line.strip() for line in text.split("\n") if line.strip()]


def _from_date(value: datetime | date | time, number_format: str) -> str:
    """A date cell: Excel turns a typed 2025-06 into the first of June and shows no day."""
    if isinstance(value, time):
        return value.isoformat()
    day = value.date() if isinstance(value, datetime) else value
    shown = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format).lower()
    return day.isoformat() if "d" in shown else f"{day:%Y-%m}"


def unescaped(text: str) -> str:
    """The text with Excel's ``_x000D_`` escapes resolved."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class _Assembly:
    """Rows of all sheets into the nested data of a collection, each cell's place kept."""

    def __init__(self, source: SheetSource, rows: dict[str, list[_Row]]) -> None:
        self.source = source
        self.rows = {
            sheet.part: [row for name in sheet.names() for row in rows.get(name, [])]
            for sheet in sheets()
        }
        #: path and record of every plan and target by id, for the rows that belong to them
        self.owners: dict[str, tuple[Path_, dict[str, Any]]] = {}

    def fill(self) -> None:
        """Fill ``source.data``."""
        data = self.source.data
        for part in ("sectors", "scopes", "indicators", "documents"):
            if table := self._table(part):
                data[part] = table
        data["plans"] = [
            self._record(("plans", i), row) for i, row in enumerate(self.rows["plans"])
        ]
        for index, plan in enumerate(data["plans"]):
            self._own(("plans", index), plan)
        self._targets()
        self._nested("also", "of")
        self._nested("conflicts", "target")
        observations = [
            self._record(("observations", i), row)
            for i, row in enumerate(self.rows["observations"])
        ]
        if observations:
            data["observations"] = observations

    def _record(self, path: Path_, row: _Row, leave: str = "") -> dict[str, Any]:
        """One row as a record; every column gets its place, filled or not."""
        self.source.on[path] = row.sheet
        self.source.places[path] = (row.number, 1)
        record: dict[str, Any] = {}
        for name, column in row.columns.items():
            base, _, part = name.partition("_") if name.startswith("baseline_") else (name, "", "")
            steps: Path_ = (*path, base, part) if part else (*path, base)
            self.source.places.setdefault(steps[: len(path) + 1], (row.number, column))
            self.source.places[steps] = (row.number, column)
            if name not in row.cells or name == leave:
                continue
            if part:
                record.setdefault(base, {})[part] = row.cells[name]
            else:
                record[base] = row.cells[name]
        return record

    def _table(self, part: str) -> dict[str, Any]:
        table: dict[str, Any] = {}
        for row in self.rows[part]:
            key = row.cells.get("id")
            place = (row.sheet, row.number, row.columns.get("id", 1))
            if not isinstance(key, str):
                self.source.at(
                    *place, say("{field} is missing", field="id"), say("Give the record an id.")
                )
            elif key in table:
                self.source.at(
                    *place,
                    say("duplicate id {id}", id=repr(shortened(key))),
                    say("Give one another id."),
                )
            else:
                table[key] = self._record((part, key), row, leave="id")
        return table

    def _own(self, path: Path_, record: dict[str, Any]) -> None:
        if isinstance(record.get("id"), str):
            self.owners.setdefault(record["id"], (path, record))

    def _owner(self, row: _Row, name: str, sheet: str) -> tuple[Path_, dict[str, Any]] | None:
        """The plan or target that a row belongs to, or None with a problem."""
        key = str(row.cells.get(name, ""))
        if key in self.owners:
            return self.owners[key]
        place = (row.sheet, row.number, row.columns.get(name, 1))
        near = get_close_matches(shortened(key), self.owners, n=1)
        what = (
            say("{value} is not among the {table}", value=repr(shortened(key)), table=sheet)
            if key
            else say("{field} is missing", field=name)
        )
        rest = say("Write the id of a row of the sheet {sheet}.", sheet=sheet)
        self.source.at(*place, what, _hinted(near, rest))
        return None

    def _targets(self) -> None:
        plans = dict(self.owners)
        for row in self.rows["targets"]:
            owner = self._owner(row, "plan", "plans")
            if owner is None or owner[0][2:] or owner[1].get("id") not in plans:
                continue
            path, plan = owner
            targets = plan.setdefault("targets", [])
            here: Path_ = (*path, "targets", len(targets))
            targets.append(self._record(here, row, leave="plan"))
        for index, plan in enumerate(self.source.data["plans"]):
            for number, target in enumerate(plan.get("targets", [])):
                self._own(("plans", index, "targets", number), target)

    def _nested(self, part: str, name: str) -> None:
        """Further evidence and conflicts, put under the plan or target that they name."""
        for row in self.rows[part]:
            owner = self._owner(row, name, "plans or targets" if part == "also" else "targets")
            if owner is None:
                continue
            path, record = owner
            items = record.setdefault(part, [])
            items.append(self._record((*path, part, len(items)), row, leave=name))
