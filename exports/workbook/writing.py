"""How openpyxl writes a workbook: as it does, but formulas together with their results."""

from __future__ import annotations

from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.cell._writer import write_cell
from openpyxl.cell.cell import Cell
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import CHART_NS
from openpyxl.xml.functions import tostring

#: What the formulas of a sheet give today, by (row, column): a number, a text, None for an empty cell.
Results = dict[tuple[int, int], Any]


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
    """Writes a sheet's cells with the results of its formulas."""

    def __init__(self, sheet: Worksheet, target: Any, results: Results) -> None:
        super().__init__(sheet, target)
        self._own = results

    def write_row(self, xf: Any, row: list[Cell], row_idx: int) -> None:
        """One row; the base class does all rows without a formula."""
        if not any((row_idx, cell.column) in self._own for cell in row):
            super().write_row(xf, row, row_idx)
            return
        attributes = {"r": str(row_idx), **dict(self.ws.row_dimensions.get(row_idx, {}))}
        with xf.element("row", attributes):
            for cell in row:
                if (row_idx, cell.column) in self._own:
                    self._formula(xf, cell, self._own[row_idx, cell.column])
                elif cell._value is not None or cell.has_style:
                    write_cell(xf, self.ws, cell, cell.has_style)

    @staticmethod
    def _formula(xf: Any, cell: Cell, result: Any) -> None:
        attributes = {"r": cell.coordinate, "s": str(cell.style_id)}
        if isinstance(result, str):
            attributes["t"] = "e" if result.startswith("#") else "str"
        with xf.element("c", attributes):
            with xf.element("f"):
                xf.write(str(cell._value)[1:])
            if result is not None:
                with xf.element("v"):
                    xf.write(result if isinstance(result, str) else repr(result))
