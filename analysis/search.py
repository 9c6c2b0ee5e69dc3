"""Search in Chinese and English over titles, issuers, indicators, regions and wordings."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

import pandas as pd

from analysis.atlas import Atlas
from analysis.selection import select_plans
from analysis.view import View
from loaders.models import Collection, Indicator, Named

#: Stands between texts that are folded together; no text holds it.
_BETWEEN = "\0"


def search_plans(atlas: Atlas, view: View) -> pd.DataFrame:
    """Plans of the selection in which every word of ``view.search`` occurs, best match first.

    A word in the title counts most, then in the region or issuers, then anywhere.
    """
    plans = select_plans(atlas, view)
    words = fold(view.search).translate(_QUOTES).split()
    if not words:
        return plans
    index = search_index(atlas)
    found = set.intersection(*(index.plans_with(word) for word in words))
    scores = {}
    for place in sorted(found):
        plan, text = index.plan(place)
        if plan in plans.index:
            title, where, _ = text.split(_BETWEEN)
            scores[plan] = sum(4 * (word in title) + 2 * (word in where) + 1 for word in words)
    kept = plans.loc[list(scores)]
    return kept.assign(score=pd.Series(scores)).sort_values("score", ascending=False, kind="stable")


#: Quotation marks around a word are no part of it.
_QUOTES = str.maketrans("\"'“”‘’《》「」", " " * 10)


def fold(text: str) -> str:
    """Full-width forms, case and the kind of dash do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().replace("—", "-").replace("–", "-")


def fold_each(texts: list[str]) -> list[str]:
    """Each text folded as by :func:`fold`, all in one go: ten thousands take a part of a second.

    Replacing a letter by its own plain form changes no text's plain form, and what is plain
    already is folded in no time.
    """
    if not texts:
        return []
    joined = _BETWEEN.join(texts)
    for letter in set(joined):
        plain = unicodedata.normalize("NFKC", letter)
        if plain != letter:
            joined = joined.replace(letter, plain)
    return fold(joined).split(_BETWEEN)


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """What search looks through, as one text: of each plan its title, place and issuers, everything
    else, each ended by a NUL, plan after plan in the order of the file.

    A word is found in it as quickly as one can read; plan by plan it took ten times as long.
    """

    text: str
    plans: list[str]
    #: Where each plan's text begins, and where the last one ends.
    starts: list[int]

    def plans_with(self, word: str) -> set[int]:
        """Places of the plans whose text holds the word."""
        found = set()
        at = self.text.find(word)
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            found.add(place)
            at = self.text.find(word, self.starts[place + 1])
        return found

    def plan(self, place: int) -> tuple[str, str]:
        """Id and text of a plan, without the last NUL."""
        return self.plans[place], self.text[self.starts[place] : self.starts[place + 1] - 1]


def search_index(atlas: Atlas) -> SearchIndex:
    """What search looks through.

    Whoever serves an atlas asks for it before the first reader does: it takes half a second for
    33,000 plans.
    """
    return atlas.indexes.ask("search", lambda: _search_texts(atlas.collection, atlas.plans))


def _search_texts(collection: Collection, plans: pd.DataFrame) -> SearchIndex:
    own = collection.plans
    titles = fold_each([f"{plan.title} {plan.title_en} {plan.number or ''}" for plan in own])
    regions = zip(own, plans["region"], plans["region_en"], strict=True)
    places = fold_each(
        [" ".join([zh, en, *plan.issuers, *plan.issuers_en]) for plan, zh, en in regions]
    )
    wordings = fold_each([" ".join(target.wording for target in plan.targets) for plan in own])
    indicators = {name: _named(term) for name, term in collection.indicators.items()}
    sectors = {name: _named(term) for name, term in collection.sectors.items()}
    texts = []
    columns = (own, titles, places, wordings, plans["sectors"])
    for plan, title, place, wording, its_sectors in zip(*columns, strict=True):
        names = {indicators[target.indicator] for target in plan.targets}
        names |= {sectors[name] for name in its_sectors}
        texts.append(_BETWEEN.join((title, place, " ".join([*names, wording]), "")))
    starts = [0, *accumulate(map(len, texts))]
    return SearchIndex("".join(texts), [plan.id for plan in own], starts)


def _named(term: Indicator | Named) -> str:
    return fold(f"{term.zh} {term.en}")
