"""Milestones and reported results as a native scatter chart with lines, one colour a region."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from openpyxl.utils import get_column_letter
from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_MARKER_STYLE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from analysis.exhibits import Path, PathsExhibit, Point
from exports.deck import native
from exports.deck.label_places import Spot, label_sides
from exports.deck.look import Colour, line_xml
from exports.deck.stage import Sign, Stage, Words
from exports.deck.template import Box
from exports.deck.text import clean, width_of

_INNER = (0.07, 0.03, 0.78, 0.85)
PATHS_A_SLIDE = 6
#: Type size of a label.
_SIZE = 10


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
    table = _Table([points for _, _, points in series])
    names = [
        clean(path.region) + (f" ({stage.t('reported')})" if observed else "")
        for path, observed, _ in series
    ]
    data = XyChartData(number_format="#,##0.##")
    for name in names:
        data.add_series(name).add_data_point(0, 0)
    alt = "; ".join(f"{path.region}: {', '.join(p.text for p in path.points)}" for path in paths)
    chart = native.place_chart(
        slide, XL_CHART_TYPE.XY_SCATTER_LINES, data, box, _INNER, exhibit.name,
        f"{exhibit.title} {alt}",
    )  # fmt: skip
    axes = _Axes(exhibit, box)
    _quiet(stage, chart, exhibit, axes)
    labels = _labels(axes, series)
    for column, (drawn, (path, observed, points)) in enumerate(
        zip(chart.plots[0].series, series, strict=True)
    ):
        table.refer(drawn, column)
        colour = look.regions[paths.index(path) % len(look.regions)]
        places = table.places[column]
        _draw(stage, drawn, colour, observed, dict(zip(places, points, strict=True)))
        own = [
            native.label_xml(place, side, look, text=text, size=_SIZE)
            for place, (text, side) in zip(places, labels[column], strict=True)
        ]
        native.set_labels(drawn, own)
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")
    rows: list[list[object]] = [[stage.t("Date"), *names, stage.t("Figures")]]
    for place, day in enumerate(table.days):
        cells = [own.get(place) for own in table.columns]
        texts = [None if point is None else _value(point) for point in cells]
        rows.append([day, *texts, "; ".join(point.text for point in cells if point)])
    native.embed(chart, rows, {0: "yyyy-mm-dd"})


class _Table:
    """The data behind the chart: one column of days, and one a series with gaps.

    A table is easier to edit than a block for each series, and LibreOffice loses series whose
    blocks differ in length.
    """

    def __init__(self, series: list[list[Point]]) -> None:
        """Give each point a row; two points of a series on one day get a row each."""
        keys = []
        for points in series:
            days = [point.when for point in points]
            keys.append([(day, days[:place].count(day)) for place, day in enumerate(days)])
        rows = sorted({key for own in keys for key in own})
        self.days = [day for day, _ in rows]
        self.places = [[rows.index(key) for key in own] for own in keys]
        self.columns = [
            dict(zip(own, points, strict=True))
            for own, points in zip(self.places, series, strict=True)
        ]

    def refer(self, series: Any, column: int) -> None:
        """Point a series at its column, with the values that it holds now."""
        letter, last = get_column_letter(column + 2), len(self.days) + 1
        element = series._element
        element.find(f"{qn('c:tx')}/{qn('c:strRef')}/{qn('c:f')}").text = f"Sheet1!${letter}$1"
        days = {place: native.day_number(day) for place, day in enumerate(self.days)}
        values = {place: _value(point) for place, point in self.columns[column].items()}
        for name, own, values_ in (("xVal", "A", days), ("yVal", letter, values)):
            old = element.find(qn(f"c:{name}"))
            points = "".join(
                f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>'
                for place, value in sorted(values_.items())
            )
            old.addprevious(
                parse_xml(
                    f"<c:{name} {nsdecls('c')}><c:numRef><c:f>Sheet1!${own}$2:${own}${last}</c:f>"
                    f'<c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="{last - 1}"/>'
                    f"{points}</c:numCache></c:numRef></c:{name}>"
                )
            )
            element.remove(old)


class _Axes:
    """Days to the right and values upwards, and where they are in points of the chart."""

    def __init__(self, exhibit: PathsExhibit, box: Box) -> None:
        """Whole years, and from zero to a round number above all values."""
        points = [point for path in exhibit.paths for point in path.points]
        days = [point.when for point in points]
        self.years = (min(days).year - 1, max(days).year)
        # A year stands where it ends, as the milestones that it names.
        first, last = (native.day_number(date(year, 12, 31)) for year in self.years)
        self.days = (first, last + 1)
        self.largest = max(0.0, *(point.high or point.low or 0.0 for point in points))
        self.top = native.rounded_up(self.largest * 1.05) or 1.0  # a mark at the very top has room
        self.wide, self.high = box.width / Pt(1), box.height / Pt(1)

    def at(self, point: Point) -> tuple[float, float]:
        """Where a point is, from the chart's lower left corner."""
        left, top, width, height = _INNER
        first, last = self.days
        across = left + width * (native.day_number(point.when) - first) / (last - first)
        up = 1 - top - height + height * (_value(point) or 0.0) / self.top
        return across * self.wide, up * self.high


