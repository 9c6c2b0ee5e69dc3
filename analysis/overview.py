"""What the front page shows of the whole collection."""

from __future__ import annotations

import pandas as pd

from analysis.atlas import Atlas
from analysis.selection import select_targets
from analysis.view import View
from analysis.words import qualified
from loaders.tables import Figure

#: Indicators whose largest provincial figure makes a headline, in this order.
HEADLINES = ("metaverse_industry", "ai_industry", "computing_power", "digital_core_share")


def headline_targets(atlas: Atlas, view: View, count: int = 8) -> list[tuple[Figure, str]]:
    """The largest amounts that provinces set for the headline indicators, two of each at most.

    Each comes with its indicator's name. Nothing is chosen by hand: plans in force, amounts
    only, within the view's filters.
    """
    chosen: list[tuple[Figure, str]] = []
    for indicator in HEADLINES:
        own = select_targets(atlas, view, atlas.figures_of(indicator))
        fit = (
            (own["level"] == "province")
            & (own["plan_status"] == "in_force")
            & ~own["comparator"].isin(("rank", "multiple", "range"))
        )
        value = pd.to_numeric(own["si_low"][fit], errors="coerce")
        largest = value.sort_values(ascending=False, kind="stable").index
        ids = own["adcode"][largest].drop_duplicates().index[:2]
        chosen += [(row, qualified(atlas, row, view.lang)) for row in atlas.figures(ids)]
    return chosen[:count]
