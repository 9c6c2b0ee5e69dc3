"""The timeline as a native stacked bar chart: a hidden start, then a stretch up to each deadline.

Labels stand where a stretch begins: ● for the issue, ◆ with the figure for a deadline. Today's line
and the five-year plans are drawn inside the chart, so that they move with it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu, Pt

from analysis.exhibits import Lane, TimelineExhibit
from analysis.timeline import FIVE_YEAR_PLANS
from exports.deck import native
from exports.deck.look import Look, colour_xml, line_xml, pattern_xml
from exports.deck.stage import Sign, Stage, Words
from exports.deck.template import Box
from exports.deck.text import clean, shortened, width_of

LANES_A_SLIDE = 14
_INNER = (0.345, 0.11, 0.635, 0.88)
_LABEL_EMS, _SIZE = 28.5, 10
_ROW, _HEAD = Pt(25), Pt(44)
#: A bar is at least this many days long, so that it can be seen.
_SHORTEST = 20


@dataclass(frozen=True, slots=True)
class _Span:
    """First and last day of the axis."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days

    def share(self, day: date) -> float:
        """Where a day stands across the chart."""
        return _INNER[0] + _INNER[2] * (day - self.first).days / self.days


def timeline_slides(stage: Stage, exhibit: TimelineExhibit, words: Words) -> None:
    """One slide with a native chart for every fourteen lanes, all on one time axis."""
    lanes = exhibit.lanes
    chunks = [lanes[first : first + LANES_A_SLIDE] for first in range(0, len(lanes), LANES_A_SLIDE)]
    span = _span(exhibit)
    undated = [
        stage.t("Without a date, and so not drawn") + ": " + stage.t("; ").join(exhibit.undated)
    ]
    for number, own in enumerate(chunks, 1):
        part = f" ({number}/{len(chunks)})" if len(chunks) > 1 else ""
        slide, area = stage.slide(
            replace(
                words,
                title=words.title + part,
                targets=[t for lane in own for point in lane.milestones for t in point.targets],
                remarks=[*words.remarks, *(undated if exhibit.undated else [])],
            ),
            _signs(stage, own),
        )
        height = min(area.height, Emu(_ROW * max(3, len(own)) + _HEAD))
        _chart(stage, slide, Box(area.left, area.top, area.width, Emu(height)), exhibit, own, span)


