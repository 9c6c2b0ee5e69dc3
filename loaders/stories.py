"""``data/stories/*.yaml`` into checked stories: scenes, each a view with words and a spotlight.

A figure in a sentence is a reference, ``{sichuan-metaverse-2025.value}``, so that it cannot go
stale; ``analysis/story.py`` fills it in. ``{{`` and ``}}`` stand for the braces themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from loaders.models import (
    Adcode,
    Collection,
    Level,
    PlanStatus,
    Slug,
    Strict,
    TargetKind,
    Text,
)
from loaders.problems import InvalidData, Problem
from loaders.records import RecordChecker
from loaders.regions import DATA, regions
from loaders.yaml_source import Path_, YamlSource, parse_yaml, read_yaml

STORIES = DATA / "stories"
MAX_SCENES = 60

#: What a reference to a target may ask for.
TARGET_FIELDS = ("value", "deadline", "region", "plan", "issued", "scope")
#: What a reference to an observation may ask for.
OBSERVATION_FIELDS = ("value", "date", "region")
#: What ``{view.…}`` may ask of the scene's own view.
VIEW_FIELDS = ("finding", "provinces", "cities", "regions", "plans", "figures")

_REFERENCE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


class Words(Strict):
    """A text in both languages; a story of one's own may have it in one only."""

    zh: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def _said(self) -> Words:
        if not (self.zh or self.en):
            raise ValueError("no text: write zh: or en:, better both")
        return self

    def in_language(self, lang: str) -> str:
        """The text in a language, or the other's where there is none."""
        return str((self.zh or self.en) if lang == "zh" else (self.en or self.zh))


class SceneView(Strict):
    """The state of a page, as its address has it; what is left out is the page's default."""

    indicator: Slug | None = None
    scope: Annotated[str, Field(pattern=r"^[a-z0-9_]*(\+[a-z0-9_]+)*$")] | None = None
    deadline: Annotated[int, Field(ge=0, le=2100)] | None = None
    region: Adcode | None = None
    regions: tuple[Adcode, ...] = Field(default=(), max_length=6)
    sectors: tuple[Slug, ...] = ()
    kinds: tuple[TargetKind, ...] = ()
    levels: tuple[Level, ...] = ()
    statuses: tuple[PlanStatus, ...] = ()
    due: tuple[int, ...] = ()
    announced: Annotated[int, Field(ge=0, le=2100)] | None = None
    others: Literal["mark", "hide"] | None = None
    group: Literal["province", "sector"] | None = None
    measure: Literal["amount", "gdp", "head", "growth"] | None = None
    plan: Slug | None = None


class Spotlight(Strict):
    """What a scene points at: regions, a lane of the timeline, or rows, columns and cells of the
    matrix (indicators and regions: the cells where they meet).
    """

    regions: tuple[Adcode, ...] = ()
    plans: tuple[Slug, ...] = ()
    indicators: tuple[Slug, ...] = ()


class Years(Strict):
    """The years that a map runs through: what had been announced by the end of each."""

    first: Annotated[int, Field(ge=2000, le=2100)]
    last: Annotated[int, Field(ge=2000, le=2100)]

    @model_validator(mode="after")
    def _in_order(self) -> Years:
        if self.first >= self.last:
            raise ValueError(
                f"{self.first} is not before {self.last}: write the earlier year first"
            )
        return self


class Scene(Strict):
    """One screen: a page's view with a headline, at most two sentences and the speaker's notes."""

    id: Slug
    page: Literal["map", "indicator", "timeline", "compare", "plan"]
    view: SceneView = SceneView()
    headline: Words
    text: Words | None = None
    notes: Words | None = None
    spotlight: Spotlight = Spotlight()
    years: Years | None = None
    #: What is drawn where it is not the page's first chart: promised beside reported figures.
    chart: Literal["paths"] | None = None

    @model_validator(mode="after")
    def _fits(self) -> Scene:
        if self.years and self.page != "map":
            raise ValueError(f"years run on a map, not on {self.page}: remove years")
        if self.chart and self.page != "indicator":
            raise ValueError(
                f"chart: {self.chart} is for indicator, not for {self.page}: remove it"
            )
        if self.page == "plan" and not self.view.plan:
            raise ValueError("a scene of the page plan names it: write view: {plan: its id}")
        if self.page == "compare" and not 2 <= len(self.view.regions) <= 6:
            raise ValueError("compare takes two to six regions: write them under view: regions")
        return self


