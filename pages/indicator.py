"""Indicator: all who set it, ranked; its definition; who is missing, and what stands apart and why."""

from html import escape

import pandas as pd
import streamlit as st

from analysis.comparability import SENTENCES
from analysis.findings import ranking_finding
from analysis.measures import SENTENCES as MISSING
from analysis.measures import Measure
from analysis.ranking import Ranked, rank
from analysis.view import MEASURES
from analysis.words import (
    figure_of,
    measure_inputs,
    place_name,
    qualified,
    region_name,
    scope_name,
    sector_name,
)
from charts.bars import ranked_bars
from language.catalogue import pick
from language.figures import axis_unit, plain_number
from pages.shared.address import bound
from pages.shared.controls import deadline_picker, filters, indicator_picker, scope_picker
from pages.shared.evidence import chart_key, clicked, details, due, evidence_dialog
from pages.shared.export import export_button
from pages.shared.frame import documents_line, open_page, source_line, title_row

frame = open_page()
view = frame.view
how = Measure(view.measure)
ranking = rank(frame.atlas, view, how)
indicator = frame.atlas.collection.indicators[view.indicator]
names = {
    "amount": frame.t("Amount"),
    "gdp": frame.t("Per 100 yuan of GDP"),
    "head": frame.t("Per resident"),
    "growth": frame.t("Growth a year"),
}
title = ranking_finding(frame.atlas, view, ranking)
subtitle = " · ".join(
    [
        sector_name(frame.atlas, indicator.sector, frame.lang),
        scope_name(frame.atlas, ranking.scope, frame.lang),
        names[view.measure],
    ]
)
tools, takeaway = title_row(frame, title, subtitle)
with tools:
    filters(frame, sectors=True, due=False)
with takeaway:
    export_button(frame, "indicator")
one, two, three, four = st.columns([2.4, 1.5, 0.9, 2.6], vertical_alignment="bottom")
with one:
    indicator_picker(frame)
with two:
    scope_picker(frame, ranking.scope)
with three:
    deadline_picker(frame)
with four:
    st.segmented_control(
        frame.t("Measure"), MEASURES, format_func=names.__getitem__, required=True,
        **bound(view, "measure"),
    )  # fmt: skip
st.html(
    f'<p class="lead">{escape(pick(frame.lang, indicator.definition, indicator.definition_en))}</p>'
)


def in_measure(item: Ranked) -> str:
    """The figure as the source has it, and before it the value in the measure."""
    own = figure_of(item.row, frame.lang)
    if how is Measure.AMOUNT:
        return own
    ends = [end for end in (item.measured.low, item.measured.high) if end is not None]
    shown = "–".join(plain_number(end, frame.lang) for end in dict.fromkeys(ends))
    sign = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< "}
    unit = "%" if item.measured.unit == "%" else ""
    year = measure_inputs(item.measured, frame.lang).partition(":")[0]
    inside = frame.t(", ").join([own, year])
    return f"{sign.get(item.row['comparator'], '')}{shown}{unit} ({inside})"


def hover(item: Ranked) -> str:
    """Rank, figure, what went into the measure, and the wording."""
    place = str(item.best) if item.best == item.worst else f"{item.best}–{item.worst}"
    lines = [
        f"<b>{escape(place)} · {escape(in_measure(item))}</b>",
        escape(due(frame, item.row)),
        escape(measure_inputs(item.measured, frame.lang)),
        f"“{escape(item.row['wording'])}”",
    ]
    return "<br>".join(line for line in lines if line)