def _chart(stage: Stage, slide, box: Box, exhibit: TimelineExhibit, lanes: Sequence[Lane], span: _Span) -> None:  # type: ignore[no-untyped-def]  # fmt: skip
    look = stage.look
    stretches = [_stretches(lane) for lane in lanes]
    most = max(len(own) for own in stretches)
    data = CategoryChartData()
    data.categories = [_name(lane) for lane in lanes]
    # The axis starts a day late: a year of 365.25 days then never slips into the year before.
    starts = [native.day_number(lane.start) for lane in lanes]
    data.add_series(stage.t("Start"), starts, "yyyy-mm-dd")
    for number in range(most + 1):
        name = stage.t("Days to deadline {number}", number=number + 1)
        if number == most:
            name = stage.t("Room for labels")
        tail = [span.days // 4 if number == most else _days(own, number) for own in stretches]
        data.add_series(name, tail, "0")
    inner = (_INNER[0], _HEAD / box.height, _INNER[2], 1 - (_HEAD + Pt(4)) / box.height)
    alt = "; ".join(f"{lane.label}: {lane.start} – {lane.end or '?'}" for lane in lanes)
    chart = native.place_chart(
        slide, XL_CHART_TYPE.BAR_STACKED, data, box, inner, exhibit.name, f"{exhibit.title} {alt}"
    )
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 70, 100
    native.quiet_axis(chart.category_axis, look, size=_SIZE)
    chart.category_axis.reverse_order = True
    axis = chart.value_axis
    native.quiet_axis(axis, look, size=_SIZE, grid=True)
    axis.minimum_scale = native.day_number(span.first) + 1
    axis.maximum_scale = native.day_number(span.last)
    axis.major_unit = 365.25 * (1 if span.days < 366 * 13 else 2)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "yyyy", False
    hidden, *drawn = plot.series
    hidden.format.fill.background()
    _paint(stage, lanes, stretches, drawn)
    _label(stage, lanes, stretches, drawn, span, box, exhibit.today)
    native.draw_over(chart, _overlay(stage, exhibit, span, inner), stage.count)
    rows: list[list[object]] = [[None, *(series.name for series in plot.series)]]
    for place, lane in enumerate(lanes):
        lengths = [tuple(series.values)[place] for series in drawn]
        rows.append([_name(lane), lane.start, *(None if v is None else int(v) for v in lengths)])
    native.embed(chart, rows, {1: "yyyy-mm-dd"})


def _span(exhibit: TimelineExhibit) -> _Span:
    """Whole years around the lanes and today, with room for the last labels."""
    starts = [lane.start for lane in exhibit.lanes] + [exhibit.today]
    ends = [lane.end for lane in exhibit.lanes if lane.end] + [exhibit.today]
    ends += [point.day for lane in exhibit.lanes for point in lane.milestones]
    first, last = min(starts).year, max(ends).year
    room = max(1, round((last - first + 1) * 0.16))
    return _Span(date(first, 1, 1), date(last + room, 12, 31))


def _name(lane: Lane) -> str:
    """The plan's title, with its region where the title does not name it."""
    label = clean(lane.label)
    parts = re.split(r" · |, ", lane.region)
    if lane.region and not any(clean(part) in label for part in parts[-1:] + parts[:1]):
        label = f"{clean(lane.region)} · {label}"
    return shortened(label, _LABEL_EMS)


def _stretches(lane: Lane) -> list[tuple[int, str]]:
    """(days, label at its start) of each part of a lane, from its issue to its last deadline."""
    label = ("○" if lane.status == "draft" else "●") if lane.dated else ""
    stops = [(point.day, f"◆ {clean(point.text, 60)}") for point in lane.milestones]
    if lane.end and not any(day == lane.end for day, _ in stops):
        stops.append((lane.end, ""))
    stops.sort(key=lambda stop: stop[0])
    parts: list[tuple[int, str]] = []
    since = lane.start
    for day, text in stops:
        parts.append((max((day - since).days, 0 if parts else _SHORTEST), label))
        since, label = max(day, since), text
    parts.append((0, label))
    return parts


def _days(own: list[tuple[int, str]], number: int) -> int | None:
    """Length of a lane's part; its last, which only holds a label, is drawn by the last series."""
    return own[number][0] if number < len(own) - 1 else None


def _paint(stage: Stage, lanes, stretches, drawn) -> None:  # type: ignore[no-untyped-def]
    look = stage.look
    *parts, tail = drawn
    tail.format.fill.background()
    for number, series in enumerate(parts):
        look.fill(series.format.fill, look.soft)
        native.set_points(
            series,
            [
                (_fill(look, lane) if number < len(own) - 1 else "", "")
                for lane, own in zip(lanes, stretches, strict=True)
            ],
        )


def _fill(look: Look, lane: Lane) -> str:
    if lane.status == "draft":
        return pattern_xml("lines", look.main, look.page)
    return colour_xml(look.rule if lane.expired else look.soft)


def _label(stage: Stage, lanes, stretches, drawn, span: _Span, box: Box, today: date) -> None:  # type: ignore[no-untyped-def]  # fmt: skip
    """Write each part's label at its start; shortened where the next part leaves no room."""
    *parts, tail = drawn
    day = _INNER[2] * box.width / Pt(_SIZE) / span.days
    labels: list[list[str]] = [[] for _ in drawn]
    for place, own in enumerate(stretches):
        since = native.day_number(lanes[place].start)
        for number, (days, written) in enumerate(own):
            last = number == len(own) - 1
            until_today, since = (native.day_number(today) - since) * day, since + days
            if not written:
                continue
            text = _past(written, until_today)
            if last:
                reached = (lanes[place].start - span.first).days + sum(part[0] for part in own)
                room = (span.days - reached) * day + (1 - _INNER[0] - _INNER[2]) * box.width / Pt(
                    _SIZE
                )
            else:
                room = days * day - 0.8
            shown = text if width_of(text) <= room else _cut(text, room)
            labels[-1 if last else number].append(
                native.label_xml(place, "inBase", stage.look, text=shown, size=_SIZE)
            )
    for series, own_labels in zip((*parts, tail), labels, strict=True):
        native.set_labels(series, own_labels)


def _past(text: str, line: float) -> str:
    """The figure moved behind today's line, where that would strike its first letters; ``line`` is
    its distance from the text's start, in type sizes.
    """
    mark, _, figure = text.partition(" ")
    gap = line + 0.5 - width_of(mark)
    if not figure or not 0 < gap < 3:
        return text
    return mark + "\u00a0" * math.ceil(gap / width_of("\u00a0")) + figure


def _cut(text: str, room: float) -> str:
    """The mark alone where fewer than three letters of the figure would be left."""
    return shortened(text, room) if room > 5 else text[:1]


def _overlay(stage: Stage, exhibit: TimelineExhibit, span: _Span, inner: native.Inner) -> list[str]:
    """Today's line and the beginnings of the five-year plans, as shapes in the chart."""
    look, top, bottom = stage.look, inner[1], inner[1] + inner[3]
    shapes: list[str] = []
    for _, zh, en, first, last in FIVE_YEAR_PLANS:
        begin, end = max(date(first, 1, 1), span.first), min(date(last, 12, 31), span.last)
        if begin >= end:
            continue
        x, right = span.share(begin), span.share(end)
        name = zh if stage.lang == "zh" else en
        if begin > span.first:
            line = line_xml(look.hatch, 0.75)
            shapes.append(native.line_over(len(shapes) + 2, name, x, top * 0.1, bottom, line))
        if width_of(name) * _SIZE * 12700 < (right - x) * stage.base.area.width:
            box = (x + 0.004, top * 0.05, right, top * 0.5)
            shapes.append(native.text_over(len(shapes) + 2, name, box, _SIZE, look.muted))
    if span.first <= exhibit.today <= span.last:
        x = span.share(exhibit.today)
        line = line_xml(look.accent, 1.5, dash="sysDash")
        name = stage.t("today")
        shapes.append(native.line_over(len(shapes) + 2, name, x, top * 0.5, bottom, line))
    return shapes


def _signs(stage: Stage, lanes: Sequence[Lane]) -> list[Sign]:
    look, t = stage.look, stage.t
    signs = []
    if any(not lane.expired and lane.status != "draft" and lane.end for lane in lanes):
        signs.append(Sign(t("running"), "solid", look.soft))
    if any(lane.expired for lane in lanes):
        signs.append(Sign(t("last deadline passed"), "solid", look.rule))
    if any(lane.status == "draft" for lane in lanes):
        signs.append(Sign(t("draft"), "pattern", look.main, "lines", look.page))
    signs.append(Sign(t("issued (or reported)"), "sign", look.ink, text="●"))
    if any(lane.milestones for lane in lanes):
        signs.append(Sign(t("deadline of a target"), "sign", look.ink, text="◆"))
    signs.append(Sign(t("today"), "line", look.accent))
    return signs
