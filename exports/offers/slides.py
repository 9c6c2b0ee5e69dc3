"""PowerPoint: a deck of one view or of several."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.view import View
from exports.kind import Command, Cover, Kind, Taken
from language.catalogue import mark

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


def _deck(atlas: Atlas, shown: Shown, view: View, cover: Cover) -> bytes:
    return _several(atlas, [Taken(shown, view, cover)])


def _several(atlas: Atlas, taken: Sequence[Taken]) -> bytes:
    from exports.deck.build import Scene, deck

    scenes = [Scene(item.shown, item.cover.address) for item in taken]
    first = taken[0]
    return deck(atlas, scenes, first.view.lang, first.cover.day, template=first.cover.template)


KINDS = (
    Kind(
        "deck", "PowerPoint", mark("PowerPoint with native charts"), "slideshow", "pptx",
        PPTX, _deck, _several, template="pptx",
    ),
)  # fmt: skip
COMMANDS: tuple[Command, ...] = ()
