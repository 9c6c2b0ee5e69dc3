"""Parts that all native charts share: titles, axes, series on cells with their values kept."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from typing import Any

from openpyxl.chart.data_source import (
    AxDataSource,
    NumData,
    NumDataSource,
    NumRef,
    NumVal,
    StrData,
    StrRef,
    StrVal,
)
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Font,
    Paragraph,
    ParagraphProperties,
    RegularTextRun,
    RichTextProperties,
)
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from analysis.palette import LIGHT
from exports.workbook.book import FACES, SUBTITLE, TITLE, Book, clean, rgb

#: Size of a chart in centimetres: 16:9, as wide as a slide.
WIDTH, HEIGHT = 32.0, 18.0
#: Its width in pixels, 96 an inch.
CHART_PIXELS = round(WIDTH / 2.54 * 96)
#: Rows of a sheet that a chart covers, at Excel's own row height.
ROWS = 36


def span(sheet: Worksheet, column: int, first: int, last: int) -> str:
    """A range of one column as a chart's formula writes it."""
    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet.title)}!${letter}${first}:${letter}${last}"


def numbers(place: str, values: Sequence[float | None], code: str = "General") -> NumDataSource:
    """Numbers on cells, with their values of today."""
    points = [NumVal(idx=i, v=repr(v)) for i, v in enumerate(values) if v is not None]
    cache = NumData(formatCode=code, ptCount=len(values), pt=points)
    return NumDataSource(numRef=NumRef(f=place, numCache=cache))


def texts(place: str, values: Sequence[str]) -> AxDataSource:
    """Labels on cells, with their texts of today."""
    return AxDataSource(strRef=StrRef(f=place, strCache=_kept_texts(values)))


def _kept_texts(values: Sequence[str]) -> StrData:
    points = [StrVal(idx=i, v=clean(v)) for i, v in enumerate(values)]
    return StrData(ptCount=len(values), pt=points)


def heading(sheet: Worksheet, row: int, column: int, text: str) -> SeriesLabel:
    """A series' name on the cell over its values."""
    place = f"{quote_sheetname(sheet.title)}!${get_column_letter(column)}${row}"
    return SeriesLabel(strRef=StrRef(f=place, strCache=_kept_texts([text])))


def shared(part: Any) -> Any:
    """A part that many charts have: made once, written once, and copied into each of them.

    Nobody may change it.
    """
    plain, written = part.to_tree, {}

    def to_tree(name: str | None = None, *place: Any) -> Any:
        if name not in written:
            written[name] = plain(name, *place)
        return deepcopy(written[name])

    part.to_tree = to_tree
    return part


@lru_cache(256)
def run(lang: str, size: float, colour: str, *, bold: bool = False) -> CharacterProperties:
    """The type of a run of text, in both scripts."""
    face = Font(typeface=FACES[lang])
    properties = CharacterProperties(
        sz=int(size * 100), b=bold, solidFill=ColorChoice(srgbClr=rgb(colour)), latin=face, ea=face,
        # Without it Chinese punctuation may be set as in Taiwan.
        lang="zh-CN" if lang == "zh" else "en-US", altLang="zh-CN",
    )  # fmt: skip
    return shared(properties)


@lru_cache(256)
def type_of(lang: str, size: float, colour: str = LIGHT.ink) -> RichText:
    """The type of labels that the chart writes itself."""
    paragraph = Paragraph(
        pPr=ParagraphProperties(defRPr=run(lang, size, colour)), endParaRPr=run(lang, size, colour)
    )
    return shared(RichText(bodyPr=RichTextProperties(), p=[paragraph]))


def title(lang: str, lines: Sequence[tuple[str, float, str, bool]], *, over: bool = False) -> Title:
    """A title of several lines, each (text, size, colour, bold)."""
    paragraphs = [
        Paragraph(
            pPr=ParagraphProperties(algn="l", defRPr=run(lang, size, colour, bold=bold)),
            r=[RegularTextRun(rPr=run(lang, size, colour, bold=bold), t=clean(text))],
        )
        for text, size, colour, bold in lines
        if text
    ]
    rich = RichText(bodyPr=RichTextProperties(rot=0, vert="horz"), p=paragraphs)
    return Title(tx=Text(rich=rich), overlay=over)


