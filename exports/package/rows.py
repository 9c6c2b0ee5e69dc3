"""Rows of the package's tables: those of a view's figures and plans, or of the whole collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.atlas import Atlas
from analysis.coverage import coverage_grid
from analysis.progress import observations_for
from exports.package import fields
from exports.package.fields import Column
from loaders.models import Document, Observation, Plan, Strict, Target
from loaders.regions import regions
from loaders.tables import quantity_columns

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """A resource of the package: its name, title, columns, key and rows."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]


def tables(
    atlas: Atlas, targets: Sequence[str], plans: Sequence[str], *, whole: bool
) -> dict[str, Table]:
    """The tables of the figures and plans named (ids), with all that they refer to, by name.

    ``whole`` adds what belongs to no single figure: every observation, the context figures, the
    searches, what was left out, and the coverage.
    """
    collection = atlas.collection
    names = dict.fromkeys([*plans, *(atlas.target_by_id[name].plan.id for name in targets)])
    own_plans = [atlas.plan_by_id[name] for name in names]
    pairs = [atlas.target_by_id[name].target for name in targets]
    seen = collection.observations if whole else _observations(atlas, targets)
    parts = [
        _table("targets", "Targets: one figure a row", (*fields.TARGETS, *fields.TARGETS_MORE),
               ("target_id",), _targets(atlas, targets)),
        _table("plans", "Plans that set them", fields.PLANS, ("plan_id",), map(_plan, own_plans)),
        _table("observations", "Reported results", fields.OBSERVATIONS, ("observation_id",),
               map(_observation, seen)),
        _table("evidence", "Further documents of a figure", fields.EVIDENCE, (), _evidence(pairs)),
    ]  # fmt: skip
    if whole:
        parts += _of_the_whole(atlas)
    documents = dict(collection.documents)
    documents.update(atlas.context.documents if atlas.context else {})
    asked = {table.name: table for table in parts}
    shelves: list[tuple[str, str, tuple[Column, ...], str, Iterable[Row]]] = [
        ("documents", "Documents that were read", fields.DOCUMENTS, "document_id",
         (_document(name, item) for name, item in documents.items())),
        ("indicators", "Indicators", fields.INDICATORS, "id", _named(collection.indicators)),
        ("scopes", "Scopes", fields.TERMS, "id", _named(collection.scopes)),
        ("sectors", "Sectors", fields.TERMS, "id", _named(collection.sectors)),
        ("regions", "Regions", fields.REGIONS, "adcode", map(_region, regions().values())),
    ]  # fmt: skip
    for name, title, columns, key, rows in shelves:
        used = _used(asked, name)
        kept = (
            row for row in rows if (whole and name in ("scopes", "sectors")) or row[key] in used
        )
        asked[name] = _table(name, title, columns, (key,), kept)
    return {name: table for name, table in asked.items() if table.rows or name == "targets"}


def _table(
    name: str, title: str, columns: tuple[Column, ...], key: tuple[str, ...], rows: Iterable[Row]
) -> Table:
    return Table(name, title, columns, key, tuple(rows))


def _used(asked: Mapping[str, Table], name: str) -> set[str]:
    """Values by which the tables gathered so far refer to the table of that name."""
    used: set[str] = set()
    for table in asked.values():
        for column in table.columns:
            if column.refers and column.refers[0] == name:
                used |= {str(row[column.name]) for row in table.rows if row.get(column.name)}
            if name == "scopes" and column.name == "scope":
                used |= {
                    term for row in table.rows if row["scope"] for term in row["scope"].split("+")
                }
    return used


def _targets(atlas: Atlas, targets: Sequence[str]) -> Iterable[Row]:
    for name in targets:
        target = atlas.target_by_id[name].target
        base = target.baseline
        yield {
            **atlas.figure(name),
            "part": target.part,
            "part_en": target.part_en,
            "baseline": base.value.text if base else None,
            "baseline_year": str(base.year) if base else None,
            "note": target.note,
            "note_en": target.note_en,
        }


def _plan(plan: Plan) -> Row:
    return _plain(plan, "targets", "also") | {
        "plan_id": plan.id,
        "issuers": "；".join(plan.issuers),
        "issuers_en": "; ".join(plan.issuers_en),
        "adcode": plan.jurisdiction,
    }


def _document(name: str, document: Document) -> Row:
    return {"document_id": name, **_plain(document)}


def _observation(item: Observation) -> Row:
    return _plain(item, "value") | {
        "observation_id": item.id,
        "adcode": item.jurisdiction,
        "scope": "+".join(item.scope) or None,
        **quantity_columns(item),
    }


def _observations(atlas: Atlas, targets: Sequence[str]) -> list[Observation]:
    """The reported results that tell what became of the figures, each once."""
    found = {
        item.id: item for name in targets for item in observations_for(atlas, atlas.figure(name))
    }
    return list(found.values())


def _evidence(targets: Iterable[Target]) -> Iterable[Row]:
    for target in targets:
        for also in target.also:
            yield {"target_id": target.id, "role": "also", **_plain(also)}
        for other in target.conflicts:
            yield {"target_id": target.id, "role": "conflict", **_plain(other)}


def _of_the_whole(atlas: Atlas) -> list[Table]:
    curation, context = atlas.curation, atlas.context
    grid = coverage_grid(atlas)
    covered = (
        {
            "adcode": adcode, "sector": sector, "state": cell.state.value, "plans": cell.plans,
            "targets": cell.figures, "searched": cell.searched or None,
        }
        for adcode, cells in grid.items()
        for sector, cell in cells.items()
    )  # fmt: skip
    searches = (
        {**_plain(item), "queries": "；".join(item.queries) or None} for item in curation.searches
    )
    return [
        _table("coverage", "What is known of each province and sector", fields.COVERAGE,
               ("adcode", "sector"), covered),
        _table("searches", "Searches made", fields.SEARCHES, ("adcode", "sector"), searches),
        _table("rejected", "Candidates left out, and why", fields.REJECTED, (),
               ({**_plain(item), "adcode": item.adcode or None} for item in curation.rejected)),
        _table("context", "GDP and residents", fields.CONTEXT, ("adcode", "indicator", "year"),
               map(_plain, context.figures if context else ())),
    ]  # fmt: skip


def _region(region: Any) -> Row:
    return {
        "adcode": region.adcode, "name": region.name, "name_en": region.name_en,
        "level": region.level.value, "province": region.province or None,
    }  # fmt: skip


def _named(terms: Mapping[str, Strict]) -> Iterable[Row]:
    return ({"id": name, **_plain(term)} for name, term in terms.items())


def _plain(record: Strict, *without: str) -> dict[str, Any]:
    """The record's own keys as the file has them: dates and values as text."""
    return record.model_dump(mode="json", exclude=set(without))
