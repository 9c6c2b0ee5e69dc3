"""The Excel form of a collection: which sheets and columns it has, and what each cell may hold.

A sheet is one kind of record, a row one record. Headings are in Chinese or English, and a reader
takes either, or the field's own name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel

from language.catalogue import LANGUAGES, mark, translate
from loaders.models import (
    Conflict,
    Document,
    Evidence,
    Indicator,
    Named,
    Observation,
    Plan,
    Target,
)

#: Between an id and its name in a cell that was chosen from a list: "ai · Artificial intelligence".
DOT = " · "
MAX_ROWS = 10_000


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field it fills, its heading and help (messages), and where choices come from.

    ``choices`` names a list ("sectors", "status" ...) or a sheet whose ids are offered
    ("plans.id"). ``kind`` says how a cell is read: text, date, value, adcode, list, slugs or flag.
    """

    field: str
    heading: str
    help: str
    kind: str = "text"
    choices: str = ""
    width: int = 16
    required: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the part of the file it holds, its title and what a row is (messages)."""

    part: str
    title: str
    about: str
    columns: tuple[Column, ...]

    def names(self) -> set[str]:
        """Every title that the sheet may bear."""
        return {self.part, *(translate(lang, self.title) for lang in LANGUAGES)}

    def column_of(self, heading: str) -> Column | None:
        """The column that a heading names, in either language or as the field's own name."""
        plain = heading.strip().rstrip("*").strip().casefold()
        for column in self.columns:
            names = {column.field, *(translate(lang, column.heading) for lang in LANGUAGES)}
            if plain in {name.casefold() for name in names}:
                return column
        return None


_HEADINGS = {
    "id": (mark("Id"), mark("Lower-case letters, digits and hyphens, never used twice. Links point to it, so it stays."), 30),
    "title": (mark("Title"), mark("The title to the letter."), 44),
    "title_en": (mark("Title in English"), mark("The title in English."), 44),
    "issuers": (mark("Issued by"), mark("One issuing body per line of the cell (Alt+Enter)."), 28),
    "issuers_en": (mark("Issued by, in English"), mark("The same bodies in English, in the same order, one per line."), 34),
    "jurisdiction": (mark("Adcode"), mark("Who is bound: six digits of GB/T 2260. The list has provinces and cities; a district’s code may be typed."), 20),
    "sector": (mark("Sector"), mark("Choose from the list."), 24),
    "status": (mark("Status"), mark("Empty means in force. A draft is not in force."), 18),
    "number": (mark("Number"), mark("The document number, if any."), 22),
    "issued": (mark("Issued"), mark("2025, 2025-06 or 2025-06-30: never more exact than the source."), 13),
    "reported": (mark("Reported"), mark("Only where the day of issue is not known: the day of the report."), 13),
    "effective": (mark("Effective"), mark("The day from which it applies, if the text names one."), 13),
    "period": (mark("Period"), mark("First and last year, such as 2023-2025."), 13),
    "url": (mark("Link"), mark("The whole web address, from https:// on."), 30),
    "document": (mark("Document"), mark("Id of the document that was read (sheet Documents)."), 30),
    "locator": (mark("Place in the document"), mark("Section and item within the document."), 24),
    "extent": (mark("What was read"), mark("full when the whole text was read; empty means a summary of it."), 18),
    "draft_of": (mark("Draft of"), mark("Id of the plan that this draft became."), 26),
    "superseded_by": (mark("Superseded by"), mark("Id of the plan that replaced this one."), 26),
    "note": (mark("Note"), mark("Doubts and explanations."), 40),
    "note_en": (mark("Note in English"), mark("The same in English."), 40),
    "indicator": (mark("Indicator"), mark("Choose from the list, or add one on the sheet Indicators."), 40),
    "value": (mark("Figure"), mark("A number with its unit: 2500 亿元, >= 3000 亿元, > 2000 家, 约 50 个, 2-3 家, 第 1 名, x2."), 18),
    "kind": (mark("Kind"), mark("Empty means a target. Subsidies are incentives; legal thresholds are standards."), 20),
    "deadline": (mark("Deadline"), mark("The year or day by which; empty where the source names none."), 13),
    "scope": (mark("Scope"), mark("Which part is counted. Several terms: ids with commas between."), 26),
    "part": (mark("Part"), mark("What the figure covers, where no scope says it."), 22),
    "part_en": (mark("Part in English"), mark("The same in English."), 22),
    "cumulative": (mark("Running total"), mark("true for a total since the start, false for an amount within the year; empty where the source does not say."), 18),
    "baseline_value": (mark("Base value"), mark("The value it starts from, with its unit."), 16),
    "baseline_year": (mark("Base year"), mark("The year of the base value."), 13),
    "wording": (mark("Wording"), mark("The shortest clause that states the figure, to the letter."), 56),
    "date": (mark("Date"), mark("2025, 2025-06 or 2025-06-30: never more exact than the source."), 13),
    "publisher": (mark("Publisher"), mark("Who published it."), 30),
    "publisher_en": (mark("Publisher in English"), mark("The same in English."), 30),
    "file": (mark("File"), mark("Name of the source file, or give a link."), 26),
    "archived_url": (mark("Archived copy"), mark("The whole web address, from https:// on."), 26),
    "read": (mark("Read on"), mark("The day it was read."), 13),
    "of": (mark("Of which plan or figure"), mark("Id of a plan or figure of this workbook."), 34),
    "target": (mark("Of which figure"), mark("Id of a figure of this workbook."), 34),
    "plan": (mark("Plan"), mark("Id of its plan (sheet Plans)."), 34),
    "reason": (mark("Reason"), mark("Why the other document’s figure does not count."), 40),
    "reason_en": (mark("Reason in English"), mark("The same in English."), 40),
    "zh": (mark("Chinese name"), mark("The name in Chinese."), 26),
    "en": (mark("English name"), mark("The name in English."), 30),
    "definition": (mark("Definition"), mark("One sentence."), 50),
    "definition_en": (mark("Definition in English"), mark("One sentence."), 50),
    "family": (mark("Unit family"), mark("Which kind of unit its figures have."), 16),
    "direction": (mark("Direction"), mark("Whether more or less is better; empty means more."), 16),
}  # fmt: skip
_KINDS = {
    "issuers": "list", "issuers_en": "list", "jurisdiction": "adcode", "issued": "date",
    "reported": "date", "effective": "date", "deadline": "date", "date": "date", "read": "date",
    "baseline_year": "date", "value": "value", "baseline_value": "value", "scope": "slugs",
    "cumulative": "flag",
}  # fmt: skip
_CHOICES = {
    "jurisdiction": "regions", "sector": "sectors", "status": "status", "extent": "extent",
    "indicator": "indicators", "scope": "scopes", "cumulative": "cumulative", "family": "family",
    "direction": "direction", "document": "documents.id", "draft_of": "plans.id",
    "superseded_by": "plans.id",
}  # fmt: skip


