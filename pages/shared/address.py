"""The address is the state: pages read their View from it, and every control writes to it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any
from urllib.parse import urlsplit

import streamlit as st

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
    query = {name: st.query_params.get_all(name) for name in st.query_params if name in _NAMES}
    carried: View | None = st.session_state.get("carried")
    if arrived and not query and carried is not None:
        view = View(**{name: getattr(carried, name) for name in _CARRIED})
        # What was carried may name what another collection has, shown until a moment ago.
        view = parse_view(view.to_query(), atlas).view
        write_address(view)
        return ParsedView(view)
    return parse_view(query, atlas)


def begin(view: View) -> None:
    """A run of the whole page begins with this view; its parts are named as it goes."""
    st.session_state["carried"] = view
    st.session_state["parts"] = {}


def name_part(name: str, fields: Collection[str]) -> None:
    """A part of the page that can be drawn without the rest, and what of the view it depends on."""
    st.session_state["parts"][name] = frozenset(fields)


def shown() -> View:
    """The view of this session's last run, or what a control has made of it since."""
    view: View = st.session_state["carried"]
    return view


def write_address(view: View) -> None:
    """Make the address say the view; parameters of others (embedding) stay."""
    others = {k: st.query_params.get_all(k) for k in st.query_params if k not in _NAMES}
    st.query_params.from_dict({**others, **view.to_query()})


def change(**changes: Any) -> None:
    """As a callback: write the changed view, so that the rerun that follows shows it.

    Where all that changes is named by parts of the page, only they are run.
    """
    before = shown()
    after = before.but(**changes)
    write_address(after)
    st.session_state["carried"] = after
    if parts := concerned(before, after):
        st.rerun(parts)


def concerned(before: View, after: View) -> list[str]:
    """The page's parts that show the change; none if something else shows it too."""
    changed = {name for name in _NAMES if getattr(before, name) != getattr(after, name)}
    parts: dict[str, frozenset[str]] = st.session_state["parts"]
    if changed <= frozenset().union(*parts.values()):
        return [name for name, fields in parts.items() if fields & changed]
    return []


def bound(view: View, name: str, value: Any = None) -> dict[str, Any]:
    """Arguments that bind a widget to one field of the view: its key, value and callback.

    ``value`` is what the widget shows, where it is not the field itself.
    """
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
