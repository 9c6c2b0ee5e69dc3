"""The matrix of a comparison."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import MatrixExhibit, MatrixRow, Shown
from analysis.view import View
from analysis.words import figure_of
from exports.drawings.common import Drawing, first, kept, nothing
from language.catalogue import translate
from loaders.stories import Scene

_ROWS = 8


def draw_matrix(atlas: Atlas, scene: Scene, view: View, shown: Shown, today: date) -> Drawing:
    """The rows that may be compared, or all where there are none.

    A spotlight on indicators is on their rows, one on regions on their columns, one on both on the
    cells where they meet.
    """
    found: MatrixExhibit | None = first(shown, MatrixExhibit)
    if found is None:
        return nothing(view)
    lit = set(scene.spotlight.indicators)
    # Rows that may be compared come first, and are what a comparison is about.
    shared = [row for row in found.rows if sum(map(bool, row.cells)) > 1]
    rows = kept(shared or list(found.rows), _ROWS, [row.indicator in lit for row in shared])
    spot = set(scene.spotlight.regions)
    return {
        "kind": "matrix",
        "columns": [
            {"name": name, "spot": code in spot}
            for name, code in zip(found.columns, found.adcodes, strict=True)
        ],
        "rows": [
            _row(atlas, row, row.indicator in lit, _lit_cells(found, row, lit, spot), view.lang)
            for row in rows
        ],
        "more": len(shared) - len(rows) if shared else 0,
        "apart": len(found.rows) - len(shared) if shared else 0,
    }


def _lit_cells(
    matrix: MatrixExhibit, row: MatrixRow, indicators: set[str], regions: set[str]
) -> list[bool]:
    """Which cells of a row stand out."""
    in_row = not indicators or row.indicator in indicators
    return [
        bool(indicators or regions) and in_row and (not regions or code in regions)
        for code in matrix.adcodes
    ]


def _row(atlas: Atlas, row: MatrixRow, spot: bool, cells: Sequence[bool], lang: str) -> Drawing:
    lows = [
        float(atlas.figure(name)["si_low"] or atlas.figure(name)["si_high"] or 0)
        for cell in row.cells for name in cell[-1:]
    ]  # fmt: skip
    most = max(lows, default=0) or 1
    return {
        "name": row.name,
        "spot": spot,
        "cells": [
            _cell(atlas, cell, most, lit, lang) for cell, lit in zip(row.cells, cells, strict=True)
        ],
    }


def _cell(atlas: Atlas, cell: Sequence[str], most: float, lit: bool, lang: str) -> Drawing | None:
    """The figure with the latest deadline, its length against the row's largest, and how many more."""
    if not cell:
        return None
    latest = atlas.targets.loc[cell[-1]]
    size = float(latest["si_low"] or latest["si_high"] or 0)
    drawn = latest["comparator"] not in ("rank", "multiple")
    draft = latest["plan_status"] == "draft"
    more = len({atlas.figure(name)["deadline"] for name in cell}) - 1
    notes = [str(latest["deadline"] or translate(lang, "no deadline stated"))]
    notes += [translate(lang, "draft")] if draft else []
    notes += [translate(lang, "+{count} more", count=more)] if more else []
    return {
        "text": figure_of(latest, lang),
        "note": " · ".join(notes),
        "spot": lit,
        "share": round(size / most, 3) if drawn else 0,
    }
