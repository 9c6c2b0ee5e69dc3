"""Data in words: names of regions, indicators and scopes, and figures as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from analysis.atlas import Atlas
from analysis.measures import NAMES, Measure, Measured
from analysis.view import View
from language.catalogue import mark, pick, translate
from language.figures import axis_unit, figure, plain_number
from loaders.models import ContextFigure, ContextIndicator, Observation
from loaders.quantities import Quantity
from loaders.regions import regions

#: Endings that Chinese readers leave out of a province's name on a map.
_LONG_ENDINGS = ("维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市")


@cache
def region_name(adcode: str, lang: str, *, short: bool = True) -> str:
    """Name of a region: 四川 (short) or 四川省, Sichuan."""
    region = regions()[adcode]
    name = region.name
    if short and adcode.endswith("00"):
        name = next((name.removesuffix(end) for end in _LONG_ENDINGS if name.endswith(end)), name)
    return pick(lang, name, region.name_en)


@cache
def place_name(adcode: str, lang: str) -> str:
    """A region with its province where it is not one itself: 四川 · 成都, Chengdu, Sichuan."""
    region = regions()[adcode]
    own = region_name(adcode, lang)
    if region.level.value in ("nation", "province"):
        return own
    parent = region_name(region.province, lang)
    return f"{parent} · {own}" if lang == "zh" else f"{own}, {parent}"


def indicator_name(atlas: Atlas, indicator: str, lang: str) -> str:
    """Name of an indicator."""
    term = atlas.collection.indicators[indicator]
    return pick(lang, term.zh, term.en)


def sector_name(atlas: Atlas, sector: str, lang: str) -> str:
    """Name of a sector."""
    term = atlas.collection.sectors[sector]
    return pick(lang, term.zh, term.en)


def scope_name(atlas: Atlas, scope: str | None, lang: str) -> str:
    """Names of the scope's terms, or that none is stated."""
    if not scope:
        return translate(lang, "no scope stated")
    terms = [atlas.collection.scopes[part] for part in scope.split("+")]
    return translate(lang, ", ").join(pick(lang, term.zh, term.en) for term in terms)


def figure_of(row: Mapping[str, Any] | Any, lang: str) -> str:
    """A row of ``atlas.targets`` as a figure in words: ``≥ 3,000亿元``, ``≥ ¥300 bn``."""
    return figure(
        row["comparator"], row["low"], row["high"], row["unit"],
        row["si_low"], row["si_high"], row["si_unit"], lang,
    )  # fmt: skip


def context_in_words(item: ContextFigure, lang: str) -> str:
    """GDP or population with its year: ``GDP 2024: ¥6.47 tn``, ``年末常住人口 2024: 8,364万人``."""
    money = item.indicator is ContextIndicator.GDP
    unit, base, size = ("亿元", "CNY", 1e8) if money else ("万人", "count", 1e4)
    value, whole = item.value, item.value * size
    name = translate(lang, "GDP") if money else translate(lang, "Residents")
    text = figure("exact", value, value, unit, whole, whole, base, lang)
    return f"{name} {item.year}: {text}"


def measure_name(how: Measure, lang: str) -> str:
    """Name of a measure."""
    return translate(lang, NAMES[how])


_SIGNS = {"at_least": "≥ ", "more_than": "> ", "at_most": "≤ ", "less_than": "< "}


def measured_words(
    row: Mapping[str, Any] | Any, measured: Measured, how: Measure, lang: str
) -> str:
    """A figure in a measure, and in brackets as the source has it, with the year that went in."""
    own = figure_of(row, lang)
    resolved = how is Measure.AMOUNT and measured.base is not None
    if how is Measure.AMOUNT and not resolved:
        return own
    step = axis_unit(measured.unit, lang)[0] if resolved else 1.0
    ends = [end / step for end in (measured.low, measured.high) if end is not None]
    shown = "–".join(plain_number(end, lang) for end in dict.fromkeys(ends))
    unit = "%" if measured.unit == "%" else ""
    if resolved:
        unit = " " + axis_unit(measured.unit, lang)[1]
    about = translate(lang, "≈ ") if row["comparator"] == "about" else ""
    year = measure_inputs(measured, lang).partition(":")[0]
    inside = translate(lang, ", ").join(part for part in (own, year) if part)
    return f"{_SIGNS.get(row['comparator'], about)}{shown}{unit} ({inside})"


def measure_inputs(measured: Measured, lang: str) -> str:
    """What went into a measure, with its year; empty where nothing did."""
    if measured.context is not None:
        return context_in_words(measured.context, lang)
    if measured.base is not None:
        quantity, year = measured.base
        return f"{translate(lang, 'base')} {year}: {quantity_in_words(quantity, lang)}"
    return ""


def observed_figure(observation: Observation, lang: str) -> str:
    """An observation's value in words."""
    return quantity_in_words(observation.value, lang)


def quantity_in_words(value: Quantity, lang: str) -> str:
    """A parsed value in words."""
    ends = [value.low, value.high, value.si_low, value.si_high]
    low, high, si_low, si_high = (None if end is None else float(end) for end in ends)
    return figure(
        value.comparator.value, low, high, value.unit.text, si_low, si_high, value.unit.base, lang
    )


def qualified(atlas: Atlas, row: Mapping[str, Any] | Any, lang: str) -> str:
    """Indicator with its scope and part, as a label: 元宇宙产业规模（相关产业）."""
    name = indicator_name(atlas, row["indicator"], lang)
    parts = [scope_name(atlas, row["scope"], lang)] if row["scope"] else []
    if row["part"]:
        parts.append(pick(lang, row["part"], row["part_en"]))
    if not parts:
        return name
    inside = translate(lang, ", ").join(parts)
    return f"{name}（{inside}）" if lang == "zh" else f"{name} ({inside})"


_STATUS = {"in_force": mark("in force"), "draft": mark("draft"), "superseded": mark("superseded")}
_KINDS = {"target": mark("target"), "incentive": mark("incentive"), "standard": mark("standard")}
_LEVELS = {
    "nation": mark("nation"),
    "province": mark("province"),
    "city": mark("city"),
    "district": mark("district"),
}


def status_name(status: str, lang: str) -> str:
    """Name of a plan's status."""
    return translate(lang, _STATUS[status])


def kind_name(kind: str, lang: str) -> str:
    """Name of a kind of target."""
    return translate(lang, _KINDS[kind])


def level_name(level: str, lang: str) -> str:
    """Name of a level of regions."""
    return translate(lang, _LEVELS[level])


def filters_in_words(atlas: Atlas, view: View) -> tuple[str, ...]:
    """Each filter that is set, as ``Sector: metaverse, AI``; none set gives an empty tuple."""
    lang = view.lang
    chosen = [
        (mark("Sector"), [sector_name(atlas, name, lang) for name in view.sectors]),
        (mark("Kind"), [kind_name(name, lang) for name in view.kinds]),
        (mark("Level"), [level_name(name, lang) for name in view.levels]),
        (mark("Status"), [status_name(name, lang) for name in view.statuses]),
        (mark("Deadline"), [str(year) for year in view.due]),
        (mark("Search"), [view.search] if view.search else []),
        (mark("Announced by the end of"), [str(view.announced)] if view.announced else []),
    ]
    between = translate(lang, ", ")
    return tuple(
        f"{translate(lang, name)}: {between.join(values)}" for name, values in chosen if values
    )
