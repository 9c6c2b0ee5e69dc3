"""The grid of provinces and sectors: figures, plans only, searched in vain, not searched."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.coverage import Cell, Coverage, coverage_grid
from analysis.words import region_name, sector_name
from language.catalogue import mark
from loaders.regions import NATION
from pages.shared.frame import Frame

#: State -> css class, sign in the cell, words of the legend.
_LOOKS = {
    Coverage.FIGURES: ("figures", "", mark("number of figures")),
    Coverage.PLANS_ONLY: ("plan", "", mark("number of plans, none with a figure in this sector")),
    Coverage.SEARCHED: ("nothing", "○", mark("searched, none found")),
    Coverage.NOT_SEARCHED: ("nothing", "", mark("not searched yet")),
    Coverage.OUTSIDE: ("outside", "", mark("outside the scope of these plans")),
}


def coverage_legend(frame: Frame) -> str:
    """The legend of the grid in words, as HTML."""
    boxes = {
        Coverage.FIGURES: '<i style="background:var(--class1)"></i>',
        Coverage.PLANS_ONLY: '<i class="lines"></i>',
        Coverage.SEARCHED: "<b>○</b> ",
        Coverage.NOT_SEARCHED: '<i style="background:var(--blank)"></i>',
        Coverage.OUTSIDE: '<i style="background:var(--outside)"></i>',
    }
    items = (
        f"<span>{box}{escape(frame.t(_LOOKS[state][2]))}</span>" for state, box in boxes.items()
    )
    return f'<div class="legend">{"".join(items)}</div>'


def coverage_table(frame: Frame, sectors: Sequence[str] = ()) -> str:
    """The grid, one row for the nation and each province, as HTML; all sectors unless told."""
    sectors = sectors or list(frame.atlas.collection.sectors)
    heads = "".join(
        f'<th class="sector" scope="col">{escape(sector_name(frame.atlas, name, frame.lang))}</th>'
        for name in sectors
    )
    rows = []
    for adcode, cells in coverage_grid(frame.atlas).items():
        name = frame.t("Nation") if adcode == NATION else region_name(adcode, frame.lang)
        body = "".join(_cell(frame, cells[sector], sector) for sector in sectors)
        rows.append(f'<tr><th class="name" scope="row">{escape(name)}</th>{body}</tr>')
    return (
        f'<div class="scroll"><table class="coverage"><thead><tr><th></th>{heads}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>"
    )


def _cell(frame: Frame, cell: Cell, sector: str) -> str:
    css, sign, words = _LOOKS[cell.state]
    hint = f"{sector_name(frame.atlas, sector, frame.lang)}: " + frame.t(", ").join(
        [frame.count(cell.plans, "plan"), frame.count(cell.figures, "figure")]
    )
    if cell.state not in (Coverage.FIGURES, Coverage.PLANS_ONLY):
        hint = frame.t(words)
    if cell.searched:
        hint += f" · {frame.t('searched on {date}', date=cell.searched)}"
    text = sign
    if cell.state is Coverage.FIGURES:
        text = f"{cell.figures:,}"
    elif cell.state is Coverage.PLANS_ONLY:
        text = f"<b>{cell.plans}</b>"
    return f'<td class="{css}" title="{escape(hint)}">{text}</td>'
