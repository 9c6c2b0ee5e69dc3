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

    Columns: those of ``atlas.plans`` plus ``group`` (adcode of the province, or the sector),
    ``expired`` (last deadline before ``today``) and ``milestones``, a list of (last day of the
    deadline, list of target ids). Plans with no date at all are left out: see
    :func:`undated_plans`.
    """
    plans = select_plans(atlas, view)
    plans = plans[plans["start"].notna()]
    targets = select_targets(atlas, view)
    dated = targets[targets["deadline_date"].notna()]
    days: dict[str, dict[date, list[str]]] = defaultdict(lambda: defaultdict(list))
    columns = (dated["plan_id"], dated["deadline_date"], dated["target_id"])
    for plan, day, target in zip(*columns, strict=True):
        days[plan][day].append(target)
    milestones = {plan: sorted(own.items()) for plan, own in days.items()}
    lanes = plans.assign(
        group=plans["province_adcode"] if view.group == "province" else plans["sector"],
        expired=[end is not None and end < today for end in plans["end"]],
        milestones=[milestones.get(str(plan), []) for plan in plans["plan_id"]],
    )
    if view.group == "province":
        rank = [(code != NATION, code) for code in lanes["group"]]
    else:
        order = list(atlas.collection.sectors)
        rank = [(True, f"{order.index(sector):03}") for sector in lanes["group"]]
    lanes = lanes.assign(_rank=[f"{int(first)}{second}" for first, second in rank])
    lanes = lanes.sort_values(["_rank", "adcode", "start"], kind="stable")
    return lanes.drop(columns="_rank")


def undated_plans(atlas: Atlas, view: View) -> pd.DataFrame:
    """Plans of the selection that have no place on a time axis."""
    plans = select_plans(atlas, view)
    return plans[plans["start"].isna()]
