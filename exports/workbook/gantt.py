"""The timeline as a native Gantt chart: lanes, milestones and today, on cells that ask Data."""

from __future__ import annotations

from datetime import date
from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.atlas import Atlas
from analysis.exhibits import Lane, TimelineExhibit
from analysis.palette import LIGHT
from analysis.sources import documents_line
from exports.workbook.book import MUTED, Book, Look, day_number, widths
from exports.workbook.chart_parts import (
    CHART_PIXELS,
    ROWS,
    dress,
    fill,
    heading,
    label_axis,
    mark_of,
    numbers,
    plot_area,
    span,
    split,
    stroke,
    texts,
    top_lines,
    value_axis,
)
from exports.workbook.data_sheet import Data
from exports.workbook.printing import column_at, print_in_parts

#: Lanes that fit on one 16:9 chart with legible labels.
MOST = 22
#: Milestones drawn on one lane; later ones stand in the cells' texts.
_MARKS = 4
_FONT = 9
_DAY = Look(number="yyyy-mm-dd", align="left")
_LENGTH = Look(number="0", align="right", colour=LIGHT.muted)
#: Columns of the cells under the chart.
_LABEL, _PLAN, _STATUS, _MILESTONES, _START = 1, 2, 3, 4, 5
_TABLE = ROWS + 5


def gantt_sheet(
    book: Book, data: Data, atlas: Atlas, exhibit: TimelineExhibit, name: str
) -> Worksheet:
    """Add a sheet with the timeline, ``MOST`` lanes a chart, and its cells.

    A stacked bar: the first series has no fill and ends where the plan starts; then lengths in
    days, light for a plan that runs, grey for one whose deadline has passed, dark for the mark of a
    deadline. A second axis holds the line of today. Starts and deadlines ask Data by target.
    """
    sheet = book.sheet(name)
    top_lines(book, sheet, exhibit.title, exhibit.subtitle)
    parts, size = split(len(exhibit.lanes), MOST)
    marks = max((min(len(lane.milestones), _MARKS) for lane in exhibit.lanes), default=0)
    first = _TABLE + (parts - 1) * ROWS
    days = _axis_days(exhibit)
    wide = max(12, round((days[1] - days[0]).days * 0.004))
    today, width = _today(book, sheet, first - 3, exhibit.today, wide)
    book.heads(sheet, first - 1, _headings(book, marks))
    lanes = [
        _lane_cells(book, sheet, data, exhibit, lane, first + place, marks, wide, (today, width))
        for place, lane in enumerate(exhibit.lanes)
    ]
    widths(sheet, 52, 52, 12, 40, *(13 for _ in range(1 + 3 * marks + 4)))
    for part in range(parts):
        chosen = slice(part * size, (part + 1) * size)
        chart = _chart(book, sheet, atlas, exhibit, lanes, first, chosen, marks, days)
        sheet.add_chart(chart, f"A{3 + part * ROWS}")
    # The cells below are those of the charts; on paper the sheet Data says the same.
    charts = [2 + part * ROWS for part in range(1, parts + 1)]
    right = column_at(sheet, 1, CHART_PIXELS)
    print_in_parts(sheet, (right, charts[-1]), rows=charts[:-1])
    row = first + len(lanes) + 1
    if exhibit.undated:
        text = book.t("Without a date, and so not drawn") + ": " + "; ".join(exhibit.undated)
        book.put(sheet, row, 1, text, MUTED.but(wrap=False))
    return sheet


def _headings(book: Book, marks: int) -> list[str]:
    own = [
        book.t("Plan"), book.t("Title"), book.t("Status"), book.t("Deadlines"), book.t("Starts"),
    ]  # fmt: skip
    for number in range(1, marks + 1):
        own += [
            book.t("Deadline {number}", number=number),
            book.t("days to it"),
            book.t("mark of deadline {number}", number=number),
        ]
    return [*own, book.t("days after the last"), book.t("days to today"), book.t("today")]


def _today(book: Book, sheet: Worksheet, row: int, day: date, wide: int) -> tuple[str, str]:
    """The cells of today's date and of the width of marks; returns their places."""
    book.put(sheet, row, 1, book.t("today"))
    book.put(sheet, row, 2, day, _DAY)
    book.put(sheet, row, 3, book.t("width of a mark, days"))
    book.put(sheet, row, 4, wide, _LENGTH.but(align="left"))
    return f"$B${row}", f"$D${row}"


