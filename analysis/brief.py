"""What one page says of a region: its targets, its place in each, its context and sources."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import group_keys, scope_key
from analysis.places import Place
from analysis.ranking import rank
from analysis.selection import select_plans, select_targets
from analysis.view import View
from analysis.words import context_in_words, figure_of, place_name, qualified, status_name
from language.catalogue import counted, mark, pick, translate
from loaders.models import ContextIndicator, Level
from loaders.regions import OUTSIDE_SCOPE, regions


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One indicator (with scope and part) of the region: its figures in words, earliest deadline
    first, the plan that sets the last of them, and its place among so many regions of its level; ``place`` is None where it cannot be
    ranked, and ``among`` is 1 where no other region sets it.
    """

    name: str
    figures: str
    plan: str
    targets: tuple[str, ...]
    place: Place | None
    among: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A size of the region with its year: ``name`` and ``value`` in words, who published it."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class Brief:
    """All that the page says. ``rows`` stand in the order of their place, the best first, then
    those without one; ``targets`` are all their figures; ``empty`` says why there is no row.
    """

    adcode: str
    lang: str
    title: str
    subtitle: str
    rows: tuple[BriefRow, ...]
    facts: tuple[Fact, ...]
    targets: tuple[str, ...]
    empty: str


def brief_of(atlas: Atlas, adcode: str, lang: str) -> Brief:
    """The brief of a province, city or district; its rows are empty where it sets no figure.

    A place is that of the region's latest target among the latest targets of the regions of its
    level, whose deadlines may differ; ties and overlapping ranges keep a span of places.
    """
    view = View(lang=lang)
    targets = select_targets(atlas, view)
    own = targets[targets["adcode"] == adcode]
    plans = select_plans(atlas, view)
    plans = plans[plans["adcode"] == adcode]
    levels = _peers(adcode)

    @cache
    def ranking(indicator: str, scope: str) -> tuple[dict[str, Place], int]:
        found = rank(
            atlas, view.but(indicator=indicator, scope=scope, deadline=0, levels=levels)
        ).ranked
        places = {str(item.row["target_id"]): Place(item.best, item.worst) for item in found}
        return places, len(found)

    rows = []
    keys = group_keys(own)
    for key in dict.fromkeys(keys):
        group = own.loc[keys.index[keys == key]]
        first = group.iloc[0]
        places, among = ranking(str(first["indicator"]), scope_key(first["scope"]))
        place = next((places[name] for name in group["target_id"] if name in places), None)
        rows.append(_row(atlas, group, lang, place, among))
    rows.sort(key=_order)
    return Brief(
        adcode,
        lang,
        _title(adcode, lang, len(own), len(plans), rows),
        ""
        if not rows
        else translate(
            lang,
            "Rank: its latest target among the latest of all {peers} that set one, the largest first; deadlines may differ",
            peers=translate(lang, "provinces" if levels == (Level.PROVINCE,) else "cities"),
        ),
        tuple(rows),
        _facts(atlas, adcode, lang),
        tuple(own["target_id"]),
        "" if rows else _nothing(adcode, lang, len(plans)),
    )


#: What a region is ranked among, to be translated.
_PEERS = (mark("provinces"), mark("cities"))


def _peers(adcode: str) -> tuple[str, ...]:
    """Levels of the regions that one is ranked among."""
    if regions()[adcode].level is Level.PROVINCE:
        return (Level.PROVINCE,)
    return (Level.CITY, Level.DISTRICT)


def _row(atlas: Atlas, group: pd.DataFrame, lang: str, place: Place | None, among: int) -> BriefRow:
    ordered = group.sort_values(
        "deadline_date", key=lambda days: days.map(str), kind="stable", na_position="last"
    )
    plan = atlas.plan_by_id[ordered.iloc[-1]["plan_id"]]
    return BriefRow(
        qualified(atlas, ordered.iloc[0], lang),
        _figures(ordered, lang),
        pick(lang, plan.title, plan.title_en),
        tuple(ordered["target_id"]),
        place,
        among,
    )


def _figures(ordered: pd.DataFrame, lang: str) -> str:
    """Each figure with its deadline, one after the other; one that two plans set is said once."""
    texts: dict[str, list[str]] = {}
    said = set()
    for _, row in ordered.iterrows():
        due = str(row["deadline"] or "")
        amount = (due, row["comparator"], row["si_low"], row["si_high"], row["si_unit"])
        if pd.notna(row["si_low"]):
            if amount in said:
                continue
            said.add(amount)
        parts = [figure_of(row, lang), f"({due})" if due else ""]
        if row["plan_status"] != "in_force":
            parts.append(status_name(row["plan_status"], lang))
        texts.setdefault(due, []).append(" ".join(part for part in parts if part))
    steps = [" / ".join(dict.fromkeys(found)) for found in texts.values()]
    return " → ".join(steps if len(steps) < 3 else [steps[0], "…", steps[-1]])


def _order(row: BriefRow) -> tuple[bool, bool, float]:
    """Rows that can be ranked against others first, the best place first."""
    if row.place is None:
        return (True, True, 0.0)
    return (False, row.among < 2, row.place.middle / row.among)


def _title(adcode: str, lang: str, figures: int, plans: int, rows: list[BriefRow]) -> str:
    """How many figures, and in how many of the rankings with others the region is first."""
    name = place_name(adcode, lang)
    shared = [row for row in rows if row.place is not None and row.among > 1]
    first = [row for row in shared if row.place is not None and row.place.best == 1]
    values = dict(
        region=name, figures=counted(lang, figures, "figure"), plans=counted(lang, plans, "plan"),
        first=len(first), rankings=counted(lang, len(shared), "ranking"),
    )  # fmt: skip
    if not plans:
        return translate(lang, "{region}: no plan in the collection", **values)
    if not figures:
        return translate(lang, "{region} sets no figure in {plans} of this collection", **values)
    if not shared:
        return translate(lang, "{region} sets {figures} in {plans}", **values)
    if not first:
        return translate(
            lang, "{region} sets {figures} in {plans}; in none of {rankings} the largest", **values
        )  # fmt: skip
    return translate(
        lang, "{region} sets {figures} in {plans}; the largest, or as large as any, in {first} of {rankings}", **values
    )  # fmt: skip


def _nothing(adcode: str, lang: str, plans: int) -> str:
    """Why the table is empty."""
    if adcode in OUTSIDE_SCOPE:
        return translate(lang, "Outside the scope of these plans.")
    if not plans:
        return translate(lang, "No plan of this region is in the collection.")
    return translate(lang, "No plan of this region in the collection sets a figure.")


def _facts(atlas: Atlas, adcode: str, lang: str) -> tuple[Fact, ...]:
    """Latest GDP and residents, with their year and who published them."""
    facts = []
    for indicator in ContextIndicator:
        item = atlas.context_of(adcode, indicator)
        if item is None or atlas.context is None:
            continue
        name, _, value = context_in_words(item, lang).partition(": ")
        document = atlas.context.documents[item.document]
        source = pick(lang, document.publisher, document.publisher_en)
        facts.append(Fact(name, value, source))
    return tuple(facts)
