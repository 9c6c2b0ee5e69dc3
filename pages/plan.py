"""One plan with all its evidence."""

from html import escape

import streamlit as st

from analysis.words import place_name, sector_name, status_name
from language.catalogue import pick
from pages.shared.evidence import (
    date_text,
    document_line,
    evidence_dialog,
    link,
    plan_line,
    show_figures,
)
from pages.shared.export import export_button
from pages.shared.frame import empty, end_page, open_page, page_title, title_row
from pages.shared.story_draft import add_to_story

frame = open_page()
plan = frame.atlas.plan_by_id.get(frame.view.plan)
if plan is None:
    with title_row():
        page_title(frame, frame.t("No such plan"))
    empty(frame, frame.t("The address names no plan of this collection."), plan="")
    st.page_link("pages/plans.py", label=frame.t("All plans"), icon=":material/arrow_back:")
    end_page(frame)

title = pick(frame.lang, plan.title, plan.title_en)
subtitle = pick("en" if frame.lang == "zh" else "zh", plan.title, plan.title_en)
with title_row():
    page_title(frame, title, subtitle)
    export_button(frame, "plan")
    add_to_story(frame, "plan")
left, right = st.columns([1, 1.7], gap="large")
with left:
    rows = [
        (frame.t("Region"), place_name(plan.jurisdiction, frame.lang)),
        (frame.t("Issued by"), frame.t(", ").join(plan.issuers if frame.lang == "zh" else plan.issuers_en)),
        (frame.t("Number"), plan.number),
        (frame.t("Date"), date_text(frame, plan)),
        (frame.t("Effective"), str(plan.effective) if plan.effective else None),
        (frame.t("Period"), f"{plan.period[0]}–{plan.period[1]}" if plan.period else None),
        (frame.t("Sector"), sector_name(frame.atlas, plan.sector, frame.lang)),
        (frame.t("Status"), status_name(plan.status.value, frame.lang)),
        (
            frame.t("What was read"),
            frame.t("the full text") if plan.extent.value == "full" else frame.t("a summary of it"),
        ),
    ]  # fmt: skip
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td>{escape(value)}</td></tr>"
        for name, value in rows
        if value
    )
    st.html(f'<table class="matrix">{body}</table>')
    document = frame.atlas.collection.documents[plan.document]
    lines = [document_line(frame, document, plan.locator or "")]
    if plan.url:
        lines.insert(0, link(plan.url, frame.t("official link")))
    for item in plan.also:
        lines.append(document_line(frame, frame.atlas.collection.documents[item.document], ""))
    st.html("".join(f'<div class="place">{line}</div>' for line in lines))
    note = pick(frame.lang, plan.note, plan.note_en)
    if note:
        st.html(f'<div class="note">{escape(note)}</div>')
    versions = frame.atlas.versions_of(plan)
    if versions:
        st.html(f'<h2 class="part">{escape(frame.t("Other versions"))}</h2>')
        for other in versions:
            st.html(
                f'<div class="place">{escape(status_name(other.status.value, frame.lang))}: '
                f"{plan_line(frame, other)}</div>"
            )
with right:
    own = frame.atlas.figures_of_plan(plan.id)
    st.html(
        f'<h2 class="part">{escape(frame.count(len(own), "figure") if len(own) else frame.t("No figure"))}</h2>'
    )
    if own.empty:
        reason = (
            frame.t("The full text was read: this plan sets no number.")
            if plan.extent.value == "full"
            else frame.t("The summary that was read states no number; the full text may.")
        )
        st.html(f'<div class="empty">{escape(reason)}</div>')
    show_figures(frame, own, with_plan=False)
st.page_link(
    "pages/plans.py", label=frame.t("All plans"), icon=":material/arrow_back:",
    query_params=frame.view.but(plan="").to_query(),
)  # fmt: skip
evidence_dialog(frame)
