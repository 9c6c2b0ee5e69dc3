"""The menu: the pages of the app as links, and the switch of languages at its end.

Streamlit's own menu is a third of all that a browser draws whenever a run begins, answers and
ends (docs/performance.md); these are links in one piece of HTML. They carry no view: the address
of a page that is opened without one takes it over (pages/shared/address.py).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from streamlit.navigation.page import StreamlitPage

from language.catalogue import LANGUAGES, translate
from pages.shared.address import change
from pages.shared.choices import Entry, Switch, show_choices


def menu(lang: str, pages: Iterable[StreamlitPage], shown: str) -> None:
    """Draw the menu of these pages, of which the one at the place ``shown`` is open."""
    links = "".join(_link(page, shown) for page in pages if page.visibility == "visible")
    name = escape(translate(lang, "Pages of the app"))
    entries = [Entry(tag, words) for tag, words in LANGUAGES.items()]
    label = translate(lang, "Language")
    switch = Switch("lang", label, entries, lang, lambda tag: change(lang=tag), hidden=True)
    show_choices(lang, "menu", [switch], f'<nav class="pages" aria-label="{name}">{links}</nav>')


def _link(page: StreamlitPage, shown: str) -> str:
    """The page that is shown leads nowhere: without a view, its address would be the default one."""
    where = 'aria-current="page"' if page.url_path == shown else f'href="./{page.url_path}"'
    return f"<a {where}>{escape(page.title)}</a>"
