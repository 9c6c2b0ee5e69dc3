"""Compare: two to six regions side by side, only where the figures mean the same thing."""

from dataclasses import replace
from functools import partial
from html import escape
from itertools import accumulate

import streamlit as st

from analysis.bars import row_bars, valued_rows
from analysis.comparability import SENTENCES, Reason, caveats_of_each
from analysis.comparison import ComparisonAnswer, Row, compare_regions
from analysis.exhibits import BarsExhibit, PathsExhibit
from analysis.findings import comparison_finding
from analysis.measures import Measure
from analysis.shown import row_charts, with_default_regions
from analysis.view import MEASURES
from analysis.words import (
    indicator_name,
    measure_name,
    place_name,
    qualified,
    region_name,
    scope_name,
)
from language.catalogue import pick
from loaders.tables import Figure
from pages.shared.charts_view import reasons_of, show_bars, show_paths
from pages.shared.controls import filters, lens_filter, sector_filter
from pages.shared.evidence import details, evidence_dialog
from pages.shared.export import export_button
from pages.shared.fold import fold
from pages.shared.frame import (
    Frame,
    documents_line,
    empty,
    end_page,
    open_page,
    page_title,
    source_line,
    title_row,
)
from pages.shared.html_view import show_html
from pages.shared.listing import FIRST_BARS, MATRIX, ROW_BARS, first_of
from pages.shared.region_picker import region_picker
from pages.shared.story_draft import add_to_story

#: Rows drawn at once, or fewer where they have many bars; the rest are behind a switch.
CHARTS = 6

#: Figures listed in one cell of the matrix.
IN_A_CELL = 4

frame = open_page()
frame = replace(frame, view=with_default_regions(frame.atlas, frame.view))
view = frame.view


def compared() -> tuple[ComparisonAnswer, list[Row], list[tuple[BarsExhibit, PathsExhibit | None]]]:
    """The rows, those of them that have bars, and the charts of as many as are on the page."""
    answer = compare_regions(frame.atlas, view)
    valued = valued_rows(frame.atlas, view, answer)
    here = valued[: first_charts(valued)] if view.charts == "first" else valued
    return answer, valued, [row_charts(frame.atlas, view, row, answer.regions) for row in here]


def first_charts(rows: list[Row]) -> int:
    """How many rows are drawn at once."""
    bars = accumulate(min(len(row.figures), ROW_BARS) for row in rows[:CHARTS])
    return max(1, sum(so_far <= FIRST_BARS for so_far in bars))


answer, valued, drawn = frame.kept("compare", compared, memory=frame.atlas.lists)
subtitle = frame.t(
    "One row only where indicator, scope and unit agree; a click on a figure opens its evidence"
)
with title_row():
    page_title(frame, comparison_finding(answer, view), subtitle)
    filters(frame)
    export_button(frame, "compare")
    add_to_story(frame, "compare")
region_picker(frame)
sector_filter(frame)
left, right = st.columns([1, 1], vertical_alignment="center")
with left:
    lens_filter(frame)
with right:
    st.segmented_control(
        frame.t("Measure"), MEASURES, format_func=lambda how: measure_name(Measure(how), frame.lang),
        required=True, label_visibility="collapsed", **frame.bound("measure"),
    )  # fmt: skip
if len(answer.regions) < 2:
    st.html(
        f'<div class="notice">{escape(frame.t("Choose at least two regions to compare."))}</div>'
    )
if not answer.rows:
    empty(
        frame, frame.t("These regions have no figures under these filters."),
        regions=(), sectors=(), kinds=(), levels=(), statuses=(), due=(),
    )  # fmt: skip
    end_page(frame)


def sentences(reasons: tuple[Reason, ...]) -> str:
    """Reasons as sentences of the page's language."""
    return " ".join(frame.t(SENTENCES[reason]) for reason in reasons)


first = first_charts(valued)
if len(valued) > first:
    names = {
        "first": frame.t("First {count} charts", count=first),
        "all": frame.t("All {count} charts", count=len(valued)),
    }
    st.segmented_control(
        frame.t("Charts"), list(names), format_func=names.__getitem__, required=True,
        label_visibility="collapsed", **frame.bound("charts"),
    )  # fmt: skip
beside = len(drawn) > 1 and not frame.narrow
columns = st.columns(2, gap="large") if beside else [st.container()]
for place, (bars, joined) in enumerate(drawn):
    with columns[place % len(columns)]:
        st.html(f'<h2 class="part">{escape(bars.title)}</h2>')
        listed = first_of(frame, bars.bars, ROW_BARS)
        show_bars(frame, replace(bars, bars=listed), width=380 if len(columns) > 1 else 900)
        if joined is not None:
            fold(
                frame, f"paths {joined.key}", frame.t("Milestones and reported results"),
                partial(show_paths, exhibit=joined, regions=answer.regions), icon=":material/timeline:",
            )  # fmt: skip
