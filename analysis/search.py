"""Search in Chinese and English over titles, issuers, indicators, regions and wordings."""

from __future__ import annotations

import unicodedata

import pandas as pd

from analysis.atlas import Atlas
from analysis.selection import select_plans
from analysis.view import View
from loaders.models import Collection, Indicator, Named

SearchText = tuple[str, str, str]


def search_plans(atlas: Atlas, view: View) -> pd.DataFrame:
    """Plans of the selection in which every word of ``view.search`` occurs, best match first.

    A word in the title counts most, then in the region or issuers, then anywhere.
    """
    plans = select_plans(atlas, view)
    words = _plain(view.search).translate(_QUOTES).split()
    if not words:
        return plans
    texts = atlas.answers.ask("search", lambda: search_texts(atlas.collection, atlas.plans))
    scores = {}
    for plan in plans["plan_id"]:
        title, place, all_text = texts[plan]
        if all(word in all_text for word in words):
            scores[plan] = sum(4 * (word in title) + 2 * (word in place) + 1 for word in words)
    kept = plans.loc[list(scores)]
    return kept.assign(score=pd.Series(scores)).sort_values("score", ascending=False, kind="stable")


#: Quotation marks around a word are no part of it.
_QUOTES = str.maketrans("\"'“”‘’《》「」", " " * 10)


def _plain(text: str) -> str:
    """Full-width forms, case and the kind of dash do not matter."""
    return unicodedata.normalize("NFKC", text).casefold().replace("—", "-").replace("–", "-")


def search_texts(collection: Collection, plans: pd.DataFrame) -> dict[str, SearchText]:
    """Per plan: its title, its place and issuers, and everything, folded for search."""
    texts = {}
    columns = (plans["region"], plans["region_en"], plans["sectors"])
    for plan, region, region_en, sectors in zip(collection.plans, *columns, strict=True):
        title = f"{plan.title} {plan.title_en} {plan.number or ''}"
        place = " ".join([region, region_en, *plan.issuers, *plan.issuers_en])
        terms: list[Indicator | Named] = [
            collection.indicators[target.indicator] for target in plan.targets
        ]
        terms += [collection.sectors[name] for name in sectors]
        rest = {f"{term.zh} {term.en}" for term in terms}
        whole = " ".join([title, place, *rest, *(target.wording for target in plan.targets)])
        texts[plan.id] = (_plain(title), _plain(place), _plain(whole))
    return texts
