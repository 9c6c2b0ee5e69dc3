"""The data model of ``data/targets.yaml``: immutable records, no unknown keys.

Terms follow the field: a *document* is what was read, a *plan* is the policy text, a *target* is
one figure a plan sets, an *observation* is a figure reported as reached.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from loaders.dates import PartialDate, parse_date
from loaders.problems import Mistake, quoted, say
from loaders.quantities import Quantity, parse_quantity
from loaders.units import BASE_UNITS, UnknownUnit

#: Longest value that is parsed; "约 50 个" has five characters.
_LONGEST_VALUE = 100
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


class Strict(BaseModel):
    """Base of all records: frozen, and an unknown key is an error."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, str_strip_whitespace=True
    )


def _quantity(value: Any) -> Quantity:
    if isinstance(value, Quantity):
        return value
    if not isinstance(value, str):
        example = f"{value if isinstance(value, (int, float)) else 2500} 亿元"
        remedy = say("Write the value with its unit, such as {example}.", example=example)
        raise Mistake(say("no unit"), remedy)
    if len(value) > _LONGEST_VALUE:
        raise Mistake(say("not a value"), say("Write a number and a unit, nothing else."))
    try:
        return parse_quantity(value)
    except UnknownUnit as error:
        remedy = say("Write a unit that the project knows.")
        if error.nearest:
            remedy = say("Did you mean {units}?", units=" / ".join(error.nearest))
        raise Mistake(say("unknown unit {unit}", unit=quoted(error.text)), remedy) from None


def _adcode(value: Any) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not re.fullmatch("[0-9]{6}", text):
        remedy = say(
            "Write the six digits of GB/T 2260 in quotes, such as {example}.", example='"510000"'
        )
        raise Mistake(say("not an adcode"), remedy)
    return text


def _period(value: Any) -> tuple[int, int]:
    if isinstance(value, tuple) and len(value) == 2:
        return value
    match = re.fullmatch(r"\s*([0-9]{4})\s*[-–—]\s*([0-9]{4})\s*", str(value))
    if not match:
        raise Mistake(say("not a period"), say("Write it as {example}.", example="2023-2025"))
    start, end = (parse_date(part).year for part in match.groups())
    if end < start:
        remedy = say("Write it as {example}.", example=f"{end}-{start}")
        raise Mistake(say("a period runs forward"), remedy)
    return start, end


def _printable(text: str) -> str:
    """Text without control characters and without what turns the direction of writing around.

    Both would make a reader see something else than what the file says.
    """
    # Most texts are plain, which costs less to find out than what else they hold.
    if not text.isprintable() and (found := _UNSEEN.search(text)):
        what = say("holds the unseen character {code}", code=f"U+{ord(found[0]):04X}")
        raise Mistake(what, say("Remove it."))
    return text


def _text_schema(pattern: str | None, description: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string", "description": description}
    return schema | ({"pattern": pattern} if pattern else {})


Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80),
]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000), AfterValidator(_printable)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=600)]
Adcode = Annotated[
    str,
    BeforeValidator(_adcode),
    WithJsonSchema(_text_schema(r"^\d{6}$", "GB/T 2260 adcode, quoted")),
]
Value = Annotated[
    Quantity,
    BeforeValidator(_quantity),
    PlainSerializer(lambda quantity: quantity.text, return_type=str),
    WithJsonSchema(
        _text_schema(
            None,
            "2500 亿元, >= 3000 亿元, > 2000 家, <= 5 个工作日, 约 50 个, 2-3 家, 第 1 名, x2",
        )
    ),
]
Day = Annotated[
    PartialDate,
    BeforeValidator(parse_date),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "description": "2025, 2025-06 or 2025-06-30: never more exact than the source",
        }
    ),
]
Period = Annotated[
    tuple[int, int],
    BeforeValidator(_period),
    PlainSerializer(lambda period: f"{period[0]}-{period[1]}", return_type=str),
    WithJsonSchema(_text_schema(r"^\d{4}-\d{4}$", "First and last year, such as 2023-2025")),
]


class Level(StrEnum):
    """Level of a jurisdiction, from its adcode."""

    NATION = "nation"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"


class DocumentKind(StrEnum):
    """How near a document is to the plan itself, nearest first."""

    PRIMARY = "primary"
    OFFICIAL_PAGE = "official_page"
    BULLETIN = "bulletin"
    OFFICIAL_MEDIA = "official_media"
    NEWSLETTER = "newsletter"
    NEWS_REPORT = "news_report"
    REPOST = "repost"


class PlanStatus(StrEnum):
    """Whether a plan binds: a draft is not in force."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    SUPERSEDED = "superseded"


class TargetKind(StrEnum):
    """A goal, a subsidy amount, or a legal or service threshold."""

    TARGET = "target"
    INCENTIVE = "incentive"
    STANDARD = "standard"


class Direction(StrEnum):
    """Whether more or less is better."""

    UP = "up"
    DOWN = "down"


class Extent(StrEnum):
    """How much of a plan's text the document shows."""

    FULL = "full"
    SUMMARY = "summary"


class Named(Strict):
    """A controlled term with its names and what it means."""

    zh: Text
    en: Text
    definition: Text | None = None
    definition_en: Text | None = None


