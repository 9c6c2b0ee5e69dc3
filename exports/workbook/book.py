"""An Excel file under construction: sheets with lawful names, looks, safe texts, kept results.

A formula is written together with its result, which openpyxl alone does not do: a preview, Excel's
protected view and pandas show the values without calculating anything.
"""

from __future__ import annotations

import datetime
import io
import math
import re
from collections.abc import Container
from datetime import date
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.utils import column_index_from_string, get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from analysis.palette import LIGHT
from exports.workbook.writing import FileWriter, Results
from language.catalogue import translate

#: Type faces that every office has, by language; the other script falls back to the theme's.
FACES = {"zh": "Microsoft YaHei", "en": "Calibri"}
#: Sign before a number that is no plain number, by language.
SIGNS = {
    "zh": {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "about": "约"},
    "en": {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< ", "about": "≈ "},
}
#: What one cell holds, by Excel's specification.
MAX_TEXT = 32_767
_MAX_SHEET_NAME = 31
_MAX_LINKS = 65_530
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: Parts of the surrogate range and non-characters, which XML forbids and openpyxl lets through.
_NOT_IN_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")


class Look(NamedTuple):
    """How a cell looks; equal looks share one style of the file."""

    size: float = 10
    bold: bool = False
    colour: str = LIGHT.ink
    fill: str = ""
    pattern: str = "solid"
    pattern_colour: str = ""
    align: str = "general"
    vertical: str = "center"
    wrap: bool = False
    indent: int = 0
    number: str = "General"
    link: bool = False
    rule: str = ""
    quoted: bool = False

    def but(self, **changes: Any) -> Look:
        """The look with some properties changed."""
        return self._replace(**changes)


TEXT = Look()
WRAPPED = Look(wrap=True, vertical="top")
HEAD = Look(bold=True, fill=LIGHT.blank, wrap=True, rule="bottom")
TITLE = Look(size=16, bold=True, wrap=True, vertical="top")
SUBTITLE = Look(size=11, colour=LIGHT.muted, wrap=True, vertical="top")
MUTED = Look(size=9, colour=LIGHT.muted, wrap=True, vertical="top")
LINK = Look(colour=LIGHT.bar, link=True)


def rgb(colour: str) -> str:
    """A colour of the palette as Excel writes it."""
    return colour.lstrip("#").upper()


def clean(text: str, limit: int = MAX_TEXT) -> str:
    """The text without what XML forbids, cut to what a cell holds."""
    return _NOT_IN_XML.sub("", ILLEGAL_CHARACTERS_RE.sub("", text))[:limit]


def number_format(unit: str, value: float | None, sign: str = "") -> str:
    """A number format that shows the unit (and a sign before the number): ``#,##0 "亿元"``."""
    digits = "#,##0" if value is None or float(value).is_integer() else "#,##0.0##"
    before, after = sign, unit
    if unit.startswith("¥"):
        before, after = f"{sign}¥", unit.removeprefix("¥").strip()
    shown = f'"{before}"{digits}' if before else digits
    joint = "" if after == "%" else " "
    quoted = after.replace('"', "").replace("\\", "")
    return f'{shown}{joint}"{quoted}"' if quoted else shown


class Book:
    """The file: ``sheet`` adds sheets, ``put`` and ``formula`` fill cells, ``content`` is the bytes."""

    def __init__(self, lang: str) -> None:
        """Start an empty file in a language ("zh" or "en")."""
        self.lang = lang
        self.file = Workbook()
        self.file.remove(self.file.active)
        self._styles: dict[Look, StyleArray] = {}
        self._names: set[str] = set()
        self._results: dict[str, Results] = {}
        self._links = 0

    def t(self, message: str, /, **values: Any) -> str:
        """A message in the file's language."""
        return translate(self.lang, message, **values)

    def sheet(self, name: str) -> Worksheet:
        """A new sheet; its name is made lawful (31 characters, none of ``[]:*?/`` and backslash) and unique."""
        fit = _NOT_IN_SHEET_NAME.sub(" ", clean(name)).strip() or "Sheet"
        wanted = fit[:_MAX_SHEET_NAME].strip()
        number = 1
        while wanted.casefold() in self._names or wanted.casefold() == "history":
            number += 1
            tail = f" {number}"
            wanted = fit[: _MAX_SHEET_NAME - len(tail)].strip() + tail
        self._names.add(wanted.casefold())
        sheet = self.file.create_sheet(wanted)
        sheet.sheet_view.showGridLines = False
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.oddFooter.left.text = clean(wanted).replace("&", "&&")
        sheet.oddFooter.right.text = "&P / &N"
        return sheet

    def put(self, sheet: Worksheet, row: int, column: int, value: Any, look: Look = TEXT) -> Cell:
        """Write a value; a text stays text, whatever it starts with, and a date is a date."""
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            text = clean(value)
            if text.startswith(_FORMULA_STARTS):
                look = look.but(quoted=True)
            cell._value, cell.data_type = text, "s"
        elif isinstance(value, date):
            cell._value, cell.data_type = value, "d"
            if look.number == "General":
                look = look.but(number="yyyy-mm-dd", align="left")
        elif value is not None:
            cell._value, cell.data_type = value, "n"
        cell._style = self.style(look)
        return cell

    def formula(
        self, sheet: Worksheet, row: int, column: int, text: str, result: Any, look: Look = TEXT
    ) -> Cell:
        """Write a formula (``=...``) of this project's own making, with its result of today."""
        cell = sheet.cell(row, column)
        cell._value, cell.data_type = text, "f"
        cell._style = self.style(look)
        self._results.setdefault(sheet.title, {})[row, column] = _stored(result)
        return cell

    def link(self, sheet: Worksheet, row: int, column: int, address: str, text: str) -> None:
        """A text that opens an address outside the file; without one it is plain text."""
        cell = self.put(sheet, row, column, text, LINK if address else TEXT)
        if address.startswith(("http://", "https://")) and self._links < _MAX_LINKS:
            self._links += 1
            cell.hyperlink = clean(address, 2_000)
            cell._style = self.style(LINK)

    def jump(self, sheet: Worksheet, row: int, column: int, to: Worksheet, text: str) -> None:
        """A text that opens another sheet."""
        cell = self.put(sheet, row, column, text, LINK)
        cell.hyperlink = Hyperlink(ref="", location=f"{quote_sheetname(to.title)}!A1")
        cell._style = self.style(LINK)

    def style(self, look: Look) -> StyleArray:
        """The style of a look, made once."""
        made = self._styles.get(look)
        if made is None:
            made = self._styles[look] = self._made(look)
        return made

    def _made(self, look: Look) -> StyleArray:
        cell = Cell(self.file.worksheets[0], row=1, column=1)
        cell.font = Font(
            name=FACES[self.lang], size=look.size, bold=look.bold, color=rgb(look.colour),
            underline="single" if look.link else None,
        )  # fmt: skip
        if look.fill:
            ink = rgb(look.pattern_colour or look.fill)
            cell.fill = PatternFill(look.pattern, fgColor=ink, bgColor=rgb(look.fill))
        cell.alignment = Alignment(
            horizontal="left" if look.indent and look.align == "general" else look.align,
            vertical=look.vertical,
            wrap_text=look.wrap,
            indent=look.indent,
        )
        cell.number_format = look.number
        if look.rule == "box":
            side = Side(style="thin", color=rgb(LIGHT.rule))
            cell.border = Border(left=side, right=side, top=side, bottom=side)
        elif look.rule in ("tile_head", "tile_foot"):
            gap = Side(style="thick", color="FFFFFF")
            edge = {"top" if look.rule == "tile_head" else "bottom": gap}
            cell.border = Border(left=gap, right=gap, **edge)
        elif look.rule:
            cell.border = Border(bottom=Side(style="thin", color=rgb(LIGHT.hatch)))
        cell.quotePrefix = look.quoted
        return cell._style

    def heads(
        self, sheet: Worksheet, row: int, texts: list[str], numbers: Container[int] = ()
    ) -> None:
        """A row of headings, at the right over the columns (from 1) that hold numbers."""
        for column, text in enumerate(texts, 1):
            look = HEAD.but(indent=1) if column - 1 in numbers else HEAD
            if column in numbers:
                look = HEAD.but(align="right")
            self.put(sheet, row, column, text, look)

    def content(self) -> bytes:
        """The bytes of the file."""
        target = io.BytesIO()
        self.file.properties.modified = datetime.datetime.now(tz=datetime.UTC).replace(tzinfo=None)
        archive = ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True)
        FileWriter(self.file, archive, self._results).save()
        return target.getvalue()


