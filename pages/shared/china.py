"""The map of China on a page: painted by the browser, a click gives the adcode of what was clicked."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from charts.map import map_script, map_style


@cache
def _component() -> Any:
    return st.components.v2.component(
        "atlas.china", html='<div class="china"></div>', css=map_style(), js=map_script(),
        isolate_styles=False,
    )  # fmt: skip


def show_china(
    drawing: dict[str, Any], key: str, height: int | str, clicked: Callable[[str], None]
) -> None:
    """Show what :func:`charts.map.map_drawing` made; ``clicked`` takes the adcode of a click."""

    def take() -> None:
        adcode = (st.session_state.get(key) or {}).get("clicked")
        if isinstance(adcode, str):
            clicked(adcode)

    _component()(key=key, data=drawing, height=height, on_clicked_change=take)
