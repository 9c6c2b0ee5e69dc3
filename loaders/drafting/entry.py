"""Accepted proposals as YAML in the house's format, and the place in the file where they go."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from loaders.collection import check_collection
from loaders.dates import PartialDate, parse_date
from loaders.models import Collection, Document, Plan, Target
from loaders.problems import InvalidData, Problem, say
from loaders.regions import regions
from loaders.yaml_source import YamlSource, parse_yaml

_DATES = {"date", "read", "issued", "reported", "effective", "deadline"}
_WIDTH = 4096  # a wording stays on one line


@dataclass(frozen=True)
class Entry:
    """A plan with its targets, and its document where that is a new one, as plain records.

    Keys are those of the models; an empty value is left out.
    """

    plan: Mapping[str, Any]
    targets: tuple[Mapping[str, Any], ...]
    document: Mapping[str, Any] = field(default_factory=dict)

    @property
    def document_id(self) -> str:
        """Id of the plan's document."""
        return str(self.plan.get("document") or "")


def entry_text(entry: Entry) -> str:
    """The entry as YAML under ``documents:`` and ``plans:``, ready to be put into the file."""
    parts = [f"documents:\n{document_lines(entry)}\n"] if entry.document else []
    return "".join([*parts, f"plans:\n{plan_lines(entry)}"])


def document_lines(entry: Entry) -> str:
    """The document's record, indented as it stands in the file."""
    record = _record(entry.document, Document.model_fields)
    return _indented(_dumped({entry.document_id: record}))


def plan_lines(entry: Entry) -> str:
    """The plan's record with its targets, indented as it stands in the file."""
    record = _record(entry.plan, Plan.model_fields)
    record["targets"] = [_record(target, Target.model_fields) for target in entry.targets]
    return _dumped({"plans": [record]}).partition("\n")[2]


