"""What only the reader's browser can do: remember the last look."""

from __future__ import annotations

from datetime import date

import streamlit as st

_LOOK = """
export default function ({ data, setStateValue }) {
  let last = '';
  try {
    // One visit is one tab: loading the page again does not make the last look later.
    last = sessionStorage.getItem('atlas.look.before');
    if (last === null) {
      last = localStorage.getItem('atlas.look') ?? '';
      sessionStorage.setItem('atlas.look.before', last);
    }
    localStorage.setItem('atlas.look', data.today);
  } catch { last = ''; }  // a browser that keeps nothing
  if (last !== data.known) setStateValue('last', last);
}
"""
_look = st.components.v2.component("atlas.last_look", js=_LOOK)


def last_look(today: date) -> date | None:
    """The day of this browser's last look before this visit; None for the first one.

    The browser keeps it and not the address, for an address is sent to others, nor the server,
    which knows nobody.
    """
    known = (st.session_state.get("last_look") or {}).get("last") or ""
    _look(
        key="last_look", data={"today": today.isoformat(), "known": known},
        on_last_change=lambda: None,
    )  # fmt: skip
    try:
        day = date.fromisoformat(str(known))
    except ValueError:
        return None
    return day if day <= today else None
