"""Two to six regions side by side: rows of comparable figures, and what each has alone."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import (
    FORBIDDING,
    Comparison,
    Reason,
    caveats_among,
    compare,
    group_keys,
)
from analysis.selection import select_targets
from analysis.view import MAX_REGIONS, View


@dataclass(frozen=True)
class Row:
    """Figures that may stand in one row.

    ``cells`` maps each region's adcode to its figures (rows of ``atlas.targets``), earliest
    deadline first; ``apart`` says why this row is not one with another row of its indicator;
    ``caveats`` are the reasons for care within the row.
    """

    key: str
    indicator: str
    scope: str
    cells: dict[str, list[pd.Series]]
    apart: tuple[Reason, ...]
    caveats: tuple[Reason, ...]

    @property
    def regions(self) -> list[str]:
        """Adcodes of the regions that have a figure here."""
        return [adcode for adcode, figures in self.cells.items() if figures]

    @property
    def drawable(self) -> bool:
        """Whether the figures are amounts that a bar can stand for."""
        return self.figures[0]["si_unit"] not in ("rank", "x")

    @property
    def figures(self) -> list[pd.Series]:
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
    frame = select_targets(atlas, view)
    frame = frame[frame["level"] == "province"]
    wanted = frame[frame["indicator"] == view.indicator].drop_duplicates("adcode")
    ranked = [*wanted.sort_values("si_low", ascending=False, key=_number)["adcode"]]
    ranked += [*frame["adcode"].value_counts().index]
    return tuple(dict.fromkeys(map(str, ranked)))[:count]


def compare_regions(atlas: Atlas, view: View) -> ComparisonAnswer:
    """Put the view's regions side by side, its filters applied."""
    adcodes = view.regions[:MAX_REGIONS]
    frame = select_targets(atlas, view)
    frame = frame[frame["adcode"].isin(adcodes)]
    keys = group_keys(frame)
    order = {name: place for place, name in enumerate(atlas.collection.indicators)}
    rows = [
        _row(str(key), frame.loc[keys.index[keys == key]], frame, adcodes)
        for key in dict.fromkeys(keys)
    ]
    rows.sort(key=lambda row: (order[row.indicator], -len(row.regions), row.scope))
    has: dict[str, set[str]] = {
        adcode: set(frame[frame["adcode"] == adcode]["indicator"]) for adcode in adcodes
    }
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


def _row(key: str, own: pd.DataFrame, frame: pd.DataFrame, adcodes: tuple[str, ...]) -> Row:
    own = own.assign(_due=[year or 9999 for year in own["deadline_year"]])
    own = own.sort_values(["_due", "order"]).drop(columns="_due")
    cells: dict[str, list[pd.Series]] = {adcode: [] for adcode in adcodes}
    for _, figure in own.iterrows():
        cells[str(figure["adcode"])].append(figure)
    first = own.iloc[0]
    others = frame[
        (frame["indicator"] == first["indicator"])
        & ~frame.index.isin(own.index)
        & ~frame["adcode"].isin(set(own["adcode"]))
    ]
    elsewhere = [compare(first, other) for _, other in others.iterrows()]
    return Row(
        key,
        str(first["indicator"]),
        str(first["scope"] or ""),
        cells,
        _forbidding(elsewhere),
        caveats_among(own),
    )


def _forbidding(found: list[Comparison]) -> tuple[Reason, ...]:
    seen = {reason for comparison in found for reason in comparison.reasons}
    return tuple(reason for reason in Reason if reason in seen & FORBIDDING)


def _number(values: pd.Series) -> pd.Series:
    return pd.to_numeric(values, errors="coerce")
