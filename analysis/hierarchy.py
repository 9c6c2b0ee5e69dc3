"""Nation, provinces and cities of one indicator: sums, shares, and where regions would count twice."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import group_keys
from analysis.measures import Measure, Measured, measure
from analysis.ranking import one_each
from analysis.selection import select_targets
from analysis.view import View
from loaders.models import Level
from loaders.regions import NATION, OUTSIDE_SCOPE, provinces
from loaders.tables import Figure

#: Base units whose amounts of disjoint regions may be added up.
ADDITIVE = ("CNY", "FLOPS", "count", "byte", "bit/s")


@dataclass(frozen=True)
class Share:
    """What a region's figure would be of its parent's, in percent: ends that stay open are None."""

    parent: pd.Series
    low: float | None
    high: float | None


@dataclass(frozen=True)
class BesideNation:
    """The nation's figure and the provinces' for the same indicator, scope and deadline.

    ``total`` is the sum of the provinces' figures in ``si_unit`` (ends added up, an open end stays
    open), None where amounts cannot be added; ``share`` of the nation's figure in percent;
    ``below`` counts cities and districts, left out of the sum because their provinces hold them.
    ``reaching`` counts provinces that set at least the nation's figure, for rates and shares.
    """

    nation: pd.Series
    provinces: pd.DataFrame
    total: tuple[float | None, float | None] | None
    share: tuple[float | None, float | None] | None
    missing: list[str]
    below: int
    reaching: int


def share_of_parent(atlas: Atlas, row: Figure) -> Share | None:
    """The share of its parent's figure, where the parent sets the same for the same deadline.

    The parent is a city's province, or the nation for a province. None where amounts cannot be
    added up, where the parent sets nothing that compares, or where both ends are open.
    """
    if row["si_unit"] not in ADDITIVE or row["level"] == Level.NATION or row["part"]:
        return None
    parent = NATION if row["level"] == Level.PROVINCE else str(row["province_adcode"])
    near = atlas.figures_of(str(row["indicator"]), parent)
    if near.empty or row["deadline_year"] is None:
        return None
    near = near[(near["deadline_year"] == row["deadline_year"]) & (near["group"] == row["group"])]
    if near.empty:
        return None
    both = pd.concat([near, atlas.targets.loc[[row["target_id"]]]])
    keys = group_keys(both)
    near = near[keys.iloc[:-1] == keys.iloc[-1]]
    if near.empty:
        return None
    whole = one_each(near).iloc[0]
    own, full = measure(atlas, row, Measure.AMOUNT), measure(atlas, whole, Measure.AMOUNT)
    low, high = _ratio(own, full)
    return None if low is None and high is None else Share(whole, low, high)


def beside_nation(atlas: Atlas, view: View, scope: str) -> BesideNation | None:
    """The provinces' figures beside the nation's for one scope, or None where the nation sets none.

    With a deadline in the view, figures for that year; without one, those for the year of the
    nation's latest figure.
    """
    own = atlas.figures_of(view.indicator)
    frame = select_targets(atlas, view.but(sectors=(), due=(), levels=()), own)
    frame = frame[
        (frame["scope_key"] == scope)
        & frame["part"].isna()
        & ~frame["comparator"].isin(("rank", "multiple"))
    ]
    own = frame[frame["level"] == Level.NATION]
    if view.deadline:
        own = own[own["deadline_year"] == view.deadline]
    if own.empty:
        return None
    nation = one_each(own).iloc[0]
    same = frame[frame["deadline_year"] == nation["deadline_year"]]
    keys = group_keys(pd.concat([same, own]).drop_duplicates("target_id"))
    same = same[keys.loc[same.index] == keys.loc[nation["target_id"]]]
    inside = one_each(same[same["level"] == Level.PROVINCE])
    below = same[same["level"].isin((Level.CITY, Level.DISTRICT))]["adcode"].nunique()
    have = set(inside["adcode"])
    missing = [
        region.adcode
        for region in provinces()
        if region.adcode not in have and region.adcode not in OUTSIDE_SCOPE
    ]
    need = float(nation["si_low"] if nation["si_low"] is not None else nation["si_high"])
    reaching = sum((row["si_low"] or row["si_high"] or 0) >= need for _, row in inside.iterrows())
    if nation["si_unit"] not in ADDITIVE or inside.empty:
        return BesideNation(nation, inside, None, None, missing, int(below), reaching)
    values = [measure(atlas, row, Measure.AMOUNT) for _, row in inside.iterrows()]
    total = _sum([value.low for value in values]), _sum([value.high for value in values])
    whole = measure(atlas, nation, Measure.AMOUNT)
    share = _ratio(Measured(*total, str(nation["si_unit"])), whole)
    return BesideNation(nation, inside, total, share, missing, int(below), reaching)


def _sum(ends: list[float | None]) -> float | None:
    """The sum of the ends; open where any of them is."""
    return None if any(end is None for end in ends) else sum(end for end in ends if end is not None)


def _ratio(part: Measured, whole: Measured) -> tuple[float | None, float | None]:
    """Percent ends of part ÷ whole: the least is low ÷ high, the most is high ÷ low."""
    low = None if part.low is None or not whole.high else part.low / whole.high * 100
    high = None if part.high is None or not whole.low else part.high / whole.low * 100
    return low, high
