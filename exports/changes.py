"""What changed since a day as CSV: one row per record and changed field."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.atlas import Atlas, PlanTarget
from analysis.change_words import field_name, field_words, figure_words
from analysis.changes import PART_NAMES, ChangePart, ChangesSince
from analysis.words import place_name
from exports.table import csv_bytes
from language.catalogue import mark, pick, translate

_HEADINGS = (
    mark("Change"), mark("Id"), mark("Plan"), mark("Region"), mark("Record"), mark("Field"),
    mark("Before"), mark("Now"),
)  # fmt: skip


def changes_csv(found: ChangesSince, atlas: Atlas, lang: str) -> bytes:
    """CSV in UTF-8 for spreadsheets, in the order of the page."""
    rows = [
        [translate(lang, PART_NAMES[part]), *row]
        for part in ChangePart
        for row in _rows(found, part, atlas, lang)
    ]
    heads = [translate(lang, text) for text in _HEADINGS]
    return csv_bytes(pd.DataFrame(rows, columns=heads, dtype=object))


def _rows(
    found: ChangesSince, part: ChangePart, atlas: Atlas, lang: str
) -> Iterator[tuple[str, ...]]:
    if part is ChangePart.PLANS:
        for plan in found.plans:
            place, title = (
                place_name(plan.jurisdiction, lang),
                pick(lang, plan.title, plan.title_en),
            )
            yield plan.id, plan.id, place, title, "", "", ""
        return
    pairs = {ChangePart.FIGURES: found.figures, ChangePart.PASSED: found.passed}
    if part in pairs:
        for pair in pairs[part]:
            yield _figure(pair, atlas, lang)
        return
    for change in found.changes.get(part, ()):
        plan_id = change.plan or change.id
        where, name = place_name(change.jurisdiction, lang), pick(lang, change.name, change.name_en)
        if not change.fields:
            figure = figure_words(change.value, lang) if change.value else ""
            yield change.id, plan_id, where, name, "", figure, ""
        for item in change.fields:
            old, new = (
                field_words(atlas.collection, item.field, value, lang)
                for value in (item.old, item.new)
            )
            yield change.id, plan_id, where, name, field_name(item.field, lang), old, new


def _figure(pair: PlanTarget, atlas: Atlas, lang: str) -> tuple[str, ...]:
    target, plan = pair.target, pair.plan
    term = atlas.collection.indicators[target.indicator]
    deadline = translate(lang, "by {year}", year=target.deadline) if target.deadline else ""
    return (
        target.id, plan.id, place_name(plan.jurisdiction, lang), pick(lang, term.zh, term.en),
        deadline, "", figure_words(target.value.text, lang),
    )  # fmt: skip