def _axis_days(exhibit: TimelineExhibit) -> tuple[date, date]:
    """First and last day of the axis: whole years around all lanes and today."""
    ends = [lane.end for lane in exhibit.lanes if lane.end]
    ends += [point.day for lane in exhibit.lanes for point in lane.milestones]
    first = min([exhibit.today, *(lane.start for lane in exhibit.lanes)]).year
    last = max([exhibit.today, *ends]).year
    return date(first, 1, 1), date(last + 1, 1, 1)


def _lane_cells(
    book: Book, sheet: Worksheet, data: Data, exhibit: TimelineExhibit, lane: Lane, row: int,
    marks: int, wide: int, places: tuple[str, str],
) -> dict[str, Any]:  # fmt: skip
    """One lane's row of cells; returns its label and the values of each series.

    ``wide`` is the width of a mark in days; ``places`` are the cells of today and of that width.
    """
    today, width = places
    thin = max(4, wide // 2)
    label = _label(lane, book.lang)
    words = "; ".join(f"{point.day.year}: {point.text}" for point in lane.milestones)
    status = {"draft": book.t("draft"), "superseded": book.t("superseded")}.get(lane.status, "")
    for column, text in (
        (_LABEL, label),
        (_PLAN, lane.label),
        (_STATUS, status),
        (_MILESTONES, words),
    ):
        book.put(sheet, row, column, text)
    points = lane.milestones[:_MARKS]
    id_column = _START + 3 * marks + 4  # after the rest, the line and its width
    own = [point.targets[0] for point in points]
    start = day_number(lane.start)
    cell = f"{get_column_letter(_START)}{row}"
    if own:
        for step, target in enumerate(own):
            book.put(sheet, row, id_column + step, target, MUTED.but(wrap=False))
        asked = data.ask("start", f"{get_column_letter(id_column)}{row}")
        book.formula(sheet, row, _START, f"={asked}", lane.start, _DAY)
    else:
        book.put(sheet, row, _START, lane.start, _DAY)
    values: list[float | None] = [start]
    end, end_text = start, cell
    for step in range(marks):
        column = _START + 1 + 3 * step
        if step >= len(points):
            values += [None, None]
            continue
        day = day_number(points[step].day)
        due, to_it, mark_cell = (f"{get_column_letter(column + k)}{row}" for k in range(3))
        asked = data.ask("due", f"{get_column_letter(id_column + step)}{row}")
        book.formula(sheet, row, column, f"={asked}", points[step].day, _DAY)
        length = max(0, day - wide - end)
        book.formula(sheet, row, column + 1, f"=MAX(0,{due}-{width}-({end_text}))", length, _LENGTH)
        book.formula(sheet, row, column + 2, f"={width}", wide, _LENGTH)
        values += [length, wide]
        end_text += f"+{to_it}+{mark_cell}"
        end += length + wide
    rest_column = _START + 1 + 3 * marks
    rest = max(0, day_number(lane.end) - end) if lane.end else 0
    if lane.end and rest > 31:
        book.formula(
            sheet, row, rest_column, f"=MAX(0,{day_number(lane.end)}-({end_text}))", rest, _LENGTH
        )
        values.append(rest)
    elif not lane.end and not points:
        book.formula(sheet, row, rest_column, f"={width}", wide, _LENGTH)
        values.append(wide)
    else:
        values.append(None)
    line = rest_column + 1
    to_line = day_number(exhibit.today) - thin / 2
    book.formula(sheet, row, line, f"={today}-{thin / 2}", to_line, _LENGTH)
    book.put(sheet, row, line + 1, thin, _LENGTH)
    return {"label": label, "values": [*values, to_line, thin], "lane": lane}


def _label(lane: Lane, lang: str) -> str:
    most = 24 if lang == "zh" else 52
    text = lane.label if lane.region in lane.label else f"{lane.region} · {lane.label}"
    return text if len(text) <= most else text[: most - 1] + "…"


def _chart(
    book: Book, sheet: Worksheet, atlas: Atlas, exhibit: TimelineExhibit,
    lanes: list[dict[str, Any]], first: int, chosen: slice, marks: int, days: tuple[date, date],
) -> BarChart:  # fmt: skip
    own = lanes[chosen]
    top = first + (chosen.start or 0)
    last = top + len(own) - 1
    labels = texts(span(sheet, _LABEL, top, last), [item["label"] for item in own])
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 70

    def series(place: int, column: int, look: GraphicalProperties) -> Series:
        """One series on a column of the cells; ``place`` counts the series."""
        values = [item["values"][place] for item in own]
        made = Series(val=numbers(span(sheet, column, top, last), values), order=place)
        made.idx, made.cat = place, labels
        made.tx = heading(sheet, first - 1, column, str(sheet.cell(first - 1, column).value))
        made.graphicalProperties, made.invertIfNegative = look, False
        return made

    chart.series.append(series(0, _START, fill()))
    for step in range(marks):
        column = _START + 2 + 3 * step
        length = series(1 + 2 * step, column, fill(LIGHT.bar_soft))
        deadline = series(2 + 2 * step, column + 1, fill(LIGHT.classes[-1]))
        _special(length, own)
        chart.series += [length, deadline]
    rest = series(1 + 2 * marks, _START + 1 + 3 * marks, fill(LIGHT.bar_soft))
    _special(rest, own)
    chart.series.append(rest)
    dress(chart, book.lang, exhibit.title, _subtitle(book, exhibit, chosen, len(lanes)))
    chart.legend = None
    label_axis(chart.x_axis, book.lang, _FONT)
    documents = [atlas.plan_by_id[item["lane"].plan_id].document for item in own]
    note = book.t("Light: running. Grey: last deadline passed. Hatched: draft. Dark: deadline of a target. Red line: today.")  # fmt: skip
    value_axis(chart.y_axis, book.lang, note, "yyyy", documents_line(atlas, documents, book.lang))
    _years(chart.y_axis, days)
    chart.y_axis.crosses = "max"
    chart.layout = plot_area(0.31, 0.12, 0.66, min(0.74, 0.03 * len(own) + 0.03))
    chart += _today_line(series, _START + 2 + 3 * marks, 2 + 2 * marks, days)
    return chart


def _subtitle(book: Book, exhibit: TimelineExhibit, chosen: slice, count: int) -> str:
    if chosen.stop >= count and not chosen.start:
        return exhibit.subtitle
    start = (chosen.start or 0) + 1
    end = min(count, chosen.stop)
    part = book.t("plans {first} to {last} of {count}", first=start, last=end, count=count)
    return f"{exhibit.subtitle} · {part}"


def _special(series: Series, own: list[dict[str, Any]]) -> None:
    """Grey where the last deadline has passed, hatched for a draft, a mark where none is named."""
    for place, item in enumerate(own):
        lane = item["lane"]
        draft = lane.status == "draft"
        if lane.end is None:
            series.dPt.append(mark_of(place, LIGHT.bar, hatch=draft))
        elif draft:
            colour = LIGHT.hatch if lane.expired else LIGHT.bar
            series.dPt.append(mark_of(place, colour, hatch=True))
        elif lane.expired:
            series.dPt.append(mark_of(place, LIGHT.rule))


def _years(axis: Any, days: tuple[date, date]) -> None:
    """Whole years; from 2 January on, a step of 365.25 days never falls into the year before."""
    axis.scaling.min = day_number(days[0]) + 1
    axis.scaling.max = day_number(days[1]) + 1
    axis.majorUnit = 365.25 * (1 if (days[1] - days[0]).days < 4_400 else 2)


def _today_line(series: Any, column: int, place: int, days: tuple[date, date]) -> BarChart:
    """The line of today: thin bars without a gap on axes of their own, that are not shown."""
    line = BarChart()
    line.type, line.grouping, line.overlap, line.gapWidth = "bar", "stacked", 100, 0
    line.series = [series(place, column, fill()), series(place + 1, column + 1, fill(LIGHT.accent))]
    line.x_axis.axId, line.x_axis.crossAx, line.x_axis.delete = 500, 600, True
    # Deleted, its scale would be lost to LibreOffice: it stays, without labels and line.
    line.y_axis.axId, line.y_axis.crossAx, line.y_axis.delete = 600, 500, False
    line.y_axis.majorGridlines, line.y_axis.tickLblPos = None, "none"
    line.y_axis.majorTickMark = "none"
    line.y_axis.spPr = stroke()
    line.y_axis.crosses = "max"
    _years(line.y_axis, days)
    return line