with_bars = {row.key for row in valued}
unmeasured = [
    qualified(frame.atlas, row.figures[0], frame.lang)
    for row in answer.shared
    if row.drawable and row.key not in with_bars
]
if unmeasured:
    text = frame.t("No value in this measure: {names}", names=frame.t("; ").join(unmeasured))
    st.html(f'<div class="note">{escape(text)}</div>')


def more(figures: list[Figure]) -> str:
    """How many figures of a cell are not listed in it, as HTML; nothing where all are."""
    left = len(figures) - IN_A_CELL
    if left <= 0:
        return ""
    return f'<div class="when">{escape(frame.t("+{count} more", count=left))}</div>'


def matrix_row(row: Row) -> str:
    """One row of the matrix, as HTML."""
    name = indicator_name(frame.atlas, row.indicator, frame.lang)
    first = row.figures[0]
    under = [scope_name(frame.atlas, row.scope, frame.lang)] if row.scope else []
    if first["part"]:
        under.append(pick(frame.lang, first["part"], first["part_en"]))
    head = f"<th scope='row'>{escape(name)}"
    if under:
        head += f'<div class="scope">{escape(frame.t("; ").join(under))}</div>'
    if row.apart:
        text = frame.t("Stands apart:") + " " + sentences(row.apart)
        head += f'<div class="apart">{escape(text)}</div>'
    head += "</th>"
    reasons = caveats_of_each(row.figures)
    cells = "".join(
        '<td class="cell">'
        + "".join(details(frame, f, reasons=reasons[f["target_id"]]) for f in figures[:IN_A_CELL])
        + more(figures)
        + "</td>"
        if figures
        else f'<td class="cell none" aria-label="{escape(frame.t("no figure"))}">–</td>'
        for figures in row.cells.values()
    )
    return f"<tr>{head}{cells}</tr>"


def matrix(rows: list[Row]) -> str:
    """The matrix of indicator rows and region columns, as HTML: as many rows, one at least, as list
    no more than :data:`MATRIX` figures.
    """
    heads = "".join(
        f"<th scope='col'>{escape(place_name(adcode, frame.lang))}</th>"
        for adcode in answer.regions
    )
    figures = accumulate(
        sum(min(len(cell), IN_A_CELL) for cell in row.cells.values()) for row in rows
    )
    listed = first_of(frame, rows, max(1, sum(so_far <= MATRIX for so_far in figures)))
    body = frame.kept(
        f"matrix {[row.key for row in listed]}",
        lambda: "".join(matrix_row(row) for row in listed), frame.atlas.drawings, whole=True,
    )  # fmt: skip
    return (
        '<div class="scroll"><table class="matrix"><thead><tr>'
        f"<th scope='col'>{escape(frame.t('Indicator'))}</th>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


if answer.shared:
    st.html(f'<h2 class="part">{escape(frame.t("Set by two regions or more"))}</h2>')
    show_html("matrix", matrix(answer.shared), {})
if answer.apart:
    fold(
        frame, "apart", frame.t("Set by several, but not comparably ({count})", count=len(answer.apart)),
        lambda _: show_html("matrix_apart", matrix(answer.apart), {}), expanded=not answer.shared,
    )  # fmt: skip
if answer.single:

    def of_one(frame: Frame) -> None:
        """What each region alone sets, in words, then with its figures."""
        lines = [
            f"<b>{escape(region_name(adcode, frame.lang))}</b>: "
            + escape(
                frame.t("; ").join(indicator_name(frame.atlas, name, frame.lang) for name in names)
            )
            for adcode, names in answer.only.items()
            if names
        ]
        if lines:
            st.html("".join(f'<p class="place">{line}</p>' for line in lines))
        show_html("matrix_single", matrix(answer.single), {})

    fold(
        frame, "one region", frame.t("Set by one region only ({count})", count=len(answer.single)),
        of_one, expanded=not (answer.shared or answer.apart),
    )  # fmt: skip
source_line(
    frame,
    documents_line(frame, [figure["document"] for row in answer.rows for figure in row.figures]),
)
opened = [
    row_bars(frame.atlas, view, row, answer.regions)
    for row in valued
    if view.target and any(figure["target_id"] == view.target for figure in row.figures)
]
evidence_dialog(frame, reasons_of(opened))
