"""Ranges as dumbbells: a dot at each end, a line between; one dot for a number, an arrow if open."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import plotly.graph_objects as go

from analysis.exhibits import BarsExhibit
from analysis.palette import Palette
from charts.bars import BAR, CAVEAT, LABEL_GAP, bar_colour, room_for
from charts.theme import cut, drawn, texts_beside


def dumbbells(
    exhibit: BarsExhibit,
    colours: Palette,
    hover: Mapping[str, str],
    *,
    labels: int = 170,
    width: int = 380,
) -> go.Figure:
    """Draw one line per figure, the first on top; a click gives ``customdata``, the target's id.

    Best where ranges stand among numbers: where two lines overlap, neither region is ahead.
    """
    bars = exhibit.bars
    lines: dict[str, dict[str, list[float | None]]] = {}
    marks: dict[str, list[Any]] = {
        name: [] for name in ("x", "y", "symbol", "colour", "target_id", "hover")
    }
    words: dict[str, list[tuple[float, int, str, int]]] = {colours.ink: [], colours.muted: []}
    for row, bar in enumerate(bars):
        colour = bar_colour(exhibit, bar, colours)
        ends = sorted({end for end in (bar.low, bar.high) if end is not None})
        if bar.target_id is None or not ends:
            words[colours.muted].append((0, row, escape(bar.text), 14))
            continue
        symbol = "circle"
        if bar.high is None:
            symbol = "triangle-right"
        elif bar.low is None:
            symbol = "triangle-left"
        if len(ends) > 1:
            line = lines.setdefault(colour, {"x": [], "y": []})
            line["x"] += [*ends, None]
            line["y"] += [row, row, None]
        for end in ends:
            marks["x"].append(end)
            marks["y"].append(row)
            marks["symbol"].append(f"{symbol}-open" if bar.comparator == "about" else symbol)
            marks["colour"].append(colour)
            marks["target_id"].append([bar.target_id])
            marks["hover"].append(hover.get(bar.target_id, ""))
        text = escape(bar.text) + (f"  {CAVEAT}" if bar.reasons else "")
        words[colours.ink].append((ends[-1], row, text, 14))
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter", "mode": "lines", "line": {"color": colour, "width": 4},
            "hoverinfo": "skip", **line,
        }
        for colour, line in lines.items()
    ]  # fmt: skip
    traces.append({
        "type": "scatter",
        "x": marks["x"],
        "y": marks["y"],
        "mode": "markers",
        "marker": {
            "symbol": marks["symbol"], "size": 13, "color": marks["colour"], "opacity": 1,
            "line": {"width": 2, "color": marks["colour"]},
        },
        "customdata": marks["target_id"],
        "hovertext": marks["hover"],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    })  # fmt: skip
    traces += [texts_beside(own, colour) for colour, own in words.items() if own]
    ends_of = [max(bar.low or 0, bar.high or 0) for bar in bars]
    longest = max(
        (end for bar in bars for end in (bar.low, bar.high) if end is not None), default=1.0
    )
    layout = {
        "margin": {"l": labels, "r": 8, "t": 4, "b": 30},
        "xaxis": {
            "range": [0, longest * room_for([bar.text for bar in bars], ends_of, width)], "gridcolor": colours.rule, "zerolinecolor": colours.rule,
            "nticks": 6, "tickformat": ",", "fixedrange": True,
            "tickfont": {"size": 12, "color": colours.muted},
            "title": {
                "text": exhibit.unit, "font": {"size": 12, "color": colours.muted}, "standoff": 4,
            },
        },
        "yaxis": {
            "range": [len(bars) - 0.5, -0.5], "tickvals": list(range(len(bars))),
            "ticktext": [escape(cut(bar.label, labels - 14)) for bar in bars], "tickfont": {"size": 14},
            "gridcolor": colours.rule, "zeroline": False, "fixedrange": True, **LABEL_GAP,
        },
    }  # fmt: skip
    return drawn(traces, layout, colours, len(bars) * BAR + 34)
