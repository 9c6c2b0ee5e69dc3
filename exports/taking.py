"""What is taken along from a page, and the name a person would give to its file."""

from __future__ import annotations

import re
from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.shown import show
from analysis.view import View
from analysis.words import indicator_name, region_name, sector_name
from exports.kind import Cover, Taken
from language.catalogue import mark, pick, translate

#: What a view of each page is called in a file's name.
_NAMES = {
    "overview": mark("policy targets"),
    "map": mark("map of provinces"),
    "timeline": mark("timeline"),
    "compare": mark("comparison of regions"),
    "indicator": mark("comparison of provinces"),
    "plans": mark("list of plans"),
    "plan": mark("targets of a plan"),
    "curation": mark("state of curation"),
}
#: Pages whose views can be taken along.
PAGES = tuple(_NAMES)
_UNFIT = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')


def take(atlas: Atlas, view: View, page: str, cover: Cover) -> Taken:
    """The view of a page with what it shows."""
    return Taken(show(atlas, view, page, cover.day), view, cover)


def figures_of(shown: Shown) -> list[str]:
    """The figures of a view (target ids), in the page's order, then those that only a chart has."""
    drawn = (name for exhibit in shown.exhibits for name in exhibit.targets)
    return list(dict.fromkeys([*shown.targets, *drawn]))


def file_name(atlas: Atlas, taken: Taken, extension: str) -> str:
    """Such as ``元宇宙产业规模_2025_省级对比_2026-11-20.xlsx``: the question, the kind, the day."""
    view, page, lang = taken.view, taken.shown.page, taken.view.lang
    parts: list[str] = []
    if page in ("map", "indicator"):
        parts.append(indicator_name(atlas, view.indicator, lang))
        parts.append(str(view.deadline or translate(lang, "any deadline")))
    elif page == "plan" and view.plan:
        plan = atlas.plan_by_id[view.plan]
        parts.append(pick(lang, plan.title, plan.title_en))
    elif page == "compare":
        parts += [region_name(adcode, lang) for adcode in view.regions]
    else:
        parts += [sector_name(atlas, sector, lang) for sector in view.sectors]
        parts += [view.search] if view.search and page == "plans" else []
    parts.append(translate(lang, _NAMES[page]))
    if atlas.own is not None:
        parts.append(translate(lang, "with own data"))
    return stem([*parts, taken.cover.day.isoformat()], extension)


def basket_name(count: int, lang: str, day: date, extension: str) -> str:
    """Name of the file of several views."""
    name = translate(lang, "policy targets, {count} views", count=count)
    return stem([name, day.isoformat()], extension)


def stem(parts: list[str], extension: str) -> str:
    """The parts as one file name that every system takes; long parts are shortened."""
    fit = [_UNFIT.sub("_", part).strip("._")[:40] for part in parts]
    return "_".join(part for part in fit if part) + f".{extension}"
