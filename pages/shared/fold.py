"""What is drawn only once it is opened: of tables, lists and choices a page first shows the name.

Each is a part of the page of its own: opening it runs nothing else. Its ``name`` is its own on the page.

The button of a flap is not Streamlit's: two of those were a quarter of all that a browser renders for
another language, and each has the whole page laid out to measure itself (docs/performance.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any, Literal

import streamlit as st

from pages.shared import address
from pages.shared.fetching import script
from pages.shared.frame import Frame
from pages.shared.parts import part


def fold(
    frame: Frame,
    name: str,
    label: str,
    draw: Callable[[Frame], object],
    *,
    icon: str | None = None,
    expanded: bool = False,
) -> None:
    """A section under ``label``, folded unless it is ``expanded``; made and sent when it is opened."""
    key = f"fold_{name}"

    def content(frame: Frame) -> None:
        box = st.expander(
            label, expanded, key=key, icon=icon, on_change=partial(address.run_next, key)
        )
        if box.open:
            with box:
                draw(frame)

    part(frame, key, content, ())


#: Paths of the signs on buttons, in a square of 24.
_SIGNS = {
    "choose": "M3 6h9m4 0h5M3 12h3m4 0h11M3 18h11m4 0h3M14 4v4M8 10v4M16 16v4",
    "take": "M12 4v11m-5-5 5 5 5-5M5 20h14",
    "map": "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
    "like": "M8 11a3 3 0 100-6 3 3 0 000 6zM2.5 19c0-3 2.5-5 5.5-5s5.5 2 5.5 5M15 5.4a3 3 0 010 5.2M16.5 14.3c2.9.4 5 2.2 5 4.7",
}
_BUTTON = (
    '<button type="button" class="flap" aria-expanded="false">'
    '<svg viewBox="0 0 24 24" aria-hidden="true"><path></path></svg><span></span></button>'
)


@cache
def _button() -> Any:
    return st.components.v2.component(
        "atlas.flap", html=_BUTTON, js=script("flap"), isolate_styles=False
    )


def flap(
    frame: Frame,
    name: str,
    label: str,
    draw: Callable[[Frame], object],
    *,
    sign: Literal["choose", "take", "map", "like"],
    width: Literal["stretch", "content"] = "content",
    quiet: bool = False,
) -> None:
    """A button with what opens below it, made and sent then; ``quiet`` without a border."""

    def content(frame: Frame) -> None:
        is_open = bool((st.session_state.get(name) or {}).get("open"))
        panel = f"flap_{name}"
        _button()(
            key=name, width=width, default={"open": is_open}, on_open_change=partial(address.run_next, name),
            data={
                "label": label, "sign": _SIGNS[sign], "quiet": quiet, "open": is_open,
                "panel": f"st-key-{panel}",
            },
        )  # fmt: skip
        if is_open:
            with st.container(key=panel):
                draw(frame)

    part(frame, name, content, ())
