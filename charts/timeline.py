"""Timeline: one lane per plan, its milestones, today, and the five-year plans as bands."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.palette import Palette
from charts.theme import cut, drawn, text_width

LANE = 26
#: Where labels stand over their bars: height of a lane, and how far the label is above its bar.
_TALL, _ABOVE = 44, 19
#: Least width of the plot, in pixels: of a phone, and beside the labels of a desktop's window.
_PHONE, _WIDE = 340, 760
_LABELS = 420
_TOP = 60
_DAY_MS = 86_400_000


def timeline(
    lanes: pd.DataFrame,
    bands: list[tuple[str, date, date]],
    today: date,
    today_label: str,
    span: tuple[date, date],
    colours: Palette,
    *,
    narrow: bool = False,
    chosen: str = "",
) -> go.Figure:
    """Draw the lanes, the first on top.

    Args:
        lanes: columns plan_id, label, heading ("" or the group's name over its first lane), start,
            end (or None), dated (False: the period's start stands in), expired, status, hover and marks: a list
            of (day, text, hover, target id, whether it is ahead or has a report).
        bands: (label, first day, last day) of each five-year plan.
        today: where the line stands; ``today_label`` is written on it.
        span: first and last day of the axis.
        narrow: labels stand over their bars instead of beside them.
        chosen: id of the plan whose lane is marked, or of the target whose milestone is.

    A click gives ``customdata``: the plan's id, or the target's id at a milestone.
    """
    rows, headings = _places(lanes)
    lane = _TALL if narrow else LANE
    room = _PHONE if narrow else _WIDE
    height = _TOP + int((max(rows.values(), default=0) + 1.2) * lane)
    pixels = room / (span[1] - span[0]).days
    last = max(rows.values(), default=0) + 0.8
    shapes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number, (label, first, end) in enumerate(bands):
        left, right = max(first, span[0]), min(end, span[1])
        if left >= right:
            continue
        if number % 2 == 0:
            shapes.append({
                "type": "rect", "x0": left, "x1": right, "y0": -0.9, "y1": last, "layer": "below",
                "fillcolor": colours.band, "line": {"width": 0},
            })  # fmt: skip
        if text_width(label, 13) > (right - left).days * pixels:
            continue
        words.append({
            "x": left, "y": -0.9, "yanchor": "bottom", "xanchor": "left", "xshift": 4, "yshift": 20,
            "text": label, "showarrow": False, "font": {"size": 13, "color": colours.muted},
        })  # fmt: skip
    ringed = _chosen(lanes, chosen)
    shapes += [_frame_of(rows[plan], colours) for plan, _ in ringed]
    if span[0] <= today <= span[1]:
        shapes.append({
            "type": "line", "x0": today, "x1": today, "y0": -0.9, "y1": last, "layer": "below",
            "line": {"color": colours.accent, "width": 1.5, "dash": "dot"},
        })  # fmt: skip
        words.append({
            "x": today, "y": -0.9, "yanchor": "bottom", "xanchor": "center", "yshift": 36,
            "text": today_label, "showarrow": False, "font": {"size": 13, "color": colours.accent},
        })  # fmt: skip
    words += [
        {
            "x": 0, "xref": "paper", "xanchor": "left" if narrow else "right",
            "xshift": 0 if narrow else -8, "y": row, "text": f"<b>{escape(text, quote=False)}</b>",
            "showarrow": False, "font": {"size": 14, "color": colours.ink},
        }
        for text, row in headings
    ]  # fmt: skip
    if narrow:
        words += [
            {
                "x": 0, "xref": "paper", "xanchor": "left", "y": rows[str(plan)], "yshift": _ABOVE,
                "text": escape(cut(label, room, 13)), "showarrow": False,
                "font": {"size": 13, "color": colours.ink},
            }
            for plan, label in zip(lanes["plan_id"], lanes["label"], strict=True)
        ]  # fmt: skip
    every = next(years for years in (1, 2, 5, 10) if years * 365 * pixels >= 34 or years == 10)
    layout = {
        "shapes": shapes,
        "annotations": words,
        "margin": {"l": 2 if narrow else _LABELS, "r": 8 if narrow else 24, "t": _TOP, "b": 4},
        "barmode": "overlay",
        "bargap": 0.5,
        "xaxis": {
            "type": "date", "side": "top", "range": [span[0], span[1]], "dtick": f"M{12 * every}",
            "tickformat": "%Y", "ticklabelmode": "period", "gridcolor": colours.rule,
            "tickfont": {"size": 13, "color": colours.muted}, "fixedrange": True,
        },
        "yaxis": {
            "range": [last, -0.9], "tickvals": list(rows.values()),
            "ticktext": [escape(label) for label in lanes["label"]], "showticklabels": not narrow,
            "tickfont": {"size": 13, "color": colours.ink},
            "showgrid": False, "zeroline": False, "fixedrange": True,
        },
    }  # fmt: skip
    traces = [
        *_bars(lanes, rows, colours),
        *(_ring(days, rows[plan], colours) for plan, days in ringed if days),
        _milestones(lanes, rows, colours, _sides(lanes, span, pixels)),
    ]
    return drawn(traces, layout, colours, height)


def _places(lanes: pd.DataFrame) -> tuple[dict[str, float], list[tuple[str, float]]]:
    """Row of each plan and of each group's heading."""
    rows: dict[str, float] = {}
    headings: list[tuple[str, float]] = []
    row = 0.0
    for lane in lanes.itertuples():
        if lane.heading:
            row += 0.35 if rows else 0
            headings.append((str(lane.heading), row))
            row += 1
        rows[str(lane.plan_id)] = row
        row += 1
    return rows, headings


def _bars(
    lanes: pd.DataFrame, rows: dict[str, float], colours: Palette
) -> tuple[dict[str, Any], dict[str, Any]]:
    """A bar from each plan's day to its end, and a dot on the day itself where it is known."""
    with_end = lanes[lanes["end"].notna()]
    drafts = (with_end["status"] == "draft").tolist()
    fills = [colours.rule if expired else colours.bar_soft for expired in with_end["expired"]]
    bars = {
        "type": "bar",
        "orientation": "h",
        "base": [str(day) for day in with_end["start"]],
        "x": [
            max((end - start).days, 20) * _DAY_MS
            for start, end in zip(with_end["start"], with_end["end"], strict=True)
        ],
        "y": [rows[plan] for plan in with_end["plan_id"]],
        "width": 0.5,
        "marker": {
            "color": fills,
            "line": {
                "width": [int(fill == colours.rule) for fill in fills],
                "color": colours.hatch,
            },
            "pattern": {"shape": ["/" if draft else "" for draft in drafts], "size": 5},
        },
        "customdata": [[plan] for plan in with_end["plan_id"]],
        "hovertext": list(with_end["hover"]),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }
    dated = lanes[lanes["dated"].astype(bool)]
    dots = {
        "type": "scatter",
        "x": list(dated["start"]),
        "y": [rows[plan] for plan in dated["plan_id"]],
        "mode": "markers",
        "marker": {
            "symbol": [
                "circle-open" if status == "draft" else "circle" for status in dated["status"]
            ],
            "size": 9,
            "color": colours.bar,
            "line": {"width": 1.5, "color": colours.bar},
        },
        "customdata": [[plan] for plan in dated["plan_id"]],
        "hovertext": list(dated["hover"]),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "unselected": {"marker": {"opacity": 1}},
    }
    return bars, dots


def _chosen(lanes: pd.DataFrame, chosen: str) -> list[tuple[str, list[date]]]:
    """The plans of what is chosen, each with the days of its milestones that are."""
    found = [
        (str(lane.plan_id), [day for day, _, _, target, _ in lane.marks if target == chosen])
        for lane in lanes.itertuples()
    ]
    return [(plan, days) for plan, days in found if days or plan == chosen]


def _frame_of(row: float, colours: Palette) -> dict[str, Any]:
    """A frame around a lane."""
    return {
        "type": "rect", "x0": 0, "x1": 1, "xref": "paper", "y0": row - 0.45, "y1": row + 0.45,
        "layer": "below", "line": {"color": colours.accent, "width": 1.5},
        "fillcolor": "rgba(0,0,0,0)",
    }  # fmt: skip


def _ring(days: list[date], row: float, colours: Palette) -> dict[str, Any]:
    """A ring around milestones of a lane."""
    return {
        "type": "scatter", "x": days, "y": [row] * len(days), "mode": "markers",
        "hoverinfo": "skip", "cliponaxis": False,
        "marker": {
            "symbol": "circle-open", "size": 22,
            "line": {"width": 3, "color": colours.accent}, "color": colours.accent,
        },
    }  # fmt: skip


def _sides(
    lanes: pd.DataFrame, span: tuple[date, date], pixels: float
) -> dict[tuple[str, date], str]:
    """Where each milestone's words stand: right of it if there is room, else left, else nowhere.

    Keys are plan and day; ``pixels`` is how wide a day is.
    """
    sides: dict[tuple[str, date], str] = {}
    for lane in lanes.itertuples():
        days = [mark[0] for mark in lane.marks]
        taken = 0.0
        for place, (day, text, *_) in enumerate(lane.marks):
            here = (day - span[0]).days * pixels
            after = days[place + 1] if place + 1 < len(days) else span[1]
            wide = text_width(text, 13) + 21
            if here + wide <= (after - span[0]).days * pixels + 4:
                sides[lane.plan_id, day] = "middle right"
                taken = here + wide
            elif here - wide >= taken:
                sides[lane.plan_id, day] = "middle left"
                taken = here + 8
            else:
                taken = here + 8
    return sides


def _milestones(
    lanes: pd.DataFrame,
    rows: dict[str, float],
    colours: Palette,
    sides: dict[tuple[str, date], str],
) -> dict[str, Any]:
    """A diamond a milestone, hollow once its day has passed without a report; its words beside it."""
    marks = [
        (
            day,
            rows[str(lane.plan_id)],
            text if (lane.plan_id, day) in sides else "",
            hover,
            target,
            lane.expired,
            reported,
            sides.get((lane.plan_id, day), "middle right"),
        )
        for lane in lanes.itertuples()
        for day, text, hover, target, reported in lane.marks
    ]
    return {
        "type": "scatter",
        "x": [mark[0] for mark in marks],
        "y": [mark[1] for mark in marks],
        "mode": "markers+text",
        "marker": {
            "symbol": ["diamond" if mark[6] else "diamond-open" for mark in marks],
            "size": 11,
            "color": [colours.muted if mark[5] else colours.classes[-1] for mark in marks],
            "line": {
                "width": [1 if mark[6] else 2 for mark in marks],
                "color": [colours.page if mark[6] else colours.muted for mark in marks],
            },
        },
        # A space more on both sides: the sign of a milestone is wider than plotly thinks.
        "text": [mark[2] and f"\u00a0{escape(mark[2], quote=False)}\u00a0" for mark in marks],
        "textposition": [mark[7] for mark in marks],
        "textfont": {"size": 13, "color": colours.ink},
        "customdata": [[mark[4]] for mark in marks],
        "hovertext": [mark[3] for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "unselected": {"marker": {"opacity": 1}, "textfont": {"color": colours.ink}},
    }


def span_of(lanes: pd.DataFrame, today: date) -> tuple[date, date]:
    """First and last day of the axis: whole years around the lanes and today, room for labels."""
    starts = [day for day in lanes["start"] if day] or [today]
    ends = [day for day in lanes["end"] if day] or [today]
    first = min(*starts, today).year
    last = max(*ends, today).year
    room = timedelta(days=int((last - first + 1) * 45))
    return date(first, 1, 1), date(last, 12, 31) + room
