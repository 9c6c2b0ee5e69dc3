"""One record of a YAML file against its model: every mistake becomes a problem with a remedy."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from loaders.problems import InvalidData
from loaders.regions import nearest_adcodes, regions
from loaders.yaml_source import Path_, YamlSource

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


class RecordChecker:
    """Validates each record by itself, so that one mistake does not hide the next.

    ``raw`` is the whole file as plain data; problems are recorded in ``source``.
    """

    def __init__(self, source: YamlSource, whole: type[BaseModel], remedy: str) -> None:
        """Start on a file whose top level has the fields of ``whole``.

        Raises:
            InvalidData: the file holds no mapping at all; ``remedy`` says how it starts.
        """
        self.source = source
        if not isinstance(source.data, dict):
            source.problem((), "no records", remedy)
            raise InvalidData(source.problems)
        self.raw: dict[str, Any] = source.data
        for key in self.raw:
            if key not in whole.model_fields:
                self._unknown_key((key,), key, whole)

    def mapping(self, name: str, model: type[BaseModel]) -> dict[str, Any]:
        """The sound records under ``name``, by id."""
        raw = self.raw.get(name)
        if not isinstance(raw, dict) or not raw:
            remedy = f"Write {name}: and under it one id: per record."
            self.source.problem((name,), f"{name} is missing or empty", remedy)
            return {}
        records = {}
        for key, value in raw.items():
            if not _SLUG.fullmatch(key):
                self._bad_id((name, key), key)
            record = self.record((name, key), value, model)
            if record is not None:
                records[key] = record
        return records

    def records(self, name: str, model: type[BaseModel]) -> list[tuple[Path_, Any]]:
        """The sound records of the list ``name``, each with its path."""
        raw = self.raw.get(name, [])
        if not isinstance(raw, list):
            self.source.problem((name,), f"{name} is not a list", "Start each record with '- id:'.")
            return []
        made = (((name, i), self.record((name, i), item, model)) for i, item in enumerate(raw))
        return [(path, record) for path, record in made if record is not None]

    def record(self, path: Path_, value: Any, model: type[BaseModel]) -> Any:
        """The record, or None with its problems recorded."""
        try:
            return model.model_validate(value)
        except ValidationError as error:
            for detail in error.errors():
                self._field_problem(path, model, detail)
            return None

    def _field_problem(self, path: Path_, model: type[BaseModel], detail: ErrorDetails) -> None:
        where: Path_ = (*path, *(step for step in detail["loc"] if isinstance(step, (str, int))))
        kind, message = detail["type"], detail["msg"]
        context = detail.get("ctx") or {}
        if kind == "extra_forbidden":
            self._unknown_key(where, str(where[-1]), _nested(model, detail["loc"][:-1]))
        elif kind == "missing":
            self.source.problem(
                where, f"{where[-1]} is missing", f"Add {where[-1]}: to this record."
            )
        elif kind == "enum":
            choices = str(context.get("expected", "")).replace("'", "")
            near = get_close_matches(str(detail["input"]), re.split(r", | or ", choices), n=1)
            hint = f"Did you mean {near[0]}? " if near else ""
            what = f"{detail['input']!r} is not allowed here"
            self.source.problem(where, what, f"{hint}Write one of: {choices}.")
        elif kind == "string_pattern_mismatch" and str(where[-1]) in ("url", "archived_url"):
            self.source.problem(where, "not a web address", "Write it whole, from https:// on.")
        elif kind == "string_pattern_mismatch":
            self._bad_id(where, str(detail["input"]))
        elif kind == "value_error":
            what, _, remedy = str(context.get("error", message)).partition(": ")
            shown = f"{detail['input']!r}: " if isinstance(detail["input"], (str, int)) else ""
            what, semicolon, hint = what.partition("; ")
            fix = f"{hint[:1].upper()}{hint[1:]}" if semicolon else remedy or "Correct the value"
            fix = f"{fix[:1].upper()}{fix[1:]}"
            self.source.problem(where, shown + what, fix if fix[-1] in ".?" else f"{fix}.")
        else:
            self.source.problem(where, message, "Correct the type of this value.")

    def _unknown_key(self, where: Path_, key: str, model: type[BaseModel]) -> None:
        known = list(model.model_fields)
        near = get_close_matches(key, known, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        remedy = f"{hint}Known keys: {', '.join(known)}."
        self.source.problem(where, f"unknown key {key!r}", remedy)

    def _bad_id(self, where: Path_, text: str) -> None:
        near = "-".join(_SLUG.findall(text.lower())) or "sichuan-metaverse-2025"
        remedy = f"Use lower-case letters, digits and hyphens, such as {near}."
        self.source.problem(where, f"{text!r} is not an id", remedy)

    def refer(self, path: Path_, value: str | None, table: str) -> None:
        """Record a problem where ``value`` is not an id under ``table``."""
        known = self.raw.get(table)
        if value is None or not isinstance(known, dict) or value in known:
            return
        near = get_close_matches(value, known, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        what = f"{value!r} is not among the {table}"
        self.source.problem(path, what, f"{hint}Add it under {table}: or correct it.")

    def region(self, path: Path_, adcode: str) -> None:
        """Record a problem where ``adcode``, at ``path``, names no region."""
        if adcode not in regions():
            near = ", ".join(nearest_adcodes(adcode))
            hint = f"Near: {near}. " if near else ""
            remedy = f"{hint}All adcodes are in data/regions.csv."
            self.source.problem(path, f"{adcode} is no adcode", remedy)


def _nested(model: type[BaseModel], steps: tuple[int | str, ...]) -> type[BaseModel]:
    """The model of a record inside a record: whose keys are known where an unknown one stands."""
    for step in steps:
        field = model.model_fields.get(str(step))
        if field is None:
            continue
        parts = (field.annotation, *get_args(field.annotation))
        inside = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
        model = inside[0] if inside else model
    return model
