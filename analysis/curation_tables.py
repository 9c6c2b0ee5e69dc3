"""What the curation page lists, as tables: coverage, open cells, and what was left out and why."""

from __future__ import annotations

from analysis.atlas import Atlas
from analysis.coverage import Coverage, coverage_grid, families, open_cells
from analysis.exhibits import PlainTable
from analysis.words import place_name, region_name, sector_name
from language.catalogue import mark, pick, translate

_STATES = {
    Coverage.FIGURES: mark("figures"),
    Coverage.PLANS_ONLY: mark("plans, no figure"),
    Coverage.SEARCHED: mark("searched, none found"),
    Coverage.NOT_SEARCHED: mark("not searched yet"),
    Coverage.OUTSIDE: mark("outside the scope of these plans"),
}


def curation_tables(atlas: Atlas, lang: str) -> tuple[PlainTable, ...]:
    """All tables of the page, in its order; one without rows is left out."""
    made = (coverage_cells(atlas, lang), cells_without_figure(atlas, lang), left_out(atlas, lang))
    return tuple(table for table in made if table.rows)


def coverage_cells(atlas: Atlas, lang: str) -> PlainTable:
    """Each province and searched sector: the state, plans, figures, day of the search."""
    return PlainTable(
        "coverage",
        translate(lang, "Coverage"),
        translate(lang, "Coverage by province and sector"),
        (
            translate(lang, "Province"), translate(lang, "Sector"), translate(lang, "State"), translate(lang, "Plans"),
            translate(lang, "Figures"), translate(lang, "Searched on"),
        ),
        tuple(
            (
                region_name(adcode, lang), sector_name(atlas, sector, lang),
                translate(lang, _STATES[cells[sector].state]), cells[sector].plans, cells[sector].figures,
                cells[sector].searched or None,
            )
            for adcode, cells in coverage_grid(atlas).items()
            for sector in families(atlas.collection)
        ),
    )  # fmt: skip


def cells_without_figure(atlas: Atlas, lang: str) -> PlainTable:
    """The cells that are still open: whether anybody searched, and plans without a figure."""
    return PlainTable(
        "open_cells",
        translate(lang, "Cells without a figure"),
        translate(lang, "Cells without a figure"),
        (translate(lang, "Province"), translate(lang, "Sector"), translate(lang, "State"), translate(lang, "Plans without a figure")),
        tuple(
            (
                region_name(adcode, lang), sector_name(atlas, sector, lang),
                translate(lang, "searched on {date}, none found", date=cell.searched)
                if cell.searched
                else translate(lang, "not searched yet"),
                cell.plans if cell.state is Coverage.PLANS_ONLY else 0,
            )
            for adcode, sector, cell in open_cells(atlas)
        ),
    )  # fmt: skip


def left_out(atlas: Atlas, lang: str) -> PlainTable:
    """Candidates that were read and not entered, each with the reason and its page."""
    return PlainTable(
        "rejected",
        translate(lang, "Left out"),
        translate(lang, "Candidates left out, and why"),
        (
            translate(lang, "Region"), translate(lang, "Plan"), translate(lang, "Indicator"), translate(lang, "Figure"),
            translate(lang, "Reason"), translate(lang, "page"),
        ),
        tuple(
            (
                place_name(item.adcode, lang) if item.adcode else item.region or "",
                item.plan or "", item.indicator or "", item.value or "",
                pick(lang, item.reason, item.reason_en), item.url or "",
            )
            for item in atlas.curation.rejected
        ),
    )  # fmt: skip
