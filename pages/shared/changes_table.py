"""Changed records as a table: what happened, to which record, and each field before and after."""

from __future__ import annotations

from collections.abc import Collection as Several
from collections.abc import Sequence
from html import escape

from analysis.atlas import PlanTarget
from analysis.change_words import (
    SIGNS,
    field_name,
    field_words,
    figure_words,
    record_name,
    record_place,
)
from analysis.words import figure_of, place_name, qualified, sector_name
from language.catalogue import pick
from loaders.diff import KIND_NAMES, RECORD_NAMES, Change, ChangeKind
from loaders.models import Collection, Plan
from pages.shared.evidence import date_text
from pages.shared.frame import Frame
from pages.shared.outcome import outcome_words
from pages.shared.text import in_its_language


def changes_table(
    frame: Frame,
    changes: Sequence[Change],
    before: Collection,
    after: Collection,
    headings: tuple[str, str],
) -> str:
    """HTML of a table; ``headings`` are those of the two columns of old and new.

    Names are taken from ``before`` and ``after``, the two versions.
    """  # fmt: skip
    names = [frame.t("Change"), frame.t("Record"), frame.t("Field"), *headings]
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    body = "".join(_record(frame, change, before, after) for change in changes)
    return (
        f'<div class="scroll"><table class="matrix changes"><thead><tr>{head}</tr></thead>'
        f"{body}</table></div>"
    )


def _record(frame: Frame, change: Change, before: Collection, after: Collection) -> str:
    lines = [
        (
            field_name(item.field, frame.lang),
            _cell(frame, before, item.field, item.old),
            _cell(frame, after, item.field, item.new),
        )
        for item in change.fields
    ] or [_whole(frame, change)]
    span = f' rowspan="{len(lines)}"' if len(lines) > 1 else ""
    head = f'<td class="what"{span}>{_kinds(frame, change)}</td><td class="record"{span}>{_name(frame, change, after)}</td>'
    rows = []
    for place, (field, old, new) in enumerate(lines):
        cells = f'<td class="field">{escape(field)}</td><td class="old">{old}</td><td>{new}</td>'
        rows.append(f"<tr>{head if place == 0 else ''}{cells}</tr>")
    return f'<tbody class="{change.record}">{"".join(rows)}</tbody>'


def _whole(frame: Frame, change: Change) -> tuple[str, str, str]:
    """Field, old and new of a record that is new or gone: its figure, where it has one."""
    text = escape(figure_words(change.value, frame.lang)) if change.value else ""
    field = frame.t("Figure") if change.value else ""
    gone = ChangeKind.DROPPED in change.kinds
    return (field, f"<b>{text}</b>", "") if gone else (field, "", f"<b>{text}</b>")


def _cell(frame: Frame, collection: Collection, field: str, value: object) -> str:
    words = field_words(collection, field, value, frame.lang)
    text = in_its_language(words, frame.lang).replace("\n", "<br>")
    if value is None:
        return f'<span class="scope">{text}</span>'
    return f"<b>{text}</b>" if field == "value" else text


def _kinds(frame: Frame, change: Change) -> str:
    return "".join(
        f'<span class="kind {kind.value}"><i aria-hidden="true">{SIGNS[kind]}</i>'
        f"{escape(frame.t(KIND_NAMES[kind]))}</span>"
        for kind in change.kinds
    )


def _name(frame: Frame, change: Change, collection: Collection) -> str:
    """Name of a record, with what tells it apart from others of that name."""
    name = in_its_language(record_name(change, frame.lang), frame.lang)
    strong = f"<b>{name}</b>" if change.record == "plan" else name
    kind = frame.t(RECORD_NAMES[change.record]) if change.record not in ("plan", "target") else ""
    plan = field_words(collection, "plan", change.plan, frame.lang) if change.plan else ""
    under = " · ".join(part for part in (kind, record_place(change, frame.lang), plan) if part)
    return f'{strong}<div class="place">{escape(under)}</div><div class="place">{escape(change.id)}</div>'


def plans_table(frame: Frame, plans: Sequence[Plan], linked: Several[str]) -> str:
    """HTML of a table of plans; those of ``linked`` are links to their pages."""
    rows = [
        (
            _plan(frame, plan, linked),
            escape(place_name(plan.jurisdiction, frame.lang)),
            escape(sector_name(frame.atlas, plan.sector, frame.lang)),
            escape(date_text(frame, plan)),
            escape(
                frame.count(len(plan.targets), "figure") if plan.targets else frame.t("no figure")
            ),
        )
        for plan in plans
    ]
    heads = ("Plan", "Region", "Sector", "Issued", "Figures")
    return _table([frame.t(head) for head in heads], rows)


def figures_table(
    frame: Frame, pairs: Sequence[PlanTarget], linked: Several[str], *, outcomes: bool
) -> str:
    """HTML of a table of figures with their plans; with ``outcomes``, what became of each."""
    rows = []
    for pair in pairs:
        row = frame.atlas.figure(pair.target.id)
        cells = (
            escape(place_name(row["adcode"], frame.lang)),
            escape(qualified(frame.atlas, row, frame.lang)),
            f"<b>{escape(figure_of(row, frame.lang))}</b>",
            escape(str(pair.target.deadline or "")),
            _plan(frame, pair.plan, linked),
        )
        rows.append((*cells, escape(outcome_words(frame, row))) if outcomes else cells)
    heads = [frame.t(head) for head in ("Region", "Indicator", "Figure", "Deadline", "Plan")]
    return _table([*heads, frame.t("What became of it")] if outcomes else heads, rows)


def _plan(frame: Frame, plan: Plan, linked: Several[str]) -> str:
    title = in_its_language(pick(frame.lang, plan.title, plan.title_en), frame.lang)
    if plan.id not in linked:
        return title
    query = frame.view.but(plan=plan.id, target="", region="", page=1).query_string()
    return f'<a href="plan?{escape(query)}">{title}</a>'


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return (
        f'<div class="scroll"><table class="matrix changes"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
