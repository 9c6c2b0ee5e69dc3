"""Parts of a page that are drawn anew without the rest, where a change of the view concerns only them.

A run of the whole page sends all of it, the menu included, and the browser draws all of it again. A
part is a fragment that says which fields of the view concern nothing outside of it; parts stand
within each other. A control belongs into the smallest part that shows what it changes: then that part
is all that runs (:func:`pages.shared.address.change`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

import streamlit as st

from analysis.palette import palette
from pages.shared import address, live
from pages.shared.browser import is_narrow, tell_browser
from pages.shared.finished_runs import tell_ends
from pages.shared.frame import PAGE, Frame, above_page, chosen_atlas, taken_frame, window_title

tell_ends()


def part(
    frame: Frame, name: str, draw: Callable[[Frame], None], fields: Collection[str] | None = None
) -> None:
    """Draw a part of the page here; nothing outside of it depends on these ``fields`` of the view.

    Without ``fields``, on any. ``draw`` gets the frame with the view as it is when it runs.
    """
    address.name_part(name, fields)
    asked = address.shown()  # of which a page may have made more: regions that it chooses itself
    within = True  # the run of what is around it

    @st.fragment(key=name)
    def run() -> None:
        if not within and _outdated(frame):
            st.rerun()
        changed = address.shown() != asked
        view = address.read_address(frame.atlas).view if changed else frame.view
        colours = palette(st.context.theme.type, view.lang)
        draw(replace(frame, view=view, colours=colours, narrow=is_narrow()))
        if not within:
            address.end_run()

    try:
        run()
    finally:
        within = False


def show_page(draw: Callable[[Frame], None]) -> None:
    """Draw a page as a part of its own, with what stands above it: all but colours and the app's frame."""

    def whole(frame: Frame) -> None:
        above_page(frame)
        draw(frame)
        tell_browser(frame.lang, window_title(frame.lang, frame.place))

    part(taken_frame(), PAGE, whole)


def _outdated(frame: Frame) -> bool:
    """Whether the page around the part was made of other data, on another day, in other colours."""
    return (
        chosen_atlas(live.standing()) is not frame.atlas
        or date.today() != frame.today
        or palette(st.context.theme.type, frame.lang) != frame.colours
    )
