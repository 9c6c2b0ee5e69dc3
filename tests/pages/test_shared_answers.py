"""What a page keeps for the next reader is what that reader would have been shown anyway."""

from __future__ import annotations

import re

import pytest

from analysis.memory import Memory
from pages.shared import live
from tests.pages.test_pages import html, page

PLAN, TARGET = "sichuan-metaverse-2023", "sichuan-metaverse-2025"
KEPT = ("answers", "lists", "drawings")
REGIONS = {"regions": ["510000", "310000"]}
#: A page and its address, and what another reader had selected there before.
VISITS = (
    ("overview", {}, {"region": "440000"}),
    ("overview", {}, {"target": TARGET}),
    ("map", {"region": "510000"}, {"region": "510000", "target": TARGET}),
    ("map", {"region": "510000"}, {"region": "310000"}),
    ("compare", REGIONS, {**REGIONS, "target": TARGET}),
    ("indicator", {}, {"region": "440000", "target": TARGET}),
    ("plan", {"plan": PLAN}, {"plan": PLAN, "target": TARGET}),
    ("timeline", {}, {"target": TARGET}),
)


@pytest.fixture
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers that other tests left are out of the way."""
    atlas = live.standing().atlas
    assert atlas is not None
    for name in KEPT:
        monkeypatch.setitem(atlas.__dict__, name, Memory(256))


@pytest.mark.parametrize(("name", "query", "before"), VISITS)
def test_another_readers_selection_leaves_no_trace(nothing_kept, name, query, before):
    page(name, lang="en", **before)
    shown = html(page(name, lang="en", **query))
    live.standing().atlas.__dict__.update({kept: Memory(256) for kept in KEPT})
    alone = html(page(name, lang="en", **query))
    assert shown == alone != ""


def test_the_dialog_on_a_plans_page_keeps_to_that_page(nothing_kept):
    page("map", lang="en", target=TARGET)
    shown = html(page("plan", lang="en", plan=PLAN, target=TARGET))
    cites = re.findall(r'href="(\?[^"]*)"', shown)
    assert cites
    assert all(f"plan={PLAN}" in address for address in cites)
