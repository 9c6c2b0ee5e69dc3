"""The view's figures as records for programs."""

from __future__ import annotations

import json

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.view import View
from exports.kind import Command, Cover, Kind
from loaders.tables import TARGET_COLUMNS


def _json(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    """The figures with the columns of ``python -m loaders table``, what is not stated as null."""
    rows = atlas.targets.loc[list(shown.targets), list(TARGET_COLUMNS)]
    content = {
        "finding": shown.finding,
        "address": cover.address,
        "made": cover.day.isoformat(),
        "targets": rows.to_dict(orient="records"),
    }
    return json.dumps(content, ensure_ascii=False, indent=1, default=str).encode()


KINDS = (Kind("json", "Data", "JSON", "data_object", "json", "application/json", _json),)
COMMANDS: tuple[Command, ...] = ()
