"""The index that the site's search reads: one entry per plan, figure, indicator and region."""

from __future__ import annotations

import json

from analysis.atlas import Atlas
from analysis.words import figure_of, indicator_name, place_name
from exports.site.pages import site_regions

Entry = tuple[str, str, str, str, str, str]


def entries(atlas: Atlas) -> list[Entry]:
    """(file without language and ending, Chinese title, English title, Chinese line, English line,
    text that is searched beside them), in the order in which equal matches are listed.
    """
    return [*_plans(atlas), *_indicators(atlas), *_regions(atlas), *_figures(atlas)]


def index_script(atlas: Atlas) -> bytes:
    """The entries as a script: a page that was opened from a folder may not read other files."""
    text = json.dumps(entries(atlas), ensure_ascii=False, separators=(",", ":"))
    # What a script of its own file cannot end on, and what older readers take for a line's end.
    for sign in "<>\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"globalThis.ATLAS_INDEX={text};\n".encode()


def _plans(atlas: Atlas) -> list[Entry]:
    found = []
    for plan in atlas.collection.plans:
        region = plan.jurisdiction
        dates = str(plan.since or "")
        found.append(
            (
                f"plan/{plan.id}", plan.title, plan.title_en,
                f"{place_name(region, 'zh')} {dates}".strip(),
                f"{place_name(region, 'en')} {dates}".strip(),
                " ".join([plan.number or "", *plan.issuers, *plan.issuers_en]),
            )
        )  # fmt: skip
    return found


def _indicators(atlas: Atlas) -> list[Entry]:
    sectors = atlas.collection.sectors
    return [
        (
            f"indicator/{name}", term.zh, term.en, sectors[term.sector].zh, sectors[term.sector].en,
            f"{term.definition} {term.definition_en}",
        )
        for name, term in atlas.collection.indicators.items()
    ]  # fmt: skip


def _regions(atlas: Atlas) -> list[Entry]:
    return [
        (f"region/{code}", place_name(code, "zh"), place_name(code, "en"), "", "", code)
        for code in site_regions(atlas.region_adcodes())
    ]


def _figures(atlas: Atlas) -> list[Entry]:
    found: list[Entry] = []
    for row in atlas.targets.to_dict("records"):
        zh_line, en_line = (
            f"{place_name(row['adcode'], lang)} {row['deadline'] or ''}".strip()
            for lang in ("zh", "en")
        )
        zh, en = (
            f"{indicator_name(atlas, row['indicator'], lang)} {figure_of(row, lang)}"
            for lang in ("zh", "en")
        )
        place = f"plan/{row['plan_id']}#{row['target_id']}"
        found.append((place, zh, en, zh_line, en_line, row["wording"]))
    return found