def dress(chart: Any, lang: str, finding: str, subtitle: str) -> None:
    """Size, title with the finding and what is drawn, and a white ground."""
    chart.width, chart.height = WIDTH, HEIGHT
    chart.title = title(lang, [(finding, 15, LIGHT.ink, True), (subtitle, 11, LIGHT.muted, False)])
    chart.title.layout = Layout(
        manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.015, y=0.02)
    )
    chart.graphical_properties = GraphicalProperties(solidFill="FFFFFF")
    chart.graphical_properties.line.noFill = True
    chart.roundedCorners = False
    if chart.legend is not None:
        chart.legend.position = "b"
        chart.legend.txPr = type_of(lang, 10, LIGHT.muted)


def plot_area(left: float, top: float, width: float, height: float) -> Layout:
    """Where the drawing stands, in parts of the chart: room for labels is not left to chance."""
    return Layout(
        manualLayout=ManualLayout(
            layoutTarget="inner", xMode="edge", yMode="edge", x=left, y=top, w=width, h=height
        )
    )


def value_axis(axis: Any, lang: str, unit: str, code: str, note: str = "") -> None:
    """The axis of values: its unit as title, under it the source; fine lines."""
    axis.delete = False
    axis.title = title(lang, [(unit, 10, LIGHT.muted, False), (note, 9, LIGHT.muted, False)])
    axis.number_format, axis.numFmt.sourceLinked = code, False
    axis.txPr = type_of(lang, 10, LIGHT.muted)
    axis.majorGridlines.spPr, axis.spPr = stroke(LIGHT.rule), stroke()
    axis.majorTickMark = "none"


def label_axis(axis: Any, lang: str, size: float) -> None:
    """The axis of labels: every one written, the first on top."""
    axis.delete = False
    axis.scaling.orientation = "maxMin"
    axis.txPr = type_of(lang, size)
    axis.tickLblSkip = 1
    axis.tickLblPos = "low"
    axis.majorTickMark = "none"
    axis.spPr = stroke(LIGHT.hatch)


@lru_cache(256)
def stroke(colour: str = "") -> GraphicalProperties:
    """A plain line, or none."""
    return shared(GraphicalProperties(ln=LineProperties(**_solid(colour))))


@lru_cache(256)
def fill(colour: str = "") -> GraphicalProperties:
    """A plain fill without a border, or nothing at all."""
    properties = GraphicalProperties(**_solid(colour))
    properties.line.noFill = True
    return shared(properties)


def _solid(colour: str) -> dict[str, Any]:
    return {"solidFill": rgb(colour)} if colour else {"noFill": True}


@lru_cache(256)
def hatched(colour: str) -> GraphicalProperties:
    """Hatching with a border, for what is no plain value."""
    pattern = PatternFillProperties(
        prst="wdUpDiag", fgClr=ColorChoice(srgbClr=rgb(colour)), bgClr=ColorChoice(srgbClr="FFFFFF")
    )
    properties = GraphicalProperties(pattFill=pattern)
    properties.line.solidFill = rgb(colour)
    properties.line.width = 9525
    return shared(properties)


@lru_cache(1024)
def mark_of(place: int, colour: str, *, hatch: bool = False) -> DataPoint:
    """The own look of the bar at a place (from 0) of its series."""
    look = hatched(colour) if hatch else fill(colour)
    return shared(DataPoint(idx=place, invertIfNegative=False, spPr=look))


def lighter(colour: str, part: float = 0.5) -> str:
    """The colour mixed with white; ``part`` 0 leaves it, 1 gives white."""
    value = rgb(colour)
    mixed = [int(value[i : i + 2], 16) for i in (0, 2, 4)]
    return "".join(f"{round(c + (255 - c) * part):02X}" for c in mixed)


def legend_above(chart: Any) -> None:
    """The legend in one line between title and drawing, at the left."""
    chart.legend.position = "t"
    chart.legend.layout = Layout(
        manualLayout=ManualLayout(xMode="edge", yMode="edge", x=0.012, y=0.115)
    )


def top_lines(book: Book, sheet: Worksheet, finding: str, subtitle: str) -> None:
    """The finding and what is shown, on one line each, over the chart."""
    book.put(sheet, 1, 1, finding, TITLE.but(wrap=False, vertical="center"))
    book.put(sheet, 2, 1, subtitle, SUBTITLE.but(wrap=False, vertical="center"))
    sheet.row_dimensions[1].height = 26
    sheet.row_dimensions[2].height = 18


def split(count: int, most: int) -> tuple[int, int]:
    """(charts, marks a chart) so that each of ``count`` marks is legible and charts are alike."""
    parts = max(1, -(-count // most))
    return parts, -(-count // parts)