class Story(Strict):
    """The whole of one file of ``data/stories``."""

    title: Words
    summary: Words | None = None
    scenes: Annotated[tuple[Scene, ...], Field(min_length=1, max_length=MAX_SCENES)]


@dataclass(frozen=True, slots=True)
class Reference:
    """``{name.field}`` in a text."""

    name: str
    field: str


def split_references(text: str) -> Iterator[str | Reference]:
    """The text in pieces: words, and references between them.

    Raises:
        ValueError: a brace that neither starts nor ends a reference.
    """
    end = 0
    for match in _REFERENCE.finditer(text):
        yield text[end : match.start()]
        end = match.end()
        if match[0] in ("{{", "}}"):
            yield match[0][0]
            continue
        name, dot, field = (match[1] or "").partition(".")
        if not (name and dot and field):
            raise ValueError(
                f"{match[0]!r} is no reference; write {{id.value}}, or {{{{ for a brace itself"
            )
        yield Reference(name, field)
    yield text[end:]


def load_stories(collection: Collection, folder: Path = STORIES) -> dict[str, Story]:
    """Every story of the folder by its file's name without the ending, in order of the names.

    Raises:
        InvalidData: with every problem found in any of the files.
    """
    stories: dict[str, Story] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            stories[path.stem] = load_story(collection, path)
        except InvalidData as error:
            problems += error.problems
    if problems:
        raise InvalidData(problems)
    return stories


def load_story(collection: Collection, path: Path) -> Story:
    """Read and check one story against the collection it speaks of.

    Raises:
        InvalidData: with every problem found, each with line, column, path and remedy.
    """
    return _checked(read_yaml(path), collection)


def parse_story(collection: Collection, text: str, name: str = "story.yaml") -> Story:
    """Check a story that is no file yet: an upload or a draft.

    Raises:
        InvalidData: with every problem found, each with line, column, path and remedy.
    """
    return _checked(parse_yaml(text, name), collection)


def _checked(source: YamlSource, collection: Collection) -> Story:
    checker = _Checker(source, Story, "Start with title: and scenes:.")
    checker.collection = collection
    story = checker.story()
    if source.problems or story is None:
        raise InvalidData(source.problems)
    return story


