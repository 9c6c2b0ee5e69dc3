"""The address is the state: pages read their View from it, and every control writes to it.

A run tells the browser its address last, with the message that ends it: earlier, the browser would draw the
whole page once more for it. Until then the session knows what the address will say.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from streamlit.errors import StreamlitAPIException
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.atlas import Atlas
from analysis.view import ParsedView, View, parse_view

#: What goes along when the reader moves to another page of the app.
_CARRIED = (
    "lang", "indicator", "scope", "deadline", "measure", "regions", "sectors", "kinds", "levels", "statuses",
    "since",
)  # fmt: skip
_NAMES = {item.name for item in fields(View)}


def read_address(atlas: Atlas) -> ParsedView:
    """The View of the address; on a page opened from the app's own menu, what is carried along.

    The menu's links carry no parameters. An empty query on the page that was shown before is no
    such arrival: it is the default view, chosen or returned to.
    """
    path = urlsplit(st.context.url or "").path
    arrived = path != st.session_state.get("path", path)
    st.session_state["path"] = path
    unwritten: View | None = st.session_state.get("unwritten")
    if arrived:
        st.session_state.pop("unwritten", None)  # of a page that was left before its run ended
    elif unwritten is not None:
        return parse_view(unwritten.to_query(), atlas)
    query = {name: st.query_params.get_all(name) for name in st.query_params if name in _NAMES}
    carried: View | None = st.session_state.get("carried")
    if arrived and not query and carried is not None:
        view = View(**{name: getattr(carried, name) for name in _CARRIED})
        # What was carried may name what another collection has, shown until a moment ago.
        view = parse_view(view.to_query(), atlas).view
        write_address(view)
        return ParsedView(view)
    return parse_view(query, atlas)


def begin(view: View, *, partly: bool) -> None:
    """A run of the whole page begins with this view; its parts are named as it goes.

    Unless it may run ``partly``, every change runs the whole page.
    """
    st.session_state["carried"] = view
    st.session_state["partly"] = partly
    st.session_state["parts"] = {}


def name_part(name: str, fields: Collection[str] | None) -> None:
    """A part of the page, and the fields of the view that nothing outside of it depends on: None for all."""
    st.session_state["parts"][name] = frozenset(_NAMES if fields is None else fields)


def has_part(name: str) -> bool:
    """Whether this run has named a part so."""
    return name in st.session_state["parts"]


def shown() -> View:
    """The view of this session's last run, or what a control has made of it since."""
    view: View = st.session_state["carried"]
    return view


def write_address(view: View) -> None:
    """Make the address say the view, at the end of this run or the next that is not broken off."""
    st.session_state["unwritten"] = view


def end_run() -> None:
    """Write the address, if it is another; parameters of others (embedding) stay."""
    view: View | None = st.session_state.pop("unwritten", None)
    if view is None:
        return
    others = {k: st.query_params.get_all(k) for k in st.query_params if k not in _NAMES}
    st.query_params.from_dict({**others, **view.to_query()})


def change(**changes: Any) -> None:
    """As a callback: write the changed view, so that the rerun that follows shows it.

    What follows is a run of the control's own part of the page, or of the whole; where the change
    concerns another part, a run of that is asked for instead.
    """
    before = shown()
    after = before.but(**changes)
    if after == before:
        return
    write_address(after)
    st.session_state["carried"] = after
    run_next(concerned(before, after))


def run_next(part: str) -> None:
    """As a callback: have this part of the page run next, "" being the whole, beside what runs anyway.

    What runs anyway need not be the part of the control that is used: of events that come together, a
    browser sends all with the part of one of them.
    """
    if not _runs(part):
        running = [name for name in st.session_state["parts"] if _runs(name)]
        st.rerun([part, *running] if part else "app")


def _runs(part: str) -> bool:
    context = get_script_run_ctx()
    running = context.fragment_ids_this_run if context is not None else None
    if context is None or running is None:
        return True
    try:
        return bool(part) and set(context.fragment_storage.resolve_target(part)) <= set(running)
    except StreamlitAPIException:  # it was on the page, and is no longer
        return False


def concerned(before: View, after: View) -> str:
    """The smallest part of the page that shows all of the change; "" for the whole page."""
    changed = {name for name in _NAMES if getattr(before, name) != getattr(after, name)}
    parts: dict[str, frozenset[str]] = st.session_state["parts"]
    enough = [name for name, fields in parts.items() if changed <= fields]
    partly = st.session_state["partly"] and enough
    return min(enough, key=lambda name: len(parts[name])) if partly else ""


def bound(view: View, name: str, value: Any) -> dict[str, Any]:
    """Arguments that bind a widget to one field of the view (see ``Frame.bound``)."""
    key = f"view_{name}"
    st.session_state[key] = getattr(view, name) if value is None else value

    def write() -> None:
        chosen = st.session_state[key]
        chosen = tuple(chosen) if isinstance(chosen, list) else chosen
        if chosen is None:
            chosen = next(item.default for item in fields(View) if item.name == name)
        kept = (
            {} if name in ("page", "lang") else {"page": 1}
        )  # another list starts at its first page
        change(**{**kept, name: chosen})

    return {"key": key, "on_change": write}
