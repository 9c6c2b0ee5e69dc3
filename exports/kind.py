"""What every kind of export has in common: its name, and a function from views to a file's bytes."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.view import View


@dataclass(frozen=True, slots=True)
class Cover:
    """What a file says of itself: the address of its view, the day it was made, and the client's
    own template (the bytes of a file of the same kind), where one was given.
    """

    address: str
    day: date
    template: bytes | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """One view with what it shows and where it is found; a basket is several of them."""

    shown: Shown
    view: View
    cover: Cover


Make = Callable[[Atlas, Shown, View, Cover], bytes]
MakeSeveral = Callable[[Atlas, Sequence[Taken]], bytes]


def always(shown: Shown) -> bool:
    """Whether a view that shows figures can be made into a file of this kind."""
    return bool(shown.targets)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file that a view can be taken along as.

    ``name`` is its id and its command; ``group`` one of :data:`GROUPS`, under which the Export
    button lists it; ``label`` (a marked message) its button; ``icon`` a Material symbol's name.
    ``make`` gives the bytes of one view's file; ``make_several`` those of a basket, where the kind
    can hold several views. ``template`` is the extension of a client's template that the kind takes,
    or empty. ``applies`` says whether a view has what the kind draws.

    ``make`` may import what it needs when it is called: a library of images or slides need not be
    loaded to show a page.
    """

    name: str
    group: str
    label: str
    icon: str
    extension: str
    mime: str
    make: Make
    make_several: MakeSeveral | None = None
    template: str = ""
    applies: Callable[[Shown], bool] = always


@dataclass(frozen=True, slots=True)
class Command:
    """A command of ``python -m exports`` beside those that every kind has.

    ``arguments`` adds its arguments to the parser; ``run`` gets the atlas and the parsed options
    and returns the file's bytes, which are written to ``options.output``.
    """

    name: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Atlas, argparse.Namespace], bytes]


class CannotExport(ValueError):
    """The view cannot be made into this file; the message says why and what to do."""
