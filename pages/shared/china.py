"""The map of China on a page: painted by the browser, a click gives the adcode of what was clicked."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st

from pages.shared.fetching import fetching

#: Shapes are fetched once; what is sent with every change is only what to paint.
_PAINT = """
let parts;
const fetched = () => (parts ??= Promise.all([code("china.js"), file("outlines.json").then(answer => answer.json())])
  .catch(() => (parts = undefined)));  // the page was left; else the next change tries again
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".china");
  const wanted = JSON.parse(new TextDecoder().decode(data));
  box.wanted = () => box.china.show(wanted, adcode => setTriggerValue("clicked", adcode));
  if (box.china) box.wanted();
  else fetched().then(found => {
    if (!found) return;
    box.china ??= found[0].open(box, found[1]);
    box.wanted();
  });
}
"""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "atlas.china", html='<div class="china"></div>',
        js=fetching("china.js", "outlines.json") + _PAINT, isolate_styles=False,
    )  # fmt: skip


def show_china(
    drawing: dict[str, Any], key: str, height: int | str, clicked: Callable[[str], None]
) -> None:
    """Show what :func:`charts.map.map_drawing` made; ``clicked`` takes the adcode of a click."""

    def take() -> None:
        adcode = (st.session_state.get(key) or {}).get("clicked")
        if isinstance(adcode, str):
            clicked(adcode)

    # As bytes: what Streamlit makes of a dict writes each Chinese character in six letters.
    data = json.dumps(drawing, ensure_ascii=False, separators=(",", ":")).encode()
    _component()(key=key, data=data, height=height, on_clicked_change=take)
