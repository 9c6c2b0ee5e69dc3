"""Parts of a page that are drawn anew without the rest, where a change of the view concerns only them.

A run of the whole page sends all of it, and the browser draws all of it again. A part is a fragment
that says which fields of the view it depends on; a callback that changes only such fields reruns
the parts that depend on them (:func:`pages.shared.address.change`). A field that something
outside of all parts depends on is not to be named: then everything runs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

import streamlit as st

from analysis.palette import palette
from pages.shared import address, live
from pages.shared.frame import Frame, chosen_atlas


def part(frame: Frame, name: str, fields: Collection[str], draw: Callable[[Frame], None]) -> None:
    """Draw a part of the page here; ``fields`` of the view are those that it depends on.

    ``draw`` gets the frame with the view as it is when it runs.
    """
    address.name_part(name, fields)

    @st.fragment(key=name)
    def run() -> None:
        if _outdated(frame):
            st.rerun()
        draw(_now(frame))

    run()


def _now(frame: Frame) -> Frame:
    """The frame with the view that the address asks for now."""
    if address.shown() == frame.view:
        return frame
    return replace(frame, view=address.read_address(frame.atlas).view)


def _outdated(frame: Frame) -> bool:
    """Whether the page around the part was made of other data, on another day, in other colours."""
    return (
        chosen_atlas(live.standing()) is not frame.atlas
        or date.today() != frame.today
        or palette(st.context.theme.type, frame.lang) != frame.colours
    )
