"""What is known of each province and sector: figures, plans only, searched in vain, or not searched."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from analysis.atlas import Atlas
from loaders.models import Collection
from loaders.regions import NATION, OUTSIDE_SCOPE, provinces
from loaders.tables import coverage_table

#: The sectors that every province was searched for.
FAMILIES = ("metaverse", "ai", "computing", "digital_economy")


def families(collection: Collection) -> list[str]:
    """The sectors that are searched for; in a collection with none of them, all that it has."""
    return [name for name in FAMILIES if name in collection.sectors] or list(collection.sectors)


class Coverage(StrEnum):
    """State of one cell: province by sector."""

    FIGURES = "figures"
    PLANS_ONLY = "plans_only"
    SEARCHED = "searched"
    NOT_SEARCHED = "not_searched"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Cell:
    """One province and sector: the state, how many plans and figures, and the day of the search."""

    state: Coverage
    plans: int
    figures: int
    searched: str


def coverage_grid(atlas: Atlas) -> dict[str, dict[str, Cell]]:
    """Adcode -> sector -> cell; the nation first, provinces in the order of the standard.

    A city's plan counts for its province.
    """
    return atlas.indexes.ask("coverage", lambda: _grid(atlas))


def _grid(atlas: Atlas) -> dict[str, dict[str, Cell]]:
    searched = {(item.adcode, item.sector): str(item.date) for item in atlas.curation.searches}
    grid: dict[str, dict[str, Cell]] = {}
    for row in coverage_table(atlas.collection).itertuples():
        day = searched.get((row.adcode, row.sector), "")
        plans, figures = int(row.plans), int(row.targets)
        state = _state(row.adcode, plans, figures, day)
        grid.setdefault(row.adcode, {})[row.sector] = Cell(state, plans, figures, day)
    return grid


def _state(adcode: str, plans: int, figures: int, searched: str) -> Coverage:
    if figures:
        return Coverage.FIGURES
    if plans:
        return Coverage.PLANS_ONLY
    if adcode in OUTSIDE_SCOPE:
        return Coverage.OUTSIDE
    return Coverage.SEARCHED if searched else Coverage.NOT_SEARCHED


def open_cells(atlas: Atlas) -> list[tuple[str, str, Cell]]:
    """(adcode, sector, cell) of the mainland provinces and families without a figure."""
    grid = coverage_grid(atlas)
    return [
        (region.adcode, sector, grid[region.adcode][sector])
        for region in provinces()
        if region.adcode not in OUTSIDE_SCOPE and region.adcode != NATION
        for sector in families(atlas.collection)
        if grid[region.adcode][sector].state is not Coverage.FIGURES
    ]
