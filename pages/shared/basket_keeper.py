"""The kept views of a session, exchanged with the reader's browser, which keeps them over a reload."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st

from exports.basket import Basket, basket_from, with_view

_SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
_BASKET, _STAMP, _SEEN = "basket", "basket_stamp", "basket_seen"
#: States that a session remembers to have made or met.
_MOST_SEEN = 200


def kept_views() -> Basket:
    """The views kept, in the order of the deck."""
    found: Basket = st.session_state.get(_BASKET, ())
    return found


def put_views(views: Basket) -> None:
    """Keep these views; the browser is told when the page is drawn next."""
    st.session_state[_BASKET] = views
    st.session_state[_STAMP] = token_hex(6)
    _see(st.session_state[_STAMP])


def keep_in_browser(page: str) -> None:
    """Exchange the views with the browser: mounted wherever they are shown."""
    key = f"basket_keeper_{page}"
    st.components.v2.component("basket_keeper", js=_SCRIPT)(
        key=key, height=1,
        data={
            "stamp": st.session_state.get(_STAMP, ""),
            "seen": st.session_state.get(_SEEN, []),
            "views": [asdict(item) for item in kept_views()],
        },
        on_kept_change=lambda: take_over(st.session_state[key].kept),
    )  # fmt: skip


def take_over(kept: Any) -> None:
    """Take what the browser kept: all of it in a session that has changed nothing, else what the
    session's own views lack.
    """
    if not isinstance(kept, dict) or not isinstance(kept.get("stamp"), str):
        return
    stamp, others = kept["stamp"], basket_from(kept.get("views"))
    if stamp in st.session_state.get(_SEEN, []):
        return
    _see(stamp)
    if not st.session_state.get(_STAMP):
        st.session_state[_BASKET], st.session_state[_STAMP] = others, stamp
        return
    views = kept_views()
    for item in others:
        views = with_view(views, item)
    put_views(views)


def _see(stamp: str) -> None:
    st.session_state[_SEEN] = [*st.session_state.get(_SEEN, [])[-_MOST_SEEN:], stamp]
