"""Which figures a page shows for a view: what an export takes along, no more and no less."""

from __future__ import annotations

from datetime import date

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparison import compare_regions
from analysis.findings import comparison_finding, map_finding, ranking_finding, timeline_finding
from analysis.map_states import State, map_answer
from analysis.measures import Measure
from analysis.ranking import rank
from analysis.search import search_plans
from analysis.selection import select_targets
from analysis.timeline import timeline_lanes
from analysis.view import View
from language.catalogue import counted, pick

PAGES = ("map", "timeline", "compare", "indicator", "plans", "plan")


def shown_targets(atlas: Atlas, view: View, page: str) -> pd.DataFrame:
    """Rows of ``atlas.targets`` that the page shows, in its order.

    Raises:
        ValueError: no page of that name shows figures.
    """
    if page == "map":
        answer = map_answer(atlas, view)
        rows = pd.concat([answer.provinces, answer.cities])
        rows = rows[rows["state"].isin((State.VALUE, State.OTHER_DEADLINE, State.OTHER_KIND))]
        rows = rows.assign(_value=pd.to_numeric(rows["value"], errors="coerce"))
        rows = rows.sort_values("_value", ascending=False, na_position="last", kind="stable")
        return atlas.targets.loc[list(rows["target_id"])]
    if page == "indicator":
        ranking = rank(atlas, view, Measure(view.measure))
        return atlas.targets.loc[[item.row["target_id"] for item in ranking.ranked]]
    if page == "compare":
        answer_rows = compare_regions(atlas, view)
        rows_shown = [*answer_rows.shared, *answer_rows.apart, *answer_rows.single]
        return atlas.targets.loc[[f["target_id"] for row in rows_shown for f in row.figures]]
    if page == "plan":
        return atlas.targets[atlas.targets["plan_id"] == view.plan]
    if page == "timeline":
        plans = list(timeline_lanes(atlas, view, _ANY_DAY)["plan_id"])
    elif page == "plans":
        plans = list(search_plans(atlas, view)["plan_id"])
    else:
        raise ValueError(f"no page named {page}: {', '.join(PAGES)}")
    own = select_targets(atlas, view)
    own = own[own["plan_id"].isin(plans)]
    order = {plan: place for place, plan in enumerate(plans)}
    return (
        own.assign(_place=own["plan_id"].map(order))
        .sort_values(["_place", "order"])
        .drop(columns="_place")
    )


def finding_of(atlas: Atlas, view: View, page: str, today: date) -> str:
    """The sentence on top of the page."""
    if page == "map":
        return map_finding(atlas, view, map_answer(atlas, view))
    if page == "indicator":
        return ranking_finding(atlas, view, rank(atlas, view, Measure(view.measure)))
    if page == "compare":
        return comparison_finding(compare_regions(atlas, view), view)
    if page == "timeline":
        return timeline_finding(timeline_lanes(atlas, view, today), view)
    if page == "plan" and view.plan:
        plan = atlas.plan_by_id[view.plan]
        return pick(view.lang, plan.title, plan.title_en)
    return counted(view.lang, len(shown_targets(atlas, view, page)), "figure")


#: The day only tells passed deadlines apart, which does not change what is shown.
_ANY_DAY = date(2026, 1, 1)
