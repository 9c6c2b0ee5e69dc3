"""Ranked bars as a native Excel chart on cells that ask the sheet Data."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import NumDataSource
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.series import Series
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from analysis.atlas import Atlas
from analysis.exhibits import Bar, BarsExhibit
from analysis.measures import Measure, measure
from analysis.palette import LIGHT
from analysis.sources import documents_line
from analysis.view import View
from exports.table import COMPARATORS
from exports.workbook.book import MUTED, SIGNS, Book, Look, rgb, wide, widths
from exports.workbook.chart_parts import (
    ROWS,
    dress,
    fill,
    heading,
    label_axis,
    legend_above,
    lighter,
    mark_of,
    numbers,
    plot_area,
    span,
    split,
    texts,
    top_lines,
    type_of,
    value_axis,
)
from exports.workbook.data_sheet import Data
from language.figures import plain_number

#: Bars that fit on one 16:9 chart with legible labels.
MOST = 30
_TABLE = ROWS + 4


def bars_sheet(
    book: Book, data: Data, atlas: Atlas, exhibit: BarsExhibit, view: View, name: str
) -> Worksheet:
    """Add a sheet with the chart (several where there are more than ``MOST`` bars) and its cells.

    Each bar's cells ask Data for the target by its id, so that sorting or changing Data changes the
    chart. Ranges have error bars from their low to their high end; drafts and upper limits are
    hatched, approximate figures pale; the sign stands in the label.
    """
    sheet = book.sheet(name)
    top_lines(book, sheet, exhibit.title, exhibit.subtitle)
    parts, size = split(len(exhibit.bars), MOST)
    first = _TABLE + (parts - 1) * ROWS
    groups = _groups(book, exhibit)
    book.heads(
        sheet, first - 1,
        [
            book.t("Label ({unit})", unit=exhibit.unit), book.t("Figure"), book.t("Deadline"),
            *groups.values(),
            book.t("To the high end"), book.t("Note"), book.t("Factor"), book.t("Target id"),
        ],
        (*range(4, 5 + len(groups)), 6 + len(groups)),
    )  # fmt: skip
    results = [
        _bar_cells(book, sheet, data, atlas, exhibit, view, bar, first + place, groups)
        for place, bar in enumerate(exhibit.bars)
    ]
    widths(sheet, 34, 22, 12, *(16 for _ in groups), 14, 34, 12, 34)
    for part in range(parts):
        chosen = slice(part * size, (part + 1) * size)
        chart = _chart(book, sheet, data, atlas, exhibit, groups, results, first, chosen)
        sheet.add_chart(chart, f"A{3 + part * ROWS}")
    row = first + len(exhibit.bars) + 1
    for line in exhibit.caveats:
        book.put(sheet, row, 1, line, MUTED.but(wrap=False))
        row += 1
    sheet.print_area = f"A1:{get_column_letter(7 + len(groups))}{row}"
    return sheet


def _groups(book: Book, exhibit: BarsExhibit) -> dict[str, str]:
    """What colours tell apart, with its name: regions, or provinces from cities."""
    if exhibit.by_region:
        names = {bar.adcode: bar.region for bar in exhibit.bars}
        return {adcode: names.get(adcode, adcode) for adcode in exhibit.regions}
    known = {
        "nation": book.t("nation"), "province": book.t("province"), "city": book.t("city or district"),
    }  # fmt: skip
    present = {_group(exhibit, bar) for bar in exhibit.bars if bar.target_id}
    return {key: text for key, text in known.items() if key in present}


def _group(exhibit: BarsExhibit, bar: Bar) -> str:
    if exhibit.by_region:
        return bar.adcode
    return bar.level if bar.level in ("nation", "province") else "city"


def _colour(exhibit: BarsExhibit, group: str) -> str:
    if exhibit.by_region:
        return LIGHT.regions[exhibit.regions.index(group) % len(LIGHT.regions)]
    return {"nation": LIGHT.muted, "province": LIGHT.bar}.get(group, LIGHT.bar_soft)


def label_of(book: Book, bar: Bar) -> str:
    """The bar's name with its year, that it is a draft, at least, about ...; or why it has no bar."""
    parts = [bar.label]
    if bar.deadline and bar.deadline not in bar.label:
        parts.append(bar.deadline)
    if bar.draft and book.t("draft") not in bar.label:
        parts.append(book.t("draft"))
    if bar.target_id is None:
        parts.append(f"({bar.text})")
    elif bar.comparator not in (None, "exact"):
        parts.append("· " + book.t(COMPARATORS[str(bar.comparator)]))
    return " ".join(parts)


