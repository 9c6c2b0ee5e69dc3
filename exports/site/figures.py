"""A figure with its evidence, as the plain values that a template writes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.atlas import Atlas
from analysis.comparability import FIGURE_SENTENCES, Reason
from analysis.evidence_words import (
    document_words,
    due_words,
    locator_of,
    plan_date,
    special_words,
)
from analysis.outcome_words import parent_words, reason_words, state_words, words_of
from analysis.progress import observations_for, outcome
from analysis.words import (
    figure_of,
    observed_figure,
    place_name,
    qualified,
    quantity_in_words,
)
from language.catalogue import pick, translate
from loaders.models import Document, Plan

Values = dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """Figures of an atlas in one language, on one day."""

    atlas: Atlas
    lang: str
    day: date

    def t(self, message: str, /, **values: Any) -> str:
        """A message in the language."""
        return translate(self.lang, message, **values)

    def blocks(
        self, targets: Iterable[str], reasons: Mapping[str, tuple[Reason, ...]] | None = None
    ) -> list[Values]:
        """Each figure once, in the order given, with what to mind beside the others."""
        return [
            self.block(self.atlas.figure(name), (reasons or {}).get(name, ()))
            for name in dict.fromkeys(targets)
        ]

    def block(self, row: pd.Series, reasons: tuple[Reason, ...] = ()) -> Values:
        """One figure: value, wording, plan, document, place, notes, what became of it."""
        pair = self.atlas.target_by_id[row["target_id"]]
        plan, target = pair.plan, pair.target
        documents = self.atlas.collection.documents
        found = outcome(self.atlas, row, self.day)
        state = state_words(found, self.lang)
        why = reason_words(found, self.lang)
        return {
            **self.line(row),
            "chips": [*special_words(row, self.lang), *([(state, False)] if state else [])],
            "mind": " ".join(self.t(FIGURE_SENTENCES[reason]) for reason in reasons),
            "wording": target.wording,
            "plan": self.plan(plan),
            "source": self.source(
                documents[target.document or plan.document], locator_of(plan, target)
            ),
            "note": pick(self.lang, target.note, target.note_en),
            "also": [
                (item.wording, self.source(documents[item.document], item.locator or ""))
                for item in target.also
            ],
            "conflicts": [
                {
                    "amount": quantity_in_words(item.value, self.lang),
                    "wording": item.wording,
                    "reason": pick(self.lang, item.reason, item.reason_en),
                    "source": self.source(documents[item.document], ""),
                }
                for item in target.conflicts
            ],
            "outcome": (words_of(found, self.lang), why) if why else None,
            "reported": [
                {
                    "amount": observed_figure(item, self.lang),
                    "date": str(item.date),
                    "wording": item.wording,
                    "source": self.source(documents[item.document], item.locator or ""),
                }
                for item in observations_for(self.atlas, row)
            ],
            "share": parent_words(self.atlas, row, self.lang),
        }

    def line(self, row: pd.Series) -> Values:
        """One figure as a line of a table: where, what, how much, by when, in which plan."""
        plan = self.atlas.target_by_id[row["target_id"]].plan
        return {
            "id": row["target_id"],
            "adcode": row["adcode"],
            "region": place_name(row["adcode"], self.lang),
            "indicator": row["indicator"],
            "name": qualified(self.atlas, row, self.lang),
            "amount": figure_of(row, self.lang),
            "due": due_words(row, self.lang),
            "plan_id": plan.id,
            "plan_title": pick(self.lang, plan.title, plan.title_en),
        }

    def plan(self, plan: Plan) -> Values:
        """A plan as it is named: title, number, issuers, date, official link."""
        issuers = plan.issuers if self.lang == "zh" else plan.issuers_en
        return {
            "id": plan.id,
            "title": f"《{plan.title}》" if self.lang == "zh" else plan.title_en,
            "rest": [
                part
                for part in (
                    plan.number or "", self.t(", ").join(issuers), plan_date(plan, self.lang)
                )
                if part
            ],
            "url": plan.url,
        }  # fmt: skip

    def source(self, document: Document, locator: str) -> Values:
        """Where a figure was read: publisher and title, kind, date, place, file, links."""
        publisher = pick(self.lang, document.publisher, document.publisher_en)
        links = [(document.url, self.t("page")), (document.archived_url, self.t("archived copy"))]
        return {
            "title": f"{publisher}《{document.title}》",
            "rest": document_words(document, locator, self.lang),
            "file": document.file,
            "links": [(url, text) for url, text in links if url],
        }
