"""Lists, switches and spans to choose from, beside each other; a list is searched by typing.

Not Streamlit's: three of its lists are half of all that a browser draws anew for another indicator,
its slider measures the whole page (docs/performance.md), and it finds an entry by its name in the
page's language only. The browser has no list of its own that can be searched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from typing import Any

import streamlit as st

from language.catalogue import translate
from pages.shared.fetching import script
from pages.shared.text import other_language


@dataclass(frozen=True)
class Entry:
    """What can be chosen: its value, its text, what else finds it, and the heading it stands under."""

    value: str | int
    text: str
    also: str = ""
    group: str = ""


@dataclass(frozen=True)
class Choice:
    """One list: its ``name`` is its own within its row, ``take`` gets the value that is chosen.

    Entries of one group follow each other. ``chosen`` is None for a list that leads somewhere
    instead of keeping what is chosen.
    """

    name: str
    label: str
    entries: Sequence[Entry]
    chosen: str | int | None
    take: Callable[[Any], None]
    help: str = ""
    placeholder: str = ""


@dataclass(frozen=True)
class Switch:
    """Few entries, all in sight; a ``hidden`` label is read out only."""

    name: str
    label: str
    entries: Sequence[Entry]
    chosen: str | int
    take: Callable[[Any], None]
    hidden: bool = False


@dataclass(frozen=True)
class Span:
    """A handle between two whole numbers; ``take`` gets the one it is set to."""

    name: str
    label: str
    low: int
    high: int
    chosen: int
    take: Callable[[int], None]
    help: str = ""


@cache
def _component() -> Any:
    return st.components.v2.component(
        "atlas.choices", html='<div class="before"></div><div class="choices"></div>',
        js=script("choices", "choices.js"), isolate_styles=False,
    )  # fmt: skip


def show_choices(
    lang: str, key: str, choices: Sequence[Choice | Switch | Span], before: str = ""
) -> None:
    """Show them in a row, below HTML that holds nothing that is not escaped."""
    data = packed({"html": before, **told(lang, choices)})
    _component()(key=key, data=data, on_chosen_change=partial(take, key, choices))


def packed(data: dict[str, Any]) -> bytes:
    """Data of a component as bytes: what Streamlit makes of a dict writes each Chinese character in six letters."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def told(lang: str, choices: Sequence[Choice | Switch | Span]) -> dict[str, Any]:
    """What ``choose`` needs to show them."""
    return {
        "lang": "en" if lang == "en" else "zh-CN",
        "none": translate(lang, "Nothing of this name"),
        "choices": [_told(lang, choice) for choice in choices],
    }


def take(key: str, choices: Sequence[Choice | Switch | Span]) -> None:
    """Take what was chosen in the component of this key; a value that no choice has is not taken."""
    chosen = (st.session_state.get(key) or {}).get("chosen")
    for choice in choices:
        for value in _values(choice):
            if chosen == [choice.name, value]:
                choice.take(value)
                return


def _values(choice: Choice | Switch | Span) -> Iterable[Any]:
    if isinstance(choice, Span):
        return range(choice.low, choice.high + 1)
    return (entry.value for entry in choice.entries)


def _told(lang: str, choice: Choice | Switch | Span) -> dict[str, Any]:
    common = {name: getattr(choice, name) for name in ("name", "label", "chosen")}
    if isinstance(choice, Span):
        return {
            **common,
            "kind": "span",
            "help": choice.help,
            "low": choice.low,
            "high": choice.high,
        }
    groups = [
        (group, [(one.value, one.text, other_language(one.text, lang), one.also) for one in own])
        for group, own in groupby(choice.entries, key=lambda one: one.group)
    ]
    common["groups"] = groups
    if isinstance(choice, Switch):
        return {**common, "kind": "switch", "hidden": choice.hidden}
    return {**common, "kind": "list", "help": choice.help, "placeholder": choice.placeholder}
