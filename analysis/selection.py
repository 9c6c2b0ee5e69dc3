"""Which targets and plans a view's filters keep."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.atlas import Atlas
from analysis.memory import Memory
from analysis.view import View

#: Columns of ``atlas.targets`` that the filters look at: a choice among these alone is quick.
FILTERED = ("sector", "kind", "level", "deadline_year", "plan_status", "plan_id", "since")


def select_targets(atlas: Atlas, view: View, among: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rows of ``atlas.targets``, or of those ``among`` them, that the filters keep.

    The sector filter asks for the indicator's sector. Drafts that were later issued and plans that
    were superseded are left out unless asked for: the figure in force counts.
    """
    if among is None:
        key = ("targets", *_filters(view))
        return _memory(atlas, view).ask(key, lambda: select_targets(atlas, view, atlas.targets))
    frame = among
    keep = pd.Series(True, index=frame.index)
    if view.sectors:
        keep &= frame["sector"].isin(view.sectors)
    if view.kinds:
        keep &= frame["kind"].isin(view.kinds)
    if view.levels:
        keep &= frame["level"].isin(view.levels)
    if view.due:
        keep &= frame["deadline_year"].isin(view.due)
    keep &= _status(frame["plan_status"], frame["plan_id"].isin(atlas.issued_drafts), view)
    keep &= _announced(frame["since"], view.announced)
    return frame if keep.all() else frame[keep]


def select_plans(atlas: Atlas, view: View, among: pd.DataFrame | None = None) -> pd.DataFrame:
    """Rows of ``atlas.plans``, or of those ``among`` them, that the filters keep; the kind and
    deadline filters ask a plan's targets.
    """
    if among is None:
        key = ("plans", *_filters(view))
        return _memory(atlas, view).ask(key, lambda: select_plans(atlas, view, atlas.plans))
    frame = among
    keep = pd.Series(True, index=frame.index)
    if view.sectors:
        wanted = set(view.sectors)
        keep &= frame["sectors"].map(lambda sectors: bool(wanted & sectors)).astype(bool)
    if view.levels:
        keep &= frame["level"].isin(view.levels)
    if view.kinds or view.due:
        keep &= frame["plan_id"].isin(select_targets(atlas, view)["plan_id"])
    keep &= _status(frame["status"], frame["draft_of"].notna(), view)
    keep &= _announced(frame["since"], view.announced)
    return frame[keep]


def _memory(atlas: Atlas, view: View) -> Memory:
    """Where a selection is kept: without filters, as nearly everybody asks, for as long as the atlas lives."""
    return atlas.selections if any(_filters(view)) else atlas.indexes


def _filters(view: View) -> tuple[object, ...]:
    """The parts of a view that choose targets and plans."""
    return view.sectors, view.kinds, view.levels, view.due, view.statuses, view.announced


def _status(status: pd.Series, issued_draft: pd.Series, view: View) -> pd.Series:
    if view.statuses:
        return status.isin(view.statuses)
    return ~issued_draft & (status != "superseded")


def _announced(since: pd.Series, year: int) -> pd.Series:
    if not year:
        return pd.Series(True, index=since.index)
    last = date(year, 12, 31)
    return since.map(lambda day: day is not None and day <= last).astype(bool)
