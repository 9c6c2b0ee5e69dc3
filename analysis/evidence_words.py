"""What makes a figure trustworthy, in words: when it is due, what is special, where it was read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.words import kind_name, status_name
from language.catalogue import mark, translate
from loaders.models import Document, Plan, Target

_DOCUMENT_KINDS = {
    "primary": mark("primary text"),
    "official_page": mark("official page"),
    "bulletin": mark("bulletin"),
    "official_media": mark("official media"),
    "newsletter": mark("newsletter"),
    "news_report": mark("news report"),
    "repost": mark("repost"),
}


def document_kind_name(kind: str, lang: str) -> str:
    """How near a document is to the plan or communiqué itself: primary text, repost ..."""
    return translate(lang, _DOCUMENT_KINDS[kind])


def due_words(row: Mapping[str, Any] | Any, lang: str) -> str:
    """When a row of ``atlas.targets`` is due: ``by 2025``, or that the source names no deadline."""
    if not row["deadline"]:
        return translate(lang, "no deadline stated")
    return translate(lang, "by {year}", year=row["deadline"])


def plan_date(plan: Plan, lang: str) -> str:
    """When a plan was issued, or reported where only that is known."""
    if plan.issued:
        return translate(lang, "issued {date}", date=plan.issued)
    if plan.reported:
        return translate(lang, "reported {date}, issue date not given", date=plan.reported)
    return translate(lang, "date not given")


def special_words(row: Mapping[str, Any] | Any, lang: str) -> list[tuple[str, bool]]:
    """What is special about a row of ``atlas.targets``, each with whether it calls for caution."""
    words = []
    if row["kind"] != "target":
        words.append((kind_name(row["kind"], lang), False))
    if row["plan_status"] != "in_force":
        words.append((status_name(row["plan_status"], lang), True))
    if row["cumulative"] is True:
        words.append((translate(lang, "running total"), False))
    if row["cumulative"] is False:
        words.append((translate(lang, "yearly"), False))
    return words


def locator_of(plan: Plan, target: Target) -> str:
    """Place in the target's document; the plan's own place counts only where both share one."""
    if target.document:
        return target.locator or ""
    return " · ".join(part for part in (plan.locator, target.locator) if part)


def document_words(document: Document, locator: str, lang: str) -> list[str]:
    """What is said of a document beside its title: kind, date, place in it."""
    parts = [document_kind_name(document.kind.value, lang)]
    parts += [str(document.date)] if document.date else []
    return parts + ([locator] if locator else [])
