"""The figures of a view as a table for spreadsheets: typed columns, one language, evidence included."""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.atlas import Atlas
from analysis.words import figure_of, indicator_name, place_name, scope_name, sector_name
from language.catalogue import mark, pick, translate

#: Column -> heading, to be translated. Stable order; ``low`` and ``high`` are numbers in ``unit``.
HEADINGS = {
    "region": mark("Region"),
    "adcode": mark("Adcode"),
    "level": mark("Level"),
    "sector": mark("Sector"),
    "indicator": mark("Indicator"),
    "scope": mark("Scope"),
    "part": mark("Part"),
    "figure": mark("Figure"),
    "comparator": mark("Comparator"),
    "low": mark("Low"),
    "high": mark("High"),
    "unit": mark("Unit"),
    "si_low": mark("Low, base unit"),
    "si_high": mark("High, base unit"),
    "si_unit": mark("Base unit"),
    "deadline": mark("Deadline"),
    "status": mark("Status"),
    "plan": mark("Plan"),
    "issuers": mark("Issued by"),
    "issued": mark("Issued"),
    "wording": mark("Wording"),
    "document": mark("Document"),
    "locator": mark("Place"),
    "link": mark("Link"),
    "target_id": mark("Target id"),
}
COMPARATORS = {
    "exact": mark("exact"),
    "at_least": mark("at least"),
    "more_than": mark("more than"),
    "at_most": mark("at most"),
    "less_than": mark("less than"),
    "about": mark("about"),
    "range": mark("range"),
    "multiple": mark("multiple"),
    "rank": mark("rank"),
}


def export_table(atlas: Atlas, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Rows of ``atlas.targets`` with the columns of ``HEADINGS``; what is not stated is None."""
    records = [_record(atlas, row, lang) for _, row in rows.iterrows()]
    return pd.DataFrame(records, columns=list(HEADINGS), dtype=object)


def headings(lang: str) -> list[str]:
    """The headings in a language, in the order of the columns."""
    return [translate(lang, text) for text in HEADINGS.values()]


def csv_bytes(table: pd.DataFrame, lang: str) -> bytes:
    """CSV in UTF-8 with a byte order mark, so that Excel opens Chinese rightly.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    safe = table.map(lambda value: f"'{value}" if looks_like_formula(value) else value)
    return safe.to_csv(index=False, header=headings(lang), lineterminator="\r\n").encode(
        "utf-8-sig"
    )


def looks_like_formula(value: Any) -> bool:
    """Whether a spreadsheet would run the text."""
    return isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r"))


def _record(atlas: Atlas, row: pd.Series, lang: str) -> dict[str, Any]:
    plan = atlas.plan_by_id[row["plan_id"]]
    document = atlas.collection.documents[row["document"]]
    issuers = plan.issuers if lang == "zh" else plan.issuers_en
    return {
        "region": place_name(row["adcode"], lang),
        "adcode": row["adcode"],
        "level": translate(lang, row["level"]),
        "sector": sector_name(atlas, row["sector"], lang),
        "indicator": indicator_name(atlas, row["indicator"], lang),
        "scope": scope_name(atlas, row["scope"], lang) if row["scope"] else None,
        "part": pick(lang, row["part"], row["part_en"]) or None,
        "figure": figure_of(row, lang),
        "comparator": translate(lang, COMPARATORS[row["comparator"]]),
        "low": row["low"],
        "high": row["high"],
        "unit": row["unit"],
        "si_low": row["si_low"],
        "si_high": row["si_high"],
        "si_unit": row["si_unit"],
        "deadline": row["deadline"],
        "status": translate(lang, row["plan_status"].replace("_", " ")),
        "plan": pick(lang, plan.title, plan.title_en),
        "issuers": translate(lang, ", ").join(issuers),
        "issued": row["issued"],
        "wording": row["wording"],
        "document": f"{document.publisher}《{document.title}》",
        "locator": row["locator"],
        "link": row["url"],
        "target_id": row["target_id"],
    }
