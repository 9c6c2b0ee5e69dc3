"""The collection as pandas tables: one row per target, per plan, per province and sector."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from loaders.models import Collection, Level, Observation, Plan, Target
from loaders.regions import NATION, Region, provinces, regions

#: One figure: a row of the table of targets, by the names of its columns.
Figure = Mapping[str, Any] | pd.Series

#: Columns of ``python -m loaders table``: stable.
TARGET_COLUMNS = [
    "target_id",
    "series_id",
    "kind",
    "plan_id",
    "plan_title",
    "plan_title_en",
    "plan_status",
    "issued",
    "adcode",
    "region",
    "region_en",
    "level",
    "province_adcode",
    "sector",
    "indicator",
    "indicator_name",
    "indicator_name_en",
    "comparator",
    "low",
    "high",
    "unit",
    "si_low",
    "si_high",
    "si_unit",
    "deadline",
    "cumulative",
    "scope",
    "wording",
    "document",
    "source_file",
    "locator",
    "url",
]
COVERAGE_COLUMNS = [
    "adcode",
    "province",
    "province_en",
    "sector",
    "sector_name",
    "sector_name_en",
    "plans",
    "plans_with_figures",
    "targets",
]


def number(value: Decimal | None) -> int | float | None:
    """A plain number: an int where the value is whole, so that 2500 stays 2500."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def series_id(plan: Plan, target: Target) -> str:
    """Name of the series: one indicator, scope and part within one plan; its milestones share it."""
    parts = [plan.id, target.indicator, *sorted(target.scope)]
    if target.part:
        parts.append(target.id)
    return "/".join(parts)


def targets_table(collection: Collection) -> pd.DataFrame:
    """One row per target, in the order of the file.

    Columns: ``TARGET_COLUMNS``. ``low`` and ``high`` are in ``unit`` as the source has it,
    ``si_low`` and ``si_high`` in ``si_unit``, the base unit of the family; an open end is None.
    ``scope`` joins its terms with ``+``. ``issued`` is the issue date as known, or None.
    """
    rows = [_target_row(collection, p, t) for p in collection.plans for t in p.targets]
    return pd.DataFrame(rows, columns=TARGET_COLUMNS, dtype=object)


def figures_in(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table of targets as records: ten times as quick as pandas' own rows."""
    names = list(frame.columns)
    rows = frame.to_numpy(dtype=object).tolist()
    return [dict(zip(names, values, strict=True)) for values in rows]


def _target_row(collection: Collection, plan: Plan, target: Target) -> dict[str, Any]:
    indicator = collection.indicators[target.indicator]
    document_id = target.document or plan.document
    document = collection.documents[document_id]
    return {
        "target_id": target.id,
        "series_id": series_id(plan, target),
        "kind": target.kind.value,
        "plan_id": plan.id,
        "plan_title": plan.title,
        "plan_title_en": plan.title_en,
        "plan_status": plan.status.value,
        "issued": str(plan.issued) if plan.issued else None,
        **_region_columns(regions()[plan.jurisdiction]),
        "sector": indicator.sector,
        "indicator": target.indicator,
        "indicator_name": indicator.zh,
        "indicator_name_en": indicator.en,
        **quantity_columns(target),
        "deadline": str(target.deadline) if target.deadline else None,
        "cumulative": target.cumulative,
        "scope": "+".join(target.scope) or None,
        "wording": target.wording,
        "document": document_id,
        "source_file": document.file,
        "locator": _locator(plan, target),
        "url": document.url or plan.url,
    }


def _region_columns(region: Region) -> dict[str, Any]:
    return {
        "adcode": region.adcode,
        "region": region.name,
        "region_en": region.name_en,
        "level": region.level.value,
        "province_adcode": region.province or None,
    }


def quantity_columns(figure: Target | Observation) -> dict[str, Any]:
    value = figure.value
    return {
        "comparator": value.comparator.value,
        "low": number(value.low),
        "high": number(value.high),
        "unit": value.unit.text,
        "si_low": number(value.si_low),
        "si_high": number(value.si_high),
        "si_unit": value.unit.base,
    }


def _locator(plan: Plan, target: Target) -> str | None:
    """Place in the document that the wording was read in; the plan's place only if it is the same."""
    if target.document and target.document != plan.document:
        return target.locator
    return " · ".join(part for part in (plan.locator, target.locator) if part) or None


def coverage_table(collection: Collection) -> pd.DataFrame:
    """Per province (and the nation) and sector: how many plans, how many with figures, how many targets.

    A city's plan counts for its province. A plan counts in its own sector and in each sector in
    which it sets a figure; it counts as "with figures" only where it sets one. Drafts that were
    later issued are not counted beside the issued plan. Columns: ``COVERAGE_COLUMNS``.
    """
    counted: dict[tuple[str, str], list[int]] = {}
    for plan in collection.plans:
        if plan.draft_of:
            continue
        region = regions()[plan.jurisdiction]
        home = NATION if region.level is Level.NATION else region.province
        sectors = [collection.indicators[target.indicator].sector for target in plan.targets]
        for sector in {plan.sector, *sectors}:
            cell = counted.setdefault((home, sector), [0, 0, 0])
            cell[0] += 1
            cell[1] += sector in sectors
            cell[2] += sectors.count(sector)
    rows = [
        (
            region.adcode,
            region.name,
            region.name_en,
            sector,
            name.zh,
            name.en,
            *tuple(counted.get((region.adcode, sector), (0, 0, 0))),
        )
        for region in [regions()[NATION], *provinces()]
        for sector, name in collection.sectors.items()
    ]
    return pd.DataFrame(rows, columns=COVERAGE_COLUMNS)
