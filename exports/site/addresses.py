"""Where a view stands on the static site, and where a page of the site stands in the app."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from analysis.view import View

#: Pages of the app whose default view is a page of the site of the same name.
VIEW_PAGES = ("overview", "map", "timeline", "compare", "indicator", "plans", "curation")
#: Pages of the app, and of the site, whose names differ.
_NAMES = {"overview": "index", "present": "stories", "curate": "curation"}


def static_address(page: str, view: View) -> str:
    """The file of the site that is nearest to a view of the app, such as ``en/region/510000.html``.

    A plan, a region's card and an indicator have pages of their own; of the other views the site
    holds the default.
    """
    return f"{view.lang}/{_name(page, view)}.html"


def _name(page: str, view: View) -> str:
    if page == "plan":
        return f"plan/{view.plan}" if view.plan else "plans"
    if page == "map" and view.region:
        return f"region/{view.region}"
    if page in ("map", "indicator") and view.indicator != View().indicator:
        return f"indicator/{view.indicator}"
    return _NAMES.get(page, page)


def app_address(page: str, view: View) -> str:
    """A view's address in the app, from the page's name on."""
    query = view.query_string()
    return f"{page}?{query}" if query else page


def site_root() -> str:
    """Where the static site is published, from ``ATLAS_SITE``, with a slash at its end.

    Empty where none is named, or where what is named is no address of the web.
    """
    return web_root(os.environ.get("ATLAS_SITE", ""))


def web_root(address: str) -> str:
    """The address with a slash at its end; empty unless it is one of http or https."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"
