"""The distribution of an indicator: one dot a region on one axis, those alike stacked up."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go

from analysis.exhibits import BarsExhibit
from analysis.palette import Palette
from charts.bars import bar_colour
from charts.theme import drawn

_BINS = 40
_DOT = 17


def strip(
    exhibit: BarsExhibit, colours: Palette, hover: Mapping[str, str], median: str
) -> go.Figure:
    """Draw each figure's promised number as a dot; ``median`` names the line through the middle.

    Open ends are hollow. Dots that fall together are stacked, so that the shape is the
    distribution; a click gives ``customdata``, the target's id.
    """
    placed = sorted(
        (
            (bar.low if bar.low is not None else bar.high or 0.0, bar)
            for bar in exhibit.bars
            if bar.target_id and (bar.low is not None or bar.high is not None)
        ),
        key=lambda pair: pair[0],
    )
    longest = max((value for value, _ in placed), default=1.0) or 1.0
    heights: dict[int, int] = {}
    levels = []
    for value, _ in placed:
        slot = int(value / longest * _BINS)
        levels.append(heights.get(slot, 0))
        heights[slot] = levels[-1] + 1
    tall = max(heights.values(), default=1)
    dots = {
        "type": "scatter",
        "x": [value for value, _ in placed],
        "y": levels,
        "mode": "markers",
        "marker": {
            "size": 13,
            "symbol": [
                "circle-open" if bar.low is None or bar.high is None else "circle"
                for _, bar in placed
            ],
            "color": [bar_colour(exhibit, bar, colours) for _, bar in placed],
            "line": {"width": 2},
        },
        "customdata": [[bar.target_id] for _, bar in placed],
        "hovertext": [
            f"<b>{escape(bar.region)}</b> {escape(bar.text)}<br>{hover.get(bar.target_id or '', '')}"
            for _, bar in placed
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
    }
    layout: dict[str, Any] = {
        "margin": {"l": 8, "r": 16, "t": 18, "b": 26},
        "xaxis": {
            "range": [0, longest * 1.04], "gridcolor": colours.rule, "fixedrange": True,
            "zerolinecolor": colours.rule, "tickformat": "~g" if longest < 1 else ",",
            "tickfont": {"size": 12, "color": colours.muted}, "nticks": 8,
            "ticksuffix": "",
        },
        "yaxis": {"range": [-0.6, tall - 0.3], "visible": False, "fixedrange": True},
    }  # fmt: skip
    if len(placed) > 2:
        values = [value for value, _ in placed]
        middle = (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
        layout["shapes"] = [{
            "type": "line", "x0": middle, "x1": middle, "y0": 0, "y1": 1, "yref": "y domain",
            "line": {"color": colours.accent, "width": 1.5, "dash": "dot"},
        }]  # fmt: skip
        layout["annotations"] = [{
            "x": middle, "y": 1, "yref": "paper", "yanchor": "bottom", "text": median,
            "showarrow": False, "font": {"size": 12, "color": colours.accent},
        }]  # fmt: skip
    return drawn([dots], layout, colours, 46 + tall * _DOT)
