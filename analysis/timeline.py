"""Lanes of the timeline: one per plan, from its issue to its last deadline."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pandas as pd

from analysis.atlas import Atlas
from analysis.selection import select_plans, select_targets
from analysis.view import View
from loaders.regions import NATION

#: The five-year plans that the deadlines fall in: number, zh, en, first and last year.
FIVE_YEAR_PLANS = (
    (13, "十三五", "13th Five-Year Plan", 2016, 2020),
    (14, "十四五", "14th Five-Year Plan", 2021, 2025),
    (15, "十五五", "15th Five-Year Plan", 2026, 2030),
)


def timeline_lanes(atlas: Atlas, view: View, today: date) -> pd.DataFrame:
    """One row per plan of the selection, in the order in which the lanes stand.

    Columns: those of ``atlas.plans`` plus ``group`` (adcode of the province, or the sector) and
    ``expired`` (last deadline before ``today``). Plans with no date at all are left out: see
    :func:`undated_plans`.
    """
    plans = select_plans(atlas, view)
    order = lane_order(atlas, view.group)
    lanes = plans.loc[order[order.isin(plans.index)]]
    return lanes.assign(
        group=lanes["province_adcode"] if view.group == "province" else lanes["sector"],
        expired=[end is not None and end < today for end in lanes["end"]],
    )


def lane_order(atlas: Atlas, group: str) -> pd.Index:
    """Ids of all plans that have a date, as their lanes stand: the nation first, or sector by sector."""
    return atlas.indexes.ask(("lanes", group), lambda: _order(atlas, group))


def _order(atlas: Atlas, group: str) -> pd.Index:
    plans = atlas.plans[atlas.plans["start"].notna()]
    if group == "province":
        first = [(code != NATION, code) for code in plans["province_adcode"]]
    else:
        sectors = {name: place for place, name in enumerate(atlas.collection.sectors)}
        first = [(True, f"{sectors[name]:03}") for name in plans["sector"]]
    keys = zip(first, plans["adcode"], plans["start"], range(len(plans)), strict=True)
    return plans.index[[place for *_, place in sorted(keys)]]


def with_milestones(atlas: Atlas, view: View, lanes: pd.DataFrame) -> pd.DataFrame:
    """The lanes with a column ``milestones``, a list of (last day of the deadline, list of target
    ids): the figures that the view's filters keep.
    """
    targets = select_targets(atlas, view)
    dated = targets[targets["plan_id"].isin(lanes["plan_id"]) & targets["deadline_date"].notna()]
    days: dict[str, dict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    columns = (dated["plan_id"], dated["deadline_date"], dated["target_id"])
    for plan, day, target in zip(*columns, strict=True):
        days[plan][day].append(target)
    return lanes.assign(milestones=[sorted(days[plan].items()) for plan in lanes["plan_id"]])


def undated_plans(atlas: Atlas, view: View) -> pd.DataFrame:
    """Plans of the selection that have no place on a time axis."""
    plans = select_plans(atlas, view)
    return plans[plans["start"].isna()]
