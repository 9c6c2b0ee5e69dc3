"""A figure with what makes it trustworthy: wording, plan, document, place in it, official link.

Everything from data goes through ``html.escape``: data is text, never markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from analysis.comparability import FIGURE_SENTENCES, Reason
from analysis.evidence_words import document_words, due_words, locator_of, plan_date, special_words
from analysis.progress import observations_for
from analysis.words import (
    figure_of,
    observed_figure,
    place_name,
    qualified,
    quantity_in_words,
    region_name,
)
from charts.bars import CAVEAT
from language.catalogue import pick
from loaders.models import Document, Plan, Target
from loaders.tables import Figure, figures_in
from pages.shared.citing import CITE, cite_figure
from pages.shared.frame import Frame
from pages.shared.outcome import outcome_chip, outcome_lines, parent_lines
from pages.shared.text import in_its_language


def figure_block(
    frame: Frame,
    row: Figure,
    *,
    with_region: bool = False,
    with_plan: bool = True,
    reasons: tuple[Reason, ...] = (),
) -> str:
    """One figure with all its evidence, as HTML; on its plan's own page without the plan.

    ``reasons`` are what to mind beside the others of the chart that it was opened from.
    """
    lang = frame.lang
    name = qualified(frame.atlas, row, lang)
    if with_region:
        name = f"{place_name(row['adcode'], lang)} · {name}"
    return (
        '<div class="figure"><div class="head">'
        f'<span class="name">{escape(name)}</span>'
        f'<span class="amount">{escape(figure_of(row, lang))}</span></div>'
        f'<div class="when">{escape(due(frame, row))} {chips(frame, row)}</div>'
        f"{caveat_line(frame, reasons)}{evidence_lines(frame, row, with_plan=with_plan)}</div>"
    )


def show_figures(
    frame: Frame, rows: pd.DataFrame, *, with_region: bool = False, with_plan: bool = True
) -> None:
    """Show figures one below the other, each with its evidence; nothing where there are none."""
    if len(rows):
        st.html(figures_html(frame, rows, with_region=with_region, with_plan=with_plan))


def figures_html(
    frame: Frame, rows: pd.DataFrame, *, with_region: bool = False, with_plan: bool = True
) -> str:
    """Figures one below the other, each with its evidence."""
    name = f"figures {with_region} {with_plan} {list(rows['target_id'])}"
    return frame.kept(
        name, lambda: "".join(
            figure_block(frame, row, with_region=with_region, with_plan=with_plan)
            for row in figures_in(rows)
        ), frame.atlas.drawings, whole=True,
    )  # fmt: skip


def due(frame: Frame, row: Figure) -> str:
    """When a figure is due: ``by 2025``, or that the source names no deadline."""
    return due_words(row, frame.lang)


def chips(frame: Frame, row: Figure) -> str:
    """Small marks: kind, draft, cumulative, what became of it."""
    shown = "".join(
        f'<span class="chip{" warn" if caution else ""}">{escape(text)}</span>'
        for text, caution in special_words(row, frame.lang)
    )
    return shown + outcome_chip(frame, row)


def caveat_line(frame: Frame, reasons: tuple[Reason, ...]) -> str:
    """What to mind at this figure beside the others, as HTML; nothing where there is nothing."""
    if not reasons:
        return ""
    text = " ".join(frame.t(FIGURE_SENTENCES[reason]) for reason in reasons)
    return f'<div class="note">{CAVEAT} {escape(text)}</div>'


def evidence_lines(frame: Frame, row: Figure, *, with_plan: bool = True) -> str:
    """Wording, plan, document and place, link, notes, further copies and conflicts, as HTML."""
    pair = frame.atlas.target_by_id[row["target_id"]]
    plan, target = pair.plan, pair.target
    documents = frame.atlas.collection.documents
    document = documents[target.document or plan.document]
    lines = [f'<div class="wording">{quoted(target.wording, frame.lang)}</div>']
    if with_plan:
        lines.append(f'<div class="place">{plan_line(frame, plan)}</div>')
    lines.append(
        f'<div class="place">{document_line(frame, document, locator_of(plan, target))}</div>'
    )
    note = pick(frame.lang, target.note, target.note_en)
    if note:
        lines.append(f'<div class="note">{escape(note)}</div>')
    lines += [_further(frame, item.document, item.wording, item.locator) for item in target.also]
    lines += _conflicts(frame, target)
    lines += outcome_lines(frame, row)
    lines += [
        f'<div class="place">{escape(frame.t("Reported"))}: <b>{escape(observed_figure(item, frame.lang))}</b>'
        f" ({escape(str(item.date))}) {quoted(item.wording, frame.lang)} "
        f"{document_line(frame, documents[item.document], item.locator or '')}</div>"
        for item in observations_for(frame.atlas, row)
    ]
    lines += parent_lines(frame, row)
    if frame.view.target != row["target_id"]:  # otherwise its citation stands below
        query = frame.view.but(target=str(row["target_id"])).query_string()
        cite = f'<a href="?{escape(query)}">{escape(frame.t(CITE))}</a>'
        lines.append(f'<div class="place">{cite}</div>')
    return "".join(lines)


def plan_line(frame: Frame, plan: Plan) -> str:
    """Title with number, issuers and date, and the official link, as HTML."""
    lang = frame.lang
    title = f"《{plan.title}》" if lang == "zh" else plan.title_en
    query = frame.view.but(plan=plan.id, target="", region="").query_string()
    parts = [f'<a href="plan?{escape(query)}">{in_its_language(title, lang)}</a>']
    if plan.number:
        parts.append(in_its_language(plan.number, lang))
    issuers = plan.issuers if lang == "zh" else plan.issuers_en
    parts.append(escape(frame.t(", ").join(issuers)))
    parts.append(escape(date_text(frame, plan)))
    if plan.url:
        parts.append(link(plan.url, frame.t("official link")))
    return " · ".join(part for part in parts if part)


def date_text(frame: Frame, plan: Plan) -> str:
    """When a plan was issued, or reported where only that is known."""
    return plan_date(plan, frame.lang)


def document_line(frame: Frame, document: Document, locator: str) -> str:
    """Where it was read: kind, publisher, title, date, place, file or link, as HTML."""
    publisher = pick(frame.lang, document.publisher, document.publisher_en)
    named = "".join(
        in_its_language(text, frame.lang) for text in (publisher, f"《{document.title}》")
    )
    words = document_words(document, locator, frame.lang)
    parts = [named, *(in_its_language(text, frame.lang) for text in words)]
    if document.file:
        parts.append(f"<code>{escape(document.file)}</code>")
    if document.url:
        parts.append(link(document.url, frame.t("page")))
    if document.archived_url:
        parts.append(link(document.archived_url, frame.t("archived copy")))
    return f"{escape(frame.t('Read in'))} " + " · ".join(parts)


def quoted(wording: str, lang: str) -> str:
    """A document's own words in quotation marks, as HTML."""
    return in_its_language(f"“{wording}”", lang)


