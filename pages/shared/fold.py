"""What is drawn only once it is opened: of tables, lists and choices a page first shows the name.

Each is a part of the page of its own: opening it runs nothing else. Its ``name`` is its own on the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

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

    def content(frame: Frame) -> None:
        box = st.expander(label, expanded, key=f"fold_{name}", icon=icon, on_change="rerun")
        if box.open:
            with box:
                draw(frame)

    part(frame, f"fold_{name}", content, ())


def flap(
    frame: Frame,
    name: str,
    label: str,
    draw: Callable[[Frame], object],
    *,
    icon: str,
    width: Literal["stretch", "content"] = "content",
    quiet: bool = False,
) -> None:
    """A button with what opens below it, made and sent then; ``quiet`` without a border."""

    def content(frame: Frame) -> None:
        box = st.popover(
            label, icon=icon, width=width, type="tertiary" if quiet else "secondary", key=name,
            on_change="rerun",
        )  # fmt: skip
        if box.open:
            with box:
                draw(frame)

    part(frame, name, content, ())
