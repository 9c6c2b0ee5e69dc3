"""A table whose rows open the card of their region, by a click or by the button with its name.

Drawn as HTML, in 10 ms: Streamlit's own data grid paints on a canvas some 0.3 s after the rest of
the page, cuts what does not fit its columns, and gives the keyboard no name of a region.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import streamlit as st

from pages.shared.text import other_language

#: Cells reach the browser as data and become text nodes there: never markup.
_JS = """
export default function ({ data, parentElement, setTriggerValue }) {
  const table = parentElement.querySelector("table");
  const { lang, heading, heads, rows } = JSON.parse(new TextDecoder().decode(data));
  parentElement.querySelector("h2").textContent = heading;
  const cell = (name, { text, other }, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    const inner = attributes.scope === "row" ? made.appendChild(document.createElement("button")) : made;
    inner.textContent = text;
    made.lang = other || lang;
    return made;
  };
  const row = cells => {
    const made = document.createElement("tr");
    made.append(...cells);
    return made;
  };
  table.tHead.replaceChildren(row(heads.map(text => cell("th", { text }, { scope: "col" }))));
  table.tBodies[0].replaceChildren(...rows.map(([adcode, first, ...rest]) => {
    const made = row([cell("th", first, { scope: "row" }), ...rest.map(item => cell("td", item))]);
    made.onclick = () => setTriggerValue("opened", adcode);
    return made;
  }));
}
"""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "atlas.card_table", js=_JS, isolate_styles=False,
        html='<h2 class="part"></h2><table class="matrix cards"><thead></thead><tbody></tbody></table>',
    )  # fmt: skip


def card_table(
    lang: str,
    heading: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    key: str,
    opened: Callable[[str], None],
) -> None:
    """Show rows of (adcode, first cell, ...) under a ``heading`` and ``heads``; ``opened`` takes the adcode."""

    def take() -> None:
        adcode = (st.session_state.get(key) or {}).get("opened")
        if isinstance(adcode, str):
            opened(adcode)

    cells = [[code, *({"text": text, "other": other_language(text, lang)} for text in texts)]
             for code, *texts in rows]  # fmt: skip
    data = {
        "lang": "en" if lang == "en" else "zh-CN",
        "heading": heading,
        "heads": heads,
        "rows": cells,
    }
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    _component()(key=key, data=content, on_opened_change=take)