def link(url: str, text: str) -> str:
    """A link to another site, as HTML."""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{escape(text)}</a>'


def _further(frame: Frame, name: str, wording: str | None, locator: str | None) -> str:
    document = frame.atlas.collection.documents[name]
    words = f" {quoted(wording, frame.lang)}" if wording else ""
    line = document_line(frame, document, locator or "")
    return f'<div class="place">{escape(frame.t("Also"))}:{words} {line}</div>'


def _conflicts(frame: Frame, target: Target) -> list[str]:
    lines = []
    for item in target.conflicts:
        document = frame.atlas.collection.documents[item.document]
        reason = pick(frame.lang, item.reason, item.reason_en)
        lines.append(
            f'<div class="note">{escape(frame.t("Another document differs"))}: '
            f"{escape(quantity_in_words(item.value, frame.lang))} {quoted(item.wording, frame.lang)}. {escape(reason)} "
            f"{document_line(frame, document, '')}</div>"
        )
    return lines


def details(
    frame: Frame,
    row: Figure,
    *,
    with_region: bool = False,
    reasons: tuple[Reason, ...] = (),
) -> str:
    """A figure that opens its evidence in place, with a click or the keyboard, as HTML.

    With ``reasons`` it carries the caveat mark, and opens on what to mind beside the others.
    """
    label = escape(figure_of(row, frame.lang))
    if with_region:
        label = f"{escape(region_name(row['adcode'], frame.lang))} {label}"
    if reasons:
        label += f' <span class="caveat">{CAVEAT}</span>'
    plan = frame.atlas.target_by_id[row["target_id"]].plan
    title = pick(frame.lang, plan.title, plan.title_en)
    return (
        f'<details class="evidence"><summary><span class="amount">{label}</span> '
        f'<span class="when">{escape(due(frame, row))}</span> {chips(frame, row)}'
        f'<div class="when">{escape(shorten(title, 26 if frame.lang == "zh" else 48))}</div></summary>'
        f"{caveat_line(frame, reasons)}{evidence_lines(frame, row)}</details>"
    )


def shorten(text: str, length: int) -> str:
    """The text, cut with an ellipsis where it is longer than ``length`` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def evidence_dialog(frame: Frame, reasons: Mapping[str, tuple[Reason, ...]] | None = None) -> None:
    """Open the evidence of the figure that the address names, and of its plan's others of that day.

    ``reasons`` are, per target id, what to mind at the figures of the page's charts.
    """
    if not frame.view.target:
        return
    row = frame.atlas.figure(frame.view.target)

    def close() -> None:
        """Take the figure out of the address, and give the charts new keys (see chart_key)."""
        st.session_state["closed"] = st.session_state.get("closed", 0) + 1
        frame.change(target="")()

    @st.dialog(frame.t("Evidence"), width="medium", on_dismiss=close)
    def show() -> None:
        own = (reasons or {}).get(str(row["target_id"]), ())
        st.html(figure_block(frame, row, with_region=True, reasons=own))
        cite_figure(frame, str(row["target_id"]))
        if len(others):
            st.html(f'<h2 class="part">{escape(frame.t("Due at the same time"))}</h2>')
            show_figures(frame, others, with_plan=False)

    its_plans = frame.atlas.figures_of_plan(str(row["plan_id"]))
    same_day = its_plans["deadline"] == row["deadline"]
    others = its_plans[same_day & (its_plans["target_id"] != row["target_id"])]
    show()


def chart_key(name: str) -> str:
    """The key of a chart whose marks open evidence.

    It changes when evidence is closed: a mark that is still selected would otherwise be
    deselected by the next click on it, and nothing would open.
    """
    return f"{name}-{st.session_state.get('closed', 0)}"


def clicked(selection: Any) -> str | None:
    """The first ``customdata`` of a chart's selected point, if any."""
    points = selection.get("selection", {}).get("points", []) if selection else []
    data = points[0].get("customdata") if points else None
    first = data[0] if isinstance(data, (list, tuple)) and data else data
    return str(first) if first is not None else None
