"""A reader's own data: an uploaded file, checked like the collection and joined to it.

An upload may leave out what the collection knows already: its sectors, scopes, indicators and
documents stand in for those that the upload does not bring.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from loaders.collection import check_collection
from loaders.models import Collection, Conflict, Evidence, Observation, Target
from loaders.plain import plain
from loaders.problems import InvalidData, Problem, say
from loaders.xlsx_guard import MAX_UPLOAD
from loaders.yaml_source import YamlSource, parse_yaml

_TERMS = ("sectors", "scopes", "indicators", "documents")


@dataclass(frozen=True)
class Own:
    """A sound upload. ``collection`` is all it needs to stand alone, ``brought`` what it holds."""

    name: str
    collection: Collection
    brought: dict[str, frozenset[str]]
    #: the uploaded text, where it was YAML
    text: str | None = None
    #: names the uploaded bytes
    digest: str = ""


def read_own(name: str, data: bytes, builtin: Collection) -> Own:
    """Read and check an upload; what kind of file it is, its content says and not its name.

    Raises:
        InvalidData: with every problem found, each with its line and column or sheet and cell.
    """
    name = _display_name(name)
    if len(data) > MAX_UPLOAD:
        raise _refusal(
            name,
            say("larger than {size} MB", size=MAX_UPLOAD // 1_000_000),
            say("Split it in two."),
        )
    if data.startswith(b"PK"):
        # openpyxl takes a tenth of a second to load, which no page without an upload should wait for.
        from loaders.spreadsheet import read_workbook

        source: YamlSource = read_workbook(data, name)
        text = None
    else:
        _refuse_other_kinds(name, data)
        source = parse_yaml(data, name)  # refuses what is not UTF-8
        text = data.decode("utf-8-sig")
    own = _checked(name, source, builtin, text)
    return replace(own, digest=hashlib.sha256(data).hexdigest())


def _display_name(name: str) -> str:
    """The last part of the file's name, printable and short: it is only ever shown."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:80] or "upload"


def _refuse_other_kinds(name: str, data: bytes) -> None:
    kinds = {
        b"\xd0\xcf\x11\xe0": say("an old .xls or an encrypted workbook"),
        b"%PDF": say("a PDF file"),
        b"\x89PNG": say("an image"),
        b"\x1f\x8b": say("a compressed file"),
    }
    for start, what in kinds.items():
        if data.startswith(start):
            remedy = say("Upload YAML, or an .xlsx workbook filled in from the template.")
            raise _refusal(name, what, remedy)


def _checked(name: str, source: YamlSource, builtin: Collection, text: str | None) -> Own:
    if not isinstance(source.data, dict) or not source.data.get("plans"):
        if not source.problems:
            source.problem(("plans",), say("no plans"), say("Enter at least one plan."))
        raise InvalidData(source.problems)
    base = plain(builtin)
    brought: dict[str, frozenset[str]] = {}
    for part in _TERMS:
        own = source.data.get(part)
        if own is not None and not isinstance(own, dict):
            continue  # the check says what is wrong with it
        brought[part] = frozenset(own or {})
        source.data[part] = {**base[part], **(own or {})}
    own_indicators = {key: source.data["indicators"][key] for key in brought.get("indicators", ())}
    for key, record in own_indicators.items():
        known = builtin.indicators.get(key)
        family = record.get("family") if isinstance(record, dict) else None
        if known and family and family != known.family:
            what = say(
                "{indicator} is {family} in the collection, not {other}",
                indicator=key, family=known.family, other=family,
            )  # fmt: skip
            remedy = say("Give your own indicator another id.")
            source.problem(("indicators", key, "family"), what, remedy)
    plans = frozenset(plan.id for plan in builtin.plans)
    collection = check_collection(source, plans)
    brought["plans"] = frozenset(plan.id for plan in collection.plans)
    brought["observations"] = frozenset(item.id for item in collection.observations)
    return Own(name, collection, brought, text)


def alone(own: Own) -> Collection:
    """The upload with only those terms and documents that it brings or refers to."""
    whole = own.collection
    figures = [target for plan in whole.plans for target in plan.targets]
    entries: list[Target | Observation] = [*figures, *whole.observations]
    further: list[Evidence] = [item for plan in whole.plans for item in plan.also]
    further += [item for target in figures for item in target.also]
    conflicts: list[Conflict] = [item for target in figures for item in target.conflicts]
    indicators = {item.indicator for item in entries} | own.brought["indicators"]
    needed = {
        "indicators": indicators,
        "sectors": {plan.sector for plan in whole.plans}
        | {whole.indicators[key].sector for key in indicators}
        | own.brought["sectors"],
        "scopes": {term for item in entries for term in item.scope} | own.brought["scopes"],
        "documents": {
            *(plan.document for plan in whole.plans),
            *(item.document for item in entries if item.document),
            *(item.document for item in further),
            *(item.document for item in conflicts),
        }
        | own.brought["documents"],
    }
    tables = {
        part: {key: record for key, record in getattr(whole, part).items() if key in keys}
        for part, keys in needed.items()
    }
    return whole.model_copy(update=tables)


def joined(builtin: Collection, own: Own) -> Collection:
    """The collection with the upload's records beside its own; the same id means: the upload's.

    Raises:
        InvalidData: a figure or result of the upload bears the id of another record.
    """
    mine = {plan.id: plan for plan in own.collection.plans}
    kept = {plan.id: mine.get(plan.id, plan) for plan in builtin.plans}
    plans = (*kept.values(), *(plan for key, plan in mine.items() if key not in kept))
    results = {item.id: item for item in (*builtin.observations, *own.collection.observations)}
    owners: dict[str, str] = {key: key for key in results}
    problems = []
    for plan in plans:
        for key in (plan.id, *(target.id for target in plan.targets)):
            if key in owners:
                what = say("{id} is also an id in {owner}", id=repr(key), owner=owners[key])
                remedy = say("Give it another id, or look at your data alone.")
                problems.append(Problem(own.name, 1, 1, f"plans[{plan.id}]", what, remedy))
            owners[key] = plan.id
    if problems:
        raise InvalidData(problems)
    tables = {
        part: {
            **getattr(builtin, part),
            **{k: v for k, v in getattr(own.collection, part).items() if k in own.brought[part]},
        }
        for part in _TERMS
    }
    return builtin.model_copy(
        update={**tables, "plans": plans, "observations": tuple(results.values())}
    )


def _refusal(name: str, what: str, remedy: str) -> InvalidData:
    return InvalidData([Problem(name, 1, 1, "", what, remedy)])
