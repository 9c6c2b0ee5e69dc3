"""An Excel workbook of a view: overview, native charts on the data, the data, sources and notes."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import NumDataSource, NumRef
from openpyxl.chart.error_bar import ErrorBars
from openpyxl.chart.label import DataLabelList
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from analysis.atlas import Atlas
from analysis.comparability import SENTENCES, compare, group_keys
from analysis.exhibits import Shown
from analysis.words import qualified
from exports.kind import Cover
from exports.table import HEADINGS, export_table, headings
from language.catalogue import counted, mark, pick, translate

_FONT = "Microsoft YaHei"
_ACCENT = "2B6EA6"
_MAX_TEXT = 32_767
_MAX_CHARTS = 12
#: Columns of HEADINGS that hold long texts, with their widths; the others take 14.
_WIDTHS = {"region": 18, "indicator": 26, "scope": 18, "plan": 44, "issuers": 26, "wording": 60,
           "document": 40, "locator": 20, "link": 40, "target_id": 34}  # fmt: skip


def workbook(atlas: Atlas, shown: Shown, cover: Cover, lang: str) -> bytes:
    """A workbook of what a page shows, figures that may be compared next to each other.

    Every group of two amounts or more gets a native bar chart on the ranges of the data sheet, so
    that changing a cell changes the chart; a range shows as an error bar.
    """
    rows = atlas.targets.loc[list(shown.targets)]
    keys = group_keys(rows)
    order = {key: place for place, key in enumerate(dict.fromkeys(keys))}
    rows = rows.assign(_group=keys.map(order)).sort_values("_group", kind="stable")
    keys = keys.loc[rows.index]
    book = Workbook()
    sheet = book.active
    sheet.title = translate(lang, "Overview")
    data = book.create_sheet(translate(lang, "Data"))
    table = export_table(atlas, rows, lang)
    _data_sheet(data, table, lang)
    _charts(book, data, atlas, rows, keys, lang)
    _sources_sheet(book.create_sheet(translate(lang, "Sources")), atlas, rows, lang)
    _notes_sheet(book.create_sheet(translate(lang, "Notes")), atlas, rows, keys, lang)
    _overview_sheet(sheet, shown, cover, lang)
    for page in book.worksheets:
        page.page_setup.orientation = "landscape"
        page.page_setup.fitToHeight = 0
        page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.properties.title = _clean(shown.finding)[:250]
    book.properties.creator = "Policy Target Atlas 政策目标图谱"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _clean(text: str) -> str:
    """The text without what XML forbids, cut to what a cell holds."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_MAX_TEXT]


def _put(cell: Cell, value: Any, *, bold: bool = False, size: int = 11) -> None:
    """Write a value; text stays text, whatever it starts with."""
    if isinstance(value, str):
        cell.value = _clean(value)
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    cell.font = Font(name=_FONT, size=size, bold=bold)


def _overview_sheet(sheet: Worksheet, shown: Shown, cover: Cover, lang: str) -> None:
    lines = [
        (shown.finding, True, 16),
        (shown.subtitle, False, 11),
        ("", False, 11),
        (counted(lang, len(shown.targets), "figure"), False, 11),
        (translate(lang, "Made on {date}", date=cover.day.isoformat()), False, 11),
        (translate(lang, "Address of the view: {address}", address=cover.address), False, 11),
        ("", False, 11),
        (translate(lang, "How to read: every chart is drawn from the sheet with the data; only figures that mean the same share a chart; an error bar is the upper end of a range. Each figure has its wording, plan, document and link in its row."), False, 11),
    ]  # fmt: skip
    for number, (text, bold, size) in enumerate(lines, 1):
        _put(sheet.cell(number, 1), text, bold=bold, size=size)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=not bold, vertical="top")
    sheet.column_dimensions["A"].width = 100
    sheet.sheet_view.showGridLines = False


