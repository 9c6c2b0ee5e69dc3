"""A button that shows a sign only: its name is there for a screen reader, and as its tooltip."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def icon_button(
    place: DeltaGenerator | None, name: str, icon: str, key: str, **options: Any
) -> None:
    """A button with the Material symbol ``icon``, called ``name``, in ``place`` (or here).

    style.css hides the label of keys that begin with ``icon_``. Without a label Streamlit would
    call the button by its symbol, in English.
    """
    (place or st).button(
        name, icon=f":material/{icon}:", help=name, key=f"icon_{key}", **options
    )  # fmt: skip
