"""Two small sites: some plans of the product's own collection, and one of hostile texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from analysis.atlas import Atlas, build_atlas
from exports.site.build import build_site
from exports.site.templates import Place
from loaders.collection import load_collection
from tests.robustness.hostile import hostile_collection

DAY = date(2026, 11, 21)
PLACE = Place("https://atlas.example/site/", "https://app.example/", DAY)
#: Two provinces with the same indicators, and a city of one of them.
PLANS = ("sichuan-metaverse-2023", "zhejiang-metaverse-2022", "chengdu-metaverse-2023")


@pytest.fixture(scope="session")
def some(atlas: Atlas) -> Atlas:
    """The product's collection with three plans and the indicators that they use."""
    whole = atlas.collection
    plans = tuple(plan for plan in whole.plans if plan.id in PLANS)
    assert len(plans) == len(PLANS)
    used = {target.indicator for plan in plans for target in plan.targets}
    indicators = {name: term for name, term in whole.indicators.items() if name in used}
    update = {"plans": plans, "indicators": indicators, "observations": ()}
    return build_atlas(whole.model_copy(update=update), atlas.curation, atlas.context)


@pytest.fixture(scope="session")
def site(some: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small site that is published at PLACE."""
    folder = tmp_path_factory.mktemp("site") / "out"
    build_site(some, {}, folder, PLACE, processes=1)
    return folder


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of a collection in whose every free text stands markup, published nowhere."""
    home = tmp_path_factory.mktemp("hostile")
    file = home / "targets.yaml"
    file.write_text(hostile_collection(), "utf-8")
    atlas = build_atlas(load_collection(file))
    build_site(atlas, {}, home / "out", Place(day=DAY), processes=1)
    return home / "out"
