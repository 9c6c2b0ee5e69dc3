"""Indicator: all who set it, ranked; its definition; who is missing, and what stands apart and why."""

from dataclasses import replace
from html import escape

import plotly.graph_objects as go
import streamlit as st

from analysis.comparability import SENTENCES
from analysis.exhibits import BarsExhibit, PathsExhibit
from analysis.hierarchy import beside_nation
from analysis.map_states import regions_of_scopes, scopes_of
from analysis.measures import SENTENCES as MISSING
from analysis.measures import Measure
from analysis.ranking import rank
from analysis.shown import show
from analysis.view import MEASURES
from analysis.words import (
    figure_of,
    measure_name,
    place_name,
    qualified,
    region_name,
    scope_name,
    sector_name,
)
from charts.strip import strip
from language.catalogue import pick
from loaders.tables import Figure
from pages.shared.charts_view import (
    reasons_of,
    show_bars,
    show_figure,
    show_paths,
    target_hovers,
)
from pages.shared.controls import filters, pager, question
from pages.shared.evidence import details, evidence_dialog
from pages.shared.export import export_button
from pages.shared.fold import fold
from pages.shared.frame import Frame, documents_line, open_page, page_title, source_line, title_row
from pages.shared.listing import BARS, LINES, ROWS, TABLE, first_of
from pages.shared.nation import nation_html
from pages.shared.outcome import outcome_words
from pages.shared.story_draft import add_to_story
from pages.shared.text import as_text

frame = open_page()
view = frame.view
how = Measure(view.measure)
ranking = rank(frame.atlas, view, how)
indicator = frame.atlas.collection.indicators[view.indicator]
shown = frame.kept(
    "indicator", lambda: show(frame.atlas, view, "indicator", frame.today), memory=frame.atlas.lists
)
bars = next((item for item in shown.exhibits if isinstance(item, BarsExhibit)), None)
joined = next((item for item in shown.exhibits if isinstance(item, PathsExhibit)), None)
subtitle = f"{sector_name(frame.atlas, indicator.sector, frame.lang)} · {shown.subtitle}"
with title_row():
    page_title(frame, shown.finding, subtitle)
    filters(frame, sectors=True, due=False)
    export_button(frame, "indicator")
    add_to_story(frame, "indicator")
with st.container(key="controls", horizontal=True, vertical_alignment="bottom"):
    question(frame, ranking.scope)
    st.segmented_control(
        frame.t("Measure"), MEASURES,
        format_func=lambda name: measure_name(Measure(name), frame.lang), required=True,
        **frame.bound("measure"),
    )  # fmt: skip
st.html(
    f'<p class="lead">{escape(pick(frame.lang, indicator.definition, indicator.definition_en))}</p>'
)
left, right = st.columns([2.1, 1], gap="large")
with left:
    if bars is None:
        st.html(
            f'<div class="empty">{escape(frame.t("Choose another measure, deadline or scope."))}</div>'
        )
    else:
        st.html(
            f'<div class="legend"><span><i style="background:var(--bar)"></i>{escape(frame.t("province"))}</span>'
            f'<span><i style="background:var(--bar_soft)"></i>{escape(frame.t("city or district"))}</span>'
            f"<span>△ {escape(frame.t('to mind, see its evidence'))}</span></div>"
        )
        part = bars.bars[pager(frame, len(bars.bars), BARS)]
        show_bars(frame, replace(bars, bars=part), labels=210, width=520, places=True)
        if how is Measure.GROWTH:
            st.html(
                f'<p class="source">{escape(frame.t("Growth a year = (target ÷ base) ^ (1 ÷ years) − 1, from the stated baseline or else the latest reported result."))}</p>'
            )
