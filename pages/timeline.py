"""Timeline: what was announced when, and by when it is due."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.findings import timeline_finding
from analysis.progress import GLYPHS, NAMES, Progress
from analysis.selection import select_targets
from analysis.timeline import FIVE_YEAR_PLANS, timeline_lanes, undated_plans, with_milestones
from analysis.view import GROUPINGS
from analysis.words import figure_of, place_name, qualified, region_name, sector_name, status_name
from charts.timeline import span_of, timeline
from language.catalogue import pick
from loaders.regions import NATION
from pages.shared.controls import filters, lens_filter, pager, sector_filter
from pages.shared.evidence import (
    chart_key,
    clicked,
    date_text,
    evidence_dialog,
    shorten,
)
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
from pages.shared.listing import ROWS, TABLE, first_of
from pages.shared.outcome import outcome_of, outcome_words
from pages.shared.story_draft import add_to_story
from pages.shared.text import as_text

LANES_A_PAGE = 60

frame = open_page()
lanes, undated, title = frame.kept(
    "timeline", lambda: (
        found := timeline_lanes(frame.atlas, frame.view, frame.today),
        undated_plans(frame.atlas, frame.view),
        timeline_finding(found, frame.view),
    ), frame.atlas.lists,
)  # fmt: skip
subtitle = frame.t(
    "Each lane is a plan, from its issue to its last deadline; diamonds are its targets"
)
with title_row():
    page_title(frame, title, subtitle)
    filters(frame)
    export_button(frame, "timeline")
    add_to_story(frame, "timeline")
sector_filter(frame)
lens_filter(frame)
left, middle = st.columns([1, 4], vertical_alignment="center")
with left:
    names = {"province": frame.t("By province"), "sector": frame.t("By sector")}
    st.segmented_control(
        frame.t("Group"), GROUPINGS, format_func=names.__getitem__, required=True,
        label_visibility="collapsed", **frame.bound("group"),
    )  # fmt: skip
middle.html(
    '<div class="legend">'
    f'<span><i style="background:var(--bar_soft)"></i>{escape(frame.t("running"))}</span>'
    f'<span><i style="background:var(--rule)"></i>{escape(frame.t("last deadline passed"))}</span>'
    f'<span><i class="lines"></i>{escape(frame.t("draft"))}</span>'
    f"<span>◆ {escape(frame.t('deadline of a target'))}</span>"
    f"<span>● {escape(frame.t('issued (or reported)'))}</span>"
    + "".join(
        f"<span>{GLYPHS[state]} {escape(frame.t(NAMES[state]))}</span>"
        for state in GLYPHS
        if GLYPHS[state]
    )
    + "</div>"
)
if lanes.empty:
    empty(
        frame, frame.t("No plan matches these filters."),
        sectors=(), kinds=(), levels=(), statuses=(), due=(), announced=0,
    )  # fmt: skip
    end_page(frame)
shown = lanes.iloc[pager(frame, len(lanes), LANES_A_PAGE)]


def heading(code: str) -> str:
    """Name of a group: the nation, a province or a sector."""
    if frame.view.group == "sector":
        return sector_name(frame.atlas, code, frame.lang)
    return frame.t("Nation") if code == NATION else region_name(code, frame.lang)


def marks_of(lane: Any) -> list[tuple[date, str, str, str, bool]]:
    """(day, label, hover, target id, False if due with no report) of each milestone: the first figure, and how many more."""
    marks = []
    for day, targets in lane.milestones:
        rows = frame.atlas.figures(targets)
        first = rows[0]
        state = outcome_of(frame, first).progress
        sign = "" if state is Progress.NO_REPORT else GLYPHS[state]
        label = f"{sign} {figure_of(first, frame.lang)}".strip()
        if len(rows) > 1:
            label += " " + frame.t("+{count} more", count=len(rows) - 1)
        lines = [f"<b>{escape(str(first['deadline']))}</b>"] + [
            f"{escape(qualified(frame.atlas, row, frame.lang))}: <b>{escape(figure_of(row, frame.lang))}</b> {escape(outcome_words(frame, row))}"
            for row in rows[:8]
        ]
        reported = state is not Progress.NO_REPORT
        marks.append((day, label, "<br>".join(lines), str(first["target_id"]), reported))
    return marks


def hover_of(lane: Any) -> str:
    """Title, region, date and status of a plan."""
    plan = frame.atlas.plan_by_id[lane.plan_id]
    return "<br>".join(
        [
            f"<b>{escape(shorten(pick(frame.lang, plan.title, plan.title_en), 60))}</b>",
            escape(place_name(plan.jurisdiction, frame.lang)),
            escape(f"{date_text(frame, plan)} · {status_name(plan.status.value, frame.lang)}"),
        ]
    )


def drawn_lanes() -> pd.DataFrame:
    """The lanes of this page with their labels, headings, hover texts and milestones."""
    wide = 28 if frame.lang == "zh" else 60
    groups = shown["group"].tolist()
    marked = with_milestones(frame.atlas, frame.view, shown)
    return shown.assign(
        label=[
            shorten(pick(frame.lang, row.title, row.title_en), wide) for row in shown.itertuples()
        ],
        heading=[
            heading(code) if place == 0 or groups[place - 1] != code else ""
            for place, code in enumerate(groups)
        ],
        hover=[hover_of(row) for row in shown.itertuples()],
        marks=[marks_of(row) for row in marked.itertuples()],
    )


table = frame.kept("drawn lanes", drawn_lanes, frame.atlas.drawings)
bands = [
    (zh if frame.lang == "zh" else en, date(first, 1, 1), date(last, 12, 31))
    for _, zh, en, first, last in FIVE_YEAR_PLANS
]
rows = st.session_state.get("lanes", {}).get("selection", {}).get("rows", [])
chosen = str(lanes["plan_id"].iloc[rows[0]]) if rows and rows[0] < len(lanes) else ""
framed = frame.view.target or chosen
figure = frame.kept(
    f"timeline with {framed}", lambda: timeline(
        table, bands, frame.today, frame.t("today"), span_of(lanes, frame.today), frame.colours,
        narrow=frame.narrow, chosen=framed,
    ), frame.atlas.drawings,
)  # fmt: skip


def open_evidence() -> None:
    """A click on a milestone opens its evidence; on a plan, the plan's first figure or its page."""
    name = clicked(st.session_state.get(chart_key("timeline")))
    if name in frame.atlas.target_by_id:
        frame.change(target=name)()
    elif name in frame.atlas.plan_by_id:
        st.session_state["open_plan"] = name


