"""Lists, switches and spans to choose from, beside each other; a list is searched by typing.

Not Streamlit's: three of its lists are half of all that a browser draws anew for another indicator,
its slider measures the whole page (docs/performance.md), and it finds an entry by its name in the
page's language only. The browser has no list of its own that can be searched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

import streamlit as st

from language.catalogue import translate
from pages.shared.fetching import fetching
from pages.shared.text import other_language

_JS = """
let fetched;
export default function ({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector(".choices");
  const wanted = JSON.parse(new TextDecoder().decode(data));
  box.wanted = () => box.choices.show(wanted, (name, entry) => setTriggerValue("chosen", [name, entry]));
  if (box.choices) box.wanted();
  else (fetched ??= code("choices.js").catch(() => (fetched = undefined))).then(found => {
    if (!found) return;  // the page was left; else the next change tries again
    box.choices ??= found.open(box);
    box.wanted();
  });
}
"""


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
        "atlas.choices", html='<div class="choices"></div>', js=fetching("choices.js") + _JS,
        isolate_styles=False,
    )  # fmt: skip


def show_choices(lang: str, key: str, choices: Sequence[Choice | Switch | Span]) -> None:
    """Show them in a row; a value that none of them has is not taken."""

    def take() -> None:
        told = (st.session_state.get(key) or {}).get("chosen")
        for choice in choices:
            for value in _values(choice):
                if told == [choice.name, value]:
                    choice.take(value)
                    return

    data = {
        "lang": "en" if lang == "en" else "zh-CN",
        "none": translate(lang, "Nothing of this name"),
        "choices": [_told(lang, choice) for choice in choices],
    }
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    _component()(key=key, data=content, on_chosen_change=take)


def _values(choice: Choice | Switch | Span) -> Iterable[Any]:
    if isinstance(choice, Span):
        return range(choice.low, choice.high + 1)
    return (entry.value for entry in choice.entries)


def _told(lang: str, choice: Choice | Switch | Span) -> dict[str, Any]:
    told = {name: getattr(choice, name) for name in ("name", "label", "chosen")}
    if isinstance(choice, Span):
        return {**told, "kind": "span", "help": choice.help, "low": choice.low, "high": choice.high}
    groups = [
        (group, [(one.value, one.text, other_language(one.text, lang), one.also) for one in own])
        for group, own in groupby(choice.entries, key=lambda one: one.group)
    ]
    told["groups"] = groups
    if isinstance(choice, Switch):
        return {**told, "kind": "switch", "hidden": choice.hidden}
    return {**told, "kind": "list", "help": choice.help, "placeholder": choice.placeholder}