with right:
    if bars is not None and len(bars.targets) > 2:
        st.html(f'<h2 class="part">{escape(frame.t("Distribution"))}</h2>')
        everywhere = bars

        def distribution() -> go.Figure:
            hover = target_hovers(frame, everywhere.targets)
            return strip(everywhere, frame.colours, hover, frame.t("middle"))

        figure = frame.kept("distribution", distribution, memory=frame.atlas.drawings)
        drawn = [bar for bar in bars.bars if (bar.low, bar.high) != (None, None)] or bars.bars
        ends = (f"{bar.label} {bar.text}" for bar in (drawn[-1], drawn[0]))
        spread = frame.t(
            "Distribution: from {low} to {high}", **dict(zip(("low", "high"), ends, strict=True))
        )
        show_figure(frame, figure, "distribution", spread)
        st.html(
            f'<p class="source">{escape(bars.unit)} · {escape(frame.t("one dot a region; hollow: a minimum or maximum"))}</p>'
        )
    scopes = scopes_of(frame.atlas, view)
    if len(scopes) > 1:
        st.html(f'<h2 class="part">{escape(frame.t("Its scopes do not mean the same"))}</h2>')
        box = st.container(gap=None, key="scopes")
        setters = regions_of_scopes(frame.atlas, view)
        for scope, count in scopes.items():
            terms = [frame.atlas.collection.scopes[term] for term in scope.split("+") if term]
            meaning = frame.t("; ").join(
                pick(frame.lang, term.definition or "", term.definition_en or "") for term in terms
            )
            name = f"{scope_name(frame.atlas, scope, frame.lang)} · {frame.count(count, 'figure')}"
            box.button(
                as_text(name), key=f"scope_{scope}", type="tertiary", disabled=scope == ranking.scope,
                on_click=frame.change(scope=scope), help=as_text(meaning) or None,
            )  # fmt: skip
            who = frame.t("; ").join(place_name(code, frame.lang) for code in setters[scope])
            lines = "<br>".join(escape(line) for line in (meaning, who) if line)
            box.html(f'<p class="place">{lines}</p>')
    beside = frame.kept(
        "beside the ranking", lambda: beside_nation(frame.atlas, view, ranking.scope)
    )
    if beside is not None:
        st.html(nation_html(frame, beside))
if joined is not None:
    st.html(f'<h2 class="part">{escape(joined.title)}</h2>')
    show_paths(frame, replace(joined, paths=first_of(frame, joined.paths, LINES)))


def table_of_ranks(frame: Frame) -> None:
    """The ranking as a table."""
    places = {item.row["target_id"]: item for item in ranking.ranked}
    st.dataframe(
        frame.kept("indicator table", lambda: [
            {
                frame.t("Rank"): f"{bar.best}" if bar.best == bar.worst else f"{bar.best}–{bar.worst}",
                frame.t("Region"): bar.region,
                measure_name(how, frame.lang): bar.text,
                frame.t("Deadline"): bar.deadline,
                frame.t("What became of it"): outcome_words(frame, places[bar.target_id].row),
                frame.t("Plan"): pick(
                    frame.lang,
                    places[bar.target_id].row["plan_title"],
                    places[bar.target_id].row["plan_title_en"],
                ),
            }
            for bar in (bars.bars if bars else ())
            if bar.target_id
        ], memory=frame.atlas.drawings),
        hide_index=True,
    )  # fmt: skip


def unmeasured(frame: Frame) -> None:
    """The figures that have no value in this measure, each with the reason."""
    st.html(
        "".join(
            f'<div class="place">{escape(place_name(row["adcode"], frame.lang))} '
            f"<b>{escape(figure_of(row, frame.lang))}</b>: {escape(frame.t(MISSING[missing]))}</div>"
            for row, missing in first_of(frame, ranking.unmeasured, TABLE)
        )
    )


def left_out(frame: Frame) -> None:
    """The figures that stand apart, with their evidence and the reason."""

    def apart_row(row: Figure, why: str) -> str:
        return (
            f"<tr><th scope='row'>{escape(place_name(row['adcode'], frame.lang))}"
            f'<div class="scope">{escape(qualified(frame.atlas, row, frame.lang))}</div></th>'
            f'<td>{details(frame, row)}</td><td class="apart">{escape(why)}</td></tr>'
        )

    apart = first_of(frame, ranking.apart, ROWS)
    rows = frame.kept(
        "apart", lambda: "".join(
            apart_row(frame.atlas.figure(name), " ".join(frame.t(SENTENCES[why]) for why in reasons))
            for name, reasons in apart
        ), whole=True,
    )  # fmt: skip
    st.html(f'<div class="scroll"><table class="matrix">{rows}</table></div>')


fold(frame, "table", frame.t("Table"), table_of_ranks, icon=":material/table:")
if ranking.unmeasured:
    label = frame.t("No value in this measure ({count})", count=len(ranking.unmeasured))
    fold(frame, "unmeasured", label, unmeasured)
if ranking.apart:
    label = frame.t("Left out, with the reason ({count})", count=len(ranking.apart))
    fold(frame, "apart", label, left_out)
if ranking.missing:
    listed = frame.t(", ").join(region_name(adcode, frame.lang) for adcode in ranking.missing)
    st.html(
        f'<p class="source">{escape(frame.t("Provinces with no figure of this indicator: {names}", names=listed))}</p>'
    )
documents = [item.row["document"] for item in ranking.ranked]
source_line(frame, documents_line(frame, documents) if documents else "")
evidence_dialog(frame, reasons_of(shown.exhibits))
