"""What every native chart shares: its place, its type, its axes, and the data behind it.

The data behind a chart is written anew: python-pptx would let a text that starts with ``=`` become
a formula of the embedded workbook. Beside the series stand the figures in words and their links.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from pptx.chart.chart import Chart
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt
from xlsxwriter import Workbook

from exports.deck.look import Colour, Look, colour_xml
from exports.deck.stage import describe
from exports.deck.template import Box
from exports.deck.text import clean, set_typefaces

_SHAPES_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
_SHAPES_RELATION = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartUserShapes"
)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"
#: Where Excel's count of days starts.
_DAY_ZERO = date(1899, 12, 30)
Inner = tuple[float, float, float, float]


def place_chart(
    slide: Slide, kind: Any, data: Any, box: Box, inner: Inner, name: str, alt: str
) -> Chart:
    """Add a chart without title and legend; ``inner`` is its plot's place (left, top, width and
    height as shares of the chart), fixed so that labels have room whatever the renderer.
    """
    frame = slide.shapes.add_chart(kind, box.left, box.top, box.width, box.height, data)
    describe(frame, name, alt)
    chart = frame.chart
    chart.has_title = False
    chart.has_legend = False
    chart.font.size = Pt(11)
    set_typefaces(chart.font._rPr)
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    left, top, width, height = inner
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout>"
            '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{left:.4f}"/><c:y val="{top:.4f}"/>'
            f'<c:w val="{width:.4f}"/><c:h val="{height:.4f}"/></c:manualLayout></c:layout>'
        ),
    )
    return chart


def quiet_axis(axis: Any, look: Look, *, size: float = 11, grid: bool = False) -> None:
    """No ticks, labels on the axis' own side, a light grid or none."""
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = (
        XL_TICK_LABEL_POSITION.NEXT_TO_AXIS if grid else XL_TICK_LABEL_POSITION.LOW
    )
    axis.tick_labels.font.size = Pt(size)
    look.paint(axis.tick_labels.font.color, look.muted if grid else look.ink)
    set_typefaces(axis.tick_labels.font._rPr)
    axis.has_minor_gridlines = False
    axis.has_major_gridlines = grid
    look.paint(axis.format.line.color, look.rule)
    if grid:
        look.paint(axis.major_gridlines.format.line.color, look.rule)
        axis.major_gridlines.format.line.width = Pt(0.5)


def axis_title(axis: Any, text: str, look: Look) -> None:
    """What an axis counts, in small type."""
    axis.has_title = True
    paragraph = axis.axis_title.text_frame.paragraphs[0]
    run = paragraph.add_run()
    run.text = clean(text)
    run.font.size = Pt(10)
    run.font.bold = False
    look.paint(run.font.color, look.muted)
    set_typefaces(run._r.get_or_add_rPr())


def embed(chart: Chart, rows: Sequence[Sequence[Any]], formats: Mapping[int, str]) -> None:
    """Replace the workbook behind a chart; ``formats`` gives number formats by column (from 0)."""
    content = io.BytesIO()
    book = Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Sheet1")
    looks = {column: book.add_format({"num_format": own}) for column, own in formats.items()}
    typed = book.add_format({"quote_prefix": True})  # a text, though it looks like a formula
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            look = looks.get(column) if number else None
            if isinstance(value, str) and value:
                own = typed if value.startswith(("=", "+", "-", "@")) else None
                sheet.write_string(number, column, clean(value), own)
            elif isinstance(value, date):
                sheet.write_datetime(number, column, value, look)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value, look)
    sheet.set_column(0, 0, 36)
    sheet.freeze_panes(1, 1)
    book.close()
    chart.part.chart_workbook.update_from_xlsx_blob(content.getvalue())


def text_xml(size: float, colour: Colour, tag: str = "a:defRPr", *, bold: bool = False) -> str:
    """Run properties with a theme colour and both typefaces."""
    return (
        f'<{tag} sz="{round(size * 100)}" b="{int(bold)}">{colour_xml(colour)}'
        f'<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></{tag}>'
    )


def label_xml(
    index: int,
    position: str,
    look: Look,
    *,
    text: str = "",
    number_format: str = "",
    size: float = 11,
) -> str:
    """The label of one point: a fixed ``text``, or its value in a number format, which follows
    the value when it is edited.
    """
    shape = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
    body = '<a:bodyPr wrap="none" lIns="38100" rIns="38100" tIns="0" bIns="0" anchor="ctr"/>'
    style = text_xml(size, look.ink)
    flags = "".join(
        f'<c:{name} val="{int(name == "showVal")}"/>'
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )  # fmt: skip
    if text:
        run = text_xml(size, look.ink, "a:rPr")
        inside = (
            f"<c:tx><c:rich>{body}<a:lstStyle/><a:p><a:pPr>{style}</a:pPr>"
            f"<a:r>{run}<a:t>{escape(clean(text))}</a:t></a:r></a:p></c:rich></c:tx>{shape}"
        )
    else:
        inside = (
            f'<c:numFmt formatCode={quoteattr(clean(number_format))} sourceLinked="0"/>{shape}'
            f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{style}</a:pPr>"
            '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
        )
    return f'<c:dLbl><c:idx val="{index}"/>{inside}<c:dLblPos val="{position}"/>{flags}</c:dLbl>'


def set_points(series: Any, looks: Sequence[tuple[str, str]]) -> None:
    """Give each point of a series its fill and its outline, "" for none of its own.

    All at once: python-pptx looks for each point among all that have been set.
    """
    for index, (fill, line) in enumerate(looks):
        point = parse_xml(
            f'<c:dPt {nsdecls("c", "a")}><c:idx val="{index}"/><c:spPr>{fill}{line}</c:spPr></c:dPt>'
        )
        _before(series._element, point, ("dLbls", "trendline", "errBars", "cat", "val"))


