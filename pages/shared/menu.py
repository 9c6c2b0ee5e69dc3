"""The menu: the pages of the app as links, and the switch of languages at its end.

Streamlit's own menu is a third of all that a browser draws whenever a run begins, answers and
ends (docs/performance.md); these are links in one piece of HTML. They carry no view: the address
of a page that is opened without one takes it over (pages/shared/address.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from analysis.view import View
from language.catalogue import LANGUAGES, translate
from pages.shared.address import change
from pages.shared.choices import Entry, Switch, show_choices


def menu(view: View, pages: Iterable[StreamlitPage], shown: StreamlitPage) -> None:
    """Draw the menu of these pages, of which one is ``shown``."""
    links = "".join(_link(page, shown) for page in pages if page.visibility == "visible")
    name = escape(translate(view.lang, "Pages of the app"))
    st.html(f'<nav class="pages" aria-label="{name}">{links}</nav>')
    entries = [Entry(lang, name) for lang, name in LANGUAGES.items()]
    label = translate(view.lang, "Language")
    switch = Switch("lang", label, entries, view.lang, _change_language, hidden=True)
    show_choices(view.lang, "language", [switch])


def _change_language(lang: str) -> None:
    change(lang=lang)


def _link(page: StreamlitPage, shown: StreamlitPage) -> str:
    """The page that is shown leads nowhere: without a view, its address would be the default one."""
    where = (
        'aria-current="page"' if page.url_path == shown.url_path else f'href="./{page.url_path}"'
    )
    return f"<a {where}>{escape(page.title)}</a>"
