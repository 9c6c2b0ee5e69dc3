"""What the commands of ``python -m exports`` share: the atlas, and views from the arguments."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from analysis.atlas import Atlas
from analysis.shown import PAGES
from analysis.view import View, parse_view
from exports.kind import CannotExport, Cover, Taken
from exports.taking import take


def view_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that name one view or several."""
    parser.add_argument("--page", choices=PAGES, default="plans", help="page of the view")
    parser.add_argument("--view", default="", metavar="QUERY", help="what stands after the ?")
    parser.add_argument(
        "--at", action="append", default=[], metavar="ADDRESS",
        help="a page's whole address as the browser shows it; may be given several times",
    )  # fmt: skip


def output_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``-o FILE`` and the client's template."""
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")


def parsed_view(query: str, atlas: Atlas) -> View:
    """The view that a query string names.

    Raises:
        CannotExport: it names something that the collection does not have.
    """
    parsed = parse_view(parse_qs(query.lstrip("?"), keep_blank_values=True), atlas)
    if parsed.unknown:
        names = ", ".join(f"{item.parameter}={item.value}" for item in parsed.unknown)
        raise CannotExport(f"the view names something unknown: {names}")
    return parsed.view


def views_taken(options: argparse.Namespace, atlas: Atlas) -> list[Taken]:
    """The views that the arguments name, each with what it shows.

    Raises:
        CannotExport: an unknown page or value, or a view that shows nothing.
    """
    asked = [_address(address) for address in options.at] or [(options.page, options.view)]
    template = getattr(options, "template", None)
    taken = []
    for page, query in asked:
        if page not in PAGES:
            raise CannotExport(f"no page named {page}: write one of {', '.join(PAGES)}")
        view = parsed_view(query, atlas)
        cover = Cover(
            f"{page}?{view.query_string()}".rstrip("?"),
            date.today(),
            template.read_bytes() if template else None,
        )
        taken.append(take(atlas, view, page, cover))
        if not taken[-1].shown.targets:
            raise CannotExport(f"{page}?{query} shows no figures: nothing to write")
    return taken


def _address(address: str) -> tuple[str, str]:
    """(page, query) of an address, whole or from the page's name on."""
    parts = urlsplit(address)
    return parts.path.rstrip("/").rsplit("/", 1)[-1] or "overview", parts.query
