"""Ranked bars that keep each figure's nature: solid, faded, hatched or open at the end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.exhibits import Bar, BarsExhibit
from analysis.palette import Palette
from charts.theme import cut, drawn, text_width, texts_beside

BAR = 34
#: Written after a figure that needs care beside the others; its evidence says why.
CAVEAT = "△"
#: Air between the labels at the left and the axis.
LABEL_GAP = {"ticks": "outside", "ticklen": 6, "tickcolor": "rgba(0,0,0,0)"}
_OPEN = ("at_least", "more_than")


def ranked_bars(
    exhibit: BarsExhibit,
    colours: Palette,
    hover: Mapping[str, str],
    *,
    labels: int = 170,
    width: int = 380,
    places: bool = False,
) -> go.Figure:
    """Draw one bar per figure, the first on top.

    Args:
        exhibit: the bars in order, their unit, and whether colours tell regions apart.
        colours: the theme.
        hover: per target id what a pointer over its bar shows, as pseudo-HTML.
        labels: width of the labels at the left, in pixels.
        width: least width of the plot without the labels, in pixels, so that texts find room.
        places: write each figure's place in the ranking before its label.

    A number is solid to its value; at least and more than end in an open arrow; about fades over
    the last tenth; a range is solid to its low end and hatched to its high end; at most is
    hatched from zero; a rank or a multiple has no bar but its text. A figure that needs care
    beside the others carries the mark of :data:`CAVEAT`.

    A click gives ``customdata``: the target's id.
    """
    bars = _frame(exhibit, colours, hover, places=places)
    unit = exhibit.unit
    rows = list(range(len(bars)))
    traces: list[dict[str, Any]] = []
    pieces = [_pieces(bar) for bar in bars.itertuples()]
    for part, look in enumerate(_LOOKS):
        here = [row for row in rows if pieces[row][part]]
        if not here:
            continue
        own = bars.iloc[here]
        traces.append({
            "type": "bar",
            "orientation": "h",
            "x": [pieces[row][part] for row in here],
            "y": here,
            "width": 0.56,
            "marker": {
                "color": list(own["colour"]),
                "opacity": look["opacity"],
                "line": {"width": 0},
                "pattern": {
                    "shape": look["shape"], "fillmode": "replace", "size": 6, "solidity": 0.35,
                    "fgcolor": list(own["colour"]), "bgcolor": colours.page,
                },
            },
            "customdata": [[target] for target in own["target_id"]],
            "hovertext": list(own["hover"]),
            "hovertemplate": "%{hovertext}<extra></extra>",
            "unselected": {"marker": {"opacity": look["opacity"]}},
        })  # fmt: skip
    ends = [sum(piece) for piece in pieces]
    arrows = [place for place, bar in enumerate(bars.itertuples()) if bar.comparator in _OPEN]
    traces.append({
        "type": "scatter",
        "x": [ends[place] for place in arrows],
        "y": arrows,
        "mode": "markers",
        "marker": {
            "symbol": "triangle-right-open", "size": 15,
            "color": [bars["colour"].iloc[place] for place in arrows], "line": {"width": 2},
        },
        "hoverinfo": "skip",
        "cliponaxis": False,
    })  # fmt: skip
    longest = max(ends, default=0) or 1
    for known, colour in ((True, colours.ink), (False, colours.muted)):
        words = [
            (ends[place], place, bar.text, 16 if place in arrows else 8)
            for place, bar in enumerate(bars.itertuples())
            if bool(bar.target_id) == known
        ]
        if words:
            traces.append(texts_beside(words, colour))
    layout = {
        "barmode": "stack",
        "margin": {"l": labels, "r": 8, "t": 4, "b": 30},
        "xaxis": {
            "range": [0, longest * room_for(bars["text"], ends, width)], "gridcolor": colours.rule, "zerolinecolor": colours.rule,
            "nticks": 6, "tickformat": "~g" if longest < 1 else ",",
            "tickfont": {"size": 12, "color": colours.muted}, "fixedrange": True,
            "title": {"text": unit, "font": {"size": 12, "color": colours.muted}, "standoff": 4},
        },
        "yaxis": {
            "range": [len(bars) - 0.5, -0.5], "tickvals": rows,
            "ticktext": [escape(cut(text, labels - 14)) for text in bars["label"]],
            "tickfont": {"size": 14}, "showgrid": False, "zeroline": False, "fixedrange": True,
            **LABEL_GAP,
        },
    }  # fmt: skip
    return drawn(traces, layout, colours, int(len(bars) * BAR + 34))


def _frame(
    exhibit: BarsExhibit, colours: Palette, hover: Mapping[str, str], *, places: bool
) -> pd.DataFrame:
    """One row per bar, with its colour and its text: figure, move in the ranking, caveat mark."""
    return pd.DataFrame(
        [
            {
                "label": _label(bar, places=places),
                "comparator": bar.comparator,
                "low": bar.low,
                "high": bar.high,
                "text": _text(bar),
                "target_id": bar.target_id,
                "colour": bar_colour(exhibit, bar, colours),
                "hover": hover.get(bar.target_id or "", ""),
            }
            for bar in exhibit.bars
        ],
        dtype=object,
    )


def room_for(texts: Iterable[str], ends: list[float], width: int) -> float:
    """How much longer than the longest bar the axis is, so that every text fits right of its bar."""
    longest = max(ends, default=0) or 1
    room = 1.05
    for text, end in zip(texts, ends, strict=True):
        wide = text_width(text) + 26
        room = max(room, end / longest * width / max(width - wide, width * 0.2))
    return room


def bar_colour(exhibit: BarsExhibit, bar: Bar, colours: Palette) -> str:
    """A region keeps its colour from chart to chart; else provinces are told from cities."""
    if exhibit.by_region:
        return colours.regions[exhibit.regions.index(bar.adcode) % len(colours.regions)]
    return colours.bar if bar.level in ("province", "nation") else colours.bar_soft


def _label(bar: Bar, *, places: bool) -> str:
    if not places or bar.best is None:
        return bar.label
    place = str(bar.best) if bar.best == bar.worst else f"{bar.best}–{bar.worst}"
    return f"{place}  {bar.label}"


def _text(bar: Bar) -> str:
    """The figure; how far it moved against the amounts; the caveat mark."""
    parts = [escape(bar.text)]
    if bar.moved:
        parts.append(f"▲{bar.moved}" if bar.moved > 0 else f"▼{-bar.moved}")
    if bar.reasons:
        parts.append(CAVEAT)
    return "  ".join(parts)


#: Solid, three steps of fading, hatched: in the order in which they are stacked.
_LOOKS = (
    {"opacity": 1.0, "shape": ""},
    {"opacity": 0.7, "shape": ""},
    {"opacity": 0.45, "shape": ""},
    {"opacity": 0.2, "shape": ""},
    {"opacity": 1.0, "shape": "/"},
)


def _pieces(bar: object) -> tuple[float, float, float, float, float]:
    """Widths of the five looks for one bar."""
    comparator = getattr(bar, "comparator")  # noqa: B009 - a namedtuple of itertuples
    low, high = getattr(bar, "low"), getattr(bar, "high")  # noqa: B009
    if comparator in ("rank", "multiple", None) or (low is None and high is None):
        return (0, 0, 0, 0, 0)
    if comparator == "range":
        return (low, 0, 0, 0, high - low)
    if comparator in ("at_most", "less_than"):
        return (0, 0, 0, 0, high)
    if comparator == "about":
        return (low * 0.9, low * 0.1 / 3, low * 0.1 / 3, low * 0.1 / 3, 0)
    return (low, 0, 0, 0, 0)
