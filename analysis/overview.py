"""What the front page shows of the whole collection."""

from __future__ import annotations

import pandas as pd

from analysis.atlas import Atlas
from analysis.selection import select_targets
from analysis.view import View
from analysis.words import qualified

#: Indicators whose largest provincial figure makes a headline, in this order.
HEADLINES = ("metaverse_industry", "ai_industry", "computing_power", "digital_core_share")


def headline_targets(atlas: Atlas, view: View, count: int = 8) -> list[tuple[pd.Series, str]]:
    """The largest amounts that provinces set for the headline indicators, two of each at most.

    Each comes with its indicator's name. Nothing is chosen by hand: plans in force, amounts
    only, within the view's filters.
    """
    frame = select_targets(atlas, view)
    frame = frame[
        (frame["level"] == "province")
        & (frame["plan_status"] == "in_force")
        & ~frame["comparator"].isin(("rank", "multiple", "range"))
    ]
    chosen: list[tuple[pd.Series, str]] = []
    for indicator in HEADLINES:
        own = frame[frame["indicator"] == indicator]
        value = pd.to_numeric(own["si_low"], errors="coerce")
        own = own.loc[value.sort_values(ascending=False, kind="stable").index]
        own = own.drop_duplicates("adcode").head(2)
        chosen += [(row, qualified(atlas, row, view.lang)) for _, row in own.iterrows()]
    return chosen[:count]
