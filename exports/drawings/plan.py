"""A plan's clauses."""

from __future__ import annotations

from datetime import date

from analysis.atlas import Atlas
from analysis.exhibits import Shown
from analysis.view import View
from analysis.words import figure_of, place_name, qualified, status_name
from exports.drawings.common import Drawing, kept
from language.catalogue import translate
from loaders.stories import Scene

_CLAUSES = 6


def draw_plan(atlas: Atlas, scene: Scene, view: View, shown: Shown, today: date) -> Drawing:
    """What the plan sets, in its own words."""
    plan = atlas.plan_by_id[view.plan]
    lang = view.lang
    lit = set(scene.spotlight.indicators)
    own = list(plan.targets)
    targets = kept(own, _CLAUSES, [target.indicator in lit for target in own])
    issuers = plan.issuers if lang == "zh" else plan.issuers_en
    facts = [
        translate(lang, ", ").join(issuers),
        place_name(plan.jurisdiction, lang),
        str(plan.since or translate(lang, "no date stated")),
        status_name(plan.status.value, lang),
    ]
    return {
        "kind": "plan",
        "title": f"《{plan.title}》" if lang == "zh" else plan.title_en,
        "facts": facts,
        "rows": [
            {
                "name": qualified(atlas, atlas.figure(target.id), lang),
                "figure": figure_of(atlas.figure(target.id), lang),
                "due": str(target.deadline or translate(lang, "no deadline stated")),
                "wording": target.wording,
                "spot": target.indicator in lit,
            }
            for target in targets
        ],
        "more": len(own) - len(targets),
        "empty": "" if own else translate(lang, "This plan sets no figure in the collection."),
    }
