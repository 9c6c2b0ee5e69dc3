"""Milestones joined along time: targets as diamonds, reported results and bases as circles."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go

from analysis.exhibits import Path, PathsExhibit, Point
from analysis.palette import Palette
from charts.theme import drawn

HEIGHT = 300
#: Lines told apart by colour; any further ones are quiet and named at their end like the others.
COLOURED = 6


def paths(
    exhibit: PathsExhibit,
    colours: Palette,
    hover: Mapping[str, str],
    regions: tuple[str, ...] = (),
    *,
    narrow: bool = False,
) -> go.Figure:
    """Draw one line per region; ``regions`` gives colours their order, as in the bars beside it.

    What is promised is joined by a dotted line, what was reported by a solid one. A click on a
    diamond gives ``customdata``, the target's id; ``hover`` maps those ids to their words. Where
    it is ``narrow``, the names at the ends get less room, the unit goes, and not every year is written.
    """
    traces: list[dict[str, Any]] = []
    order = regions or tuple(path.adcode for path in exhibit.paths[:COLOURED])
    for path in exhibit.paths:
        known = path.adcode in order
        colour = (
            colours.regions[order.index(path.adcode) % len(colours.regions)]
            if known
            else colours.hatch
        )
        traces += _line(path, colour, hover)
    ends = [_value(point) for path in exhibit.paths for point in path.points]
    layout = {
        "annotations": [_name(path, colours) for path in exhibit.paths],
        "margin": {"l": 44 if narrow else 64, "r": 118 if narrow else 150, "t": 8, "b": 28},
        "xaxis": {
            "type": "date", "tickformat": "%Y", "gridcolor": colours.rule,
            # A year stands where it ends, as the milestones that it names.
            "dtick": "M24" if narrow else "M12", "tick0": "2020-12-31",
            "tickfont": {"size": 12, "color": colours.muted}, "fixedrange": True,
        },
        "yaxis": {
            "range": [0, max(ends) * 1.12], "tickformat": ",", "nticks": 6,
            "gridcolor": colours.rule, "zerolinecolor": colours.rule, "fixedrange": True,
            "tickfont": {"size": 12, "color": colours.muted},
            "title": {
                "text": "" if narrow else exhibit.unit,
                "font": {"size": 12, "color": colours.muted},
            },
        },
    }  # fmt: skip
    return drawn(traces, layout, colours, HEIGHT)


def _line(path: Path, colour: str, hover: Mapping[str, str]) -> list[dict[str, Any]]:
    """What was reported and what is promised as lines, with a mark at each point."""
    seen = [point for point in path.points if point.observed]
    promised = [point for point in path.points if not point.observed]
    if seen and promised:  # the promise starts from the last result before it
        before = [point for point in seen if point.when <= promised[0].when]
        promised = [*before[-1:], *promised]
    lines: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip",
            "x": [point.when for point in points], "y": [_value(point) for point in points],
            "line": {"color": colour, "width": 2.5, "dash": dash},
        }
        for points, dash in ((seen, "solid"), (promised, "dot")) if len(points) > 1
    ]  # fmt: skip
    marks = {
        "type": "scatter",
        "x": [point.when for point in path.points],
        "y": [_value(point) for point in path.points],
        "mode": "markers",
        "marker": {
            "symbol": ["circle-open" if point.observed else "diamond" for point in path.points],
            "size": 11, "color": colour, "line": {"width": 2, "color": colour},
        },
        "error_y": _ranges(path, colour),
        "customdata": [[point.target_id] for point in path.points],
        "hovertext": [
            hover.get(point.target_id or "", "")
            or f"{escape(path.region)} {point.when.year}: <b>{escape(point.text)}</b>"
            for point in path.points
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip
    return [*lines, marks]


def _name(path: Path, colours: Palette) -> dict[str, object]:
    """The region with its last figure, written at the end of its line."""
    last = path.points[-1]
    return {
        "x": last.when, "y": _value(last), "xanchor": "left", "xshift": 10, "showarrow": False,
        "text": f"{escape(path.region)} {escape(last.text)}",
        "font": {"size": 13, "color": colours.ink},
    }  # fmt: skip


def _ranges(path: Path, colour: str) -> dict[str, object]:
    """A range's upper end as a whisker, so that neither end is dropped."""
    above = [
        (point.high or 0) - (point.low or 0)
        if point.low is not None and point.high is not None
        else 0
        for point in path.points
    ]
    return {
        "type": "data", "array": above, "symmetric": False, "visible": any(above),
        "color": colour, "thickness": 1.5,
    }  # fmt: skip


def _value(point: Point) -> float:
    low = point.low if point.low is not None else point.high
    return float(low or 0)
