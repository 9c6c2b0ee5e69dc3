"""What the drawings of a scene share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analysis.exhibits import Shown
from analysis.view import View
from language.catalogue import translate

#: Plain data that the player draws.
Drawing = dict[str, Any]


def first(shown: Shown, kind: type) -> Any:
    """The first exhibit of a kind, or None."""
    return next((item for item in shown.exhibits if isinstance(item, kind)), None)


def nothing(view: View) -> Drawing:
    """The place of a chart that has nothing to show."""
    text = translate(view.lang, "Nothing to draw: no figure answers this view.")
    return {"kind": "nothing", "text": text}


def kept(items: Sequence[Any], most: int, spot: Iterable[bool]) -> list[Any]:
    """The first items, and always those in the spotlight, in their order."""
    flags = [*spot, *([False] * len(items))][: len(items)]
    free = most - min(most, sum(flags))
    chosen: list[Any] = []
    for item, lit in zip(items, flags, strict=True):
        if lit and len(chosen) < most:
            chosen.append(item)
        elif not lit and free > 0:
            chosen.append(item)
            free -= 1
    return chosen
