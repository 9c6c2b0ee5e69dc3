"""Citations of a view with all its sources as files, and of one figure on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.view import View
from exports.citations.references import (
    Reference,
    references_of_figure,
    references_of_view,
    view_reference,
)
from exports.kind import CannotExport, Command, Cover, Kind, Make, Taken
from language.catalogue import LANGUAGES

#: Forms of a citation: styles of text, and formats of reference managers.
FORMS = ("gbt7714", "apa", "bibtex", "ris")


def written(references: Sequence[Reference], form: str, lang: str) -> str:
    """The references in one of :data:`FORMS`."""
    from exports.citations.files import bibtex, ris
    from exports.citations.styles import Style, reference_list

    if form == "bibtex":
        return bibtex(references, lang)
    if form == "ris":
        return ris(references, lang)
    return reference_list(references, Style(form), lang)


def view_citation(atlas: Atlas, taken: Taken, form: str) -> str:
    """The view itself cited, without its sources."""
    return written([view_reference(atlas, taken.shown, taken.cover)], form, taken.view.lang)


def _make(form: str) -> Make:
    def make(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
        return written(references_of_view(atlas, shown, cover), form, view.lang).encode()

    return make


def _cite_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("target", metavar="TARGET_ID", help="the figure")
    parser.add_argument("--form", choices=FORMS, default="gbt7714")
    parser.add_argument("--lang", choices=tuple(LANGUAGES), default="zh")


def _cite(atlas: Atlas, options: argparse.Namespace) -> bytes:
    if options.target not in atlas.target_by_id:
        raise CannotExport(f"no figure {options.target}: see python -m loaders table")
    found = references_of_figure(atlas, options.target, options.lang)
    return written(found, options.form, options.lang).encode()


KINDS = (
    Kind("gbt7714", "Citation", "GB/T 7714", "format_quote", "txt", "text/plain", _make("gbt7714")),
    Kind("apa", "Citation", "APA", "format_quote", "txt", "text/plain", _make("apa")),
    Kind("bibtex", "Citation", "BibTeX", "library_books", "bib", "application/x-bibtex", _make("bibtex")),
    Kind("ris", "Citation", "RIS", "library_books", "ris", "application/x-research-info-systems", _make("ris")),
)  # fmt: skip
COMMANDS = (
    Command(
        "cite",
        "the plan of a figure and the document it was read in, cited",
        _cite_arguments,
        _cite,
    ),
)
