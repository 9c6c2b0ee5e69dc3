"""Choosing regions to compare: by name, on a small map, or those like the ones chosen."""

from __future__ import annotations

from functools import partial
from html import escape

import streamlit as st

from analysis.peers import regions_like
from analysis.view import MAX_REGIONS
from analysis.words import place_name, region_name
from charts.map import ProvinceMark, map_drawing
from loaders.regions import provinces
from pages.shared.china import show_china
from pages.shared.fold import flap
from pages.shared.frame import Frame
from pages.shared.map_view import inset_label


def region_picker(frame: Frame) -> None:
    """Two to six regions: a field by name, and beside it the map and the regions like these."""
    view = frame.view
    names, on_map, like = st.columns([5, 1.2, 1.5], vertical_alignment="bottom")
    names.multiselect(
        frame.t("Two to six regions"), frame.atlas.region_adcodes(), max_selections=MAX_REGIONS,
        format_func=lambda adcode: place_name(adcode, frame.lang), label_visibility="collapsed",
        placeholder=frame.t("Choose two to six regions"), **frame.bound("regions", list(view.regions)),
    )  # fmt: skip
    with on_map:
        flap(
            frame,
            "on_map",
            frame.t("On the map"),
            _small_map,
            sign="map",
            width="stretch",
        )
    with like:
        flap(
            frame, "peers", frame.t("Regions like these"), _peers, sign="like",
            width="stretch",
        )  # fmt: skip


def _small_map(frame: Frame) -> None:
    """A click adds a province, or takes it out; each keeps the colour that it has in the charts."""
    view = frame.view
    have = set(frame.atlas.region_adcodes())
    marks = []
    for region in provinces():
        chosen = region.adcode in view.regions
        fill = frame.colours.blank
        if chosen:
            fill = frame.colours.regions[view.regions.index(region.adcode)]
        elif region.adcode in have:
            fill = frame.colours.bar_soft
        name = region_name(region.adcode, frame.lang)
        marks.append(ProvinceMark(region.adcode, fill, "", [("strong", name)]))

    def toggle(adcode: str) -> None:
        """Add the province that was clicked, or take it out."""
        if adcode in view.regions:
            frame.change(regions=tuple(code for code in view.regions if code != adcode))()
        elif adcode in have and len(view.regions) < MAX_REGIONS:
            frame.change(regions=(*view.regions, adcode))()

    st.caption(frame.t("A click adds a province or takes it out; at most six."))
    drawing = map_drawing(
        marks, [], frame.colours, name=frame.t("Choose two to six regions"),
        inset_label=inset_label(frame),
    )  # fmt: skip
    show_china(drawing, "region_map", 360, toggle)


def _peers(frame: Frame) -> None:
    """For each region chosen, the regions nearest in GDP that plan in the same sectors."""
    view = frame.view
    st.caption(frame.t("Same level, figures in the same sectors, nearest in GDP"))
    full = len(view.regions) >= MAX_REGIONS
    for adcode in view.regions:
        st.html(f'<p class="place"><b>{escape(place_name(adcode, frame.lang))}</b></p>')
        with st.container(horizontal=True, gap="small"):
            near = partial(regions_like, frame.atlas, view, adcode)
            for other in frame.kept(f"like {adcode}", near):
                st.button(
                    region_name(other, frame.lang),
                    key=f"like_{adcode}_{other}",
                    disabled=full or other in view.regions,
                    on_click=frame.change(regions=(*view.regions, other)),
                )
