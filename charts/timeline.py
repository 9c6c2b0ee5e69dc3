"""Timeline: one lane per plan, its milestones, today, and the five-year plans as bands."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import pandas as pd
import plotly.graph_objects as go

from analysis.palette import Palette
from charts.theme import dress

LANE = 26
_TOP = 60
_DAY_MS = 86_400_000


def timeline(
    lanes: pd.DataFrame,
    bands: list[tuple[str, date, date]],
    today: date,
    today_label: str,
    span: tuple[date, date],
    colours: Palette,
) -> go.Figure:
    """Draw the lanes, the first on top.

    Args:
        lanes: columns plan_id, label, heading ("" or the group's name over its first lane), start,
            end (or None), dated (False: the period's start stands in), expired, status, hover and marks: a list
            of (day, text, hover, target id, whether it is ahead or has a report).
        bands: (label, first day, last day) of each five-year plan.
        today: where the line stands; ``today_label`` is written on it.
        span: first and last day of the axis.

    A click gives ``customdata``: the plan's id, or the target's id at a milestone.
    """
    rows, headings = _places(lanes)
    height = _TOP + int((max(rows.values(), default=0) + 1.2) * LANE)
    figure = dress(go.Figure(), colours, height)
    last = max(rows.values(), default=0) + 0.8
    for number, (label, first, end) in enumerate(bands):
        left, right = max(first, span[0]), min(end, span[1])
        if left >= right:
            continue
        if number % 2 == 0:
            figure.add_shape(
                type="rect", x0=left, x1=right, y0=-0.9, y1=last, layer="below",
                fillcolor=colours.band, line_width=0,
            )  # fmt: skip
        figure.add_annotation(
            x=left, y=-0.9, yanchor="bottom", xanchor="left", xshift=4, yshift=20, text=label,
            showarrow=False, font={"size": 13, "color": colours.muted},
        )  # fmt: skip
    _bars(figure, lanes, rows, colours)
    _milestones(figure, lanes, rows, colours)
    if span[0] <= today <= span[1]:
        figure.add_shape(
            type="line", x0=today, x1=today, y0=-0.9, y1=last,
            layer="below", line={"color": colours.accent, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
        figure.add_annotation(
            x=today, y=-0.9, yanchor="bottom", xanchor="center", yshift=36,
            text=today_label, showarrow=False, font={"size": 13, "color": colours.accent},
        )  # fmt: skip
    for text, row in headings:
        figure.add_annotation(
            x=0, xref="paper", xanchor="right", xshift=-8, y=row, text=f"<b>{escape(text, quote=False)}</b>",
            showarrow=False, font={"size": 14, "color": colours.ink},
        )  # fmt: skip
    figure.update_layout(
        margin={"l": 420, "r": 24, "t": _TOP, "b": 4},
        barmode="overlay",
        bargap=0.5,
        xaxis={
            "type": "date", "side": "top", "range": [span[0], span[1]], "dtick": "M12",
            "tickformat": "%Y", "ticklabelmode": "period", "gridcolor": colours.rule,
            "tickfont": {"size": 13, "color": colours.muted}, "fixedrange": True,
        },
        yaxis={
            "range": [last, -0.9], "tickvals": list(rows.values()),
            "ticktext": list(lanes["label"]), "tickfont": {"size": 13, "color": colours.ink},
            "showgrid": False, "zeroline": False, "fixedrange": True,
        },
    )  # fmt: skip
    return figure


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


def _bars(figure: go.Figure, lanes: pd.DataFrame, rows: dict[str, float], colours: Palette) -> None:
    with_end = lanes[lanes["end"].notna()]
    drafts = (with_end["status"] == "draft").tolist()
    fills = [colours.rule if expired else colours.bar_soft for expired in with_end["expired"]]
    figure.add_bar(
        orientation="h",
        base=[str(day) for day in with_end["start"]],
        x=[
            max((end - start).days, 20) * _DAY_MS
            for start, end in zip(with_end["start"], with_end["end"], strict=True)
        ],
        y=[rows[plan] for plan in with_end["plan_id"]],
        width=0.5,
        marker={
            "color": fills,
            "line": {"width": 0},
            "pattern": {"shape": ["/" if draft else "" for draft in drafts], "size": 5},
        },
        customdata=[[plan] for plan in with_end["plan_id"]],
        hovertext=with_end["hover"],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )
    dated = lanes[lanes["dated"].astype(bool)]
    figure.add_scatter(
        x=list(dated["start"]),
        y=[rows[plan] for plan in dated["plan_id"]],
        mode="markers",
        marker={
            "symbol": [
                "circle-open" if status == "draft" else "circle" for status in dated["status"]
            ],
            "size": 9,
            "color": colours.bar,
            "line": {"width": 1.5, "color": colours.bar},
        },
        customdata=[[plan] for plan in dated["plan_id"]],
        hovertext=dated["hover"],
        hovertemplate="%{hovertext}<extra></extra>",
        unselected={"marker": {"opacity": 1}},
    )


def _milestones(
    figure: go.Figure, lanes: pd.DataFrame, rows: dict[str, float], colours: Palette
) -> None:
    marks = [
        (day, rows[str(lane.plan_id)], text, hover, target, lane.expired, reported)
        for lane in lanes.itertuples()
        for day, text, hover, target, reported in lane.marks
    ]
    figure.add_scatter(
        x=[mark[0] for mark in marks],
        y=[mark[1] for mark in marks],
        mode="markers+text",
        marker={
            "symbol": ["diamond" if mark[6] else "diamond-open" for mark in marks],
            "size": 11,
            "color": [colours.muted if mark[5] else colours.classes[-1] for mark in marks],
            "line": {
                "width": [1 if mark[6] else 2 for mark in marks],
                "color": [colours.page if mark[6] else colours.muted for mark in marks],
            },
        },
        text=[mark[2] for mark in marks],
        textposition="middle right",
        textfont={"size": 13, "color": colours.ink},
        customdata=[[mark[4]] for mark in marks],
        hovertext=[mark[3] for mark in marks],
        hovertemplate="%{hovertext}<extra></extra>",
        cliponaxis=False,
        unselected={"marker": {"opacity": 1}, "textfont": {"color": colours.ink}},
    )


def span_of(lanes: pd.DataFrame, today: date) -> tuple[date, date]:
    """First and last day of the axis: whole years around the lanes and today, room for labels."""
    starts = [day for day in lanes["start"] if day] or [today]
    ends = [day for day in lanes["end"] if day] or [today]
    first = min(*starts, today).year
    last = max(*ends, today).year
    room = timedelta(days=int((last - first + 1) * 45))
    return date(first, 1, 1), date(last, 12, 31) + room
