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
    order = regions or tuple(path.adcode for path in exhibit.paths[:COLOURED])
    coloured = [(path, _colour(path, order, colours)) for path in exhibit.paths]
    traces = [*_lines(coloured), *_ranges(coloured), _marks(coloured, hover)]
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


def _colour(path: Path, order: tuple[str, ...], colours: Palette) -> str:
    if path.adcode not in order:
        return colours.hatch
    return colours.regions[order.index(path.adcode) % len(colours.regions)]


def _lines(paths: list[tuple[Path, str]]) -> list[dict[str, Any]]:
    """What was reported and what is promised as lines, those alike in one trace, each broken off
    at its end: plotly takes as long for a trace as for many of its points.
    """
    lines: dict[tuple[str, str], dict[str, list[Any]]] = {}
    for path, colour in paths:
        seen = [point for point in path.points if point.observed]
        promised = [point for point in path.points if not point.observed]
        if seen and promised:  # the promise starts from the last result before it
            before = [point for point in seen if point.when <= promised[0].when]
            promised = [*before[-1:], *promised]
        for points, dash in ((seen, "solid"), (promised, "dot")):
            if len(points) > 1:
                line = lines.setdefault((colour, dash), {"x": [], "y": []})
                line["x"] += [*(point.when for point in points), None]
                line["y"] += [*(_value(point) for point in points), None]
    return [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip",
            "line": {"color": colour, "width": 2.5, "dash": dash}, **line,
        }
        for (colour, dash), line in lines.items()
    ]  # fmt: skip


def _marks(paths: list[tuple[Path, str]], hover: Mapping[str, str]) -> dict[str, Any]:
    """A mark at each point of all paths."""
    points = [(path, point, colour) for path, colour in paths for point in path.points]
    colours = [colour for _, _, colour in points]
    return {
        "type": "scatter",
        "x": [point.when for _, point, _ in points],
        "y": [_value(point) for _, point, _ in points],
        "mode": "markers",
        "marker": {
            "symbol": ["circle-open" if point.observed else "diamond" for _, point, _ in points],
            "size": 11, "color": colours, "line": {"width": 2, "color": colours},
        },
        "customdata": [[point.target_id] for _, point, _ in points],
        "hovertext": [
            hover.get(point.target_id or "", "")
            or f"{escape(path.region)} {point.when.year}: <b>{escape(point.text)}</b>"
            for path, point, _ in points
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip


def _name(path: Path, colours: Palette) -> dict[str, object]:
    """The region with its last figure, written at the end of its line."""
    last = path.points[-1]
    return {
        "x": last.when, "y": _value(last), "xanchor": "left", "xshift": 10, "showarrow": False,
        "text": f"{escape(path.region)} {escape(last.text)}",
        "font": {"size": 13, "color": colours.ink},
    }  # fmt: skip


def _ranges(paths: list[tuple[Path, str]]) -> list[dict[str, Any]]:
    """A range's upper end as a whisker, so that neither end is dropped."""
    ranges: dict[str, list[Point]] = {}
    for path, colour in paths:
        own = [point for point in path.points if None not in (point.low, point.high)]
        own = [point for point in own if point.low != point.high]
        if own:
            ranges.setdefault(colour, []).extend(own)
    return [
        {
            "type": "scatter", "mode": "markers", "marker": {"opacity": 0}, "hoverinfo": "skip",
            "x": [point.when for point in points], "y": [_value(point) for point in points],
            "error_y": {
                "type": "data", "array": [(point.high or 0) - (point.low or 0) for point in points],
                "symmetric": False, "color": colour, "thickness": 1.5,
            },
            "unselected": {"marker": {"opacity": 0}},
        }
        for colour, points in ranges.items()
    ]  # fmt: skip


def _value(point: Point) -> float:
    low = point.low if point.low is not None else point.high
    return float(low or 0)
