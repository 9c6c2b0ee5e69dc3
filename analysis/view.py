"""The View: everything that a page shows, and one to one the query string of its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode

from analysis.atlas import Atlas
from loaders.models import Level, PlanStatus, TargetKind
from loaders.regions import regions

MAX_REGIONS = 6
GROUPINGS = ("province", "sector")
OTHER_DEADLINES = ("hide", "mark")
CHARTS = ("first", "all")
TABS = ("coverage", "conflicts", "rejected")
MEASURES = ("amount", "gdp", "head", "growth")
CHANGED = (
    "plans", "figures", "raised", "lowered", "restated", "moved", "dropped", "reworded", "passed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What is asked of the atlas. Frozen and hashable; a default is left out of the address.

    ``indicator`` with ``scope`` ("core", "core+revenue", "" for none, None for the widest group)
    and ``deadline`` (a year, 0 for any) say what the map and the charts show; ``region`` is the
    one whose card is open, ``regions`` those compared; ``announced`` cuts the collection at the
    end of a year; ``measure`` says in what proportion figures are ranked; ``target`` is the figure whose evidence is open.
    ``since`` (a day) and ``changed`` (a part) say which changes of the collection are told.
    """

    lang: str = "zh"
    indicator: str = "metaverse_industry"
    scope: str | None = None
    deadline: int = 2025
    region: str = ""
    regions: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    due: tuple[int, ...] = ()
    announced: int = 0
    others: str = "mark"
    group: str = "province"
    measure: str = "amount"
    search: str = ""
    page: int = 1
    charts: str = "first"
    tab: str = "coverage"
    plan: str = ""
    target: str = ""
    since: str = ""
    changed: str = ""

    def to_query(self) -> dict[str, str | list[str]]:
        """The address's parameters: only what differs from the default."""
        query: dict[str, str | list[str]] = {}
        for item in fields(self):
            value = getattr(self, item.name)
            if value == item.default:
                continue
            if isinstance(value, tuple):
                query[item.name] = [str(part) for part in value]
            else:
                query[item.name] = str(value)
        return query

    def query_string(self) -> str:
        """The same, as text after the ``?``."""
        return urlencode(self.to_query(), doseq=True)

    def but(self, **changes: Any) -> Self:
        """The view with some fields changed."""
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A part of an address that names nothing known: the parameter and what it says."""

    parameter: str
    value: str


@dataclass(frozen=True, slots=True)
class ParsedView:
    """A view read from an address, and what of the address was not understood."""

    view: View
    unknown: tuple[Unknown, ...] = field(default=())


def parse_view(query: Mapping[str, str | Sequence[str]], atlas: Atlas) -> ParsedView:
    """Read a view from an address's parameters; what is unknown is reported and left at default."""
    reader = _Reader(query)
    collection = atlas.collection
    years = atlas.deadline_years
    adcodes = regions()
    values: dict[str, Any] = {
        "lang": reader.one("lang", ("zh", "en")),
        "indicator": reader.one("indicator", collection.indicators),
        "scope": reader.scope(collection.scopes),
        "deadline": reader.year("deadline", {0, *years}),
        "region": reader.one("region", adcodes),
        "regions": reader.regions(set(atlas.region_adcodes())),
        "sectors": reader.many("sectors", collection.sectors),
        "kinds": reader.many("kinds", [kind.value for kind in TargetKind]),
        "levels": reader.many("levels", [level.value for level in Level]),
        "statuses": reader.many("statuses", [status.value for status in PlanStatus]),
        "due": tuple(int(year) for year in reader.many("due", [str(year) for year in years])),
        "announced": reader.year("announced", atlas.known_years),
        "others": reader.one("others", OTHER_DEADLINES),
        "group": reader.one("group", GROUPINGS),
        "measure": reader.one("measure", MEASURES),
        "page": reader.year("page", range(1, 10_000)),
        "charts": reader.one("charts", CHARTS),
        "tab": reader.one("tab", TABS),
        "plan": reader.one("plan", atlas.plan_by_id),
        "target": reader.one("target", atlas.target_by_id),
        "search": reader.text("search"),
        "since": reader.day("since"),
        "changed": reader.one("changed", CHANGED),
    }
    given = {key: value for key, value in values.items() if value not in (None, ())}
    return ParsedView(View(**given), tuple(reader.unknown))


class _Reader:
    def __init__(self, query: Mapping[str, str | Sequence[str]]) -> None:
        self.query = query
        self.unknown: list[Unknown] = []

    def _values(self, name: str) -> list[str]:
        value = self.query.get(name, [])
        return [value] if isinstance(value, str) else list(value)

    def _keep(self, name: str, value: str, known: Any) -> bool:
        if value in known:
            return True
        self.unknown.append(Unknown(name, value[:60]))
        return False

    def one(self, name: str, known: Any) -> str | None:
        values = [value for value in self._values(name)[-1:] if value]
        return next((value for value in values if self._keep(name, value, known)), None)

    def many(self, name: str, known: Any) -> tuple[str, ...]:
        kept = [value for value in self._values(name) if self._keep(name, value, known)]
        return tuple(dict.fromkeys(kept))

    def regions(self, known: set[str]) -> tuple[str, ...]:
        """At most six regions that have a plan; one too many is reported like an unknown one."""
        kept = self.many("regions", known)
        self.unknown += [Unknown("regions", adcode) for adcode in kept[MAX_REGIONS:]]
        return kept[:MAX_REGIONS]

    def year(self, name: str, known: Any) -> int | None:
        values = self._values(name)[-1:]
        if not values:
            return None
        if values[0].isdecimal() and len(values[0]) <= 4 and int(values[0]) in known:
            return int(values[0])
        self.unknown.append(Unknown(name, values[0][:60]))
        return None

    def day(self, name: str) -> str | None:
        """A day as 2026-11-21."""
        values = [value for value in self._values(name)[-1:] if value]
        if not values:
            return None
        try:
            return date.fromisoformat(values[0]).isoformat()
        except ValueError:
            self.unknown.append(Unknown(name, values[0][:60]))
            return None

    def scope(self, known: Any) -> str | None:
        values = self._values("scope")[-1:]
        if not values:
            return None
        parts = [part for part in values[0].replace(" ", "+").split("+") if part]
        return "+".join(parts) if all(self._keep("scope", part, known) for part in parts) else None

    def text(self, name: str) -> str | None:
        values = self._values(name)[-1:]
        # Half a pair of surrogates cannot be written into an address again.
        text = values[0][:200].encode("utf-8", "replace").decode("utf-8") if values else ""
        return text or None
