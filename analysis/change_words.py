"""Changes of records in words: what a record is called, and its fields as a reader would write them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from analysis.words import kind_name, place_name, quantity_in_words, status_name
from language.catalogue import pick, translate
from loaders.diff import Change, ChangeKind
from loaders.models import Collection, PlanStatus, TargetKind
from loaders.problems import Mistake
from loaders.quantities import parse_quantity
from loaders.regions import regions
from loaders.sheet_form import field_heading

#: How a change is marked where there is no room for words.
SIGNS: Mapping[ChangeKind, str] = {
    ChangeKind.ADDED: "+",
    ChangeKind.DROPPED: "−",
    ChangeKind.RAISED: "↑",
    ChangeKind.LOWERED: "↓",
    ChangeKind.RESTATED: "≈",
    ChangeKind.DEADLINE: "→",
    ChangeKind.WORDING: "✎",
    ChangeKind.OTHER: "✎",
}


def record_place(change: Change, lang: str) -> str:
    """The region that a changed record is of; empty for terms and documents."""
    return place_name(change.jurisdiction, lang) if change.jurisdiction in regions() else ""


def record_name(change: Change, lang: str) -> str:
    """Title, indicator or term."""
    return pick(lang, change.name, change.name_en)


def figure_words(text: str, lang: str) -> str:
    """A figure as the file has it, in the words of a language; as it is where it is no figure."""
    try:
        return quantity_in_words(parse_quantity(text), lang)
    except Mistake:
        return text


def field_words(collection: Collection, field: str, value: Any, lang: str) -> str:
    """A field's content for a reader: names instead of ids, figures as they are written."""
    if value is None:
        return translate(lang, "not stated")
    if isinstance(value, list):
        between = "\n" if any(isinstance(item, dict) for item in value) else translate(lang, ", ")
        return between.join(field_words(collection, field, item, lang) for item in value)
    if isinstance(value, dict):
        parts = (field_words(collection, key, item, lang) for key, item in value.items())
        return " · ".join(parts)
    if isinstance(value, bool):
        return translate(lang, "yes") if value else translate(lang, "no")
    text = str(value)
    name = _names(collection, lang).get(field)
    return name(text) if name else text


def field_name(field: str, lang: str) -> str:
    """What a field is called."""
    return translate(lang, field_heading(field))


def _names(collection: Collection, lang: str) -> dict[str, Callable[[str], str]]:
    def term(table: Mapping[str, Any]) -> Callable[[str], str]:
        return lambda key: pick(lang, table[key].zh, table[key].en) if key in table else key

    def title(key: str) -> str:
        found = (pick(lang, p.title, p.title_en) for p in collection.plans if p.id == key)
        return next(found, key)

    def document(key: str) -> str:
        return collection.documents[key].title if key in collection.documents else key

    return {
        "value": lambda text: figure_words(text, lang),
        "indicator": term(collection.indicators),
        "scope": term(collection.scopes),
        "sector": term(collection.sectors),
        "document": document,
        "jurisdiction": lambda code: place_name(code, lang) if code in regions() else code,
        "status": lambda key: status_name(key, lang) if key in set(PlanStatus) else key,
        "kind": lambda key: kind_name(key, lang) if key in set(TargetKind) else key,
        **dict.fromkeys(("plan", "draft_of", "superseded_by"), title),
    }
