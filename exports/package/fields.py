"""Table Schemas of the package: for each table its columns, their types, keys and meaning.

Descriptions are English, as in most registries of open data; the values are in both languages.
The terms are those of Table Schema 1.0 (https://specs.frictionlessdata.io/table-schema/).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from loaders.models import DocumentKind, Extent, Level, PlanStatus, TargetKind
from loaders.quantities import Comparator

#: Dates as exact as they are known.
_PARTIAL = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_ADCODE = r"^\d{6}$"


@dataclass(frozen=True, slots=True)
class Column:
    """One field: ``type`` is one of Table Schema's; ``refers`` is (table, column) of another."""

    name: str
    description: str
    type: str = "string"
    required: bool = False
    pattern: str = ""
    choices: tuple[str, ...] = ()
    refers: tuple[str, str] | None = None

    def schema(self) -> dict[str, Any]:
        """The field's descriptor."""
        constraints: dict[str, Any] = {}
        if self.required:
            constraints["required"] = True
        if self.pattern:
            constraints["pattern"] = self.pattern
        if self.choices:
            constraints["enum"] = list(self.choices)
        found: dict[str, Any] = {
            "name": self.name,
            "type": self.type,
            "description": self.description,
        }
        return found | ({"constraints": constraints} if constraints else {})


def table_schema(
    columns: Sequence[Column], key: Sequence[str], tables: Mapping[str, Any]
) -> dict[str, Any]:
    """The descriptor of a table; references to tables that the package lacks are left out."""
    schema: dict[str, Any] = {"fields": [column.schema() for column in columns]}
    schema["missingValues"] = [""]
    if key:
        schema["primaryKey"] = list(key)
    references = [
        {"fields": column.name, "reference": {"resource": column.refers[0], "fields": column.refers[1]}}
        for column in columns
        if column.refers and column.refers[0] in tables
    ]  # fmt: skip
    return schema | ({"foreignKeys": references} if references else {})


def _day(name: str, description: str) -> Column:
    return Column(name, f"{description}, as exact as it is known", pattern=_PARTIAL)


def _choice(name: str, description: str, kind: type[StrEnum]) -> Column:
    return Column(name, description, required=True, choices=tuple(item.value for item in kind))


def _of(table: str, name: str, description: str, *, column: str = "", required: bool = True) -> Column:  # fmt: skip
    return Column(name, description, required=required, refers=(table, column or name))


def _region(name: str = "adcode", *, required: bool = True) -> Column:
    text = "GB/T 2260 code of the region"
    return Column(name, text, required=required, pattern=_ADCODE, refers=("regions", "adcode"))


_QUANTITY = (
    _choice("comparator", "how the number is meant", Comparator),
    Column("low", "low end in unit, empty where open", "number"),
    Column("high", "high end in unit, empty where open", "number"),
    Column("unit", "unit as the source has it"),
    Column("si_low", "low end in si_unit", "number"),
    Column("si_high", "high end in si_unit", "number"),
    Column("si_unit", "base unit of the family: CNY, count, FLOPS ..."),
)
_SCOPE = Column(
    "scope", "which part the figure covers: terms of the table scopes, joined with +; empty where the source names none"
)  # fmt: skip
_PART = (Column("part", "part of the indicator, Chinese"), Column("part_en", "the same, English"))
_NOTES = (Column("note", "remark, Chinese"), Column("note_en", "remark, English"))
_WORDING = Column("wording", "the source's own clause, to the letter", required=True)
_CUMULATIVE = Column(
    "cumulative", "true: total since the start; false: within the year; empty: not stated", "boolean"
)  # fmt: skip

