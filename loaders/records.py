"""One record of a YAML file against its model: every mistake becomes a problem with a remedy."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from loaders.problems import InvalidData, Mistake, did_you_mean, quoted, say
from loaders.regions import nearest_adcodes, regions
from loaders.yaml_source import Path_, YamlSource

#: What pydantic finds by itself, said in the catalogue's words.
_FORMS: dict[str, Callable[[dict[str, Any]], str]] = {
    "string_type": lambda _: say("not a text"),
    "string_too_short": lambda _: say("empty"),
    "string_too_long": lambda c: say("longer than {count} characters", count=c["max_length"]),
    "tuple_type": lambda _: say("not a list"),
    "dict_type": lambda _: say("not a record with keys"),
    "model_type": lambda _: say("not a record with keys"),
    "model_attributes_type": lambda _: say("not a record with keys"),
    "bool_type": lambda _: say("neither true nor false"),
    "bool_parsing": lambda _: say("neither true nor false"),
    "int_type": lambda _: say("not a whole number"),
    "int_parsing": lambda _: say("not a whole number"),
    "int_from_float": lambda _: say("not a whole number"),
    "float_type": lambda _: say("not a number"),
    "float_parsing": lambda _: say("not a number"),
    "finite_number": lambda _: say("not a finite number"),
    "greater_than": lambda c: say("not greater than {limit}", limit=c["gt"]),
    "greater_than_equal": lambda c: say("less than {limit}", limit=c["ge"]),
    "less_than_equal": lambda c: say("greater than {limit}", limit=c["le"]),
}
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
            source.problem((), say("no records"), remedy)
            raise InvalidData(source.problems)
        self.raw: dict[str, Any] = source.data
        for key in self.raw:
            if key not in whole.model_fields:
                self._unknown_key((key,), key, whole)

    def mapping(self, name: str, model: type[BaseModel]) -> dict[str, Any]:
        """The sound records under ``name``, by id."""
        raw = self.raw.get(name)
        if not isinstance(raw, dict) or not raw:
            remedy = say("Write {name}: and under it one id: per record.", name=name)
            self.source.problem((name,), say("{name} is missing or empty", name=name), remedy)
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
            what = say("{name} is not a list", name=name)
            self.source.problem((name,), what, say("Start each record with '- id:'."))
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
            name = str(where[-1])
            what = say("{name} is missing", name=name)
            self.source.problem(where, what, say("Add {name}: to this record.", name=name))
        elif kind == "enum":
            choices = str(context.get("expected", "")).replace("'", "")
            hint = did_you_mean(str(detail["input"]), re.split(r", | or ", choices))
            what = say("{value} is not allowed here", value=quoted(detail["input"]))
            remedy = say("{hint}Write one of: {choices}.", hint=hint, choices=choices)
            self.source.problem(where, what, remedy)
        elif kind == "string_pattern_mismatch" and str(where[-1]) in ("url", "archived_url"):
            remedy = say("Write it whole, from https:// on.")
            self.source.problem(where, say("not a web address"), remedy)
        elif kind == "string_pattern_mismatch":
            self._bad_id(where, str(detail["input"]))
        elif kind == "value_error":
            self._mistake(where, detail["input"], context.get("error"))
        else:
            what = _FORMS[kind](context) if kind in _FORMS else message
            self.source.problem(where, what, say("Correct this value."))

    def _mistake(self, where: Path_, value: Any, error: Any) -> None:
        """What a validator of the models found."""
        if isinstance(error, Mistake):
            what, remedy = error.what, error.remedy
        else:
            what, _, fix = str(error).partition(": ")
            remedy = f"{fix[:1].upper()}{fix[1:]}." if fix else say("Correct this value.")
        if isinstance(value, (str, int, float)):
            what = say("{value}: {what}", value=quoted(value), what=what)
        self.source.problem(where, what, remedy)

    def _unknown_key(self, where: Path_, key: str, model: type[BaseModel]) -> None:
        known = list(model.model_fields)
        keys = ", ".join(known)
        remedy = say("{hint}Known keys: {keys}.", hint=did_you_mean(key, known), keys=keys)
        self.source.problem(where, say("unknown key {key}", key=quoted(key)), remedy)

    def _bad_id(self, where: Path_, text: str) -> None:
        near = "-".join(_SLUG.findall(text.lower())) or "sichuan-metaverse-2025"
        remedy = say("Use lower-case letters, digits and hyphens, such as {example}.", example=near)
        self.source.problem(where, say("{value} is not an id", value=quoted(text)), remedy)

    def refer(self, path: Path_, value: str | None, table: str) -> None:
        """Record a problem where ``value`` is not an id under ``table``."""
        known = self.raw.get(table)
        if value is None or not isinstance(known, dict) or value in known:
            return
        what = say("{value} is not among the {table}", value=quoted(value), table=table)
        hint = did_you_mean(value, known)
        remedy = say("{hint}Add it under {table}: or correct it.", hint=hint, table=table)
        self.source.problem(path, what, remedy)

    def region(self, path: Path_, adcode: str) -> None:
        """Record a problem where ``adcode``, at ``path``, names no region."""
        if adcode not in regions():
            near = ", ".join(nearest_adcodes(adcode))
            hint = say("Near: {names}. ", names=near) if near else ""
            remedy = say("{hint}All adcodes are in data/regions.csv.", hint=hint)
            self.source.problem(path, say("{value} is no adcode", value=adcode), remedy)


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
