"""The view's figures as records for programs: CSV, JSON, and a data package with schemas."""

from __future__ import annotations

import json

import pandas as pd

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.sources import own_note
from analysis.view import View
from exports.kind import Command, Cover, Kind
from exports.table import csv_bytes
from language.catalogue import mark
from loaders.tables import TARGET_COLUMNS


def _rows(atlas: Atlas, shown: Shown) -> pd.DataFrame:
    """The figures with the columns of ``python -m loaders table``, what is not stated as None."""
    return atlas.targets.loc[list(shown.targets), TARGET_COLUMNS]


def _csv(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    rows = _rows(atlas, shown)
    if atlas.own is not None:
        rows = rows.assign(data=own_note(atlas, view.lang))
    return csv_bytes(rows)


def _json(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    content = {
        "finding": shown.finding,
        "address": cover.address,
        "made": cover.day.isoformat(),
        **({"data": own_note(atlas, view.lang)} if atlas.own is not None else {}),
        "targets": _rows(atlas, shown).to_dict(orient="records"),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


def _package(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    from exports.package.build import view_package

    return view_package(atlas, shown, view, cover)


def _collection(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    from exports.package.build import collection_package

    return collection_package(atlas, cover)


KINDS = (
    Kind("csv", "Data", "CSV", "csv", "csv", "text/csv", _csv),
    Kind("json", "Data", "JSON", "data_object", "json", "application/json", _json),
    Kind("package", "Data", mark("Data package"), "folder_zip", "zip", "application/zip", _package),
    Kind(
        "collection", "Data", mark("Data package of the whole collection"), "database", "zip",
        "application/zip", _collection,
        applies=lambda shown: shown.page in ("overview", "plans", "curation"),
    ),
)  # fmt: skip
COMMANDS: tuple[Command, ...] = ()
