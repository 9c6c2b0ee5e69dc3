"""The timeline as an exhibit: lanes with their words."""

from __future__ import annotations

from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import Lane, Milestone, TimelineExhibit
from analysis.findings import timeline_finding
from analysis.timeline import timeline_lanes, undated_plans, with_milestones
from analysis.view import View
from analysis.words import figure_of, place_name, region_name, sector_name
from language.catalogue import pick, translate
from loaders.regions import NATION


def timeline_exhibit(atlas: Atlas, view: View, today: date) -> TimelineExhibit:
    """The view's plans on a time axis."""
    lanes = with_milestones(atlas, view, timeline_lanes(atlas, view, today))
    lang = view.lang
    return TimelineExhibit(
        "timeline",
        translate(lang, "Timeline"),
        timeline_finding(lanes, view),
        translate(
            lang,
            "Each lane is a plan, from its issue to its last deadline; diamonds are its targets",
        ),
        tuple(
            Lane(
                row.plan_id,
                group_name(atlas, view, row.group),
                place_name(row.adcode, lang),
                pick(lang, row.title, row.title_en),
                row.start,
                row.end,
                bool(row.dated),
                bool(row.expired),
                row.status,
                tuple(_milestone(atlas, day, ids, lang) for day, ids in row.milestones),
            )
            for row in lanes.itertuples()
        ),
        today,
        tuple(
            pick(lang, row.title, row.title_en) for row in undated_plans(atlas, view).itertuples()
        ),
    )


def group_name(atlas: Atlas, view: View, code: str) -> str:
    """Heading of a group of lanes: the nation, a province or a sector."""
    if view.group == "sector":
        return sector_name(atlas, code, view.lang)
    return translate(view.lang, "Nation") if code == NATION else region_name(code, view.lang)


def _milestone(atlas: Atlas, day: date, ids: list[str], lang: str) -> Milestone:
    text = figure_of(atlas.figure(ids[0]), lang)
    if len(ids) > 1:
        text += " " + translate(lang, "+{count} more", count=len(ids) - 1)
    return Milestone(day, text, tuple(ids))
