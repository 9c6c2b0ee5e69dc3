"""Regions like one: those that plan in the same sectors and whose economy is of a similar size."""

from __future__ import annotations

import math
from collections import defaultdict

from analysis.atlas import Atlas
from analysis.selection import select_targets
from analysis.view import View
from loaders.models import ContextIndicator
from loaders.regions import regions


def regions_like(atlas: Atlas, view: View, adcode: str, count: int = 5) -> list[str]:
    """Adcodes of the ``count`` regions of the same level nearest in GDP, nearest first.

    Only regions that set a figure in one of the sectors that the region sets figures in (within
    the view's filters) are asked; nearness is the ratio of the latest GDP of both. Where the
    project has no GDP for the region, those that share most of its indicators come first.
    """
    frame = select_targets(atlas, view)
    own = frame[frame["adcode"] == adcode]
    level = regions()[adcode].level
    same = frame[
        (frame["level"] == level)
        & (frame["adcode"] != adcode)
        & frame["sector"].isin(set(own["sector"]))
    ]
    set_there: dict[str, set[str]] = defaultdict(set)
    for other, indicator in zip(same["adcode"], same["indicator"], strict=True):
        set_there[other].add(indicator)
    ours = set(own["indicator"])
    size = atlas.context_of(adcode, ContextIndicator.GDP)

    def distance(other: str) -> tuple[float, float, str]:
        gdp = atlas.context_of(other, ContextIndicator.GDP)
        apart = abs(math.log(gdp.value / size.value)) if gdp and size else math.inf
        return apart, -len(set_there[other] & ours), other

    return sorted(set_there, key=distance)[:count]
