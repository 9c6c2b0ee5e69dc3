"""The button that takes what is on the screen along: each kind of file, made when asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from analysis.view import View
from exports.kind import Cover, Kind, Taken
from exports.kinds import GROUPS, KINDS
from exports.site.addresses import site_root, static_address
from exports.taking import file_name, take
from pages.shared.basket import deck_fold, deck_of_kept, keep_button, template
from pages.shared.basket_keeper import keep_in_browser
from pages.shared.citing import cite_view
from pages.shared.copying import copy_buttons
from pages.shared.downloads import download_button, say_failures
from pages.shared.fold import flap
from pages.shared.frame import Frame

#: The family of files that several views can be kept for.
_DECKS = "PowerPoint"


def export_button(frame: Frame, page: str) -> None:
    """One button with all kinds of files; an empty view exports nothing and says why."""
    flap(
        frame, f"export_{page}", frame.t("Export"), partial(_choices, page=page),
        sign="take",
    )  # fmt: skip


def _choices(frame: Frame, page: str) -> None:
    taken = take(
        frame.atlas, frame.view, page, Cover(_address(page, frame.view), frame.today, template())
    )
    if not taken.shown.targets:
        st.caption(frame.t("This view shows no figures, so there is nothing to export."))
        return
    st.caption(frame.count(len(taken.shown.targets), "figure"))
    for group, heading in GROUPS.items():
        kinds = [k for k in KINDS if k.group == group and k.applies(taken.shown)]
        if kinds:
            _group(frame, heading, kinds, taken)
        if kinds and group == _DECKS:
            deck_fold(frame, page)
    cite_view(frame, taken)
    say_failures(frame, f"export_{page}")
    keep_in_browser(page)
    if site_root():
        st.link_button(
            frame.t("As a static page"), site_root() + static_address(page, frame.view),
            icon=":material/public:",
        )  # fmt: skip


def _group(frame: Frame, heading: str, kinds: list[Kind], taken: Taken) -> None:
    """The buttons of one family of kinds in a row; one that is alone names its family itself."""
    if len(kinds) > 1:
        st.caption(frame.t(heading))
    one = _chosen(frame, taken) if kinds[0].group == "Image" else taken
    with st.container(horizontal=True, gap="small"):
        for kind in kinds:
            download_button(
                frame, frame.t(kind.label),
                partial(_make, frame, kind, taken if kind.name == "images" else one),
                file_name(frame.atlas, taken, kind.extension), kind.mime,
                icon=f":material/{kind.icon}:", width="stretch",
                key=f"export_{taken.shown.page}_{kind.name}",
            )  # fmt: skip
        if heading == _DECKS:
            keep_button(frame, taken)
            deck_of_kept(frame, kinds[0], taken.shown.page)


def _chosen(frame: Frame, taken: Taken) -> Taken:
    """The view with the one chart that is to be a picture: the first, or the user's choice."""
    exhibits = taken.shown.exhibits
    chosen = 0
    if len(exhibits) > 1:
        chosen = st.selectbox(
            frame.t("Chart"), range(len(exhibits)), key=f"export_chart_{taken.shown.page}",
            format_func=lambda place: f"{place + 1} · {exhibits[place].title or exhibits[place].name}",
            label_visibility="collapsed",
        )  # fmt: skip
    one = replace(taken, shown=replace(taken.shown, exhibits=(exhibits[chosen],)))
    copy_buttons(frame, one)
    return one


def _make(frame: Frame, kind: Kind, taken: Taken) -> bytes:
    return kind.make(frame.atlas, taken.shown, taken.view, taken.cover)


def _address(page: str, view: View) -> str:
    """The view's whole address, as the browser shows it; without a browser, the page's part."""
    query = view.query_string()
    place = f"{page}?{query}" if query else page
    base = (st.context.url or "").partition("?")[0].rstrip("/")
    root = base.rsplit("/", 1)[0] if base.endswith(f"/{page}") else base
    return f"{root}/{place}" if root else place