def _data_sheet(sheet: Worksheet, table: pd.DataFrame, lang: str) -> None:
    names = headings(lang)
    for column, name in enumerate(names, 1):
        _put(sheet.cell(1, column), name, bold=True)
    for number, row in enumerate(table.itertuples(index=False), 2):
        for column, (key, value) in enumerate(zip(HEADINGS, row, strict=True), 1):
            cell = sheet.cell(number, column)
            _put(cell, value)
            if key in ("low", "high") and value is not None:
                unit = str(row[list(HEADINGS).index("unit")]).replace('"', "")
                cell.number_format = f'#,##0.## "{unit}"' if value % 1 else f'#,##0 "{unit}"'
            elif key in ("si_low", "si_high"):
                cell.number_format = "#,##0"
            elif key == "link" and value:
                cell.hyperlink = value
                cell.font = Font(name=_FONT, color=_ACCENT, underline="single")
    for column, key in enumerate(HEADINGS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS.get(key, 14)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    if len(table):
        area = f"A1:{get_column_letter(len(names))}{len(table) + 1}"
        style = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        sheet.add_table(Table(displayName="Targets", ref=area, tableStyleInfo=style))


def _charts(
    book: Workbook, data: Worksheet, atlas: Atlas, rows: pd.DataFrame, keys: pd.Series, lang: str
) -> None:
    """One sheet with a native chart for each group of two amounts or more in one unit."""
    made = 0
    columns = list(HEADINGS)
    first = 2
    for key in dict.fromkeys(keys):
        own = rows.loc[keys == key]
        last = first + len(own) - 1
        drawable = own["low"].notna().all() and own["si_unit"].iloc[0] not in ("rank", "x")
        if len(own) >= 2 and drawable and own["unit"].nunique() == 1 and made < _MAX_CHARTS:
            made += 1
            sheet = book.create_sheet(translate(lang, "Chart {number}", number=made))
            title = _clean(qualified(atlas, own.iloc[0], lang))
            chart = _bar_chart(data, title, own["unit"].iloc[0], first, last, columns)
            if (own["comparator"] == "range").any():
                _error_bars(chart, data, first, last, columns)
            sheet.add_chart(chart, "A1")
            sheet.sheet_view.showGridLines = False
        first = last + 1


def _bar_chart(
    data: Worksheet, title: str, unit: str, first: int, last: int, columns: list[str]
) -> BarChart:
    chart = BarChart()
    chart.type, chart.style, chart.gapWidth = "bar", 10, 60
    chart.title, chart.legend = title, None
    chart.width, chart.height = 29.7, max(9.0, min(16.7, 4 + 0.85 * (last - first + 1)))
    low, region = columns.index("low") + 1, columns.index("region") + 1
    chart.add_data(
        Reference(data, min_col=low, min_row=first, max_row=last), titles_from_data=False
    )
    chart.set_categories(Reference(data, min_col=region, min_row=first, max_row=last))
    series = chart.series[0]
    series.graphicalProperties.solidFill = _ACCENT
    series.dLbls = DataLabelList()
    series.dLbls.showVal = True
    for name in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, name, False)
    series.dLbls.numFmt = "#,##0.##"
    chart.y_axis.title, chart.y_axis.delete = unit, False
    chart.y_axis.number_format, chart.y_axis.majorGridlines = "#,##0", None
    chart.x_axis.delete, chart.x_axis.scaling.orientation = False, "maxMin"
    return chart


def _error_bars(
    chart: BarChart, data: Worksheet, first: int, last: int, columns: list[str]
) -> None:
    """Upper ends of ranges: a helper column right of the data holds high − low as a formula."""
    helper = len(columns) + 2
    low, high = (get_column_letter(columns.index(name) + 1) for name in ("low", "high"))
    for row in range(first, last + 1):
        data.cell(row, helper).value = f"=IF(ISNUMBER({high}{row}),{high}{row}-{low}{row},0)"
        data.cell(row, helper).font = Font(name=_FONT, color="999999")
    letter = get_column_letter(helper)
    reference = f"'{data.title}'!${letter}${first}:${letter}${last}"
    chart.series[0].errBars = ErrorBars(
        errDir="y", errBarType="plus", errValType="cust",
        plus=NumDataSource(numRef=NumRef(f=reference)),
        minus=NumDataSource(numRef=NumRef(f=reference)),
    )  # fmt: skip


def _sources_sheet(sheet: Worksheet, atlas: Atlas, rows: pd.DataFrame, lang: str) -> None:
    names = [
        mark("Document"),
        mark("Published by"),
        mark("Kind"),
        mark("Date"),
        mark("Figures"),
        mark("Link"),
    ]
    texts = [translate(lang, name) for name in names]
    for column, name in enumerate(texts, 1):
        _put(sheet.cell(1, column), name, bold=True)
        sheet.cell(1, column).fill = PatternFill("solid", fgColor="EEF0F2")
    for number, (name, count) in enumerate(rows["document"].value_counts().items(), 2):
        document = atlas.collection.documents[name]
        values = [
            document.title,
            pick(lang, document.publisher, document.publisher_en),
            translate(
                lang, document.kind.value.replace("_", " ").replace("primary", "primary text")
            ),
            str(document.date or ""),
            int(count),
            document.url or document.file or "",
        ]
        for column, value in enumerate(values, 1):
            _put(sheet.cell(number, column), value)
        if document.url:
            sheet.cell(number, len(values)).hyperlink = document.url
    for letter, width in zip("ABCDEF", (60, 30, 16, 12, 10, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"


def _notes_sheet(
    sheet: Worksheet, atlas: Atlas, rows: pd.DataFrame, keys: pd.Series, lang: str
) -> None:
    """Caveats of each group, and the curators' notes on single figures."""
    lines: list[tuple[str, str]] = []
    for key in dict.fromkeys(keys):
        own = rows.loc[keys == key]
        reasons = {r for _, row in own.iterrows() for r in compare(own.iloc[0], row).reasons}
        ordered = [reason for reason in SENTENCES if reason in reasons]
        if ordered:
            text = " ".join(translate(lang, SENTENCES[reason]) for reason in ordered)
            lines.append((qualified(atlas, own.iloc[0], lang), text))
    for name in rows["target_id"]:
        target = atlas.target_by_id[name].target
        note = pick(lang, target.note, target.note_en)
        if note:
            lines.append((name, note))
    lines.append(
        (
            "",
            translate(
                lang, "Figures of different scope do not mean the same thing and are never mixed."
            ),
        )
    )
    for line, (title, text) in enumerate(lines, 1):
        _put(sheet.cell(line, 1), title, bold=True)
        _put(sheet.cell(line, 2), text)
        sheet.cell(line, 2).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.column_dimensions["A"].width = 44
    sheet.column_dimensions["B"].width = 100
