"""A story as the text of its file, there and back; drafts of any shape."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.problems import InvalidData
from loaders.stories import load_stories, parse_story
from loaders.story_yaml import draft_data, story_data, story_yaml


def test_a_shipped_story_comes_back_from_its_own_text(atlas):
    for story in load_stories(atlas.collection).values():
        text = story_yaml(story_data(story))
        assert text.startswith("# yaml-language-server: $schema=")
        assert parse_story(atlas.collection, text) == story
        assert draft_data(story_data(story)) == story_data(story)


@pytest.mark.parametrize("raw", [None, 3, [], {}, {"scenes": 5}])
def test_what_is_no_draft_is_refused(raw):
    assert draft_data(raw) is None


anything = st.recursive(
    st.none() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(
            st.sampled_from(["id", "page", "view", "headline", "text", "years", "zh"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=8,
)


@given(st.lists(anything, max_size=3), anything)
def test_a_draft_of_any_shape_can_be_shown_and_written(scenes, title):
    draft = draft_data({"scenes": scenes, "title": title})
    assert draft is not None
    assert story_yaml(draft)
    for words in (draft["title"], *(scene["headline"] for scene in draft["scenes"])):
        assert set(words) == {"zh", "en"}
        assert all(isinstance(text, str) for text in words.values())


def test_a_text_in_one_language_is_enough_and_stands_for_the_other(atlas):
    scene = {
        "id": "a", "page": "map", "headline": {"zh": "四川", "en": ""}, "notes": {"zh": "", "en": "Say"},
    }  # fmt: skip
    text = story_yaml({"title": {"zh": "讲", "en": ""}, "scenes": [scene]})
    story = parse_story(atlas.collection, text)
    assert [story.title.in_language(lang) for lang in ("zh", "en")] == ["讲", "讲"]
    assert story.scenes[0].headline.in_language("en") == "四川"
    assert story.scenes[0].notes.in_language("zh") == "Say"
    scene["headline"] = {"zh": "", "en": ""}
    with pytest.raises(InvalidData, match="Write zh: or en:") as error:
        parse_story(atlas.collection, story_yaml({"title": {"en": "-"}, "scenes": [scene]}))
    assert error.value.problems[0].line
