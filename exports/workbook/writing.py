"""How a workbook is written: its cells as text in one go, formulas together with their results.

openpyxl writes an element a cell and leaves the results of formulas out.
"""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.compat import safe_string
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import CHART_NS
from openpyxl.xml.functions import tostring

#: What the formulas of a sheet give today, by (row, column): a number, a text, None for an empty cell.
Results = dict[tuple[int, int], Any]
#: A reader of XML would take a bare carriage return for a line's end.
_RETURN = {"\r": "&#13;"}


class FileWriter(ExcelWriter):  # type: ignore[misc]
    """Writes the whole file, each sheet with the results of its formulas."""

    def __init__(self, file: Workbook, archive: ZipFile, results: dict[str, Results]) -> None:
        """``results`` are by the titles of the sheets."""
        super().__init__(file, archive)
        self._results = results

    def _write_charts(self) -> None:
        """The charts; a label's number format says that it is its own, not that of its cell."""
        for chart in self._charts:
            tree = chart._write()
            for element in tree.iter("numFmt", f"{{{CHART_NS}}}numFmt"):
                if element.get("sourceLinked") is None:
                    element.set("sourceLinked", "0")
            self._archive.writestr(chart.path[1:], tostring(tree))
            self.manifest.append(chart)

    def write_worksheet(self, ws: Worksheet) -> None:
        """One sheet, with its drawings registered."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        with self._archive.open(ws.path[1:], "w", force_zip64=True) as target:
            writer = _SheetWriter(ws, target, self._results.get(ws.title, {}))
            writer.write()
        ws._rels = writer._rels
        self.manifest.append(ws)


class _SheetWriter(WorksheetWriter):  # type: ignore[misc]
    """Writes a sheet; the cells of this project's workbooks have no comments."""

    def __init__(self, sheet: Worksheet, target: Any, results: Results) -> None:
        super().__init__(sheet, target)
        self._own = results
        self._styles: dict[int, int] = {}

    def write_rows(self) -> None:
        """All rows, past the elements that openpyxl would make of them."""
        xf = self.xf.send(True)
        with xf.element("sheetData"):
            xf.flush()
            for number, cells in self.rows():
                self.out.write(self._row(number, cells).encode())
        self.xf.send(None)

    def _row(self, number: int, cells: list[Cell]) -> str:
        attributes = dict(self.ws.row_dimensions.get(number, {}))
        own = "".join(f' {name}="{value}"' for name, value in attributes.items())
        written = "".join(self._cell(c) for c in cells if c._value is not None or c.has_style)
        return f'<row r="{number}"{own}>{written}</row>'

    def _cell(self, cell: Cell) -> str:
        value, kind = cell._value, cell.data_type
        head = f'<c r="{cell.coordinate}" s="{self._style(cell)}"'
        if cell.hyperlink:
            self.ws._hyperlinks.append(cell.hyperlink)
        if kind == "f":
            return head + self._formula(value, self._own.get((cell.row, cell.column)))
        if value is None or value == "":
            return f"{head}/>"
        if kind == "s":
            space = ' xml:space="preserve"' if value != value.strip() else ""
            return f'{head} t="inlineStr"><is><t{space}>{escape(value, _RETURN)}</t></is></c>'
        number = to_excel(value) if kind == "d" else value
        return f"{head}><v>{safe_string(number)}</v></c>"

    @staticmethod
    def _formula(text: str, result: Any) -> str:
        formula = f"<f>{escape(text[1:])}</f>"
        if result is None:
            return f">{formula}</c>"
        if not isinstance(result, str):
            return f">{formula}<v>{result!r}</v></c>"
        kind = "e" if result.startswith("#") else "str"
        return f' t="{kind}">{formula}<v>{escape(result, _RETURN)}</v></c>'

    def _style(self, cell: Cell) -> int:
        """Number of the cell's style in the file; cells that look alike share one array."""
        array = cell._style
        if id(array) not in self._styles:
            self._styles[id(array)] = cell.style_id
        return self._styles[id(array)]
