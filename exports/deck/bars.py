"""Ranked bars as a native chart: one series for numbers, one hatched behind it for upper ends.

The two series overlap, so that the data behind the chart hold both ends as they are. A label is
the bar's value in a number format wherever the figure is written that way: it follows an edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from analysis.exhibits import Bar, BarsExhibit
from exports.deck import native
from exports.deck.look import Colour, Look, colour_xml, fading_xml, line_xml, pattern_xml
from exports.deck.stage import Sign, Stage, Words
from exports.deck.template import Box
from exports.deck.text import clean, shortened, width_of
from language.figures import plain_number

BARS_A_SLIDE = 15
#: Bars of one chart that slides show: nobody walks through more in a meeting, and the workbook has all.
MOST_BARS = 5 * BARS_A_SLIDE
_LABEL_EMS = 20
#: Type sizes of names and figures; around the plot, in points.
_NAME, _FIGURE, _EDGE = 12, 11, 14
_OPEN = ("at_least", "more_than")
_HIGHEST = ("at_most", "less_than")
_ROWS = (Pt(30), Pt(52))
_FOOT = Pt(52)


def bars_slides(stage: Stage, exhibit: BarsExhibit, words: Words) -> None:
    """One slide with a native chart for every fifteen bars, all on one scale.

    Of more than :data:`MOST_BARS` the first ones, and each slide says so.
    """
    drawn, count = exhibit.bars[:MOST_BARS], len(exhibit.bars)
    if count > len(drawn):
        said = stage.t("the first {drawn} of {count}", drawn=len(drawn), count=count)
        rest = stage.t("all are in the Excel workbook")
        words = replace(words, subtitle=" · ".join(filter(None, (words.subtitle, said, rest))))
    chunks = [drawn[first : first + BARS_A_SLIDE] for first in range(0, len(drawn), BARS_A_SLIDE)]
    highest = max((_end(bar) for bar in drawn), default=0.0)
    for number, bars in enumerate(chunks, 1):
        part = f" ({number}/{len(chunks)})" if len(chunks) > 1 else ""
        own = replace(
            words,
            title=words.title + part,
            targets=[bar.target_id for bar in bars if bar.target_id],
            remarks=[*words.remarks, *_remarks(exhibit, bars)],
        )
        slide, area = stage.slide(own, _signs(stage, exhibit, bars))
        height = min(
            area.height,
            Emu(_ROWS[1] * len(bars) + _FOOT),
            Emu(max(_ROWS[0] * len(bars) + _FOOT, Pt(330))),
        )
        box = Box(area.left, area.top, area.width, Emu(height))
        _chart(stage, slide, box, exhibit, bars, highest if len(chunks) > 1 else None)


def _chart(stage: Stage, slide, box: Box, exhibit: BarsExhibit, bars: Sequence[Bar], highest: float | None) -> None:  # type: ignore[no-untyped-def]  # fmt: skip
    look = stage.look
    count = len(bars)
    data = CategoryChartData(number_format="#,##0.##")
    data.categories = [_category(bar) for bar in bars]
    upper, lower = stage.t("up to"), stage.t("at least, or exactly")
    data.add_series(upper, [_upper(bar) for bar in bars])
    data.add_series(lower, [_lower(bar) for bar in bars])
    foot = _FOOT / box.height
    left, wide = _across(bars, highest or _largest(bars), box)
    inner = (left, 0.01, wide, max(0.3, 0.99 - foot))
    alt = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    chart = native.place_chart(
        slide, XL_CHART_TYPE.BAR_CLUSTERED, data, box, inner, exhibit.name, f"{exhibit.title} {alt}"
    )
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    native.quiet_axis(chart.category_axis, look, size=_NAME)
    chart.category_axis.reverse_order = True
    axis = chart.value_axis
    axis._element.find(qn("c:crosses")).set("val", "max")  # below the last bar
    native.quiet_axis(axis, look, size=10, grid=True)
    axis.minimum_scale = min(0, *(_end(bar) for bar in bars)) or 0
    if highest:
        axis.maximum_scale = native.rounded_up(highest)
    axis.tick_labels.number_format = "#,##0.##" if _largest(bars) < 10 else "#,##0"
    axis.tick_labels.number_format_is_linked = False
    native.axis_title(axis, exhibit.unit, look)
    hatched, solid = plot.series
    colours = [_colour(stage, exhibit, bar) for bar in bars]
    native.set_points(
        hatched,
        [(pattern_xml("hatched", colour, look.page), line_xml(colour)) for colour in colours],
    )
    native.set_points(
        solid, [_solid(look, b, colour) for b, colour in zip(bars, colours, strict=True)]
    )
    native.set_labels(hatched, [_label(stage, i, b) for i, b in enumerate(bars) if _upper(b)])
    native.set_labels(
        solid,
        [
            _label(stage, i, b)
            for i, b in enumerate(bars)
            if _lower(b) is not None and not _upper(b)
        ],
    )
    room = (highest or _largest(bars)) * 0.03
    arrows = {i: room for i, bar in enumerate(bars) if bar.comparator in _OPEN and bar.low}
    if arrows:
        line = line_xml(look.ink, 1.5, arrow=True)
        native.set_error_bars(solid, line, arrows, count)
    native.embed(chart, _rows(stage, exhibit, bars, (upper, lower)), {1: "#,##0.##", 2: "#,##0.##"})


def _across(bars: Sequence[Bar], highest: float, box: Box) -> tuple[float, float]:
    """Where the plot begins and how wide it is, as shares of the chart: what names and figures leave.

    ``highest`` is where the longest bar ends; the axis may go further, never less far.
    """
    whole = box.width / Pt(1)
    names = max((width_of(_category(bar)) for bar in bars), default=0) * _NAME * 1.06
    left = min(0.45, (names + _EDGE) / whole)
    rooms = [1 - left - 0.01]
    for bar in bars:
        figure = (width_of(bar.text) + (2.5 if bar.comparator in _OPEN else 1)) * _FIGURE * 1.06
        share = _end(bar) / highest if highest > 0 else 0
        if share > 0:
            rooms.append((1 - left - (figure + _EDGE) / whole) / share)
    return left, max(0.3, min(rooms))


def _category(bar: Bar) -> str:
    """What stands beside a bar: place, name, and where there is no bar the words instead of it."""
    place = ""
    if bar.best is not None and bar.worst is not None:
        place = str(bar.best) if bar.best == bar.worst else f"{bar.best}–{bar.worst}"
    name = f"{place}  {bar.label}" if place else bar.label
    if _lower(bar) is None and _upper(bar) is None:
        name = f"{name}: {bar.text}"
    return shortened(clean(name), _LABEL_EMS)


def _lower(bar: Bar) -> float | None:
    """The solid bar: a number, or the lower end of a range."""
    if bar.comparator in (None, "rank", "multiple", *_HIGHEST):
        return None
    return bar.low


def _upper(bar: Bar) -> float | None:
    """The hatched bar: the upper end of a range, or a maximum."""
    if bar.comparator == "range" or bar.comparator in _HIGHEST:
        return bar.high
    return None


def _end(bar: Bar) -> float:
    return _upper(bar) or _lower(bar) or 0.0


def _largest(bars: Sequence[Bar]) -> float:
    return max((_end(bar) for bar in bars), default=0.0) or 1.0


def _label(stage: Stage, index: int, bar: Bar) -> str:
    """The figure in words beside its bar."""
    value = _end(bar)
    head, found, tail = bar.text.partition(plain_number(value, stage.lang))
    pad = "     " if bar.comparator in _OPEN else ""
    digits = any(character.isdigit() for character in head[-1:] + tail[:1])
    if found and not digits and abs(round(value, 2) - value) < 1e-9:
        own = native.number_format(value, pad + head, tail)
        return native.label_xml(index, "outEnd", stage.look, number_format=own)
    return native.label_xml(index, "outEnd", stage.look, text=pad + bar.text)


def _colour(stage: Stage, exhibit: BarsExhibit, bar: Bar) -> Colour:
    if exhibit.by_region and bar.adcode in exhibit.regions:
        return stage.look.regions[exhibit.regions.index(bar.adcode) % len(stage.look.regions)]
    return stage.look.main if bar.level in ("province", "nation", "") else stage.look.classes[1]


def _solid(look: Look, bar: Bar, colour: Colour) -> tuple[str, str]:
    """Fill and outline of a solid bar: woven where its figure is in a draft, its end fading where
    it is approximate.
    """
    if bar.comparator == "about":
        return fading_xml(colour), line_xml(colour) if bar.draft else ""
    if bar.draft:
        return pattern_xml("accent-dots", colour, look.page), line_xml(colour)
    return colour_xml(colour), ""


def _signs(stage: Stage, exhibit: BarsExhibit, bars: Sequence[Bar]) -> list[Sign]:
    """The legend: the looks that occur, in words."""
    look, t = stage.look, stage.t
    kinds = {bar.comparator for bar in bars}
    signs = []
    levels = {bar.level for bar in bars if bar.target_id}
    if not exhibit.by_region and len(levels) > 1:
        signs.append(Sign(t("province"), "solid", look.main))
        signs.append(Sign(t("city or district"), "solid", look.classes[1]))
    if "range" in kinds:
        signs.append(
            Sign(t("range: hatched to its upper end"), "pattern", look.main, "hatched", look.page)
        )
    if kinds & set(_HIGHEST):
        signs.append(
            Sign(t("at most: hatched from zero"), "pattern", look.main, "hatched", look.page)
        )
    if kinds & set(_OPEN):
        signs.append(Sign(t("at least, more than: open to the right"), "sign", look.ink, text="→"))
    if "about" in kinds:
        signs.append(Sign(t("about: the end fades"), "sign", look.ink, text="≈"))
    if any(bar.draft for bar in bars):
        signs.append(
            Sign(
                t("figure in a draft, not in force"), "pattern", look.main, "accent-dots", look.page
            )
        )
    return signs


def _remarks(exhibit: BarsExhibit, bars: Sequence[Bar]) -> list[str]:
    """Caveats of the chart, what went into a measure, and what may not stand in it, and why."""
    inputs = [f"{bar.region}: {bar.note}" for bar in bars if bar.note]
    return [*exhibit.caveats, *inputs]


def _rows(
    stage: Stage, exhibit: BarsExhibit, bars: Sequence[Bar], names: tuple[str, str]
) -> list[list[object]]:
    """The data behind the chart: its two series, then words, deadline and link for the reader."""
    unit = f" ({exhibit.unit})" if exhibit.unit else ""
    rows: list[list[object]] = [
        [None, *(name + unit for name in names), stage.t("Figure"), stage.t("Deadline"), stage.t("Link")]
    ]  # fmt: skip
    for bar in bars:
        url = stage.atlas.figure(bar.target_id)["url"] if bar.target_id else None
        rows.append([_category(bar), _upper(bar), _lower(bar), bar.text, bar.deadline, url])
    return rows
