"""Milestones and reported results as a native scatter chart with lines, one colour a region."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.slide import Slide
from pptx.util import Pt

from analysis.exhibits import Path, PathsExhibit, Point
from exports.deck import native
from exports.deck.look import Colour
from exports.deck.stage import Sign, Stage, Words
from exports.deck.template import Box
from exports.deck.text import clean

_INNER = (0.07, 0.03, 0.78, 0.85)
PATHS_A_SLIDE = 6


def paths_slides(stage: Stage, exhibit: PathsExhibit, words: Words) -> None:
    """One slide with a native chart for every six regions, which have a colour each."""
    paths = exhibit.paths
    chunks = [paths[first : first + PATHS_A_SLIDE] for first in range(0, len(paths), PATHS_A_SLIDE)]
    for number, own in enumerate(chunks, 1):
        part = f" ({number}/{len(chunks)})" if len(chunks) > 1 else ""
        targets = [p.target_id for path in own for p in path.points if p.target_id]
        slide, area = stage.slide(
            replace(words, title=words.title + part, targets=targets), _signs(stage, own)
        )
        _chart(stage, slide, area, exhibit, own)


def _chart(
    stage: Stage, slide: Slide, box: Box, exhibit: PathsExhibit, paths: tuple[Path, ...]
) -> None:
    look = stage.look
    series = [
        (path, observed, points)
        for path in paths
        for observed in (False, True)
        if (points := [p for p in path.points if p.observed is observed and _value(p) is not None])
    ]
    if not series:
        return
    data = XyChartData(number_format="#,##0.##")
    rows: list[list[object]] = []
    for path, observed, points in series:
        name = clean(path.region) + (f" ({stage.t('reported')})" if observed else "")
        own = data.add_series(name)
        rows.append([None, name, stage.t("Figure"), stage.t("Link")])
        for point in points:
            own.add_data_point(native.day_number(point.when), _value(point))
            url = stage.atlas.targets.loc[point.target_id, "url"] if point.target_id else None
            rows.append([point.when, _value(point), point.text, url])
        rows.append([])
    alt = "; ".join(f"{path.region}: {', '.join(p.text for p in path.points)}" for path in paths)
    chart = native.place_chart(
        slide, XL_CHART_TYPE.XY_SCATTER_LINES, data, box, _INNER, exhibit.name,
        f"{exhibit.title} {alt}",
    )  # fmt: skip
    _axes(stage, chart, exhibit)
    for drawn, (path, observed, points) in zip(chart.plots[0].series, series, strict=True):
        _draw(stage, drawn, look.regions[paths.index(path) % len(look.regions)], observed, points)
    native.embed(chart, rows, {0: "yyyy-mm-dd", 1: "#,##0.##"})


def _axes(stage: Stage, chart: Any, exhibit: PathsExhibit) -> None:
    days = [p.when for path in exhibit.paths for p in path.points]
    first, last = min(days).year, max(days).year + 1
    time, amount = chart.category_axis, chart.value_axis
    native.quiet_axis(time, stage.look)
    native.quiet_axis(amount, stage.look, grid=True)
    # A day into the year, so that a year of 365.25 days never slips into the year before.
    time.minimum_scale = native.day_number(days[0].replace(year=first, month=1, day=2))
    time.maximum_scale = native.day_number(days[0].replace(year=last, month=12, day=31))
    time.major_unit = 365.25 * (1 if last - first < 14 else 2)
    time.tick_labels.number_format, time.tick_labels.number_format_is_linked = "yyyy", False
    amount.minimum_scale = 0
    amount.tick_labels.number_format, amount.tick_labels.number_format_is_linked = "#,##0.##", False
    values = [_value(p) or 0 for path in exhibit.paths for p in path.points]
    amount.tick_labels.number_format = "#,##0.##" if max(values) < 10 else "#,##0"
    native.axis_title(amount, exhibit.unit, stage.look)


def _draw(stage: Stage, series: Any, colour: Colour, observed: bool, points: list[Point]) -> None:
    """Targets: a line with diamonds; reported results: discs alone."""
    look = stage.look
    series.smooth = False
    if observed or len(points) < 2:
        series.format.line.fill.background()
    else:
        look.paint(series.format.line.color, colour)
        series.format.line.width = Pt(2)
    series.marker.style = XL_MARKER_STYLE.CIRCLE if observed else XL_MARKER_STYLE.DIAMOND
    series.marker.size = 8 if observed else 10
    look.fill(series.marker.format.fill, colour)
    look.paint(series.marker.format.line.color, colour)
    labels = [native.label_xml(i, "t", look, text=p.text, size=10) for i, p in enumerate(points)]
    native.set_labels(series, labels)
    ranges = {
        i: p.high - p.low
        for i, p in enumerate(points)
        if p.low is not None and p.high is not None and p.high > p.low
    }
    if ranges:
        line = native.line_xml(colour, 1.25)
        native.set_error_bars(series, line, ranges, len(points), direction="y", minus={})


def _value(point: Point) -> float | None:
    """The number that is drawn: a minimum or a range at its low end, a maximum at its high end."""
    return point.low if point.low is not None else point.high


def _signs(stage: Stage, paths: tuple[Path, ...]) -> list[Sign]:
    colours = stage.look.regions
    signs = [
        Sign(path.region, "solid", colours[number % len(colours)])
        for number, path in enumerate(paths)
    ]
    points = [point for path in paths for point in path.points]
    signs.append(Sign(stage.t("target"), "sign", stage.look.ink, text="◆"))
    if any(point.observed for point in points):
        signs.append(Sign(stage.t("reported"), "sign", stage.look.ink, text="●"))
    return signs
