"""Compare: two to six regions side by side, only where the figures mean the same thing."""

from html import escape

import pandas as pd
import streamlit as st

from analysis.comparability import SENTENCES, Reason
from analysis.comparison import Row, compare_regions, default_regions
from analysis.findings import comparison_finding
from analysis.view import MAX_REGIONS
from analysis.words import figure_of, indicator_name, place_name, qualified, region_name, scope_name
from charts.bars import ranked_bars
from language.catalogue import pick
from language.figures import axis_unit
from pages.shared.address import bound
from pages.shared.controls import filters, sector_filter
from pages.shared.evidence import chart_key, clicked, details, evidence_dialog, status_name
from pages.shared.export import export_button
from pages.shared.frame import Frame, documents_line, empty, open_page, source_line, title_row

#: Charts shown at once; the rest are behind a switch.
CHARTS = 8

frame = open_page()
view = frame.view
if not view.regions:
    view = view.but(regions=default_regions(frame.atlas, view))
    frame = Frame(frame.atlas, view, frame.colours, frame.today)
answer = compare_regions(frame.atlas, view)
title = comparison_finding(answer, view)
subtitle = frame.t(
    "One row only where indicator, scope and unit agree; a click on a figure opens its evidence"
)
tools, takeaway = title_row(frame, title, subtitle)
with tools:
    filters(frame)
with takeaway:
    export_button(frame, "compare")
st.multiselect(
    frame.t("Two to six regions"), frame.atlas.region_adcodes(), max_selections=MAX_REGIONS,
    format_func=lambda adcode: place_name(adcode, frame.lang), label_visibility="collapsed",
    placeholder=frame.t("Choose two to six regions"), **bound(view, "regions", list(view.regions)),
)  # fmt: skip
sector_filter(frame)
if len(answer.regions) < 2:
    st.html(
        f'<div class="notice">{escape(frame.t("Choose at least two regions to compare."))}</div>'
    )
if not (answer.shared or answer.apart or answer.single):
    empty(
        frame, frame.t("These regions have no figures under these filters."),
        regions=(), sectors=(), kinds=(), levels=(), statuses=(), due=(),
    )  # fmt: skip
    st.stop()


def sentences(reasons: tuple[Reason, ...]) -> str:
    """Reasons as sentences of the page's language."""
    return " ".join(frame.t(SENTENCES[reason]) for reason in reasons)


def colour(adcode: str) -> str:
    """A region keeps its colour from chart to chart."""
    return frame.colours.regions[answer.regions.index(adcode) % len(frame.colours.regions)]


def bars_of(row: Row) -> tuple[pd.DataFrame, str]:
    """The bars of one row, largest first; regions without a figure last, with the reason."""
    step, unit = axis_unit(row.figures[0]["si_unit"], frame.lang)
    bars = []
    for figure in row.figures:
        ends = [figure["si_low"], figure["si_high"]]
        low, high = (None if end is None else float(end) / step for end in ends)
        due = figure["deadline"] or frame.t("no deadline stated")
        draft = ""
        if figure["plan_status"] != "in_force":
            draft = f" · {status_name(frame, figure['plan_status'])}"
        bars.append(
            {
                "label": f"{region_name(figure['adcode'], frame.lang)} {due}{draft}",
                "comparator": figure["comparator"],
                "low": low,
                "high": high,
                "text": figure_of(figure, frame.lang),
                "target_id": figure["target_id"],
                "colour": colour(figure["adcode"]),
                "hover": f"<b>{escape(figure_of(figure, frame.lang))}</b><br>“{escape(figure['wording'])}”",
                "_order": -(low if low is not None else high or 0),
            }
        )
    bars.sort(key=lambda bar: bar["_order"])
    for adcode in answer.regions:
        if not row.cells[adcode]:
            bars.append(
                {
                    "label": region_name(adcode, frame.lang), "comparator": None, "low": None,
                    "high": None, "text": frame.t("no figure of this kind"), "target_id": None,
                    "colour": colour(adcode), "hover": "", "_order": 0,
                }
            )  # fmt: skip
    return pd.DataFrame(bars, dtype=object), unit


amounts = [row for row in answer.shared if row.figures[0]["si_unit"] not in ("rank", "x")]
more = view.charts == "all"
if len(amounts) > CHARTS:
    names = {
        "first": frame.t("First {count} charts", count=CHARTS),
        "all": frame.t("All {count} charts", count=len(amounts)),
    }
    st.segmented_control(
        frame.t("Charts"), list(names), format_func=names.__getitem__, required=True,
        label_visibility="collapsed", **bound(view, "charts"),
    )  # fmt: skip
if amounts:
    columns = st.columns(2, gap="large") if len(amounts) > 1 else [st.container()]
    for place, row in enumerate(amounts if more else amounts[:CHARTS]):
        with columns[place % len(columns)]:
            bars, unit = bars_of(row)
            name = qualified(frame.atlas, row.figures[0], frame.lang)
            st.html(f'<h2 class="part">{escape(name)}</h2>')
            key = chart_key(f"bars_{row.key}")

            def open_evidence(key: str = key) -> None:
                """A click on a bar opens the evidence of its figure."""
                name = clicked(st.session_state.get(key))
                if name in frame.atlas.target_by_id:
                    frame.change(target=name)()

            st.plotly_chart(
                ranked_bars(bars, unit, frame.colours), theme=None, key=key,
                on_select=open_evidence, selection_mode="points",
                config={"displayModeBar": False, "scrollZoom": False},
                alt=name + ": " + frame.t("; ").join(f"{b.label} {b.text}" for b in bars.itertuples()),
            )  # fmt: skip
            if row.caveats:
                st.html(f'<div class="note">{escape(sentences(row.caveats))}</div>')


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
    cells = "".join(
        '<td class="cell">' + "".join(details(frame, figure) for figure in figures) + "</td>"
        if figures
        else f'<td class="cell none" aria-label="{escape(frame.t("no figure"))}">–</td>'
        for figures in row.cells.values()
    )
    return f"<tr>{head}{cells}</tr>"


def matrix(rows: list[Row]) -> str:
    """The matrix of indicator rows and region columns, as HTML."""
    heads = "".join(
        f"<th scope='col'>{escape(place_name(adcode, frame.lang))}</th>"
        for adcode in answer.regions
    )
    body = "".join(matrix_row(row) for row in rows)
    return (
        '<div class="scroll"><table class="matrix"><thead><tr>'
        f"<th scope='col'>{escape(frame.t('Indicator'))}</th>{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


if answer.shared:
    st.html(f'<h2 class="part">{escape(frame.t("Set by two regions or more"))}</h2>')
    st.html(matrix(answer.shared))
if answer.apart:
    st.html(f'<h2 class="part">{escape(frame.t("Set by several, but not comparably"))}</h2>')
    st.html(matrix(answer.apart))
if answer.single:
    st.html(f'<h2 class="part">{escape(frame.t("Set by one region only"))}</h2>')
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
    st.html(matrix(answer.single))
shown = [
    figure for row in [*answer.shared, *answer.apart, *answer.single] for figure in row.figures
]
source_line(frame, documents_line(frame, [figure["document"] for figure in shown]))
evidence_dialog(frame)
