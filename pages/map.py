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
from pages.shared.frame import Frame, headline, open_page, title_places
from pages.shared.listing import REGIONS, first_of
from pages.shared.map_view import map_chart, ranking
from pages.shared.nation import show_nation
from pages.shared.parts import part

#: What of the view the controls change; the language and the filters change the whole page.
_ASKED = ("indicator", "scope", "deadline", "others", "announced")
_SHOWN = (*_ASKED, "region")


def _finding(frame: Frame) -> None:
    title, subtitle = frame.kept(
        "map words", lambda: (
            map_finding(frame.atlas, frame.view, map_answer(frame.atlas, frame.view)),
            map_subtitle(frame.atlas, frame.view, map_answer(frame.atlas, frame.view)),
        ),
    )  # fmt: skip
    headline(frame, title, subtitle)


def _asking(frame: Frame) -> None:
    """The controls whose choices are the same for whatever is asked."""
    with places[0]:
        indicator_picker(frame)
    with places[3]:
        names = {"mark": frame.t("mark"), "hide": frame.t("leave out")}
        st.segmented_control(
            frame.t("Other deadlines"), OTHER_DEADLINES[::-1], format_func=names.__getitem__,
            required=True, **bound(frame.view, "others"),
        )  # fmt: skip
    with places[4]:
        announced_slider(frame)


def _choosing(frame: Frame) -> None:
    """Scopes and deadlines to choose from: those of the indicator, as announced by then."""
    with places[1]:
        scope_picker(frame, map_answer(frame.atlas, frame.view).scope)
    with places[2]:
        deadline_picker(frame)


def _map(frame: Frame) -> None:
    map_chart(frame, height=None, key="map")


def _beside(frame: Frame) -> None:
    """The card of the region at hand, or what the map shows as a list."""
    if frame.view.region:
        region_card(frame)
        return
    answer = map_answer(frame.atlas, frame.view)
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


frame = open_page()
title, tools, takeaway = title_places(frame)
with title:
    part(frame, "finding", _ASKED, _finding)
with tools:
    filters(frame, sectors=True, due=False)
with takeaway:
    export_button(frame, "map", _SHOWN)
places = st.container(key="controls").columns(
    [2.6, 1.5, 0.9, 1.3, 1.7], vertical_alignment="bottom"
)
part(frame, "asking", (), _asking)
part(frame, "choosing", ("indicator", "announced"), _choosing)
left, right = st.columns([2.15, 1], gap="medium")
with left:
    part(frame, "map", _SHOWN, _map)
with right, st.container(height=600, border=False, key="map_side"):
    part(frame, "beside", _SHOWN, _beside)
evidence_dialog(frame)
