"""A table whose rows open the card of their region, by a click or by the button with its name.

Drawn as HTML, in 10 ms: Streamlit's own data grid paints on a canvas some 0.3 s after the rest of
the page, cuts what does not fit its columns, and gives the keyboard no name of a region.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import streamlit as st

from pages.shared.choices import Choice, packed, take, told
from pages.shared.fetching import script
from pages.shared.text import other_language


@cache
def _component() -> Any:
    return st.components.v2.component(
        "atlas.card_table", js=script("card_table"), isolate_styles=False,
        html='<div class="before"></div><h2 class="part own"></h2>'
             '<table class="matrix cards"><thead></thead><tbody></tbody></table>'
             '<div class="empty own"></div><div class="choices"></div>',
    )  # fmt: skip


def card_table(
    lang: str,
    heading: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, ...]],
    key: str,
    opened: Callable[[str], None],
    *,
    before: str = "",
    nothing: str = "",
    choices: Sequence[Choice] = (),
) -> None:
    """Show rows of (adcode, first cell, ...) under a ``heading`` and ``heads``; ``opened`` takes the adcode.

    ``before`` is HTML that stands before it and holds nothing that is not escaped, ``nothing`` what is
    said where there are no rows, ``choices`` stand below.
    """

    def open_row() -> None:
        adcode = (st.session_state.get(key) or {}).get("opened")
        if isinstance(adcode, str):
            opened(adcode)

    cells = [[code, *({"text": text, "other": other_language(text, lang)} for text in texts)]
             for code, *texts in rows]  # fmt: skip
    data = {"html": before, "heading": heading, "heads": heads, "rows": cells, "nothing": nothing}
    _component()(
        key=key, data=packed({**data, **told(lang, choices)}), on_opened_change=open_row,
        on_chosen_change=partial(take, key, choices),
    )  # fmt: skip