if ranking.ranked:
    step, unit = axis_unit(ranking.ranked[0].row["si_unit"], frame.lang)
    if how is not Measure.AMOUNT:
        measured_unit = ranking.ranked[0].measured.unit
        step, unit = 1.0, measured_unit if measured_unit == "%" else frame.t(measured_unit)
    bars = pd.DataFrame(
        [
            {
                "label": f"{item.best if item.best == item.worst else f'{item.best}–{item.worst}'}  "
                f"{place_name(item.row['adcode'], frame.lang)}",
                "comparator": item.row["comparator"],
                "low": None if item.measured.low is None else item.measured.low / step,
                "high": None if item.measured.high is None else item.measured.high / step,
                "text": f"{in_measure(item)} · {item.row['deadline'] or frame.t('no deadline stated')}",
                "target_id": item.row["target_id"],
                "colour": frame.colours.bar
                if item.row["level"] == "province"
                else frame.colours.bar_soft,
                "hover": hover(item),
            }
            for item in ranking.ranked
        ],
        dtype=object,
    )

    def open_evidence() -> None:
        """A click on a bar opens the evidence of its figure."""
        name = clicked(st.session_state.get(chart_key("ranking")))
        if name in frame.atlas.target_by_id:
            frame.change(target=name)()

    st.html(
        f'<div class="legend"><span><i style="background:var(--bar)"></i>{escape(frame.t("province"))}</span>'
        f'<span><i style="background:var(--bar_soft)"></i>{escape(frame.t("city or district"))}</span></div>'
    )
    st.plotly_chart(
        ranked_bars(bars, unit, frame.colours, labels=230), theme=None, key=chart_key("ranking"),
        on_select=open_evidence, selection_mode="points",
        config={"displayModeBar": False, "scrollZoom": False},
        alt=frame.t("; ").join(f"{bar.label} {bar.text}" for bar in bars.itertuples()),
    )  # fmt: skip
else:
    st.html(
        f'<div class="empty">{escape(frame.t("Choose another measure, deadline or scope."))}</div>'
    )
if how is Measure.GROWTH:
    st.html(
        f'<p class="source">{escape(frame.t("Growth a year = (target ÷ base) ^ (1 ÷ years) − 1, from the stated baseline or else the latest reported result."))}</p>'
    )
with st.expander(frame.t("Table"), icon=":material/table:"):
    st.dataframe(
        [
            {
                frame.t("Rank"): str(item.best)
                if item.best == item.worst
                else f"{item.best}–{item.worst}",
                frame.t("Region"): place_name(item.row["adcode"], frame.lang),
                names[view.measure]: in_measure(item),
                frame.t("Deadline"): item.row["deadline"] or "",
                frame.t("Plan"): pick(
                    frame.lang, item.row["plan_title"], item.row["plan_title_en"]
                ),
            }
            for item in ranking.ranked
        ],
        hide_index=True,
    )
if ranking.unmeasured:
    with st.expander(frame.t("No value in this measure ({count})", count=len(ranking.unmeasured))):
        st.html(
            "".join(
                f'<div class="place">{escape(place_name(row["adcode"], frame.lang))} '
                f"<b>{escape(figure_of(row, frame.lang))}</b>: {escape(frame.t(MISSING[missing]))}</div>"
                for row, missing in ranking.unmeasured
            )
        )
if ranking.apart:
    with st.expander(frame.t("Left out, with the reason ({count})", count=len(ranking.apart))):
        rows = "".join(
            f"<tr><th scope='row'>{escape(place_name(row['adcode'], frame.lang))}"
            f'<div class="scope">{escape(qualified(frame.atlas, row, frame.lang))}</div></th>'
            f"<td>{details(frame, row)}</td>"
            f'<td class="apart">{escape(" ".join(frame.t(SENTENCES[reason]) for reason in reasons))}</td></tr>'
            for row, reasons in ranking.apart
        )
        st.html(f'<table class="matrix">{rows}</table>')
if ranking.missing:
    listed = frame.t(", ").join(region_name(adcode, frame.lang) for adcode in ranking.missing)
    st.html(
        f'<p class="source">{escape(frame.t("Provinces with no figure of this indicator: {names}", names=listed))}</p>'
    )
documents = [item.row["document"] for item in ranking.ranked]
source_line(frame, documents_line(frame, documents) if documents else "")
evidence_dialog(frame)
