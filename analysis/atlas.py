"""The collection as the pages ask it: one frame of targets, one of plans, records by id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.comparability import base_keys, scope_key
from analysis.memory import Memory
from loaders.data_files import DataFiles, Records, cache_folder, keep_snapshot, read_records
from loaders.models import (
    Collection,
    Context,
    ContextFigure,
    ContextIndicator,
    Curation,
    Observation,
    Plan,
    Target,
)
from loaders.regions import NATION, Region, regions
from loaders.tables import Figure, targets_table


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A target with the plan that sets it."""

    plan: Plan
    target: Target

    @property
    def region(self) -> Region:
        """The jurisdiction of the plan."""
        return regions()[self.plan.jurisdiction]


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A reader's own file that an atlas was made with: its name, and whether it holds nothing else."""

    name: str
    alone: bool


@dataclass(frozen=True, eq=False, repr=False)
class Atlas:
    """A checked collection with its frames.

    ``targets``: one row per target, indexed by target id: the columns of
    :func:`loaders.tables.targets_table` plus ``plan_sector``, ``part``, ``part_en``, ``since``
    (date the plan is known from), ``deadline_year``, ``deadline_date`` (its last day),
    ``base_year`` (of a stated baseline), ``scope_key`` (scope terms in one order), ``group`` (what
    a chart must share) and ``order`` (place in the file). What is not stated is None.
    ``plans``: one row per plan, indexed by plan id: title, title_en, adcode, region, region_en,
    level, province_adcode, sector, status, extent, document, since, start, end (dates of the timeline;
    without a date of its own a plan starts with its period), dated, shown_date,
    targets (count), draft_of.
    ``digest`` names the state of the data files; empty for a collection from elsewhere.
    ``own`` names the reader's own file, where the collection holds any: every chart and file says so.

    What is asked again and again is looked up: the look-ups are made when first asked for, so
    that a question costs what its answer holds, whatever the size of the collection.
    """

    collection: Collection
    targets: pd.DataFrame
    plans: pd.DataFrame
    plan_by_id: dict[str, Plan] = field(default_factory=dict)
    target_by_id: dict[str, PlanTarget] = field(default_factory=dict)
    curation: Curation = field(default_factory=Curation)
    context: Context | None = None
    digest: str = ""
    own: OwnFile | None = None

    def observations_of(self, indicator: str, adcode: str) -> list[Observation]:
        """Reported results for one indicator of one region, earliest first."""
        return self._observations.get((indicator, adcode), [])

    def figures_of(self, indicator: str, adcode: str | None = None) -> pd.DataFrame:
        """Rows of ``targets`` of one indicator, of one region if told, in the order of the file."""
        if adcode is None:
            return self._by_indicator.get(indicator, self.targets.iloc[:0])
        return self._of_regions.ask(
            (indicator, adcode),
            lambda: self.targets.take(self._places.get((indicator, adcode), [])),
        )

    def figures_in(
        self, adcodes: Iterable[str], columns: Iterable[str] | None = None
    ) -> pd.DataFrame:
        """Rows of ``targets`` of some regions, in the order of the file; all columns, or some."""
        frame = self.targets if columns is None else self.targets[list(columns)]
        return frame.take(_places_of(adcodes, self._in_region))

    def plans_in(self, adcodes: Iterable[str]) -> pd.DataFrame:
        """Rows of ``plans`` of some regions, in the order of the file."""
        return self.plans.take(_places_of(adcodes, self._plans_in_region))

    def figure(self, target: str) -> Figure:
        """The row of ``targets`` of one target, as a record.

        Raises:
            KeyError: no target has that id.
        """
        names, values = self._values
        return dict(zip(names, values[self.targets.index.get_loc(target)].tolist(), strict=True))

    def figures(self, targets: Iterable[str]) -> list[Figure]:
        """The rows of ``targets`` of some targets as records, in their order.

        Raises:
            KeyError: no target has one of the ids.
        """
        return [self.figure(target) for target in targets]

    def figures_of_plan(self, plan: str) -> pd.DataFrame:
        """Rows of ``targets`` that one plan sets."""
        return self.targets.loc[[target.id for target in self.plan_by_id[plan].targets]]

    def versions_of(self, plan: Plan) -> list[Plan]:
        """The drafts of an issued plan and the plan that supersedes it, if any."""
        linked = {plan.draft_of, plan.superseded_by}
        return [
            other
            for other in self._versioned
            if other.id != plan.id
            and (other.id in linked or plan.id in (other.draft_of, other.superseded_by))
        ]

    def region_adcodes(self) -> list[str]:
        """Adcodes of all regions that have a plan, in the order of the standard."""
        return self._adcodes

    def context_of(self, adcode: str, indicator: ContextIndicator) -> ContextFigure | None:
        """The latest figure of a region's GDP or population, if the project has one."""
        return self._context.get((adcode, indicator))

    def make_lookups(self) -> None:
        """Make the look-ups now, as whoever serves an atlas does before anybody asks."""
        for lookup in vars(type(self)).values():
            if isinstance(lookup, cached_property):
                lookup.__get__(self)

    @cached_property
    def answers(self) -> Memory:
        """Small answers to the questions of all sessions."""
        return Memory(256)

    @cached_property
    def _of_regions(self) -> Memory:
        """Figures of one indicator in one region: those of a nation or province are asked for by all below."""
        return Memory(512)

    @cached_property
    def indexes(self) -> Memory:
        """What questions look through, made once for as long as the atlas lives."""
        return Memory(8)

    @cached_property
    def selections(self) -> Memory:
        """Selections of targets and plans under the filters used last; each may be as large as all."""
        return Memory(6)

    @cached_property
    def sectors(self) -> frozenset[str]:
        """Sectors that a target or a plan of the collection is of."""
        return frozenset(self.targets["sector"]) | frozenset(self.plans["sector"])

    @cached_property
    def lists(self) -> Memory:
        """Rankings and comparisons asked for last; each may hold all figures of an indicator."""
        return Memory(12)

    @cached_property
    def drawings(self) -> Memory:
        """Charts and tables made last; each is bounded by what fits on a page."""
        return Memory(96)

    @cached_property
    def pictures(self) -> Memory:
        """Pictures (bytes, some 200 KB each) drawn last for files that hold more than a picture."""
        return Memory(8)

    @cached_property
    def disputed(self) -> list[str]:
        """Ids of targets that another document gives differently, in the order of the file."""
        return [name for name, pair in self.target_by_id.items() if pair.target.conflicts]

    @cached_property
    def issued_drafts(self) -> frozenset[str]:
        """Ids of drafts that were issued later."""
        return frozenset(plan.id for plan in self.collection.plans if plan.draft_of)

    @cached_property
    def deadline_years(self) -> list[int]:
        """Years in which a deadline of the collection lies, earliest first."""
        return sorted({int(year) for year in self.targets["deadline_year"].dropna()})

    @cached_property
    def known_years(self) -> range:
        """Years in which plans of the collection were announced, the first to the last."""
        days = [day.year for day in self.plans["since"] if day]
        return range(min(days, default=0), max(days, default=-1) + 1)

    @cached_property
    def undated_plans(self) -> int:
        """How many plans of the collection have no date that they are known from."""
        return sum(day is None for day in self.plans["since"])

    @cached_property
    def _observations(self) -> dict[tuple[str, str], list[Observation]]:
        found: dict[tuple[str, str], list[Observation]] = defaultdict(list)
        for item in sorted(self.collection.observations, key=lambda item: item.date):
            found[item.indicator, item.jurisdiction].append(item)
        return dict(found)

    @cached_property
    def _by_indicator(self) -> dict[str, pd.DataFrame]:
        return {str(name): own for name, own in self.targets.groupby("indicator", sort=False)}

    @cached_property
    def _places(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        pairs = zip(self.targets["indicator"], self.targets["adcode"], strict=True)
        for place, pair in enumerate(pairs):
            found[pair].append(place)
        return dict(found)

    @cached_property
    def _in_region(self) -> dict[Hashable, npt.NDArray[np.intp]]:
        """Places in ``targets`` of each region's figures."""
        return self.targets.groupby("adcode", sort=False).indices

    @cached_property
    def _plans_in_region(self) -> dict[Hashable, npt.NDArray[np.intp]]:
        """Places in ``plans`` of each region's plans."""
        return self.plans.groupby("adcode", sort=False).indices

    @cached_property
    def _values(self) -> tuple[list[str], npt.NDArray[np.object_]]:
        """Columns and values of ``targets``: a row of them is had sooner than a row of the frame."""
        return list(self.targets.columns), self.targets.to_numpy()

    @cached_property
    def _versioned(self) -> list[Plan]:
        """Plans that are a version of another, or have one."""
        linked = {
            name for plan in self.collection.plans for name in (plan.draft_of, plan.superseded_by)
        }
        return [
            plan
            for plan in self.collection.plans
            if plan.draft_of or plan.superseded_by or plan.id in linked
        ]

    @cached_property
    def _adcodes(self) -> list[str]:
        return sorted({plan.jurisdiction for plan in self.collection.plans})

    @cached_property
    def _context(self) -> dict[tuple[str, ContextIndicator], ContextFigure]:
        figures = self.context.figures if self.context else ()
        ordered = sorted(figures, key=lambda item: -item.year)
        return {(item.adcode, item.indicator): item for item in reversed(ordered)}


def _places_of(
    adcodes: Iterable[str], index: dict[Hashable, npt.NDArray[np.intp]]
) -> npt.NDArray[np.intp]:
    places = [index[adcode] for adcode in adcodes if adcode in index]
    return np.unique(np.concatenate([*places, np.empty(0, np.intp)]))


def open_atlas() -> Atlas:
    """The atlas of the project's own data files as they are now, by way of their snapshot.

    Raises:
        InvalidData: with the problems of all files.
    """
    files, folder = DataFiles(), cache_folder()
    records = read_records(files, folder)
    keep_snapshot(files, records, folder)
    return atlas_of(records)


def atlas_of(records: Records) -> Atlas:
    """The atlas of checked records."""
    return build_atlas(records.collection, records.curation, records.context, digest=records.digest)


def build_atlas(
    collection: Collection,
    curation: Curation | None = None,
    context: Context | None = None,
    *,
    digest: str = "",
    own: OwnFile | None = None,
) -> Atlas:
    """Frames and look-ups of a checked collection, with what was searched and the context."""
    pairs = [PlanTarget(plan, target) for plan in collection.plans for target in plan.targets]
    targets = targets_table(collection)
    added = {
        "plan_sector": [pair.plan.sector for pair in pairs],
        "part": [pair.target.part for pair in pairs],
        "part_en": [pair.target.part_en for pair in pairs],
        "since": [_since(pair.plan) for pair in pairs],
        "deadline_year": [_deadline(pair.target, "year") for pair in pairs],
        "deadline_date": [_deadline(pair.target, "last") for pair in pairs],
        "base_year": [pair.target.baseline and pair.target.baseline.year.year for pair in pairs],
        "scope_key": [scope_key(scope) for scope in targets["scope"]],
        "order": list(range(len(pairs))),
    }
    # Columns of objects: pandas would turn an absent value into NaN, which is not "not stated".
    targets = targets.assign(
        **{name: pd.Series(values, dtype=object) for name, values in added.items()}
    )
    targets["group"] = pd.Series(base_keys(targets), dtype=object)
    return Atlas(
        collection,
        targets.set_index("target_id", drop=False).copy(),  # in one piece: values without a copy
        _plans_frame(collection),
        {plan.id: plan for plan in collection.plans},
        {pair.target.id: pair for pair in pairs},
        curation or Curation(),
        context,
        digest,
        own,
    )


def _deadline(target: Target, part: str) -> object:
    return getattr(target.deadline, part) if target.deadline else None


def _since(plan: Plan) -> date | None:
    """The day from which the plan counts as announced; a bare year or month counts from its start."""
    known = plan.issued or plan.reported or plan.effective
    return known.first if known else None


def _shown_date(plan: Plan) -> str:
    """The date as exactly as it is known: 2023-09-18, 2022, or empty."""
    known = plan.issued or plan.reported or plan.effective
    return str(known) if known else ""


def _plans_frame(collection: Collection) -> pd.DataFrame:
    rows = []
    for plan in collection.plans:
        region = regions()[plan.jurisdiction]
        since = _since(plan)
        start = since or (date(plan.period[0], 1, 1) if plan.period else None)
        ends = [target.deadline.last for target in plan.targets if target.deadline]
        if plan.period:
            ends.append(date(plan.period[1], 12, 31))
        rows.append(
            {
                "plan_id": plan.id,
                "title": plan.title,
                "title_en": plan.title_en,
                "adcode": plan.jurisdiction,
                "region": region.name,
                "region_en": region.name_en,
                "level": region.level.value,
                "province_adcode": region.province or NATION,
                "sector": plan.sector,
                "sectors": frozenset(
                    [plan.sector]
                    + [collection.indicators[target.indicator].sector for target in plan.targets]
                ),
                "status": plan.status.value,
                "extent": plan.extent.value,
                "document": plan.document,
                "since": since,
                "start": start,
                "dated": since is not None,
                "shown_date": _shown_date(plan),
                "end": max(ends) if ends else None,
                "targets": len(plan.targets),
                "draft_of": plan.draft_of,
            }
        )
    return pd.DataFrame(rows, dtype=object).set_index("plan_id", drop=False)
