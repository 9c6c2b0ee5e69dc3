"""The timeline of a scene."""

from __future__ import annotations

from datetime import date
from typing import Any

from analysis.atlas import Atlas
from analysis.exhibits import Lane, Shown, TimelineExhibit
from analysis.timeline import FIVE_YEAR_PLANS
from analysis.view import View
from exports.drawings.common import Drawing, first, kept, nothing
from loaders.stories import Scene

_LANES = 18


def draw_timeline(atlas: Atlas, scene: Scene, view: View, shown: Shown, today: date) -> Drawing:
    """Plans as lanes on one axis, from 0 to 1."""
    found: TimelineExhibit | None = first(shown, TimelineExhibit)
    if found is None:
        return nothing(view)
    spot = set(scene.spotlight.plans)
    lanes = kept(found.lanes, _LANES, [lane.plan_id in spot for lane in found.lanes])
    if not lanes:
        return nothing(view)
    days = [found.today, *(lane.start for lane in lanes), *(lane.end for lane in lanes if lane.end)]
    opening, closing = min(days).year, max(days).year
    start, end = date(opening, 1, 1), date(closing, 12, 31)

    def at(day: date) -> float:
        """Place on the axis, from 0 to 1."""
        return round(((day - start).days) / (end - start).days, 4)

    return {
        "kind": "timeline",
        "years": list(range(opening, closing + 1)),
        "bands": [
            {"name": zh if view.lang == "zh" else en, "from": at(max(date(low, 1, 1), start)),
             "to": at(min(date(high, 12, 31), end))}
            for _, zh, en, low, high in FIVE_YEAR_PLANS if low <= closing and high >= opening
        ],
        "today": at(found.today),
        "rows": [_lane(lane, at, spot) for lane in lanes],
        "more": len(found.lanes) - len(lanes),
        "undated": len(found.undated),
    }  # fmt: skip


def _lane(lane: Lane, at: Any, spot: set[str]) -> Drawing:
    return {
        "region": lane.region,
        "label": lane.label,
        "from": at(lane.start),
        "to": at(lane.end) if lane.end else None,
        "dated": lane.dated,
        "expired": lane.expired,
        "draft": lane.status == "draft",
        "marks": [{"at": at(point.day), "text": point.text} for point in lane.milestones],
        "spot": lane.plan_id in spot,
    }
