"""Milestones and reported results as a native scatter chart with lines, one colour a region."""

from __future__ import annotations

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
from exports.deck.look import Colour, line_xml
from exports.deck.stage import Sign, Stage, Words
from exports.deck.template import Box
from exports.deck.text import clean

_INNER = (0.07, 0.03, 0.78, 0.85)
PATHS_A_SLIDE = 6
#: Days within which labels could meet.
_NEAR = 200


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
    _axes(stage, chart, exhibit)
    for column, (drawn, (path, observed, points)) in enumerate(
        zip(chart.plots[0].series, series, strict=True)
    ):
        table.refer(drawn, column)
        colour = look.regions[paths.index(path) % len(look.regions)]
        own = dict(zip(table.places[column], points, strict=True))
        below = {place for place in own if table.below(column, place)}
        _draw(stage, drawn, colour, path.region, observed, own, below)
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

    def below(self, column: int, place: int) -> bool:
        """Whether another series stands above a point, at about its time."""
        value = _value(self.columns[column][place]) or 0.0
        return any(
            abs((self.days[other] - self.days[place]).days) < _NEAR
            and ((_value(point) or 0.0), number < column) > (value, False)
            for number, own in enumerate(self.columns)
            if number != column
            for other, point in own.items()
        )

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


def _axes(stage: Stage, chart: Any, exhibit: PathsExhibit) -> None:
    days = [p.when for path in exhibit.paths for p in path.points]
    first, last = min(days).year - 1, max(days).year
    time, amount = chart.category_axis, chart.value_axis
    native.quiet_axis(time, stage.look)
    native.quiet_axis(amount, stage.look, grid=True)
    # A year stands where it ends, as the milestones that it names; steps of 365.25 days keep to it.
    time.minimum_scale = native.day_number(date(first, 12, 31))
    time.maximum_scale = native.day_number(date(last, 12, 31)) + 1
    time.major_unit = 365.25 * (1 if last - first < 14 else 2)
    time.tick_labels.number_format, time.tick_labels.number_format_is_linked = "yyyy", False
    amount.minimum_scale = 0
    amount.tick_labels.number_format, amount.tick_labels.number_format_is_linked = "#,##0.##", False
    values = [_value(p) or 0 for path in exhibit.paths for p in path.points]
    amount.tick_labels.number_format = "#,##0.##" if max(values) < 10 else "#,##0"
    native.axis_title(amount, exhibit.unit, stage.look)


def _draw(
    stage: Stage,
    series: Any,
    colour: Colour,
    region: str,
    observed: bool,
    points: dict[int, Point],
    below: set[int],
) -> None:
    """Targets: a line with diamonds; reported results: discs alone. The labels of the points in
    ``below`` stand under them.
    """
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
    last = max(points)
    labels = []
    for place, point in points.items():
        text, position = point.text, "b" if place in below else "t"
        if place == last and not observed:
            text, position = f"{region} {text}", "r"
        labels.append(native.label_xml(place, position, look, text=text, size=10))
    native.set_labels(series, labels)
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