class Indicator(Strict):
    """What is counted: names, definition, unit family and direction."""

    zh: Text
    en: Text
    definition: Text
    definition_en: Text
    family: Annotated[str, Field(json_schema_extra={"enum": list(BASE_UNITS)})]
    direction: Direction = Direction.UP
    sector: Slug

    @model_validator(mode="after")
    def _known_family(self) -> Indicator:
        if self.family not in BASE_UNITS:
            what = say("unknown unit family {family}", family=quoted(self.family))
            choices = ", ".join(BASE_UNITS)
            raise Mistake(what, say("{hint}Write one of: {choices}.", hint="", choices=choices))
        return self


class Document(Strict):
    """Where a plan was read. ``file`` names a source file, ``url`` a page; one of them is given."""

    title: Text
    publisher: Text
    publisher_en: Text | None = None
    kind: DocumentKind
    date: Day | None = None
    file: Annotated[str, StringConstraints(pattern=r"^[\w.-]+$")] | None = None
    url: Url | None = None
    archived_url: Url | None = None
    read: Day | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _has_place(self) -> Document:
        if not self.file and not self.url:
            remedy = say("Give file (the name of the source file) or url.")
            raise Mistake(say("a document without a place"), remedy)
        return self


class Baseline(Strict):
    """The value and year that a target starts from, as the source gives them."""

    value: Value
    year: Day


class Evidence(Strict):
    """A further place that states the same figure."""

    document: Slug
    wording: Text | None = None
    locator: Text | None = None


class Conflict(Strict):
    """A document that gives the figure differently, and why it does not count."""

    document: Slug
    value: Value
    wording: Text
    reason: Text
    reason_en: Text


class Target(Strict):
    """One figure that a plan sets, with the source's own clause.

    ``cumulative`` is True for a total since the start, False for an amount within the year, and
    None where the source does not say. ``scope`` holds terms of the controlled list.
    """

    id: Slug
    indicator: Slug
    value: Value
    kind: TargetKind = TargetKind.TARGET
    deadline: Day | None = None
    scope: tuple[Slug, ...] = ()
    part: Text | None = None
    part_en: Text | None = None
    cumulative: bool | None = None
    baseline: Baseline | None = None
    wording: Text
    locator: Text | None = None
    document: Slug | None = None
    also: tuple[Evidence, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    note: Text | None = None
    note_en: Text | None = None


class Plan(Strict):
    """A policy text of one jurisdiction, with the targets it sets (none is information too)."""

    id: Slug
    title: Text
    title_en: Text
    issuers: tuple[Text, ...]
    issuers_en: tuple[Text, ...]
    jurisdiction: Adcode
    sector: Slug
    status: PlanStatus = PlanStatus.IN_FORCE
    number: Text | None = None
    issued: Day | None = None
    reported: Day | None = None
    effective: Day | None = None
    period: Period | None = None
    url: Url | None = None
    document: Slug
    locator: Text | None = None
    extent: Extent = Extent.SUMMARY
    also: tuple[Evidence, ...] = ()
    draft_of: Slug | None = None
    superseded_by: Slug | None = None
    note: Text | None = None
    note_en: Text | None = None
    targets: tuple[Target, ...] = ()

    @property
    def since(self) -> PartialDate | None:
        """When the plan was known: its issue, else the date it was reported."""
        return self.issued or self.reported


class Observation(Strict):
    """A figure reported as reached, with the same evidence as a target."""

    id: Slug
    indicator: Slug
    jurisdiction: Adcode
    value: Value
    date: Day
    scope: tuple[Slug, ...] = ()
    part: Text | None = None
    part_en: Text | None = None
    cumulative: bool | None = None
    wording: Text
    document: Slug
    locator: Text | None = None
    note: Text | None = None
    note_en: Text | None = None


class Collection(Strict):
    """The whole of ``data/targets.yaml``."""

    sectors: dict[Slug, Named]
    scopes: dict[Slug, Named]
    indicators: dict[Slug, Indicator]
    documents: dict[Slug, Document]
    plans: tuple[Plan, ...]
    observations: tuple[Observation, ...] = ()


class Search(Strict):
    """When one province was searched for one sector, with what words, and what was noticed."""

    adcode: Adcode
    sector: Slug
    date: Day
    queries: tuple[Text, ...] = ()
    note: Text | None = None


class Rejection(Strict):
    """A candidate that was read and not entered, and why."""

    region: Text | None = None
    adcode: Annotated[str, StringConstraints(pattern=r"^(\d{6})?$")] | None = None
    plan: Text | None = None
    indicator: Text | None = None
    value: Text | None = None
    url: Url | None = None
    reason: Text
    reason_en: Text | None = None


class Curation(Strict):
    """The whole of ``data/curation.yaml``: what was searched, and what was left out."""

    searches: tuple[Search, ...] = ()
    rejected: tuple[Rejection, ...] = ()


class ContextIndicator(StrEnum):
    """Sizes that targets are set in proportion to."""

    GDP = "gdp"
    POPULATION = "population"


class ContextStatus(StrEnum):
    """How final a context figure is; a derived one was worked out or converted."""

    PRELIMINARY = "preliminary"
    REVISED = "revised"
    FINAL = "final"
    DERIVED = "derived"


class ContextFigure(Strict):
    """GDP (亿元, current prices) or year-end population (万人) of one region and year."""

    adcode: Adcode
    indicator: ContextIndicator
    year: Annotated[int, Field(ge=2000, le=2060)]
    value: Annotated[float, Field(gt=0, le=10_000_000, allow_inf_nan=False)]
    status: ContextStatus
    document: Slug
    wording: Text
    note: Text | None = None
    note_en: Text | None = None


class Context(Strict):
    """The whole of ``data/context.yaml``."""

    documents: dict[Slug, Document]
    figures: tuple[ContextFigure, ...]