st.plotly_chart(
    figure, theme=None, key=chart_key("timeline"), on_select=open_evidence, selection_mode="points",
    config={"displayModeBar": False, "scrollZoom": False},
    alt=title,
)  # fmt: skip
if opened := st.session_state.pop("open_plan", None):
    st.switch_page("pages/plan.py", query_params=frame.view.but(plan=opened).to_query())
if len(undated):
    titles = frame.t("; ").join(
        pick(frame.lang, row.title, row.title_en) for row in undated.head(ROWS).itertuples()
    )
    if len(undated) > ROWS:
        titles += frame.t(" and {count} more", count=len(undated) - ROWS)
    st.html(
        f'<p class="source">{escape(frame.t("Without a date, and so not drawn"))}: {escape(titles)}</p>'
    )
documents = frame.kept(
    "documents of the timeline", lambda: documents_line(
        frame, list(lanes["document"])
    ),
)  # fmt: skip
source_line(frame, documents)


def table_of_plans(frame: Frame) -> None:
    """The plans as a table; a row chosen in it is framed in the chart."""
    st.caption(
        frame.t(
            "A row chosen here (Shift + Space) is framed in the chart; its plan opens from below."
        )
    )
    # Of a plan's figures those that the filters keep, as in the chart and in every file.
    chosen_figures = select_targets(frame.atlas, frame.view)["plan_id"]
    counts = frame.kept("figures of plans", chosen_figures.value_counts, frame.atlas.lists)
    listed = first_of(frame, lanes, TABLE)
    st.dataframe(
        frame.kept("timeline table", lambda: [
            {
                frame.t("Region"): place_name(row.adcode, frame.lang),
                frame.t("Plan"): pick(frame.lang, row.title, row.title_en),
                frame.t("Issued"): row.shown_date,
                frame.t("Last deadline"): str(row.end or ""),
                frame.t("Figures"): int(counts.get(row.plan_id, 0)),
                frame.t("Status"): status_name(row.status, frame.lang),
            }
            for row in listed.itertuples()
        ], frame.atlas.drawings),
        hide_index=True, key="lanes", on_select=st.rerun, selection_mode="single-row",
    )  # fmt: skip
    if chosen:
        plan = frame.atlas.plan_by_id[chosen]
        st.page_link(
            "pages/plan.py", label=as_text(pick(frame.lang, plan.title, plan.title_en)),
            icon=":material/description:", query_params=frame.view.but(plan=chosen).to_query(),
        )  # fmt: skip


fold(frame, "table", frame.t("Table"), table_of_plans, icon=":material/table:")
evidence_dialog(frame)
