"""The five-year-plan lens: deadlines by plan period, due soon, and passed."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.atlas import Atlas
from analysis.timeline import FIVE_YEAR_PLANS
from language.catalogue import mark, pick, translate


@dataclass(frozen=True, slots=True)
class Lens:
    """A choice of deadlines: its name in words and the years that the collection has in it."""

    key: str
    name: str
    years: tuple[int, ...]


SOON, PASSED = mark("due this year or next"), mark("deadline passed")


def lenses(atlas: Atlas, year: int, lang: str) -> list[Lens]:
    """The lenses that hold a deadline, ``year`` being the present one.

    They choose years for the view's deadline filter, so that an address shows the same next year.
    """
    known = atlas.deadline_years
    plans = [
        Lens(f"fyp{number}", pick(lang, zh, en), tuple(y for y in known if first <= y <= last))
        for number, zh, en, first, last in FIVE_YEAR_PLANS
        if last >= year - 5
    ]
    found = [
        *plans,
        Lens("soon", translate(lang, SOON), tuple(y for y in known if y in (year, year + 1))),
        Lens("passed", translate(lang, PASSED), tuple(y for y in known if y < year)),
    ]
    return [lens for lens in found if lens.years]
