"""A collection as plain data (dicts, lists, text), the way ``data/targets.yaml`` holds it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from loaders.models import Collection

_YEAR = re.compile(r"\d{4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: Fields that hold a date, which YAML writes without quotation marks.
DATES = frozenset({"issued", "reported", "effective", "deadline", "date", "read", "year"})


def plain(collection: Collection) -> dict[str, Any]:
    """Every record with the fields that differ from their defaults, in the order of the models."""
    tables = {
        name: {key: record.model_dump(mode="json", exclude_defaults=True) for key, record in table}
        for name, table in (
            (name, getattr(collection, name).items())
            for name in ("sectors", "scopes", "indicators", "documents")
        )
    }
    lists = {
        name: [record.model_dump(mode="json", exclude_defaults=True) for record in records]
        for name, records in (
            ("plans", collection.plans),
            ("observations", collection.observations),
        )
    }
    return {**tables, **lists}


def yaml_value(field: str, value: Any) -> Any:
    """A plain value as YAML would hold it: a year as a number, a day as a date."""
    if isinstance(value, dict):
        return {key: yaml_value(key, item) for key, item in value.items()}
    if isinstance(value, list):
        return [yaml_value(field, item) for item in value]
    if field in DATES and isinstance(value, str):
        if _YEAR.fullmatch(value):
            return int(value)
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    return value
