"""What the map says of one region, in words."""

from __future__ import annotations

from typing import Any

from analysis.atlas import Atlas
from analysis.legend import STATE_WORDS
from analysis.map_states import State
from analysis.view import View
from analysis.words import figure_of, region_name, sector_name
from language.catalogue import counted, pick, translate


def region_lines(atlas: Atlas, view: View, row: Any, shorten: int = 44) -> list[tuple[str, str]]:
    """What is said of a row of the answer: (``strong``, ``plain`` or ``faint``, text) line by line.

    Name, figure with its deadline and plan; or why there is no value.
    """
    lang, state = view.lang, State(row.state)
    lines = [("strong", region_name(row.adcode, lang, short=False))]
    if row.target_id is not None:
        figure = atlas.figure(row.target_id)
        due = figure["deadline"] or translate(lang, "no deadline stated")
        lines.append(("strong", f"{figure_of(figure, lang)} · {due}"))
        plan = atlas.target_by_id[row.target_id].plan
        title = pick(lang, plan.title, plan.title_en)
        lines.append(("plain", title if len(title) <= shorten else title[: shorten - 1] + "…"))
    if state is not State.VALUE:
        lines.append(("faint", translate(lang, STATE_WORDS[state])))
    plans = getattr(row, "plans", None)
    if plans is not None and state in (State.NO_FIGURE, State.NO_PLAN, State.LEFT_OUT):
        own, below = counted(lang, plans, "plan"), counted(lang, row.city_plans, "plan")
        text = translate(lang, "the province: {plans}; its cities: {below}", plans=own, below=below)
        lines.append(("plain", text))
    sector = atlas.collection.indicators[view.indicator].sector
    searched = [
        item
        for item in atlas.curation.searches
        if (item.adcode, item.sector) == (row.adcode, sector)
    ]
    if searched and row.target_id is None:
        name = sector_name(atlas, sector, lang)
        when = translate(lang, "searched on {date}", date=searched[0].date)
        lines.append(("plain", f"{name}: {when}"))
    return lines
