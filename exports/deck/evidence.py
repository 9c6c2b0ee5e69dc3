"""The evidence of figures as lines of text, for speaker notes."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.atlas import Atlas
from analysis.words import figure_of, place_name, qualified
from language.catalogue import pick, translate

#: Figures whose evidence the notes of one slide give: up to 59 in our own data.
_MOST = 100


def evidence_lines(atlas: Atlas, targets: Sequence[str], lang: str) -> list[tuple[str, str | None]]:
    """For each figure its value, wording, plan, document and place, then its link in a line of its own.

    Returns (text, link or None) pairs, each figure once; of very many the first, and how many more.
    """
    lines: list[tuple[str, str | None]] = []
    names = list(dict.fromkeys(targets))
    for name in names[:_MOST]:
        lines.append((in_full(atlas, name, lang), None))
        url = atlas.figure(name)["url"]
        if url:
            lines.append((str(url), str(url)))
    if (further := len(names) - _MOST) > 0:
        text = translate(
            lang,
            "Further figures: {count}. The Excel workbook has the evidence of each.",
            count=further,
        )
        lines.append((text, None))
    return lines


def in_full(atlas: Atlas, name: str, lang: str) -> str:
    """One figure with everything that makes it trustworthy, in one line."""
    row, pair = atlas.figure(name), atlas.target_by_id[name]
    document = atlas.collection.documents[str(row["document"])]
    plan = pair.plan
    due = (
        translate(lang, "by {year}", year=row["deadline"])
        if row["deadline"]
        else translate(lang, "no deadline stated")
    )
    head = f"{place_name(plan.jurisdiction, lang)} · {qualified(atlas, row, lang)}: {figure_of(row, lang)} ({due})"
    title = f"《{plan.title}》" if lang == "zh" else plan.title_en
    if plan.status.value != "in_force":
        title += f" ({translate(lang, plan.status.value)})"
    read = f"{pick(lang, document.publisher, document.publisher_en)}《{document.title}》"
    parts = [f"“{row['wording']}”", title, f"{translate(lang, 'Read in')} {read}"]
    parts += [str(row["locator"])] if row["locator"] else []
    note = pick(lang, pair.target.note, pair.target.note_en)
    parts += [note] if note else []
    return f"• {head} — " + " · ".join(parts)
