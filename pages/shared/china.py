"""The map of China on a page: painted by the browser, a click gives the adcode of what was clicked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import streamlit as st

from pages.shared.choices import Choice, Switch, packed, take, told
from pages.shared.fetching import script


@cache
def _component() -> Any:
    return st.components.v2.component(
        "atlas.china",
        html='<div class="choices"></div><div class="china"></div><div class="below"></div>',
        js=script("china", "china.js", "outlines.json"),
        isolate_styles=False,
    )  # fmt: skip


def show_china(
    drawing: dict[str, Any],
    key: str,
    height: int | None,
    clicked: Callable[[str], None],
    *,
    lang: str = "zh",
    choices: Sequence[Choice | Switch] = (),
    below: str = "",
) -> None:
    """Show what :func:`charts.map.map_drawing` made; ``clicked`` takes the adcode of a click.

    Without a ``height`` in pixels the style sheet gives one to the key. On the map stand ``choices``,
    ``below`` it HTML that holds nothing that is not escaped.
    """

    def open_unit() -> None:
        adcode = (st.session_state.get(key) or {}).get("clicked")
        if isinstance(adcode, str):
            clicked(adcode)

    data = {"drawing": drawing, "height": height, "html": below, **told(lang, choices)}
    _component()(
        key=key, data=packed(data), on_clicked_change=open_unit,
        on_chosen_change=partial(take, key, choices),
    )  # fmt: skip
