"""HTML with buttons in it, as one element: each of Streamlit's own is drawn anew with every run."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from pages.shared.fetching import script


@cache
def _component() -> Any:
    return st.components.v2.component(
        "atlas.html", html="<div></div>", js=script("html"), isolate_styles=False
    )


def show_html(key: str, html: str, presses: dict[str, Callable[[], None]]) -> None:
    """Show HTML that holds nothing that is not escaped; ``presses`` say what its buttons do.

    A button has its name there as ``data-press``.
    """

    def take() -> None:
        name = (st.session_state.get(key) or {}).get("pressed")
        if name in presses:
            presses[name]()

    _component()(key=key, data=html.encode(), on_pressed_change=take)