def _record(values: Mapping[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """The values that are not empty, in the order of the model's fields, as YAML writes them."""
    record: dict[str, Any] = {}
    for key in order:
        value = values.get(key)
        if value is None or value in ("", (), []):
            continue
        if key in _DATES:
            record[key] = _written_date(str(value))
        elif key == "jurisdiction":
            record[key] = DoubleQuotedScalarString(value)
        elif isinstance(value, (list, tuple)):
            record[key] = CommentedSeq(value)
            record[key].fa.set_flow_style()
        else:
            record[key] = value
    return record


def _written_date(text: str) -> Any:
    """A day as a date and a year as a number, so that YAML writes both without quotes."""
    try:
        found = parse_date(text)
    except ValueError:
        return text
    if found.first == found.last:
        return found.first
    return found.year if found.text.isdigit() else found.text


def _dumped(data: Any) -> str:
    yaml = YAML()
    yaml.width = _WIDTH
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = io.StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" if line else "\n" for line in text.splitlines())


def placed(text: str, entry: Entry) -> str:
    """The whole file with the entry in its place: plans run by region, then date.

    Nothing else of the file is touched.

    Raises:
        InvalidData: the file is no YAML, or has no ``plans:``.
    """
    source = parse_yaml(text, "targets.yaml")
    lines = text.splitlines(keepends=True)
    if not isinstance(source.data, dict) or not isinstance(source.data.get("plans"), list):
        raise InvalidData(
            [Problem(source.name, 1, 1, "", say("no plans"), say("Write plans: first."))]
        )
    at, header = _plan_place(source, lines, entry)
    lines[at:at] = [header, plan_lines(entry), "\n"] if header else ["\n", plan_lines(entry)]
    if entry.document:
        at = _document_place(source, lines, entry.document_id)
        lines[at:at] = [document_lines(entry)]
    return "".join(lines)


def _plan_place(source: YamlSource, lines: list[str], entry: Entry) -> tuple[int, str]:
    """(index of the line before which the plan goes, header of its province where that is new)."""
    adcode = str(entry.plan.get("jurisdiction") or "999999")
    own = (adcode, _day(entry.plan))
    plans = source.data["plans"]
    later = [
        index
        for index, plan in enumerate(plans)
        if isinstance(plan, dict) and (str(plan.get("jurisdiction")), _day(plan)) > own
    ]
    following = ("plans", later[0]) if later else _after_plans(source)
    line = source.place(following)[0] - 1 if following else len(lines)
    while line and re.fullmatch(r"\s*(#.*)?\n?", lines[line - 1]):
        line -= 1
    same = any(str(p.get("jurisdiction"))[:2] == adcode[:2] for p in plans if isinstance(p, dict))
    region = regions().get(f"{adcode[:2]}0000")
    if same or region is None:
        return line, ""
    title = f"  # ---- {region.adcode} {region.name} {region.name_en} "
    return line, f"\n{title.ljust(102, '-')}\n"


def predecessor(entry: Entry, collection: Collection) -> str | None:
    """Id of the plan after which the entry goes; None where it goes first."""
    own = (str(entry.plan.get("jurisdiction") or "999999"), _day(entry.plan))
    found = None
    for plan in collection.plans:
        since = plan.since
        if (plan.jurisdiction, since.first if since else date.max) > own:
            break
        found = plan.id
    return found


def _after_plans(source: YamlSource) -> tuple[str, ...] | None:
    """The part of the file that follows the plans, if any does."""
    keys = list(source.data)
    behind = keys[keys.index("plans") + 1 :]
    return (behind[0],) if behind else None


def _day(plan: Mapping[str, Any]) -> date:
    for key in ("issued", "reported"):
        value = plan.get(key)
        if value is not None:
            try:
                found: PartialDate = parse_date(value)
                return found.first
            except ValueError:
                continue
    return date.max


def _document_place(source: YamlSource, lines: list[str], name: str) -> int:
    """Before the next document by name among the pages (web-...); the last place otherwise."""
    documents = source.data.get("documents") or {}
    later = [other for other in documents if other.startswith("web-") and other > name]
    if name.startswith("web-") and later:
        wanted = f"  {later[0]}:"
        return next(i for i, line in enumerate(lines) if line.startswith(wanted))
    line = source.place(("plans",))[0] - 1
    while re.fullmatch(r"\s*(#.*)?\n?", lines[line - 1]):
        line -= 1
    return line


def problems_of(entry: Entry, collection: Collection) -> list[Problem]:
    """What is wrong with the entry, as the check of a file with it would say.

    The collection's own records count as they are; places are those of :func:`entry_text`.
    """
    text = entry_text(entry)
    source = parse_yaml(text, "draft.yaml")
    own_ids = {plan.id for plan in collection.plans}
    target_ids = {target.id for plan in collection.plans for target in plan.targets}
    for name in ("sectors", "scopes", "indicators"):
        terms = getattr(collection, name)
        source.data[name] = {
            key: term.model_dump(mode="json", exclude_none=True) for key, term in terms.items()
        }
    documents = {
        key: item.model_dump(mode="json", exclude_none=True)
        for key, item in collection.documents.items()
    }
    if entry.document and entry.document_id in documents:
        source.problem(
            ("documents", entry.document_id),
            say("a document has this id already"),
            say("Choose another id, or choose that document."),
        )
    source.data["documents"] = {**documents, **(source.data.get("documents") or {})}
    for number, plan in enumerate(source.data["plans"]):
        if plan.get("id") in own_ids:
            source.problem(
                ("plans", number, "id"), say("a plan has this id already"), say("Give another id.")
            )
        for index, target in enumerate(plan.get("targets") or []):
            if target.get("id") in target_ids:
                source.problem(
                    ("plans", number, "targets", index, "id"),
                    say("a target has this id already"),
                    say("Give another id."),
                )
    try:
        check_collection(source)
    except InvalidData as error:
        return list(error.problems)
    return []
