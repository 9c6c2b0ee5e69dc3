"""Milestones joined along time: targets as diamonds, reported results and bases as circles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go

from analysis.exhibits import Path, PathsExhibit, Point
from analysis.palette import Palette
from charts.theme import drawn

HEIGHT = 300
#: Lines told apart by colour; any further ones are quiet and named at their end like the others.
COLOURED = 6
#: Room above and below the lines, and how far a name keeps from another and from a mark, in pixels.
_ABOVE, _BELOW, _APART = 8, 28, 16
#: The share of all the time that a name is about as wide as; on a phone.
_WIDE, _WIDE_NARROW = 0.17, 0.7


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
    top = max(0.0, *ends) * 1.12 or 1.0
    layout = {
        "annotations": _names(exhibit.paths, top, colours, narrow=narrow),
        "margin": {"l": 44 if narrow else 64, "r": 118 if narrow else 150, "t": _ABOVE, "b": _BELOW},
        "xaxis": {
            "type": "date", "tickformat": "%Y", "gridcolor": colours.rule, "range": _span(exhibit),
            # A year stands where it ends, as the milestones that it names.
            "dtick": "M24" if narrow else "M12", "tick0": "2020-12-31",
            "tickfont": {"size": 12, "color": colours.muted}, "fixedrange": True,
        },
        "yaxis": {
            "range": [0, top], "tickformat": ",", "nticks": 6,
            "gridcolor": colours.rule, "zerolinecolor": colours.rule, "fixedrange": True,
            "tickfont": {"size": 12, "color": colours.muted},
            "title": {
                "text": "" if narrow else exhibit.unit,
                "font": {"size": 12, "color": colours.muted},
            },
        },
    }  # fmt: skip
    return drawn(traces, layout, colours, HEIGHT)


def _span(exhibit: PathsExhibit) -> list[date]:
    """From before the first mark to after the last: names at the ends stand in the margin, for
    which plotly would make the years narrower.
    """
    days = [point.when for path in exhibit.paths for point in path.points]
    beside = max((max(days) - min(days)) * 0.03, timedelta(days=60))
    return [min(days) - beside, max(days) + beside]


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


def _names(
    paths: Sequence[Path], top: float, colours: Palette, *, narrow: bool
) -> list[dict[str, object]]:
    """The regions with their last figures at the ends of their lines, or in the nearest place
    that covers no other name and no mark.
    """
    scale = (HEIGHT - _ABOVE - _BELOW) / top
    marks = [(point.when, _value(point) * scale) for path in paths for point in path.points]
    days = [day for day, _ in marks]
    wide = (max(days) - min(days)) * (_WIDE_NARROW if narrow else _WIDE)
    placed: list[tuple[date, float]] = []
    names = []
    for path in paths:
        day, own = path.points[-1].when, _value(path.points[-1]) * scale
        taken = [at for other, at in placed if abs(other - day) <= wide]
        taken += [at for other, at in marks if day < other <= day + wide]
        at = _free(own, taken, HEIGHT - _ABOVE - _BELOW)
        placed.append((day, at))
        names.append(_name(path, at - own, colours))
    return names


def _free(own: float, taken: Sequence[float], room: float) -> float:
    """The height nearest to its own that is far enough from all that are taken; its own where none is."""
    heights = [own, *(at + away for at in taken for away in (_APART, -_APART))]
    free = [
        height
        for height in heights
        if 0 <= height <= room and all(abs(height - at) > _APART - 0.01 for at in taken)
    ]
    return min(free, key=lambda height: abs(height - own), default=own)


def _name(path: Path, above: float, colours: Palette) -> dict[str, object]:
    """A region with its last figure, so many pixels above the end of its line, and joined to it."""
    last = path.points[-1]
    name: dict[str, object] = {
        "x": last.when, "y": _value(last), "xanchor": "left",
        "text": f"{escape(path.region)} {escape(last.text)}",
        "font": {"size": 13, "color": colours.ink},
        "bgcolor": f"{colours.page}b0", "borderpad": 0,  # a line below it does not strike it out
    }  # fmt: skip
    if abs(above) < 1:
        return {**name, "xshift": 10, "showarrow": False}
    line = {"arrowhead": 0, "arrowwidth": 1, "arrowcolor": colours.hatch, "startstandoff": 0}
    return {**name, "showarrow": True, "ax": 18, "ay": -above, "standoff": 7, **line}


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
