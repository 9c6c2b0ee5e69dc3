"""Overview: what the collection holds, and the way into the three jobs."""

from html import escape

import streamlit as st

from analysis.findings import overview_finding
from analysis.overview import headline_targets
from analysis.selection import select_plans, select_targets
from analysis.words import place_name
from language.catalogue import mark
from pages.shared.controls import filters, sector_filter
from pages.shared.coverage import coverage_legend, coverage_table
from pages.shared.evidence import details, evidence_dialog
from pages.shared.export import export_button
from pages.shared.frame import documents_line, open_page, page_title, source_html, title_row
from pages.shared.map_view import map_chart
from pages.shared.story_draft import add_to_story

frame = open_page()
collection = frame.atlas.collection
with title_row():
    page_title(
        frame,
        frame.t("What China’s provinces have promised in numbers"),
        frame.kept("overview", lambda: overview_finding(frame.atlas, frame.view)),
    )
    filters(frame)
    export_button(frame, "overview")
    add_to_story(frame, "overview")
sector_filter(frame)
plans = select_plans(frame.atlas, frame.view)
counts = [
    (len(select_targets(frame.atlas, frame.view)), frame.t("figures")),
    (len(plans), frame.t("plans")),
    (frame.kept("regions", plans["adcode"].nunique), frame.t("regions")),
    (len(collection.documents), frame.t("documents read")),
    (len(collection.observations), frame.t("reported results")),
]
st.html(
    '<div class="counts">'
    + "".join(f"<div><b>{count:,}</b><span>{escape(name)}</span></div>" for count, name in counts)
    + "</div>"
)
left, right = st.columns([1.35, 1], gap="large")
with left:
    map_chart(frame, height=430, key="overview_map", legend=True)
    if frame.view.region:
        st.switch_page("pages/map.py", query_params=frame.view.to_query())
with right:
    st.html(f'<h2 class="part">{escape(frame.t("Start here"))}</h2>')
    jobs = [
        ("map", mark("Map"), mark("Which province promised what, by when"), "map"),
        ("timeline", mark("Timeline"), mark("What is due, and what has passed"), "view_timeline"),
        (
            "compare",
            mark("Compare"),
            mark("Two to six regions, only where figures mean the same"),
            "bar_chart",
        ),
        ("plans", mark("Plans"), mark("Search every plan and its wording"), "description"),
    ]
    for page, name, text, icon in jobs:
        st.page_link(
            f"pages/{page}.py", label=f"**{frame.t(name)}** · {frame.t(text)}",
            icon=f":material/{icon}:", query_params={"lang": frame.lang},
        )  # fmt: skip
    st.html(f'<h2 class="part">{escape(frame.t("Headline figures"))}</h2>')
    body = frame.kept("headlines", lambda: "".join(
        f"<tr><th scope='row'>{escape(place_name(row['adcode'], frame.lang))}"
        f'<div class="scope">{escape(name)}</div></th><td>{details(frame, row)}</td></tr>'
        for row, name in headline_targets(frame.atlas, frame.view)
    ), whole=True)  # fmt: skip
    st.html(f'<div class="scroll"><table class="matrix">{body}</table></div>')
st.html(f'<h2 class="part">{escape(frame.t("Coverage by province and sector"))}</h2>')
st.html(coverage_legend(frame))
st.html(coverage_table(frame))
documents = frame.kept(
    "documents of all", lambda: documents_line(frame, list(frame.atlas.plans["document"]))
)
st.html(source_html(frame, documents, on_map=True))
evidence_dialog(frame)
