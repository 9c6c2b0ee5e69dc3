"""Two to six regions side by side: rows of comparable figures, and what each has alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import Reason, forbidding, group_keys
from analysis.selection import FILTERED, select_targets
from analysis.view import MAX_REGIONS, View
from loaders.tables import Figure, figures_in

_COLUMNS = dict.fromkeys((*FILTERED, "adcode", "indicator", "si_low"))


@dataclass(frozen=True)
class Row:
    """Figures that may stand in one row.

    ``cells`` maps each region's adcode to its figures (rows of ``atlas.targets``), earliest
    deadline first; ``apart`` says why this row is not one with another row of its indicator.
    """

    key: str
    indicator: str
    scope: str
    cells: dict[str, list[Figure]]
    apart: tuple[Reason, ...]

    @property
    def regions(self) -> list[str]:
        """Adcodes of the regions that have a figure here."""
        return [adcode for adcode, figures in self.cells.items() if figures]

    @property
    def drawable(self) -> bool:
        """Whether the figures are amounts that a bar can stand for."""
        return self.figures[0]["si_unit"] not in ("rank", "x")

    @property
    def figures(self) -> list[Figure]:
        """All figures of the row, region by region."""
        return [figure for figures in self.cells.values() for figure in figures]


@dataclass(frozen=True)
class ComparisonAnswer:
    """``shared`` rows hold comparable figures of two regions or more; ``apart`` rows hold figures of
    one region whose indicator others set too, but not comparably; ``single`` rows an indicator
    that one region alone sets. ``only`` lists per region the indicators that no other of the regions has.
    """

    regions: tuple[str, ...]
    shared: list[Row]
    apart: list[Row]
    single: list[Row]
    only: dict[str, list[str]]

    @property
    def rows(self) -> list[Row]:
        """All rows: shared ones, those apart, those of one region."""
        return [*self.shared, *self.apart, *self.single]


def default_regions(atlas: Atlas, view: View, count: int = 3) -> tuple[str, ...]:
    """The provinces with the most figures of the view's indicator, then with the most figures."""
    frame = select_targets(
        atlas, view, atlas.indexes.ask(_of_provinces, partial(_of_provinces, atlas))
    )
    wanted = frame[frame["indicator"] == view.indicator].drop_duplicates("adcode")
    ranked = [*wanted.sort_values("si_low", ascending=False, key=_number)["adcode"]]
    ranked += [*frame["adcode"].value_counts().index]
    return tuple(dict.fromkeys(map(str, ranked)))[:count]


def _of_provinces(atlas: Atlas) -> pd.DataFrame:
    """What the choice of regions looks at: of a hundred thousand figures, a tenth of the time of all."""
    return atlas.targets.loc[atlas.targets["level"] == "province", list(_COLUMNS)]


def compare_regions(atlas: Atlas, view: View) -> ComparisonAnswer:
    """Put the view's regions side by side, its filters applied."""
    adcodes = view.regions[:MAX_REGIONS]
    frame = select_targets(atlas, view, atlas.figures_in(adcodes))
    keys = group_keys(frame)
    order = {name: place for place, name in enumerate(atlas.collection.indicators)}
    frame = frame.loc[_by_deadline(frame)]
    keys = keys.loc[frame.index]
    groups: dict[str, list[Figure]] = defaultdict(list)
    kinds: dict[str, dict[Hashable, Figure]] = defaultdict(dict)
    for key, figure in zip(keys, figures_in(frame), strict=True):
        groups[key].append(figure)
        kind = figure["group"], figure["cumulative"], figure["adcode"]
        kinds[figure["indicator"]][kind] = figure
    rows = [
        _row(key, own, kinds[own[0]["indicator"]].values(), adcodes) for key, own in groups.items()
    ]
    rows.sort(key=lambda row: (order[row.indicator], -len(row.regions), row.scope))
    has: dict[str, set[str]] = {adcode: set() for adcode in adcodes}
    for row in rows:
        for adcode in row.regions:
            has[adcode].add(row.indicator)
    only = {
        adcode: sorted(
            has[adcode] - set().union(*(has[other] for other in adcodes if other != adcode)),
            key=order.__getitem__,
        )
        for adcode in adcodes
    }
    shared = [row for row in rows if len(row.regions) > 1]
    rest = [row for row in rows if len(row.regions) == 1]
    alone = [row for row in rest if row.indicator in only[row.regions[0]]]
    apart = [row for row in rest if row.indicator not in only[row.regions[0]]]
    return ComparisonAnswer(adcodes, shared, apart, alone, only)


def _by_deadline(frame: pd.DataFrame) -> list[object]:
    """Target ids, earliest deadline first, those without one last."""
    due = zip(frame["deadline_year"], frame["order"], frame.index, strict=True)
    return [name for _, _, name in sorted((year or 9999, place, name) for year, place, name in due)]


def _row(key: str, own: list[Figure], others: Iterable[Figure], adcodes: tuple[str, ...]) -> Row:
    """One row from its figures; ``others`` holds of their indicator one of each kind and region."""
    cells: dict[str, list[Figure]] = {adcode: [] for adcode in adcodes}
    for figure in own:
        cells[figure["adcode"]].append(figure)
    first = own[0]
    elsewhere = [other for other in others if not cells[other["adcode"]]]
    against = {reason for found in forbidding(first, elsewhere) for reason in found}
    return Row(
        key,
        str(first["indicator"]),
        str(first["scope"] or ""),
        cells,
        tuple(reason for reason in Reason if reason in against),
    )


def _number(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values, errors="coerce")