def _bar_cells(
    book: Book, sheet: Worksheet, data: Data, atlas: Atlas, exhibit: BarsExhibit, view: View,
    bar: Bar, row: int, groups: dict[str, str],
) -> dict[str, Any]:  # fmt: skip
    """One bar's row of cells; returns its label, value and distance to the high end."""
    code = _code(exhibit)
    number = Look(number=code, align="right")
    label = label_of(book, bar)
    for column, text in enumerate((label, bar.text, bar.deadline), 1):
        book.put(sheet, row, column, text)
    extra, note, factor, target = (4 + len(groups) + step for step in range(4))
    book.put(sheet, row, note, bar.note, Look(indent=1))
    value = bar.low if bar.low is not None else bar.high
    result = {"label": label, "bar": bar, "value": value, "extra": None}
    if bar.target_id is None or value is None:
        return result
    book.put(sheet, row, target, bar.target_id, Look(indent=1))
    own = 4 + list(groups).index(_group(exhibit, bar))
    key = "low" if bar.low is not None else "high"
    id_cell = f"${get_column_letter(target)}{row}"
    place = f"${get_column_letter(factor)}{row}"
    formula = _Measured(book, atlas, view, data, bar).cells(sheet, row, factor)
    book.formula(sheet, row, own, f"={formula(data.ask(key, id_cell), place)}", value, number)
    if bar.comparator == "range" and bar.low is not None and bar.high is not None:
        result["extra"] = bar.high - bar.low
        text = f"={formula(data.ask('high', id_cell), place)}-{get_column_letter(own)}{row}"
        book.formula(sheet, row, extra, text, result["extra"], number)
    return result


class _Measured:
    """How a figure on Data becomes the bar's value: times a factor, or a growth from a base."""

    def __init__(self, book: Book, atlas: Atlas, view: View, data: Data, bar: Bar) -> None:
        self.book = book
        target = str(bar.target_id)
        key = "low" if bar.low is not None else "high"
        self.source = data.value(key, target)
        self.value = bar.low if bar.low is not None else bar.high
        row = data.rows[target]
        grows = Measure(view.measure) is Measure.GROWTH
        self.base = measure(atlas, row, Measure.GROWTH).base if grows else None
        self.years = int(row["deadline_year"]) - self.base[1] if self.base else 0
        self.si = float(row["si_low"] if row["si_low"] is not None else row["si_high"])

    def cells(self, sheet: Worksheet, row: int, column: int) -> Any:
        """Write the factor (or the base); returns a function from (value, place) to a formula."""
        plain = Look(number="General", align="right", colour=LIGHT.muted)
        if self.base:
            base_si = float(self.base[0].si_low or 0)
            base = base_si * float(self.source) / self.si
            self.book.put(sheet, row, column, base, plain)
            return lambda value, place: f"(({value}/{place})^(1/{self.years})-1)*100"
        factor = 1.0 if not self.source else float(self.value or 0) / float(self.source)
        self.book.put(sheet, row, column, float(f"{factor:.12g}"), plain)
        return lambda value, place: f"{value}*{place}"


def _code(exhibit: BarsExhibit) -> str:
    """The number format of a chart: as many decimals as tell its bars apart."""
    ends = [float(e) for bar in exhibit.bars for e in (bar.low, bar.high) if e is not None]
    if all(end.is_integer() for end in ends):
        return "#,##0"
    return "#,##0.0#" if max(map(abs, ends)) >= 1 else "0.0###"


