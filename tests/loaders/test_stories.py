"""Stories: what is shipped is sound, and every mistake is told with its line and a remedy."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from loaders.__main__ import main
from loaders.problems import InvalidData
from loaders.schema import STORY_SCHEMA, story_schema_text
from loaders.stories import STORIES, Reference, load_stories, parse_story, split_references

SOUND = """\
title: {zh: 讲稿, en: Story}
scenes:
  - id: first
    page: map
    view: {indicator: metaverse_industry, scope: related, deadline: 2025}
    headline:
      zh: 四川 {sichuan-metaverse-2025.value}
      en: Sichuan {sichuan-metaverse-2025.value}
"""


def problems(atlas, text: str) -> list[str]:
    """The problems of a story, as they are printed."""
    with pytest.raises(InvalidData) as caught:
        parse_story(atlas.collection, text, "s.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_stories_are_sound(atlas):
    stories = load_stories(atlas.collection)
    assert stories
    for story in stories.values():
        assert 8 <= len(story.scenes) <= 12


def test_the_shipped_stories_speak_both_languages(atlas):
    for story in load_stories(atlas.collection).values():
        texts = [story.title, story.summary]
        texts += [part for s in story.scenes for part in (s.headline, s.text, s.notes)]
        assert all(words.zh and words.en for words in texts if words)


def test_the_schema_is_current_and_the_stories_fit_it():
    assert STORY_SCHEMA.read_text("utf-8") == story_schema_text(), "run: python -m loaders schema"
    for path in STORIES.glob("*.yaml"):
        text = path.read_text("utf-8")
        assert text.startswith("# yaml-language-server: $schema=../story.schema.json")
        jsonschema.validate(yaml.safe_load(text), json.loads(STORY_SCHEMA.read_text("utf-8")))


def test_a_sound_story_is_read(atlas):
    story = parse_story(atlas.collection, SOUND)
    assert story.scenes[0].view.deadline == 2025


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("sichuan-metaverse-2025.value}\n      en", "sichuan-metavers-2025.value}\n      en", 7,
         "Did you mean sichuan-metaverse-2025?"),
        ("{sichuan-metaverse-2025.value}\n      en", "{sichuan-metaverse-2025.price}\n      en", 7,
         "Write one of: value, deadline"),
        ("四川 {", "四川 { ", 7, "See python -m loaders table"),
        ("四川 {", "四川 }{", 7, "is no reference"),
        ("page: map", "page: globe", 4, "Input should be 'map'"),
        ("scope: related", "scope: relatd", 5, "Did you mean related?"),
        ("indicator: metaverse_industry", "indicatr: metaverse_industry", 5, "Did you mean indicator?"),
        ("deadline: 2025", "deadline: 1999", 5, "no figure is due in 1999"),
        ("page: map", "page: compare", 3, "two to six regions"),
        ("    headline:", "    years: {first: 2023, last: 2021}\n    headline:", 6, "not before"),
        ("    headline:", '    spotlight: {regions: ["519999"]}\n    headline:', 6, "no adcode"),
        ("title: {zh: 讲稿, en: Story}", "title: {}", 1, "Write zh: or en:"),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_a_remedy(atlas, old, new, line, says):
    text = SOUND.replace(old, new, 1)
    assert text != SOUND
    found = problems(atlas, text)
    assert any(f"s.yaml:{line}:" in item and says in item for item in found), found


def test_all_problems_come_at_once(atlas):
    text = SOUND.replace("page: map", "page: globe") + SOUND.split("scenes:\n")[1].replace(
        "related", "relatd"
    )
    assert len(problems(atlas, text)) >= 2


def test_two_scenes_of_one_id(atlas):
    text = SOUND + SOUND.split("scenes:\n")[1]
    assert any("duplicate id 'first'" in item for item in problems(atlas, text))


def test_braces_are_written_twice():
    assert list(split_references("a {{b}} {x.value}")) == [
        "a ", "{", "b", "}", " ", Reference("x", "value"), "",
    ]  # fmt: skip


def test_the_check_reads_the_stories_beside_the_collection(small, capsys):
    folder = small.parent / "stories"
    folder.mkdir()
    (folder / "mine.yaml").write_text(SOUND.replace("scope: related, ", ""), "utf-8")
    assert main(["check", str(small)]) == 0
    (folder / "mine.yaml").write_text(SOUND, "utf-8")
    assert main(["check", str(small)]) == 1
    assert "stories/mine.yaml:5:" in capsys.readouterr().err
