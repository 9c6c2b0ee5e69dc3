"""All kinds of files on offer, in the order in which the Export button lists them."""

from __future__ import annotations

from exports.kind import Command, Kind
from exports.offers import (
    briefs,
    citations,
    pictures,
    presentations,
    records,
    slides,
    spreadsheets,
)
from language.catalogue import mark

_FAMILIES = (spreadsheets, slides, pictures, presentations, records, citations)

#: Headings of the Export button, in order; a kind names its own.
GROUPS = {
    "Excel": "Excel",
    "PowerPoint": "PowerPoint",
    "Presentation": mark("Presentation"),
    "Image": mark("Image"),
    "Data": mark("Data"),
    "Citation": mark("Citation"),
}
KINDS: tuple[Kind, ...] = tuple(kind for family in _FAMILIES for kind in family.KINDS)
COMMANDS: tuple[Command, ...] = tuple(c for family in (*_FAMILIES, briefs) for c in family.COMMANDS)
BY_NAME = {kind.name: kind for kind in KINDS}
