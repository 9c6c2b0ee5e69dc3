"""The map's legend in words: classes with their bounds, and states that are not values."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd

from analysis.exhibits import MapLabel
from analysis.map_states import MapAnswer, State, class_of
from language.catalogue import mark, translate
from language.figures import amount

#: States that are not values, in the order of the legend, in words to be translated.
STATE_WORDS = {
    State.DRAFT: mark("figure in a draft, not in force"),
    State.OTHER_DEADLINE: mark("figure for another deadline"),
    State.OTHER_KIND: mark("figure of another kind (range, rank, multiple, other scope)"),
    State.LEFT_OUT: mark("has this indicator for another deadline, left out"),
    State.NO_FIGURE: mark("has plans, none with this figure"),
    State.NO_PLAN: mark("no plan in this collection"),
    State.OUTSIDE: mark("outside the scope of these plans"),
}


def map_legend(answer: MapAnswer, lang: str) -> tuple[MapLabel, ...]:
    """The classes, low to high, then the states that occur among the provinces."""
    provinces = answer.provinces
    values = [
        *provinces[provinces["state"] == State.VALUE]["value"],
        *answer.cities[answer.cities["state"] == State.VALUE]["value"],
    ]
    labels = []
    if values:
        own = provinces[provinces["state"] == State.VALUE]["value"]
        for number, words in enumerate(class_words(answer, lang)):
            count = sum(class_of(value, answer.breaks) == number for value in own)
            labels.append(MapLabel(State.VALUE.value, number, words, count))
    for state, words in STATE_WORDS.items():
        count = int((provinces["state"] == state).sum())
        if count:
            labels.append(MapLabel(state.value, None, translate(lang, words), count))
    return tuple(labels)


def class_words(answer: MapAnswer, lang: str) -> list[str]:
    """Each class' bounds in words, low to high: ``< 500亿元``, ``500亿元 – 1,000亿元``, ``≥ ...``."""
    bounds = [amount(bound, answer.si_unit, lang, max(answer.breaks)) for bound in answer.breaks]
    if not bounds:
        rows = pd.concat([answer.provinces, answer.cities])
        only = rows[rows["state"] == State.VALUE]["value"].iloc[0]
        return [amount(only, answer.si_unit, lang)]
    between = [f"{low} – {high}" for low, high in pairwise(bounds)]
    return [f"< {bounds[0]}", *between, f"≥ {bounds[-1]}"]
