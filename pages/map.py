"""Map: which province promised what, by when, and on whose word."""

from html import escape

import streamlit as st

from analysis.findings import map_finding, map_subtitle
from analysis.hierarchy import beside_nation
from analysis.map_states import map_answer
from analysis.view import OTHER_DEADLINES
from analysis.words import place_name
from pages.shared.address import bound
from pages.shared.card import region_card
from pages.shared.card_table import card_table
from pages.shared.controls import (
    announced_slider,
    deadline_picker,
    filters,
    indicator_picker,
    scope_picker,
)
from pages.shared.evidence import evidence_dialog
from pages.shared.export import export_button
from pages.shared.frame import open_page, title_row
from pages.shared.listing import REGIONS, first_of
from pages.shared.map_view import map_chart, ranking
from pages.shared.nation import show_nation

frame = open_page()
answer = map_answer(frame.atlas, frame.view)
title, subtitle = frame.kept(
    "map words", lambda: (
        map_finding(frame.atlas, frame.view, answer), map_subtitle(frame.atlas, frame.view, answer),
    ),
)  # fmt: skip
tools, takeaway = title_row(frame, title, subtitle)
with tools:
    filters(frame, sectors=True, due=False)
with takeaway:
    export_button(frame, "map")
controls = st.container(key="controls")
one, two, three, four, five = controls.columns(
    [2.6, 1.5, 0.9, 1.3, 1.7], vertical_alignment="bottom"
)
with one:
    indicator_picker(frame)
with two:
    scope_picker(frame, answer.scope)
with three:
    deadline_picker(frame)
with four:
    names = {"mark": frame.t("mark"), "hide": frame.t("leave out")}
    st.segmented_control(
        frame.t("Other deadlines"), OTHER_DEADLINES[::-1], format_func=names.__getitem__,
        required=True, **bound(frame.view, "others"),
    )  # fmt: skip
with five:
    announced_slider(frame)
left, right = st.columns([2.15, 1], gap="medium")
with left:
    map_chart(frame, height=None, key="map")
with right, st.container(height=600, border=False, key="map_side"):
    if frame.view.region:
        region_card(frame)
    else:
        beside = frame.kept(
            "beside nation", lambda: beside_nation(frame.atlas, frame.view, answer.scope)
        )
        if beside is not None:
            show_nation(frame, beside)
        table = ranking(frame, answer)
        st.html(f'<h2 class="part">{escape(frame.t("Figures on this map"))}</h2>')
        if not table:
            st.html(
                f'<div class="empty">{escape(frame.t("None. Choose another deadline or scope."))}</div>'
            )
        else:
            card_table(
                frame.lang,
                [frame.t("Region"), frame.t("Figure"), frame.t("Deadline"), frame.t("Remark")],
                first_of(frame, table, REGIONS),
                "ranking",
                lambda adcode: frame.change(region=adcode)(),
            )

        def open_by_name() -> None:
            """The card of the region chosen by name."""
            frame.change(region=st.session_state["open_region"] or "")()

        st.selectbox(
            frame.t("Open a region"),
            frame.atlas.region_adcodes(),
            index=None,
            format_func=lambda adcode: place_name(adcode, frame.lang),
            placeholder=frame.t("by name, or click the map"),
            key="open_region",
            on_change=open_by_name,
        )
evidence_dialog(frame)
