"""Ranked bars that keep each figure's nature: solid, faded, hatched or open at the end."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from analysis.palette import Palette
from charts.theme import dress

BAR = 34
_OPEN = ("at_least", "more_than")


def ranked_bars(bars: pd.DataFrame, unit: str, colours: Palette, labels: int = 170) -> go.Figure:
    """Draw one bar per figure, the first on top.

    Args:
        bars: columns label, comparator, low, high (in the axis' unit; an open end is None), text
            (the figure in words, or why there is none), target_id (or None), colour, hover.
        unit: name of the axis' unit.
        labels: width of the labels at the left, in pixels.

    A number is solid to its value; at least and more than end in an open arrow; about fades over
    the last tenth; a range is solid to its low end and hatched to its high end; at most is
    hatched from zero; a rank or a multiple has no bar but its text.

    A click gives ``customdata``: the target's id.
    """
    rows = list(range(len(bars)))
    figure = dress(go.Figure(), colours, int(len(bars) * BAR + 34))
    pieces = [_pieces(bar) for bar in bars.itertuples()]
    for part, look in enumerate(_LOOKS):
        widths = [piece[part] for piece in pieces]
        if not any(widths):
            continue
        figure.add_bar(
            orientation="h",
            x=widths,
            y=rows,
            width=0.56,
            marker={
                "color": list(bars["colour"]),
                "opacity": look["opacity"],
                "line": {"width": 0},
                "pattern": {
                    "shape": look["shape"], "fillmode": "replace", "size": 6, "solidity": 0.35,
                    "fgcolor": list(bars["colour"]), "bgcolor": colours.page,
                },
            },
            customdata=[[target] for target in bars["target_id"]],
            hovertext=list(bars["hover"]),
            hovertemplate="%{hovertext}<extra></extra>",
            unselected={"marker": {"opacity": look["opacity"]}},
        )  # fmt: skip
    ends = [sum(piece) for piece in pieces]
    arrows = [place for place, bar in enumerate(bars.itertuples()) if bar.comparator in _OPEN]
    figure.add_scatter(
        x=[ends[place] for place in arrows],
        y=arrows,
        mode="markers",
        marker={
            "symbol": "triangle-right-open", "size": 15,
            "color": [bars["colour"].iloc[place] for place in arrows], "line": {"width": 2},
        },
        hoverinfo="skip",
        cliponaxis=False,
    )  # fmt: skip
    longest = max(ends, default=0) or 1
    for place, bar in enumerate(bars.itertuples()):
        figure.add_annotation(
            x=ends[place], y=place, xanchor="left", xshift=16 if place in arrows else 8,
            text=bar.text, showarrow=False,
            font={"size": 14, "color": colours.ink if bar.target_id else colours.muted},
        )  # fmt: skip
    figure.update_layout(
        barmode="stack",
        margin={"l": labels, "r": 8, "t": 4, "b": 30},
        xaxis={
            "range": [0, longest * 1.45], "gridcolor": colours.rule, "zerolinecolor": colours.rule,
            "nticks": 6, "tickformat": "~g" if longest < 1 else ",",
            "tickfont": {"size": 12, "color": colours.muted}, "fixedrange": True,
            "title": {"text": unit, "font": {"size": 12, "color": colours.muted}, "standoff": 4},
        },
        yaxis={
            "range": [len(bars) - 0.5, -0.5], "tickvals": rows, "ticktext": list(bars["label"]),
            "tickfont": {"size": 14}, "showgrid": False, "zeroline": False, "fixedrange": True,
        },
    )  # fmt: skip
    return figure


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
