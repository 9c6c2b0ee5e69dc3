"""Type, margins and hover of every chart on the screen."""

from __future__ import annotations

import plotly.graph_objects as go

from analysis.palette import Palette


def dress(figure: go.Figure, colours: Palette, height: int) -> go.Figure:
    """Font, colours, margins and hover of the house; returns the figure."""
    figure.update_layout(
        height=height,
        font={"family": colours.font, "size": 14, "color": colours.ink},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        hoverlabel={
            "bgcolor": colours.page,
            "bordercolor": colours.rule,
            "font": {"family": colours.font, "size": 14, "color": colours.ink},
            "align": "left",
        },
        showlegend=False,
        dragmode=False,
        clickmode="event+select",
        modebar={"remove": ["zoom", "pan", "select", "lasso"]},
    )
    return figure


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
