"""``data/targets.yaml`` into a checked :class:`Collection`, all problems at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from loaders.all_kept import all_kept
from loaders.models import Collection, Document, Indicator, Named, Observation, Plan, Target
from loaders.problems import InvalidData, did_you_mean, quoted, say
from loaders.records import RecordChecker
from loaders.regions import DATA
from loaders.yaml_source import Path_, YamlSource, read_yaml

TARGETS = DATA / "targets.yaml"
_START = say("Start with sectors, scopes, indicators, documents.")
_MAPPINGS: dict[str, type[BaseModel]] = {
    "sectors": Named,
    "scopes": Named,
    "indicators": Indicator,
    "documents": Document,
}


def load_collection(path: Path = TARGETS, sources: Path | None = None) -> Collection:
    """Read and check a collection.

    Args:
        path: the YAML file.
        sources: a folder with the documents' text files; when given, every wording is looked for
            in its document, white space ignored.

    Raises:
        InvalidData: with every problem found, each with line, column, path and remedy.
    """
    source = read_yaml(path)
    collection = check_collection(source)
    if sources is not None:
        _check_wordings(source, collection, sources)
    if source.problems:
        raise InvalidData(source.problems)
    return collection


@all_kept()
def check_collection(source: YamlSource, known_plans: frozenset[str] = frozenset()) -> Collection:
    """The collection that ``source`` holds; ``known_plans`` are further plans it may refer to.

    Raises:
        InvalidData: with every problem found, those that were recorded before included.
    """
    checker = _Checker(source, Collection, _START)
    checker.known_plans = known_plans
    collection = checker.collection()
    if source.problems:
        raise InvalidData(source.problems)
    return collection


class _Checker(RecordChecker):
    """The records of a collection, and what they say of each other."""

    known_plans: frozenset[str] = frozenset()

    def collection(self) -> Collection:
        parts: dict[str, Any] = {
            name: self.mapping(name, model) for name, model in _MAPPINGS.items()
        }
        parts["plans"] = self._plans()
        parts["observations"] = self.records("observations", Observation)
        ids = [plan.id for _, plan in parts["plans"]]
        ids += [target.id for _, plan in parts["plans"] for target in plan.targets]
        ids += [item.id for _, item in parts["observations"]]
        if self.source.problems or len(ids) != len(set(ids)):
            self._unique_ids()
        for name, indicator in parts["indicators"].items():
            self.refer(("indicators", name, "sector"), indicator.sector, "sectors")
        for path, plan in parts["plans"]:
            self._plan_references(path, plan)
        for path, observation in parts["observations"]:
            self._figure_references(path, observation)
            self.region((*path, "jurisdiction"), observation.jurisdiction)
        parts["plans"] = tuple(plan for _, plan in parts["plans"])
        parts["observations"] = tuple(item for _, item in parts["observations"])
        return Collection.model_construct(**parts)

    def _plans(self) -> list[tuple[Path_, Plan]]:
        """Plans, each with those of its targets that are sound."""
        plans: list[tuple[Path_, Plan]] = []
        raw = self.raw.get("plans")
        if not isinstance(raw, list):
            what = say("plans is missing or no list")
            self.source.problem(("plans",), what, say("Write '- id:' under it."))
            return plans
        for index, item in enumerate(raw):
            path: Path_ = ("plans", index)
            targets: list[Target] = []
            if isinstance(item, dict) and isinstance(item.get("targets"), list):
                for number, child in enumerate(item["targets"]):
                    target = self.record((*path, "targets", number), child, Target)
                    if target is not None:
                        targets.append(target)
            whole = item
            if isinstance(item, dict):
                if not isinstance(item.get("targets", []), list):
                    what = say("{name} is not a list", name="targets")
                    remedy = say("Start each record with '- id:'.")
                    self.source.problem((*path, "targets"), what, remedy)
                whole = {**item, "targets": tuple(targets)}  # checked: not looked into again
            plan = self.record(path, whole, Plan)
            if plan is not None:
                plans.append((path, plan))
        return plans

    def _all_records(self) -> Iterator[tuple[Path_, str]]:
        """(path, id) of every plan, target and observation that has an id, sound or not."""
        for name in ("plans", "observations"):
            items = self.raw.get(name)
            for index, item in enumerate(items if isinstance(items, list) else []):
                if not isinstance(item, dict):
                    continue
                if isinstance(item.get("id"), str):
                    yield (name, index, "id"), item["id"]
                targets = item.get("targets") if name == "plans" else None
                for number, child in enumerate(targets if isinstance(targets, list) else []):
                    if isinstance(child, dict) and isinstance(child.get("id"), str):
                        yield (name, index, "targets", number, "id"), child["id"]

    def _unique_ids(self) -> None:
        first: dict[str, Path_] = {}
        for path, name in self._all_records():
            if name in first:
                line = self.source.place(first[name])[0]
                what = say(
                    "duplicate id {name}, first on line {line}", name=quoted(name), line=line
                )
                self.source.problem(path, what, say("Give one another id."))
            first.setdefault(name, path)

    def _plan_references(self, path: Path_, plan: Plan) -> None:
        problem = self.source.problem
        if plan.sector not in self._known["sectors"]:
            self.refer((*path, "sector"), plan.sector, "sectors")
        documents = self._known["documents"]
        if plan.document not in documents:
            self.refer((*path, "document"), plan.document, "documents")
        for number, evidence in enumerate(plan.also):
            self.refer((*path, "also", number, "document"), evidence.document, "documents")
        self.region((*path, "jurisdiction"), plan.jurisdiction)
        if len(plan.issuers) != len(plan.issuers_en):
            what = say(
                "{count} issuers but {count_en} issuers_en",
                count=len(plan.issuers), count_en=len(plan.issuers_en),
            )  # fmt: skip
            remedy = say("Give each issuing body one English name.")
            problem((*path, "issuers_en"), what, remedy)
        if plan.issued and plan.effective and plan.effective.last < plan.issued.first:
            what = say(
                "effective {effective} is before issued {issued}",
                effective=plan.effective, issued=plan.issued,
            )  # fmt: skip
            problem((*path, "effective"), what, say("Check both dates against the document."))
        for key in ("draft_of", "superseded_by"):
            other = getattr(plan, key)
            if other is not None and other not in self._plan_ids:
                remedy = say("{hint}Write a plan's id.", hint=did_you_mean(other, self._plan_ids))
                problem((*path, key), say("{value} is not a plan", value=quoted(other)), remedy)
        issued = plan.since
        for number, target in self._targets_of(path, plan):
            here = (*path, "targets", number)
            self._figure_references(here, target)
            if target.document is not None and target.document not in documents:
                self.refer((*here, "document"), target.document, "documents")
            for key in ("also", "conflicts") if target.also or target.conflicts else ():
                for index, evidence in enumerate(getattr(target, key)):
                    spot = (*here, key, index, "document")
                    self.refer(spot, evidence.document, "documents")
            if issued and target.deadline and target.deadline.last < issued.first:
                what = say(
                    "deadline {deadline} is before the plan's date {issued}",
                    deadline=target.deadline, issued=issued,
                )  # fmt: skip
                problem((*here, "deadline"), what, say("Check both dates against the document."))

    def _targets_of(self, path: Path_, plan: Plan) -> Iterator[tuple[int, Target]]:
        """Sound targets with their index in the file (unsound ones in between are skipped)."""
        raw = self.raw["plans"][path[1]].get("targets")
        if isinstance(raw, list) and len(raw) == len(plan.targets):
            return enumerate(plan.targets)
        items = enumerate(raw if isinstance(raw, list) else [])
        places = {str(item.get("id")): index for index, item in items if isinstance(item, dict)}
        return ((places.get(target.id, 0), target) for target in plan.targets)

    @cached_property
    def _known(self) -> dict[str, dict[str, Any]]:
        """What may be referred to, by table; a table that is missing is empty."""
        tables = {name: self.raw.get(name) for name in _MAPPINGS}
        return {name: table if isinstance(table, dict) else {} for name, table in tables.items()}

    @cached_property
    def _plan_ids(self) -> dict[str, None]:
        plans = self.raw.get("plans")
        items = plans if isinstance(plans, list) else []
        own = (str(item["id"]) for item in items if isinstance(item, dict) and "id" in item)
        return dict.fromkeys([*own, *self.known_plans])

    def _figure_references(self, path: Path_, figure: Target | Observation) -> None:
        known = self._known
        if figure.indicator not in known["indicators"]:
            self.refer((*path, "indicator"), figure.indicator, "indicators")
        for index, scope in enumerate(figure.scope):
            if scope not in known["scopes"]:
                self.refer((*path, "scope", index), scope, "scopes")
        if isinstance(figure, Observation):
            self.refer((*path, "document"), figure.document, "documents")
        indicator = known["indicators"].get(figure.indicator)
        family = indicator.get("family") if isinstance(indicator, dict) else None
        own = figure.value.unit.family
        if family and own not in (family, "multiple", "rank"):
            what = say(
                "{value} is {own}, but {indicator} is {family}",
                value=quoted(figure.value.text), own=own,
                indicator=figure.indicator, family=family,
            )  # fmt: skip
            remedy = say("Correct the unit, or choose the indicator of that unit family.")
            self.source.problem((*path, "value"), what, remedy)


#: Lines that belong to the page and not to the text: footnotes with a link, page numbers, rules.
PAGE_FURNITURE = re.compile(r"^[^\u4e00-\u9fff]*https?://.*$|^\s*[\d_\-]+\s*$", re.MULTILINE)


def squeeze(text: str) -> str:
    """The text without white space and page furniture, to look a wording up in its document."""
    return re.sub(r"\s+", "", PAGE_FURNITURE.sub("", text))


def _check_wordings(source: YamlSource, collection: Collection, folder: Path) -> None:
    texts: dict[str, str | None] = {}

    def text_of(document: str) -> str | None:
        name = collection.documents[document].file
        if name is None:
            return None
        if name not in texts:
            file = folder / name
            texts[name] = squeeze(file.read_text("utf-8", "replace")) if file.is_file() else None
            if texts[name] is None:
                what = say("{name} is not in the folder of sources", name=name)
                remedy = say("Name the folder that has it.")
                source.problem(("documents", document, "file"), what, remedy)
        return texts[name]

    def look(path: Path_, document: str, wording: str | None) -> None:
        text = text_of(document)
        if wording and text is not None and squeeze(wording) not in text:
            name = collection.documents[document].file
            what = say("this wording is not in {name}", name=name)
            source.problem((*path, "wording"), what, say("Copy the clause to the letter."))

    for index, plan in enumerate(collection.plans):
        for number, target in enumerate(plan.targets):
            path: Path_ = ("plans", index, "targets", number)
            look(path, target.document or plan.document, target.wording)
            for key in ("also", "conflicts"):
                for place, item in enumerate(getattr(target, key)):
                    look((*path, key, place), item.document, item.wording)
    for index, observation in enumerate(collection.observations):
        look(("observations", index), observation.document, observation.wording)
