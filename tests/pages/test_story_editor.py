"""The story's editor: every change is kept for the browser, nothing is lost."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from loaders.stories import load_stories
from loaders.story_yaml import story_data
from pages.shared.story_draft import StoryDraft, empty_story
from tests.pages.test_pages import heading, html, page


def scene(name: str, headline: str = "{view.finding}") -> dict[str, object]:
    view = {"indicator": "metaverse_industry", "scope": "related", "deadline": 2025}
    words = {"zh": headline, "en": headline}
    return {"id": name, "page": "map", "view": view, "headline": words}


def ids(draft: StoryDraft) -> list[str]:
    return [item["id"] for item in draft.scenes]


def test_moving_removing_and_bringing_back():
    draft = StoryDraft({**empty_story(), "scenes": [scene("a"), scene("b"), scene("c")]})
    draft.move(0, 1)
    assert (ids(draft), draft.chosen) == (["b", "a", "c"], 1)
    draft.move(2, 1)  # past the end: nothing
    assert ids(draft) == ["b", "a", "c"]
    draft.remove(1)
    assert ids(draft) == ["b", "c"]
    draft.replace(empty_story())
    assert ids(draft) == []
    draft.bring_back()
    draft.bring_back()
    assert ids(draft) == ["b", "a", "c"]
    assert len(draft.seen) == len(set(draft.seen)) == 5


def test_what_the_browser_kept_is_taken_once_and_two_tabs_lose_nothing():
    draft = StoryDraft(empty_story())
    draft.take({"stamp": "1", "base": "", "story": {"scenes": [scene("a")]}})
    assert (ids(draft), draft.stamp) == (["a"], "1")
    draft.take({"stamp": "1", "base": "", "story": {"scenes": []}})  # known already
    for torn in (None, {}, {"stamp": 3}, {"stamp": "2", "story": "torn"}):
        draft.take(torn)
    assert ids(draft) == ["a"]
    # Another tab went on from what this one has: its state is taken over.
    draft.take({"stamp": "3", "base": "1", "story": {"scenes": [scene("a"), scene("b")]}})
    assert ids(draft) == ["a", "b"]
    # Both went on: this one's words stay, the other's new scene is added.
    draft.scenes[0]["headline"]["en"] = "Mine"
    draft.changed()
    draft.take({"stamp": "4", "base": "3", "story": {"scenes": [scene("a"), scene("c")]}})
    assert ids(draft) == ["a", "b", "c"]
    assert draft.scenes[0]["headline"]["en"] == "Mine"
    draft.bring_back()
    assert ids(draft) == ["a", "c"]


@pytest.fixture
def app() -> AppTest:
    app = page("story", lang="en")
    assert "No scene yet" in html(app)
    draft = app.session_state["story_draft"]
    draft.data = {**empty_story(), "scenes": [scene("a"), scene("b", "Second")]}
    return app.run()


def test_a_change_counts_a_revision_and_a_mistake_keeps_the_words(app: AppTest):
    assert not app.exception
    assert heading(app) == "Your story"
    draft = app.session_state["story_draft"]
    field = next(item for item in app.text_area if item.label == "Headline · English")
    field.set_value("Sichuan {sichuan-metaverse-2052.value}").run()
    assert not app.exception
    assert "Did you mean sichuan-metaverse-2025" in html(app)
    assert draft.scenes[0]["headline"]["en"] == "Sichuan {sichuan-metaverse-2052.value}"
    assert next(item for item in app.button if item.label == "Play").disabled
    field = next(item for item in app.text_area if item.label == "Headline · English")
    field.set_value("Sichuan {sichuan-metaverse-2025.value}").run()
    assert "Did you mean" not in html(app)
    assert len(draft.seen) == 2
    next(item for item in app.button if item.label == "Later").click().run()
    assert ids(draft) == ["b", "a"]
    app.multiselect[0].set_value(["510000"]).run()
    assert draft.scenes[1]["spotlight"] == {"regions": ["510000"]}


def test_every_scene_of_a_shipped_story_can_be_edited(app: AppTest, atlas):
    draft = app.session_state["story_draft"]
    draft.replace(story_data(load_stories(atlas.collection)["ai-computing"]))
    for number in (1, 4, 7, 9, 10):
        draft.chosen = number
        app.run()
        assert not app.exception
        assert "Something is not right" not in html(app)