class _Checker(RecordChecker):
    """The records of a story, and whether what they name is in the collection."""

    collection: Collection

    def story(self) -> Story | None:
        scenes = []
        for number, (path, scene) in enumerate(self.records("scenes", Scene)):
            self._names(path, scene, number)
            scenes.append(scene)
        rest = {key: value for key, value in self.raw.items() if key != "scenes"}
        if not isinstance(self.raw.get("scenes"), list) or not self.raw["scenes"]:
            remedy = "Write scenes: and under it one '- id:' per scene."
            self.source.problem(("scenes",), "scenes is missing or empty", remedy)
            return None
        if len(scenes) > MAX_SCENES:
            what = f"{len(scenes)} scenes"
            self.source.problem(("scenes",), what, f"Keep to {MAX_SCENES}.")
        # One sound scene stands in, so that the title's own mistakes are told with the scenes'.
        frame = self.record((), {**rest, "scenes": scenes[:1] or [_STAND_IN]}, Story)
        return None if frame is None else frame.model_copy(update={"scenes": tuple(scenes)})

    def _names(self, path: Path_, scene: Scene, number: int) -> None:
        earlier = [item.get("id") for item in self.raw["scenes"][:number] if isinstance(item, dict)]
        if scene.id in earlier:
            what = f"duplicate id {scene.id!r}"
            self.source.problem((*path, "id"), what, "Give one of the scenes another id.")
        self._view(path, scene)
        light = scene.spotlight
        for place, adcode in enumerate(light.regions):
            self.region((*path, "spotlight", "regions", place), adcode)
        for place, plan in enumerate(light.plans):
            self._among((*path, "spotlight", "plans", place), plan, self._plans(), "plan")
        for place, indicator in enumerate(light.indicators):
            spot: Path_ = (*path, "spotlight", "indicators", place)
            self._among(spot, indicator, self.collection.indicators, "indicator")
        for part in ("headline", "text", "notes"):
            words = getattr(scene, part)
            for lang, text in words or ():
                self._references((*path, part, lang), text or "")

    def _view(self, path: Path_, scene: Scene) -> None:
        view, here, terms = scene.view, (*path, "view"), self.collection
        self._among((*here, "indicator"), view.indicator, terms.indicators, "indicator")
        self._among((*here, "plan"), view.plan, self._plans(), "plan")
        for scope in (view.scope or "").split("+"):
            self._among((*here, "scope"), scope or None, terms.scopes, "scope")
        for number, sector in enumerate(view.sectors):
            self._among((*here, "sectors", number), sector, terms.sectors, "sector")
        if view.region:
            self.region((*here, "region"), view.region)
        have_plans = {plan.jurisdiction for plan in terms.plans}
        for number, adcode in enumerate(view.regions):
            spot: Path_ = (*here, "regions", number)
            self.region(spot, adcode)
            if adcode in regions() and adcode not in have_plans:
                what = f"{adcode} ({regions()[adcode].name}) has no plan in the collection"
                self.source.problem(spot, what, "Compare regions that have one.")
        due = {t.deadline.year for plan in terms.plans for t in plan.targets if t.deadline}
        self._years((*here, "deadline"), view.deadline, due, "no figure is due in")
        for year in view.due:
            self._years((*here, "due"), year, due, "no figure is due in")
        since = {plan.since.year for plan in terms.plans if plan.since}
        run = set(range(min(since), max(since) + 1)) if since else set()
        self._years((*here, "announced"), view.announced, run, "no plan was announced in")
        if scene.years:
            for name, year in (("first", scene.years.first), ("last", scene.years.last)):
                self._years((*path, "years", name), year, run, "no plan was announced in")

    def _years(self, path: Path_, year: int | None, known: set[int], sentence: str) -> None:
        """Record a problem where a year, 0 for any, is not among those known."""
        if not year or year in known:
            return
        near = ", ".join(map(str, sorted(known, key=lambda other: abs(other - year))[:3]))
        self.source.problem(path, f"{sentence} {year}", f"Nearest years: {near or 'none'}.")

    def _plans(self) -> set[str]:
        return {plan.id for plan in self.collection.plans}

    def _among(self, path: Path_, value: str | None, known: Iterable[str], noun: str) -> None:
        names = list(known)
        if value is None or value in names:
            return
        near = get_close_matches(value, names, n=1)
        hint = f"Did you mean {near[0]}? " if near else ""
        remedy = f"{hint}Write the id of a {noun} of data/targets.yaml."
        self.source.problem(path, f"{value!r} is not a known {noun}", remedy)

    def _references(self, path: Path_, text: str) -> None:
        try:
            pieces = list(split_references(text))
        except ValueError as error:
            what, _, remedy = str(error).partition("; ")
            self.source.problem(path, what, f"{remedy[:1].upper()}{remedy[1:]}.")
            return
        targets = {target.id for plan in self.collection.plans for target in plan.targets}
        observed = {item.id for item in self.collection.observations}
        for piece in pieces:
            if not isinstance(piece, Reference):
                continue
            fields: tuple[str, ...]
            if piece.name == "view":
                fields = VIEW_FIELDS
            elif piece.name in targets:
                fields = TARGET_FIELDS
            elif piece.name in observed:
                fields = OBSERVATION_FIELDS
            else:
                near = get_close_matches(piece.name, [*targets, *observed], n=1)
                hint = f"Did you mean {near[0]}? " if near else ""
                what = f"{{{piece.name}.{piece.field}}} names no target and no observation"
                self.source.problem(path, what, f"{hint}See python -m loaders table.")
                continue
            if piece.field not in fields:
                what = f"{{{piece.name}.{piece.field}}}: nothing is called {piece.field!r} here"
                self.source.problem(path, what, f"Write one of: {', '.join(fields)}.")


_STAND_IN = {"id": "scene", "page": "map", "headline": {"zh": "-", "en": "-"}}