def _chart(
    book: Book, sheet: Worksheet, data: Data, atlas: Atlas, exhibit: BarsExhibit, groups: dict[str, str],
    results: list[dict[str, Any]], first: int, chosen: slice,
) -> BarChart:  # fmt: skip
    own = results[chosen]
    top = first + (chosen.start or 0)
    last = top + len(own) - 1
    code = _code(exhibit)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "clustered", 100
    chart.gapWidth = 60 if len(own) > 6 else 120
    labels = texts(span(sheet, 1, top, last), [item["label"] for item in own])
    for place, (group, name) in enumerate(groups.items()):
        column = 4 + place
        mine = [_group(exhibit, item["bar"]) == group and item["value"] is not None for item in own]
        values = [item["value"] if yes else None for item, yes in zip(own, mine, strict=True)]
        if not any(mine):
            continue
        series = Series(val=numbers(span(sheet, column, top, last), values, code), order=place)
        series.idx = place
        series.tx = heading(sheet, first - 1, column, name)
        series.cat = labels
        series.invertIfNegative = False
        _looks(series, own, mine, _colour(exhibit, group))
        _values_written(series, book.lang, code, own, mine)
        extras = [item["extra"] if yes else None for item, yes in zip(own, mine, strict=True)]
        if any(extras):
            place_of = span(sheet, 4 + len(groups), top, last)
            series.errBars = _error_bars(numbers(place_of, extras, code))
        chart.series.append(series)
    dress(chart, book.lang, exhibit.title, exhibit.subtitle)
    if len(groups) < 2:
        chart.legend = None
    else:
        legend_above(chart)
    size = 11 if len(own) <= 12 else 10 if len(own) <= 20 else 9
    label_axis(chart.x_axis, book.lang, size)
    documents = data.documents(exhibit.targets)
    value_axis(chart.y_axis, book.lang, exhibit.unit, code, _note(book, exhibit, atlas, documents))
    chart.y_axis.scaling.min = 0 if min((i["value"] or 0) for i in own) >= 0 else None
    chart.y_axis.crosses = "max"
    longest = max(wide(item["label"]) for item in own) if own else 10
    left = min(0.42, 0.03 + longest * size * 0.00062)
    top_of = 0.17 if len(groups) > 1 else 0.13
    chart.layout = plot_area(left, top_of, 0.95 - left, min(0.88 - top_of, len(own) * 0.12 + 0.02))
    return chart


def _note(book: Book, exhibit: BarsExhibit, atlas: Atlas, documents: list[str]) -> str:
    """Under the axis: how what is no plain number looks, and the sources."""
    parts = []
    if any(bar.draft for bar in exhibit.bars):
        parts.append(book.t("hatched: draft"))
    if any(bar.comparator in ("at_most", "less_than") for bar in exhibit.bars):
        parts.append(book.t("hatched: at most"))
    if any(bar.comparator == "about" for bar in exhibit.bars):
        parts.append(book.t("pale: approximate"))
    if any(bar.comparator == "range" for bar in exhibit.bars):
        parts.append(book.t("error bar: high end of a range"))
    text = documents_line(atlas, documents, book.lang) if documents else ""
    return (book.t("; ").join(parts) + ("  " if parts else "")) + text


def _looks(series: Series, own: list[dict[str, Any]], mine: list[bool], colour: str) -> None:
    """The group's colour, and a look of its own for every bar that is no plain number in force."""
    series.graphicalProperties = fill(colour)
    for place, (item, yes) in enumerate(zip(own, mine, strict=True)):
        bar = item["bar"]
        if not yes:
            continue
        if bar.draft or bar.comparator in ("at_most", "less_than"):
            series.dPt.append(mark_of(place, colour, hatch=True))
        elif bar.comparator == "about":
            series.dPt.append(mark_of(place, lighter(colour, 0.45)))


def _values_written(
    series: Series, lang: str, code: str, own: list[dict[str, Any]], mine: list[bool]
) -> None:
    """Each value at its bar's end; the sign of one that is no plain number is in its format."""
    series.dLbls = _shown_values(DataLabelList(), lang, code, len(own))
    series.dLbls.dLbl = [
        _shown_values(DataLabel(idx=place), lang, shown, len(own))
        for place, (item, yes) in enumerate(zip(own, mine, strict=True))
        if yes and (shown := _figure_format(item["bar"], lang, code)) != code
    ]


def _shown_values(labels: Any, lang: str, code: str, count: int) -> Any:
    labels.numFmt = code
    labels.txPr = type_of(lang, 10 if count <= 20 else 9)
    labels.dLblPos = "outEnd"
    labels.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"):
        setattr(labels, name, False)
    return labels


def _figure_format(bar: Bar, lang: str, code: str) -> str:
    """The number format of one bar's value: ``"≥ "#,##0``, ``#,##0"–3,000"``."""
    if bar.comparator == "range" and bar.high is not None:
        return f'{code}"–{plain_number(bar.high, lang)}"'
    sign = SIGNS[lang].get(bar.comparator or "", "")
    return f'"{sign}"{code}' if sign else code


def _error_bars(values: NumDataSource) -> ErrorBars:
    bars = ErrorBars(errBarType="plus", errValType="cust", plus=values, noEndCap=False)
    bars.spPr = GraphicalProperties(ln=LineProperties(solidFill=rgb(LIGHT.ink), w=15875))
    return bars