def _quiet(stage: Stage, chart: Any, exhibit: PathsExhibit, axes: _Axes) -> None:
    time, amount = chart.category_axis, chart.value_axis
    native.quiet_axis(time, stage.look)
    native.quiet_axis(amount, stage.look, grid=True)
    time.minimum_scale, time.maximum_scale = axes.days
    first, last = axes.years
    time.major_unit = 365.25 * (1 if last - first < 14 else 2)  # keeps to the years' ends
    time.tick_labels.number_format, time.tick_labels.number_format_is_linked = "yyyy", False
    amount.minimum_scale, amount.maximum_scale = 0, axes.top
    amount.tick_labels.number_format_is_linked = False
    amount.tick_labels.number_format = "#,##0.##" if axes.largest < 10 else "#,##0"
    native.axis_title(amount, exhibit.unit, stage.look)


def _labels(
    axes: _Axes, series: Sequence[tuple[Path, bool, list[Point]]]
) -> list[list[tuple[str, str]]]:
    """The label of each point of each series, and its side.

    The last target of a path names its region, and stands beside its line's end if it can.
    """
    spots = {}
    for column, (path, observed, points) in enumerate(series):
        for number, point in enumerate(points):
            end = not observed and number == len(points) - 1
            text = clean(f"{path.region} {point.text}" if end else point.text)
            spot = Spot(*axes.at(point), width_of(text) * _SIZE, "rtbl" if end else "tbrl")
            spots[not end, column, number] = text, spot
    order = sorted(spots)  # names before all else
    lines = [[axes.at(point) for point in points] for _, observed, points in series if not observed]
    _, top, _, height = _INNER
    # The years are beneath the axis, on which a label may lie.
    bottom = (1 - top - height) * axes.high - _SIZE * 0.7
    room = (0.0, bottom, axes.wide, axes.high)
    sides = label_sides([spots[place][1] for place in order], lines, room, _SIZE)
    labels = [[("", "")] * len(points) for _, _, points in series]
    for place, side in zip(order, sides, strict=True):
        _, column, number = place
        labels[column][number] = spots[place][0], side
    return labels


def _draw(
    stage: Stage, series: Any, colour: Colour, observed: bool, points: dict[int, Point]
) -> None:
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
    ranges = {
        i: p.high - p.low
        for i, p in points.items()
        if p.low is not None and p.high is not None and p.high > p.low
    }
    if ranges:
        line = line_xml(colour, 1.25)
        native.set_error_bars(series, line, ranges, max(points) + 1, direction="y", minus={})


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
