"""Scenes as views, and sentences whose figures come from the data."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

from analysis.atlas import build_atlas
from analysis.story import filled, new_scene, scene_view
from analysis.view import View
from loaders.collection import load_collection
from loaders.stories import Scene, SceneView, Words, load_stories
from tests.conftest import SMALL

DAY = date(2026, 1, 1)


def scene(**changes) -> Scene:
    """A scene of the metaverse map."""
    base = {
        "id": "a",
        "page": "map",
        "view": {"scope": "related"},
        "headline": {"zh": "一", "en": "a"},
    }
    return Scene.model_validate({**base, **changes})


def test_a_scene_can_say_what_an_address_can():
    left_to_the_player = {"lang", "search", "page", "charts", "tab", "target", "since", "changed"}
    own = {item.name for item in fields(View)} - left_to_the_player
    assert own - set(SceneView.model_fields) == set()


def test_a_scene_is_a_view(atlas):
    view = scene_view(atlas, scene(view={"scope": "related", "deadline": 2026}), "en")
    assert view == View(lang="en", scope="related", deadline=2026)


def test_every_scene_of_the_shipped_stories_speaks(atlas):
    for story in load_stories(atlas.collection).values():
        for item in story.scenes:
            for lang in ("zh", "en"):
                text = filled(atlas, item, item.headline, lang, DAY)
                assert text
                assert "{" not in text


def test_references_are_filled_in_both_languages(atlas):
    words = Words(
        zh="四川 {sichuan-metaverse-2025.value} 与 {view.provinces} 之一",
        en="{sichuan-metaverse-2025.region}: {sichuan-metaverse-2025.value}, {view.provinces}",
    )
    assert filled(atlas, scene(), words, "zh", DAY) == "四川 2,500亿元与 3个省份之一"
    assert filled(atlas, scene(), words, "en", DAY) == "Sichuan: ¥250 bn, 3 provinces"


def test_a_changed_figure_changes_the_sentence(small):
    words = Words(zh="{sichuan-metaverse-2025.value}", en="{sichuan-metaverse-2025.value}")
    plain = scene(view={})
    before = filled(build_atlas(load_collection(small)), plain, words, "zh", DAY)
    small.write_text(
        SMALL.replace("2500 亿元\n        deadline", "2600 亿元\n        deadline"), "utf-8"
    )
    after = filled(build_atlas(load_collection(small)), plain, words, "zh", DAY)
    assert (before, after) == ("2,500亿元", "2,600亿元")


def test_a_page_becomes_a_scene_and_the_scene_shows_that_page(atlas):
    view = View(lang="en", scope="related", deadline=2026, region="510000", announced=2023)
    made = new_scene(atlas, view, "map", {"map-1"})
    assert made["id"] == "map-2"
    assert scene_view(atlas, Scene.model_validate(made), "en") == view
