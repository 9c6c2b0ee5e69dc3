"""Milestones of regions as native lines over time, with reported results as circles."""

from __future__ import annotations

from datetime import date

from openpyxl.chart import ScatterChart
from openpyxl.chart.data_source import AxDataSource
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import SeriesLabel, XYSeries
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.atlas import Atlas
from analysis.exhibits import Path, PathsExhibit, Point
from analysis.palette import LIGHT
from analysis.sources import documents_line
from exports.workbook.book import Book, Look, clean, day_number, fit, rgb, widths
from exports.workbook.chart_parts import (
    ROWS,
    dress,
    heading,
    numbers,
    plot_area,
    span,
    top_lines,
    type_of,
    value_axis,
)
from exports.workbook.data_sheet import Data

_TABLE = ROWS + 4
_DAY = Look(number="yyyy-mm-dd", align="left")
_HEADS = 7


def paths_sheet(
    book: Book, data: Data, atlas: Atlas, exhibit: PathsExhibit, name: str
) -> Worksheet:
    """Add a sheet with one line per region through its milestones and its cells.

    Targets ask Data by their id; reported results and stated baselines are values of their own,
    drawn as circles without a line.
    """
    sheet = book.sheet(name)
    top_lines(book, sheet, exhibit.title, exhibit.subtitle)
    book.heads(
        sheet, _TABLE - 1,
        [
            book.t("Region"), book.t("Date"), book.t("Figure"),
            f"{book.t('Target')} ({exhibit.unit})", f"{book.t('Reported or base')} ({exhibit.unit})",
            book.t("Factor"), book.t("Target id"),
        ],
        (4, 5, 6),
    )  # fmt: skip
    widths(sheet, 24, 13, 22, 24, 24, 12, 36)
    fit(sheet, _TABLE - 1)
    chart = ScatterChart()
    chart.style, chart.scatterStyle = 2, "lineMarker"
    row = _TABLE
    for place, path in enumerate(exhibit.paths):
        for offset, point in enumerate(path.points):
            _point_cells(book, sheet, data, path, point, row + offset)
        _add_series(book, chart, sheet, path, place, row)
        row += len(path.points)
    chart.display_blanks = "span"  # a line goes on over the cells of reported results
    _dress(chart, book, data, atlas, exhibit)
    sheet.add_chart(chart, "A3")
    sheet.print_area = f"A1:{get_column_letter(_HEADS)}{row}"
    return sheet


def _value(point: Point) -> float | None:
    ends = [end for end in (point.low, point.high) if end is not None]
    return ends[0] if ends else None


def _point_cells(
    book: Book, sheet: Worksheet, data: Data, path: Path, point: Point, row: int
) -> None:
    value = _value(point)
    code = "#,##0" if value is None or float(value).is_integer() else "#,##0.0##"
    number = Look(number=code, align="right")
    book.put(sheet, row, 1, path.region)
    book.put(sheet, row, 3, point.text)
    if point.target_id is None:
        book.put(sheet, row, 2, point.when, _DAY)
        book.put(sheet, row, 5, value, number)
        return
    book.put(sheet, row, 7, point.target_id, Look(indent=1))
    asked = data.ask("due", f"$G{row}")
    book.formula(sheet, row, 2, f"={asked}", point.when, _DAY)
    key = "low" if data.value("low", point.target_id) is not None else "high"
    source = data.value(key, point.target_id)
    factor = float(value or 0) / float(source) if source else 1.0
    book.put(sheet, row, 6, float(f"{factor:.12g}"), number.but(number="General"))
    asked = data.ask(key, f"$G{row}")
    book.formula(sheet, row, 4, f"={asked}*$F{row}", value, number)


def _add_series(
    book: Book, chart: ScatterChart, sheet: Worksheet, path: Path, place: int, top: int
) -> None:
    """The line of a region's targets, and its circles where something was reported."""
    last = top + len(path.points) - 1
    colour = rgb(LIGHT.regions[place % len(LIGHT.regions)])
    days = [day_number(point.when) for point in path.points]
    where = AxDataSource(numRef=numbers(span(sheet, 2, top, last), days, "yyyy").numRef)
    for column, observed in ((4, False), (5, True)):
        own = [point for point in path.points if point.observed is observed or
               (observed and point.target_id is None)]  # fmt: skip
        if not own:
            continue
        values = [
            _value(point) if (point.target_id is None) is observed else None
            for point in path.points
        ]
        if not any(value is not None for value in values):
            continue
        series = XYSeries(
            xVal=where,
            yVal=numbers(span(sheet, column, top, last), values),
            order=len(chart.series),
        )
        series.idx = len(chart.series)
        reported = SeriesLabel(v=clean(f"{path.region} ({book.t('reported')})"))
        series.tx = reported if observed else heading(sheet, top, 1, path.region)
        series.smooth = False
        line = (
            LineProperties(solidFill=colour, w=28575)
            if not observed
            else LineProperties(noFill=True)
        )
        series.graphicalProperties = GraphicalProperties(ln=line)
        series.marker = Marker(symbol="circle" if observed else "diamond", size=8)
        inside = GraphicalProperties(solidFill=colour)
        inside.line = LineProperties(solidFill=colour, w=15875)
        series.marker.spPr = inside
        chart.series.append(series)


def _dress(
    chart: ScatterChart, book: Book, data: Data, atlas: Atlas, exhibit: PathsExhibit
) -> None:
    values = [
        value for path in exhibit.paths for point in path.points
        if (value := _value(point)) is not None
    ]  # fmt: skip
    whole = all(float(value).is_integer() for value in values)
    dress(chart, book.lang, exhibit.title, exhibit.subtitle)
    chart.legend.legendPos = "r"
    documents = data.documents(exhibit.targets)
    value_axis(chart.y_axis, book.lang, exhibit.unit, "#,##0" if whole else "#,##0.0##")
    chart.y_axis.scaling.min = 0 if min(values, default=0) >= 0 else None
    value_axis(chart.x_axis, book.lang, "", "yyyy", documents_line(atlas, documents, book.lang))
    chart.x_axis.majorGridlines = None
    chart.x_axis.txPr = type_of(book.lang, 11)
    days = [point.when for path in exhibit.paths for point in path.points]
    # A year stands where it ends, as the milestones that it names; steps of 365.25 days keep to it.
    first, last = min(days).year - 1, max(days).year
    chart.x_axis.scaling.min = day_number(date(first, 12, 31))
    chart.x_axis.scaling.max = day_number(date(last, 12, 31)) + 1
    chart.x_axis.majorUnit = 365.25 * (1 if last - first < 14 else 2)
    chart.layout = plot_area(0.07, 0.14, 0.76, 0.70)
