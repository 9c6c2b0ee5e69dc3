"""Views kept one after another, to be taken along as one deck."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs

from analysis.atlas import Atlas
from analysis.view import View, parse_view
from exports.kind import Cover, Taken
from exports.taking import PAGES, take

#: More views than this make no deck that anybody reads.
MOST_KEPT = 30
#: Parts of a kept view, and the most characters that one may have.
_PARTS, _LONGEST = ("page", "query", "address"), 8000


@dataclass(frozen=True, slots=True)
class Kept:
    """A view by its page and what stands after the ? of its address; ``address`` is the whole.

    Kept as words: what the data no longer have when the deck is made falls back to its default.
    """

    page: str
    query: str
    address: str

    def view(self, atlas: Atlas, lang: str) -> View:
        """The view in a language."""
        return parse_view(parse_qs(self.query, keep_blank_values=True), atlas).view.but(lang=lang)


Basket = tuple[Kept, ...]


def basket_from(data: object) -> Basket:
    """The views in what a browser kept; what is no view of a known page is left out."""
    found: Basket = ()
    for item in data if isinstance(data, list) else ():
        parts = [item.get(key) for key in _PARTS] if isinstance(item, dict) else []
        if parts and all(isinstance(part, str) and len(part) <= _LONGEST for part in parts):
            page, query, address = map(str, parts)
            if page in PAGES:
                found = with_view(found, Kept(page, query, address))
    return found


def kept_of(page: str, view: View, address: str) -> Kept:
    """A page's view to be kept, the same in every language."""
    return Kept(page, view.but(lang=View().lang).query_string(), address)


def holds(basket: Basket, item: Kept) -> bool:
    """Whether the view is kept already, whatever address it was opened by."""
    return any((one.page, one.query) == (item.page, item.query) for one in basket)


def with_view(basket: Basket, item: Kept) -> Basket:
    """The basket with one view more, unless it is full or holds it already."""
    return basket if holds(basket, item) or len(basket) >= MOST_KEPT else (*basket, item)


def without(basket: Basket, place: int) -> Basket:
    """The basket without the view at a place, counted from 0."""
    return basket[:place] + basket[place + 1 :]


def earlier(basket: Basket, place: int) -> Basket:
    """The basket with the view at a place, counted from 0, one place further up."""
    if not 0 < place < len(basket):
        return basket
    before = basket[: place - 1]
    return (*before, basket[place], basket[place - 1], *basket[place + 1 :])


def taken_of(
    atlas: Atlas, basket: Basket, lang: str, day: date, template: bytes | None = None
) -> list[Taken]:
    """What each view shows, in one language and in order."""
    return [
        take(atlas, item.view(atlas, lang), item.page, Cover(item.address, day, template))
        for item in basket
    ]
