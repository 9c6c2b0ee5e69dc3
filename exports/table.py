"""The figures of a view as a table for spreadsheets: typed columns, one language, evidence included.

``low`` and ``high`` are in ``unit``, which a reader of the language expects: the source's own in
Chinese, billions of yuan in English; ``source_...`` is what the source has, ``si_...`` the base
unit. Dates that are known to the day are dates, others texts as exact as they are known.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from html import escape
from typing import Any

import pandas as pd

from analysis.atlas import Atlas
from analysis.words import (
    figure_of,
    indicator_name,
    kind_name,
    level_name,
    place_name,
    scope_name,
    sector_name,
    status_name,
)
from language.catalogue import mark, pick, translate
from language.figures import axis_unit

#: Column -> heading, to be translated, in a stable order.
HEADINGS = {
    "region": mark("Region"),
    "indicator": mark("Indicator"),
    "scope": mark("Scope"),
    "part": mark("Part"),
    "figure": mark("Figure"),
    "comparator": mark("Comparator"),
    "low": mark("Low"),
    "high": mark("High"),
    "unit": mark("Unit"),
    "deadline": mark("Deadline"),
    "due": mark("Last day of the deadline"),
    "status": mark("Status"),
    "kind": mark("Kind"),
    "level": mark("Level"),
    "sector": mark("Sector"),
    "plan": mark("Plan"),
    "issuers": mark("Issued by"),
    "issued": mark("Issued"),
    "start": mark("Known or running from"),
    "wording": mark("Wording"),
    "document": mark("Document"),
    "locator": mark("Place"),
    "link": mark("Link"),
    "source_low": mark("Low, as in the source"),
    "source_high": mark("High, as in the source"),
    "source_unit": mark("Unit, as in the source"),
    "si_low": mark("Low, base unit"),
    "si_high": mark("High, base unit"),
    "si_unit": mark("Base unit"),
    "adcode": mark("Adcode"),
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


_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def export_table(atlas: Atlas, rows: pd.DataFrame, lang: str) -> pd.DataFrame:
    """Rows of ``atlas.targets`` with the columns of ``HEADINGS``; what is not stated is None."""
    records = export_records(atlas, rows.to_dict("records"), lang)
    return pd.DataFrame(records, columns=list(HEADINGS), dtype=object)


def export_records(
    atlas: Atlas, rows: Iterable[Mapping[Hashable, Any]], lang: str
) -> list[dict[str, Any]]:
    """The lines of the table, each with the columns of ``HEADINGS`` in their order."""
    return [_record(atlas, row, lang) for row in rows]


def headings(lang: str) -> list[str]:
    """The headings in a language, in the order of the columns."""
    return [translate(lang, text) for text in HEADINGS.values()]


def csv_bytes(table: pd.DataFrame) -> bytes:
    """CSV in UTF-8 with a byte order mark, so that Excel opens Chinese rightly; formula-safe."""
    safe = table.map(quoted)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


#: What a reader wants of a table that is pasted into a report.
_PASTED = (
    "region",
    "indicator",
    "scope",
    "part",
    "figure",
    "deadline",
    "plan",
    "issuers",
    "issued",
)


def pasted(atlas: Atlas, rows: pd.DataFrame, lang: str) -> tuple[str, str]:
    """The figures as a short table for the clipboard: as HTML, and as text with tabs."""
    table = export_table(atlas, rows, lang)[list(_PASTED)].dropna(axis="columns", how="all")
    heads = [translate(lang, HEADINGS[name]) for name in table.columns]
    lines = [["" if value is None else str(value) for value in row] for row in table.to_numpy()]
    text = "\n".join(
        "\t".join(str(quoted(" ".join(cell.split()))) for cell in line) for line in [heads, *lines]
    )
    cells = [[f"<td>{escape(str(quoted(cell)))}</td>" for cell in line] for line in lines]
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    body = "".join(f"<tr>{''.join(line)}</tr>" for line in cells)
    return f'<meta charset="utf-8"><table><tr>{head}</tr>{body}</table>', text


def quoted(value: Any) -> Any:
    """The value; a text that a spreadsheet would run gets an apostrophe before it."""
    return f"'{value}" if looks_like_formula(value) else value


def looks_like_formula(value: Any) -> bool:
    """Whether a spreadsheet would run the text; some run it behind a full-width sign too."""
    return isinstance(value, str) and value.startswith(_FORMULA_SIGNS)


def shown_values(row: Mapping[Hashable, Any], lang: str) -> tuple[Any, Any, str]:
    """(low, high, unit) as a reader of the language expects them in a table."""
    if lang == "zh" or row["si_unit"] in ("rank", "x"):
        return row["low"], row["high"], row["unit"] if lang == "zh" else ""
    if row["si_unit"] == "count":
        return row["si_low"], row["si_high"], ""
    if row["si_unit"] == "days" and row["unit"] != "年":
        return row["si_low"], row["si_high"], "days"
    step, unit = axis_unit(str(row["si_unit"]), lang)
    return _neat(row["si_low"], step), _neat(row["si_high"], step), unit


def _neat(value: float | None, step: float) -> float | None:
    """A value in another unit, without the dust of binary fractions; whole where it is whole."""
    if value is None:
        return None
    scaled = float(f"{value / step:.12g}")
    return int(scaled) if scaled.is_integer() else scaled


def day_or_text(text: str | None) -> date | int | str | None:
    """A date that is known to the day as a date, a year as a number, a month as its text."""
    if text and len(text) == 4:
        return int(text)
    return date.fromisoformat(text) if text and len(text) == 10 else text


def _record(atlas: Atlas, row: Mapping[Hashable, Any], lang: str) -> dict[str, Any]:
    plan = atlas.plan_by_id[row["plan_id"]]
    document = atlas.collection.documents[row["document"]]
    issuers = plan.issuers if lang == "zh" else plan.issuers_en
    low, high, unit = shown_values(row, lang)
    publisher = pick(lang, document.publisher, document.publisher_en)
    title = f"{publisher}《{document.title}》" if lang == "zh" else f"{publisher}, {document.title}"
    return {
        "region": place_name(row["adcode"], lang),
        "indicator": indicator_name(atlas, row["indicator"], lang),
        "scope": scope_name(atlas, row["scope"], lang) if row["scope"] else None,
        "part": pick(lang, row["part"], row["part_en"]) or None,
        "figure": figure_of(row, lang),
        "comparator": translate(lang, COMPARATORS[row["comparator"]]),
        "low": low,
        "high": high,
        "unit": unit or None,
        "deadline": day_or_text(row["deadline"]),
        "due": row["deadline_date"],
        "status": status_name(row["plan_status"], lang),
        "kind": kind_name(row["kind"], lang),
        "level": level_name(row["level"], lang),
        "sector": sector_name(atlas, row["sector"], lang),
        "plan": pick(lang, plan.title, plan.title_en),
        "issuers": translate(lang, ", ").join(issuers),
        "issued": day_or_text(row["issued"]),
        "start": atlas.plans.at[row["plan_id"], "start"],
        "wording": row["wording"],
        "document": title,
        "locator": row["locator"],
        "link": row["url"],
        "source_low": row["low"],
        "source_high": row["high"],
        "source_unit": row["unit"],
        "si_low": row["si_low"],
        "si_high": row["si_high"],
        "si_unit": row["si_unit"],
        "adcode": row["adcode"],
        "target_id": row["target_id"],
    }