def widths(sheet: Worksheet, *values: float) -> None:
    """Widths of the first columns, in characters."""
    for column, width in enumerate(values, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _stored(result: Any) -> Any:
    """A result as the file stores it: a date as Excel's day number."""
    if isinstance(result, date):
        return day_number(result)
    return clean(result) if isinstance(result, str) else result


def day_number(day: date) -> int:
    """Excel's number of a day (1 March 1900 is 61)."""
    return (day - date(1899, 12, 30)).days


def wide(text: str) -> int:
    """Width of a text in characters of a column's width: a Chinese one takes two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in text)


def _set(text: str) -> float:
    """Width of a text as it is set: Latin letters are narrower than the digits that columns count."""
    width = wide(text)
    return width if width > len(text) else width * 0.92


def fit(sheet: Worksheet, *rows: int, least: float = 15.0) -> None:
    """Give rows the height that their wrapped texts need: not every program does so by itself.

    Looked at are the columns that have a width.
    """
    rooms = {
        column_index_from_string(letter): own.width - 1
        for letter, own in sheet.column_dimensions.items()
    }
    for row in rows:
        lines = 1
        for column, room in rooms.items():
            # Not sheet[row]: it looks at every cell of the sheet for each row.
            cell = sheet._cells.get((row, column))
            if cell is not None and isinstance(cell.value, str) and cell.alignment.wrap_text:
                own = (max(1, math.ceil(_set(text) / room)) for text in cell.value.split("\n"))
                lines = max(lines, sum(own))
        sheet.row_dimensions[row].height = min(409.0, max(least, lines * 14.0 + 2))
