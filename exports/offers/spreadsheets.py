"""Excel and CSV."""

from __future__ import annotations

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.view import View
from exports.kind import Command, Cover, Kind
from language.catalogue import mark


def _workbook(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    from exports.workbook import workbook

    return workbook(atlas, shown, cover, view.lang)


def _csv(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    from exports.table import csv_bytes, export_table

    rows = atlas.targets.loc[list(shown.targets)]
    return csv_bytes(export_table(atlas, rows, view.lang), view.lang)


KINDS = (
    Kind(
        "workbook", "Excel", mark("Excel with native charts"), "table_chart", "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _workbook,
    ),
    Kind("csv", "Data", "CSV", "csv", "csv", "text/csv", _csv),
)  # fmt: skip
COMMANDS: tuple[Command, ...] = ()
