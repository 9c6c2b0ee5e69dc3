"""A page's values in its template, escaped, with the links around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from exports.site.pages import MENU, Page
from language.catalogue import LANGUAGES, counted, translate

TEMPLATES = Path(__file__).with_name("templates")
#: ``<html lang>`` and ``hreflang`` of each language.
HTML_LANG = {"zh": "zh-CN", "en": "en"}
#: Nothing but the site's own files: no other host, no inline script or style, no frame, no plug-in.
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the site and the app are published (each with a slash at its end, or empty)."""

    site: str = ""
    app: str = ""
    day: date = date.min


@cache
def environment() -> Environment:
    """Templates in which every value is text, and a missing one is an error."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )  # fmt: skip


def rendered(page: Page, lang: str, place: Place) -> str:
    """The page as HTML. Links within the site are relative: it works in any folder."""
    root = "../" * (1 + page.name.count("/"))
    other = next(code for code in LANGUAGES if code != lang)
    address = place.site or root
    values: dict[str, Any] = {
        "drawings": [],
        **page.values,
        "page": page,
        "lang": lang,
        "html_lang": HTML_LANG[lang],
        "t": partial(translate, lang),
        "count": partial(counted, lang),
        "policy": POLICY,
        "root": root,
        "home": f"{root}{lang}/",
        "menu": MENU.items(),
        "canonical": f"{address}{lang}/{page.name}.html",
        "alternates": [
            *((HTML_LANG[code], f"{address}{code}/{page.name}.html") for code in LANGUAGES),
            ("x-default", f"{address}index.html"),
        ],
        "other": f"{root}{other}/{page.name}.html",
        "other_lang": HTML_LANG[other],
        "other_name": LANGUAGES[other],
        "app": place.app,
        "day": place.day.isoformat(),
    }
    return environment().get_template(page.template).render(values)


def front_page(place: Place, *, missing: bool = False) -> str:
    """The page that asks for the language; ``missing``: the one for an address that is none.

    The latter is served at any depth, so that its links start at the site's root.
    """
    files = (place.site or "/") if missing else ""
    values = {"policy": POLICY, "base": place.site, "files": files, "missing": missing}
    return environment().get_template("front.html").render(values)