def _columns(
    model: type[BaseModel], first: tuple[str, ...] = (), **choices: str
) -> tuple[Column, ...]:
    """Columns of a model's fields: those of ``first`` before them, nested records left out."""
    names: list[str] = [*first]
    for name in model.model_fields:
        if name == "baseline":
            names += ["baseline_value", "baseline_year"]
        elif name not in ("also", "conflicts", "targets"):
            names.append(name)
    made = []
    for name in names:
        heading, text, width = _HEADINGS[name]
        field = model.model_fields.get(name)
        required = name in first or (field is not None and field.is_required())
        source = choices.get(name, _CHOICES.get(name, ""))
        made.append(Column(name, heading, text, _KINDS.get(name, "text"), source, width, required))
    return tuple(made)


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet, in the order of the workbook."""
    return (
        Sheet("plans", mark("Plans"), mark("a policy text of one jurisdiction"), _columns(Plan)),
        Sheet(
            "targets", mark("Figures"), mark("one figure that a plan sets, with the source’s own clause"),
            _columns(Target, ("plan",), plan="plans.id", kind="target_kind"),
        ),
        Sheet(
            "documents", mark("Documents"), mark("a document that was read; it needs a file or a link"),
            _columns(Document, ("id",), kind="document_kind"),
        ),
        Sheet(
            "also", mark("Further evidence"), mark("another place that states the same"),
            _columns(Evidence, ("of",)),
        ),
        Sheet(
            "conflicts", mark("Conflicts"), mark("a document that gives the figure differently"),
            _columns(Conflict, ("target",), target="targets.id"),
        ),
        Sheet(
            "observations", mark("Reported results"), mark("a figure reported as reached; not a target"),
            _columns(Observation),
        ),
        Sheet(
            "indicators", mark("Indicators"), mark("what is counted; only what is new or changed is needed"),
            _columns(Indicator, ("id",)),
        ),
        Sheet(
            "scopes", mark("Scopes"), mark("which part of a thing a figure covers; only what is new or changed is needed"),
            _columns(Named, ("id",)),
        ),
        Sheet(
            "sectors", mark("Sectors"), mark("a field of policy; only what is new or changed is needed"),
            _columns(Named, ("id",)),
        ),
    )  # fmt: skip


def field_heading(field: str) -> str:
    """What a field of a record is called, as a message; the field's own name for a strange one."""
    nested = {
        "also": mark("Further evidence"),
        "conflicts": mark("Conflicts"),
        "baseline": mark("Base value"),
    }
    return nested.get(field) or (_HEADINGS[field][0] if field in _HEADINGS else field)


#: Sheets that explain and are not read.
GUIDE, EXAMPLE, LISTS = mark("Instructions"), mark("Example"), mark("Lists")


@cache
def unread_names() -> frozenset[str]:
    """Titles of the sheets that only explain, in both languages."""
    return frozenset(
        translate(lang, title) for lang in LANGUAGES for title in (GUIDE, EXAMPLE, LISTS)
    )
