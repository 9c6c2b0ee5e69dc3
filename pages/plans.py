"""Plans: search in Chinese and English; each opens as a page of its own."""

from html import escape

import streamlit as st

from analysis.search import search_plans
from analysis.words import place_name, sector_name, status_name
from language.catalogue import pick
from pages.shared.controls import filters, lens_filter, pager, sector_filter
from pages.shared.evidence import date_text
from pages.shared.export import export_button
from pages.shared.frame import empty, open_page, page_title, title_row
from pages.shared.story_draft import add_to_story
from pages.shared.text import as_text

PAGE_SIZE = 30

frame = open_page()
found = frame.kept(
    "plans", lambda: search_plans(frame.atlas, frame.view), frame.atlas.lists
)  # fmt: skip
targets = int(found["targets"].sum())
title = frame.t(", ").join([frame.count(len(found), "plan"), frame.count(targets, "figure")])
subtitle = frame.t(
    "Search titles, issuers, regions, indicators and wordings, in Chinese or English"
)
with title_row():
    page_title(frame, title, subtitle)
    filters(frame)
    export_button(frame, "plans")
    add_to_story(frame, "plans")
st.text_input(
    frame.t("Search"), placeholder=frame.t("for example 元宇宙, Sichuan, computing power"),
    icon=":material/search:", label_visibility="collapsed", **frame.bound("search"),
)  # fmt: skip
sector_filter(frame)
lens_filter(frame)
if found.empty:
    empty(
        frame, frame.t("No plan has all of these words under these filters."),
        search="", sectors=(), kinds=(), levels=(), statuses=(), due=(),
    )  # fmt: skip
for plan_id in found.index[pager(frame, len(found), PAGE_SIZE)]:
    plan = frame.atlas.plan_by_id[plan_id]
    count = len(plan.targets)
    line = [
        place_name(plan.jurisdiction, frame.lang),
        sector_name(frame.atlas, plan.sector, frame.lang),
        date_text(frame, plan),
        status_name(plan.status.value, frame.lang),
        frame.count(count, "figure") if count else frame.t("no figure"),
    ]
    with st.container(key=f"plan_{plan_id}", gap=None):
        st.page_link(
            "pages/plan.py",
            label=as_text(pick(frame.lang, plan.title, plan.title_en)),
            query_params=frame.view.but(plan=plan.id).to_query(),
        )
        st.html(f'<div class="place">{escape(" · ".join(line))}</div>')
