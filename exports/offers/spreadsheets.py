"""Excel: the view, or all charts of the collection."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.shown import pack
from analysis.view import View
from exports.kind import Command, Cover, Kind, Taken
from language.catalogue import mark


def _workbook(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    return _workbooks(atlas, [Taken(shown, view, cover)])


def _workbooks(atlas: Atlas, taken: Sequence[Taken]) -> bytes:
    from exports.workbook import workbook

    return workbook(atlas, taken)


def _pack(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    return _workbook(atlas, pack(atlas, view, cover.day), view, cover)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

KINDS = (
    Kind(
        "workbook", "Excel", mark("Excel with native charts"), "table_chart", "xlsx",
        _XLSX, _workbook, _workbooks,
    ),
    Kind(
        "pack", "Excel", mark("Consultant’s pack: all charts"), "inventory_2", "xlsx", _XLSX, _pack,
        applies=lambda shown: shown.page == "overview" and bool(shown.targets),
    ),
)  # fmt: skip
COMMANDS: tuple[Command, ...] = ()