TARGETS = (
    Column("target_id", "stable id", required=True),
    Column("series_id", "indicator, scope and part within one plan", required=True),
    _choice("kind", "goal, subsidy amount or threshold", TargetKind),
    _of("plans", "plan_id", "the plan that sets it"),
    Column("plan_title", "title of the plan", required=True),
    Column("plan_title_en", "the same, English", required=True),
    _choice("plan_status", "a draft is not in force", PlanStatus),
    _day("issued", "issue date of the plan"),
    _region(),
    Column("region", "name of the region", required=True),
    Column("region_en", "the same, English", required=True),
    _choice("level", "level of the region", Level),
    Column("province_adcode", "code of its province", pattern=_ADCODE),
    _of("sectors", "sector", "sector of the indicator", column="id"),
    _of("indicators", "indicator", "what is counted", column="id"),
    Column("indicator_name", "its name", required=True),
    Column("indicator_name_en", "the same, English", required=True),
    *_QUANTITY,
    _day("deadline", "by when"),
    _CUMULATIVE,
    _SCOPE,
    _WORDING,
    _of("documents", "document", "where the clause was read", column="document_id"),
    Column("source_file", "name of the file that was read"),
    Column("locator", "place in the document"),
    Column("url", "page of the document or the plan"),
)
#: Added behind the columns of ``python -m loaders table``.
TARGETS_MORE = (
    *_PART,
    Column("baseline", "value it starts from, as the source has it"),
    _day("baseline_year", "year it starts from"),
    *_NOTES,
)
PLANS = (
    Column("plan_id", "stable id", required=True),
    Column("title", "title", required=True),
    Column("title_en", "the same, English", required=True),
    Column("issuers", "issuing bodies, joined with ；", required=True),
    Column("issuers_en", "the same, English, joined with ;", required=True),
    _region(),
    _of("sectors", "sector", "sector", column="id"),
    _choice("status", "a draft is not in force", PlanStatus),
    Column("number", "document number"),
    _day("issued", "issue date"),
    _day("reported", "date of the first report, where the issue date is unknown"),
    _day("effective", "date from which it is in force"),
    Column("period", "first and last year", pattern=r"^\d{4}-\d{4}$"),
    Column("url", "official page"),
    _of("documents", "document", "where it was read", column="document_id"),
    Column("locator", "place in the document"),
    _choice("extent", "how much of its text the document shows", Extent),
    Column("draft_of", "id of the plan that it became"),
    Column("superseded_by", "id of the plan that replaced it"),
    *_NOTES,
)
DOCUMENTS = (
    Column("document_id", "stable id", required=True),
    Column("title", "title", required=True),
    Column("publisher", "publisher", required=True),
    Column("publisher_en", "the same, English"),
    _choice("kind", "how near it is to the plan itself", DocumentKind),
    _day("date", "date of the document"),
    Column("file", "name of the file that was read"),
    Column("url", "its page"),
    Column("archived_url", "archived copy"),
    _day("read", "day on which it was read"),
    Column("note", "remark"),
)
EVIDENCE = (
    _of("targets", "target_id", "the figure"),
    Column(
        "role", "also: states the same figure; conflict: gives it differently, and does not count",
        required=True, choices=("also", "conflict"),
    ),
    _of("documents", "document", "the other document", column="document_id"),
    Column("value", "the other value, as the document has it"),
    Column("wording", "its clause, to the letter"),
    Column("locator", "place in the document"),
    Column("reason", "why it does not count, Chinese"),
    Column("reason_en", "the same, English"),
)  # fmt: skip
OBSERVATIONS = (
    Column("observation_id", "stable id", required=True),
    _of("indicators", "indicator", "what is counted", column="id"),
    _region(),
    *_QUANTITY,
    _day("date", "when it was reached"),
    _CUMULATIVE,
    _SCOPE,
    *_PART,
    _WORDING,
    _of("documents", "document", "where it was read", column="document_id"),
    Column("locator", "place in the document"),
    *_NOTES,
)
INDICATORS = (
    Column("id", "stable id", required=True),
    Column("zh", "name, Chinese", required=True),
    Column("en", "name, English", required=True),
    Column("definition", "what is counted, Chinese", required=True),
    Column("definition_en", "the same, English", required=True),
    Column("family", "unit family", required=True),
    Column("direction", "up: more is better; down: less is better", required=True),
    _of("sectors", "sector", "sector", column="id"),
)
TERMS = (
    Column("id", "stable id", required=True),
    Column("zh", "name, Chinese", required=True),
    Column("en", "name, English", required=True),
    Column("definition", "what it covers, Chinese"),
    Column("definition_en", "the same, English"),
)
REGIONS = (
    Column("adcode", "GB/T 2260 code", required=True, pattern=_ADCODE),
    Column("name", "name", required=True),
    Column("name_en", "the same, English", required=True),
    _choice("level", "level", Level),
    Column("province", "code of its province, its own where it is one"),
)
CONTEXT = (
    _region(),
    Column("indicator", "gdp (亿元, current prices) or population (万人)", required=True),
    Column("year", "year", "integer", required=True),
    Column("value", "value", "number", required=True),
    Column("status", "how final it is", required=True),
    _of("documents", "document", "where it was read", column="document_id"),
    _WORDING,
    *_NOTES,
)
SEARCHES = (
    _region(),
    _of("sectors", "sector", "sector searched for", column="id"),
    Column("date", "day of the search", pattern=_PARTIAL, required=True),
    Column("queries", "words searched with, joined with ；"),
    Column("note", "what was noticed"),
)
REJECTED = (
    Column("region", "region, where it is no unit of the standard"),
    _region(required=False),
    Column("plan", "plan or text"),
    Column("indicator", "what it would have counted"),
    Column("value", "the figure"),
    Column("url", "page"),
    Column("reason", "why it was left out, Chinese", required=True),
    Column("reason_en", "the same, English"),
)
COVERAGE = (
    _region(),
    _of("sectors", "sector", "sector", column="id"),
    Column("state", "figures, plans_only, searched (in vain), not_searched or outside", required=True),
    Column("plans", "plans, those of cities counted for their province", "integer", required=True),
    Column("targets", "figures", "integer", required=True),
    Column("searched", "day of the last search", pattern=_PARTIAL),
)  # fmt: skip
