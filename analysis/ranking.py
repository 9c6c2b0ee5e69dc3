"""All who set one indicator, ranked; what cannot stand in the ranking is named with its reason."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import Reason, forbidding, scope_key
from analysis.map_states import scopes_of
from analysis.measures import Measure, Measured, Missing, interval, measure
from analysis.places import places
from analysis.selection import FILTERED, select_targets
from analysis.view import View
from loaders.models import Level, TargetKind
from loaders.regions import OUTSIDE_SCOPE, provinces
from loaders.tables import Figure, figures_in

#: Columns of ``atlas.targets`` that choose who is ranked, and tell why the others are not.
_COLUMNS = (
    *FILTERED, "target_id", "adcode", "indicator", "scope", "scope_key", "part", "comparator",
    "si_unit", "cumulative", "order", "group",
)  # fmt: skip


@dataclass(frozen=True)
class Ranked:
    """One figure in its place. ``best`` and ``worst`` are equal unless ranges overlap or tie."""

    row: Figure
    measured: Measured
    best: int
    worst: int


@dataclass(frozen=True)
class Ranking:
    """``ranked`` largest first; ``apart`` holds the ids of targets of the indicator that may
    not stand with them, with the reasons; ``unmeasured`` those that have no value in the measure asked for;
    ``missing`` the adcodes of mainland provinces with no figure of the indicator at all.
    """

    scope: str
    ranked: list[Ranked]
    apart: list[tuple[str, tuple[Reason, ...]]]
    unmeasured: list[tuple[Figure, Missing]]
    missing: list[str]


def rank(atlas: Atlas, view: View, how: Measure = Measure.AMOUNT) -> Ranking:
    """Rank the view's indicator in its scope and deadline (0: each region's latest deadline).

    Figures of the nation are left out of the order; a region counts once, with the figure of the
    plan in force that was announced last. A figure that is a minimum is ranked by that minimum:
    it is what was promised.
    """
    asked = view.but(lang="zh", region="", target="", plan="", page=1)  # makes no difference here
    return atlas.lists.ask(("rank", asked, how), lambda: _rank(atlas, asked, how))


def _rank(atlas: Atlas, view: View, how: Measure) -> Ranking:
    own = atlas.figures_of(view.indicator)[list(_COLUMNS)]
    frame = select_targets(atlas, view.but(sectors=(), due=()), own)
    frame = frame[frame["level"] != Level.NATION]
    scope = (
        scope_key(view.scope) if view.scope is not None else next(iter(scopes_of(atlas, view)), "")
    )
    inside = frame[
        (frame["scope_key"] == scope)
        & frame["part"].isna()
        & (frame["comparator"] != "rank")
        & (frame["kind"] == _kind(frame))
        & (frame["cumulative"].map(lambda value: value is not False) | _only_annual(frame, scope))
    ]
    due = inside[inside["deadline_year"] == view.deadline] if view.deadline else inside
    chosen = one_each(due)
    measured = [(row, measure(atlas, row, how)) for row in atlas.figures(chosen.index)]
    valued = [(row, value) for row, value in measured if value.missing is None]
    found = places([interval(value) for _, value in valued])
    ranked = [
        Ranked(row, value, place.best, place.worst)
        for (row, value), place in zip(valued, found, strict=True)
    ]
    ranked.sort(key=lambda item: (item.best, item.worst, -interval(item.measured)[1]))
    return Ranking(
        scope,
        ranked,
        _apart(atlas, frame, inside, chosen, view),
        [(row, value.missing) for row, value in measured if value.missing is not None],
        _missing(frame),
    )


def _kind(frame: pd.DataFrame) -> str:
    """Goals where there are any; a subsidy or a threshold is never ranked among them."""
    kinds = list(frame["kind"])
    return TargetKind.TARGET.value if TargetKind.TARGET in kinds else next(iter(kinds), "target")


def _only_annual(frame: pd.DataFrame, scope: str) -> bool:
    """Whether the scope knows no running totals, so that yearly amounts stand for themselves."""
    own = frame[frame["scope_key"] == scope]
    return not any(value is True for value in own["cumulative"])


def one_each(frame: pd.DataFrame) -> pd.DataFrame:
    """One row per region: the plan in force, then the latest deadline, then announced last."""
    ordered = frame.assign(
        _force=(frame["plan_status"] == "in_force"),
        _due=[year or 0 for year in frame["deadline_year"]],
        _since=[str(day or "") for day in frame["since"]],
    ).sort_values(["_force", "_due", "_since", "order"])
    return frame.loc[ordered.drop_duplicates("adcode", keep="last").index]


def _apart(
    atlas: Atlas, frame: pd.DataFrame, inside: pd.DataFrame, chosen: pd.DataFrame, view: View
) -> list[tuple[str, tuple[Reason, ...]]]:
    """Figures left out, with the reasons against the first that is in."""
    if chosen.empty:
        return [(str(name), ()) for name in frame.index]
    rest = figures_in(frame[~frame.index.isin(chosen.index)])
    drawable = set(inside.index)
    left: list[tuple[str, tuple[Reason, ...]]] = []
    for row, found in zip(rest, forbidding(atlas.figure(chosen.index[0]), rest), strict=True):
        another_year = view.deadline and row["deadline_year"] != view.deadline
        late = not found and another_year and row["target_id"] in drawable
        reasons = (Reason.DEADLINE,) if late else found
        if reasons:
            left.append((row["target_id"], reasons))
    return left


def _missing(frame: pd.DataFrame) -> list[str]:
    have = set(frame[frame["level"] == Level.PROVINCE]["adcode"])
    return [
        region.adcode
        for region in provinces()
        if region.adcode not in have and region.adcode not in OUTSIDE_SCOPE
    ]