def set_labels(series: Any, labels: Sequence[str]) -> None:
    """Give a series the labels of single points, and none to its other points."""
    element = series._element
    for old in element.findall(qn("c:dLbls")):
        element.remove(old)
    if not labels:
        return
    flags = "".join(
        f'<c:{name} val="0"/>'
        for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
    )  # fmt: skip
    content = parse_xml(f"<c:dLbls {nsdecls('c', 'a')}>{''.join(labels)}{flags}</c:dLbls>")
    _before(element, content, ("trendline", "errBars", "cat", "val", "xVal", "yVal", "smooth"))


def set_error_bars(
    series: Any,
    look_xml: str,
    plus: Mapping[int, float],
    count: int,
    *,
    direction: str = "",
    minus: Mapping[int, float] | None = None,
) -> None:
    """Custom error bars: at each point so much upwards and, where given, downwards."""

    def literal(name: str, values: Mapping[int, float]) -> str:
        points = "".join(
            f'<c:pt idx="{index}"><c:v>{value!r}</c:v></c:pt>' for index, value in values.items()
        )
        return (
            f"<c:{name}><c:numLit><c:formatCode>General</c:formatCode>"
            f'<c:ptCount val="{count}"/>{points}</c:numLit></c:{name}>'
        )

    both = minus is not None
    content = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>"
        + (f'<c:errDir val="{direction}"/>' if direction else "")
        + f'<c:errBarType val="{"both" if both else "plus"}"/><c:errValType val="cust"/>'
        + f'<c:noEndCap val="{int(not both)}"/>{literal("plus", plus)}{literal("minus", minus or {})}'
        + f"<c:spPr>{look_xml}</c:spPr></c:errBars>"
    )
    _before(series._element, content, ("cat", "val", "xVal", "yVal", "smooth"))


def draw_over(chart: Chart, shapes: Sequence[str], number: int) -> None:
    """Draw shapes inside a chart, so that they move and grow with it.

    ``shapes`` come from :func:`line_over` and :func:`text_over`; ``number`` is unique in the deck.
    """
    if not shapes:
        return
    content = (
        f'<c:userShapes {nsdecls("c", "a")} xmlns:cdr="{_DRAWING}">{"".join(shapes)}</c:userShapes>'
    )
    uri = PackURI(f"/ppt/drawings/drawing{number}.xml")
    part = Part(uri, _SHAPES_TYPE, chart.part.package, content.encode("utf-8"))
    relation = chart.part.relate_to(part, _SHAPES_RELATION)
    space = chart._chartSpace
    space.append(parse_xml(f'<c:userShapes {nsdecls("c", "r")} r:id="{relation}"/>'))


def line_over(identity: int, name: str, x: float, top: float, bottom: float, line: str) -> str:
    """A vertical line in a chart, in shares of it."""
    return (
        f"<cdr:relSizeAnchor>{_corner('from', x, top)}{_corner('to', x, bottom)}"
        f'<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="{identity}" name={quoteattr(name)}/>'
        "<cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr><a:xfrm/>"
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{line}</cdr:spPr></cdr:cxnSp></cdr:relSizeAnchor>'
    )


def text_over(
    identity: int, text: str, box: Inner, size: float, colour: Colour, align: str = "l"
) -> str:
    """A text in a chart; ``box`` is (left, top, right, bottom) in shares of it."""
    left, top, right, bottom = box
    return (
        f"<cdr:relSizeAnchor>{_corner('from', left, top)}{_corner('to', right, bottom)}"
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr><cdr:cNvPr id="{identity}" name={quoteattr(clean(text))}/>'
        '<cdr:cNvSpPr txBox="1"/></cdr:nvSpPr><cdr:spPr><a:xfrm/>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></cdr:spPr>'
        '<cdr:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'
        f'<a:p><a:pPr algn="{align}"/><a:r>{text_xml(size, colour, "a:rPr")}<a:t>{escape(clean(text))}</a:t></a:r></a:p>'
        "</cdr:txBody></cdr:sp></cdr:relSizeAnchor>"
    )


def day_number(day: date) -> int:
    """Excel's number of a day."""
    return (day - _DAY_ZERO).days


def rounded_up(value: float) -> float:
    """The next number of one or two figures above a value, for an axis to end at."""
    step = 10.0 ** math.floor(math.log10(value)) / 2 if value > 0 else 1.0
    return math.ceil(value / step) * step


def number_format(value: float, prefix: str, suffix: str) -> str:
    """Excel's format of a value between two texts, with as many decimals as it has (at most 2)."""
    decimals = next((d for d in range(3) if abs(round(value, d) - value) < 1e-9), 2)
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    return _quoted(prefix) + number + _quoted(suffix)


def _quoted(text: str) -> str:
    text = clean(text).replace('"', "”")
    return f'"{text}"' if text else ""


def _corner(name: str, x: float, y: float) -> str:
    return f"<cdr:{name}><cdr:x>{x:.5f}</cdr:x><cdr:y>{y:.5f}</cdr:y></cdr:{name}>"


def _before(parent: Any, child: Any, names: Sequence[str]) -> None:
    """Insert a child before the first of the named elements, as the schema's order asks."""
    tags = {qn(f"c:{name}") for name in names}
    for element in parent:
        if element.tag in tags:
            element.addprevious(child)
            return
    parent.append(child)
