"""Type, margins and hover of every chart on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from analysis.palette import Palette


def drawn(
    traces: list[dict[str, Any]], layout: dict[str, Any], colours: Palette, height: int
) -> go.Figure:
    """A chart of its traces and its own layout, dressed in that of the house.

    Made in one piece: plotly checks the whole list again for each word that is added to a chart.
    What it would check of every mark is checked by the tests of the charts instead, once for all
    that the app draws (``tests/charts/test_marks.py``): it takes five times as long as to make them.
    """
    # Who draws cuts the labels at the left to their room: plotly would measure each on the screen, in
    # half of the time that a timeline takes, to hide those that reach out of the chart.
    layout = {**layout, "yaxis": {"ticklabeloverflow": "allow", **layout.get("yaxis", {})}}
    figure = go.Figure(traces, {**_house(colours, height), **layout}, _validate=False)
    figure.layout.template = None
    return figure


def _house(colours: Palette, height: int) -> dict[str, Any]:
    font = {"family": colours.font, "size": 14, "color": colours.ink}
    return {
        "height": height,
        "font": font,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "hoverlabel": {
            "bgcolor": colours.page, "bordercolor": colours.rule, "font": font, "align": "left",
        },
        "showlegend": False,
        "dragmode": "pan",
        "hovermode": "closest",
        "clickmode": "event+select",
        "datarevision": 1,
        "template": {},
        "modebar": {"remove": ["zoom", "pan", "select", "lasso"]},
    }  # fmt: skip


def texts_beside(places: Sequence[tuple[float, int, str, int]], colour: str) -> dict[str, Any]:
    """Words right of points, as one trace: plotly takes three quarters of the time of annotations.

    Each place is (x, y, pseudo-HTML, pixels between point and words). A selection changes nothing.
    """
    return {
        "type": "scatter", "mode": "markers+text", "textposition": "middle right",
        "x": [place[0] for place in places], "y": [place[1] for place in places],
        "text": [place[2] for place in places], "textfont": {"size": 14, "color": colour},
        # Plotly keeps words 0.8 of a mark's size and a pixel away: marks that nobody sees.
        "marker": {"size": [(place[3] - 1) * 1.6 for place in places], "opacity": 0},
        "unselected": {"marker": {"opacity": 0}, "textfont": {"color": colour}},
        "hoverinfo": "skip", "cliponaxis": False,
    }  # fmt: skip


def text_width(text: str, size: int = 14) -> float:
    """About how many pixels wide a text is: a Chinese character is as wide as it is high."""
    return sum(1.0 if ord(letter) > 0x2E80 else 0.543 for letter in text) * size


def cut(text: str, room: float, size: int = 14) -> str:
    """The text, with an ellipsis where it is wider than ``room`` pixels."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text, size) > room - size * 0.8:
        text = text[:-1]
    return text.rstrip() + "…"
