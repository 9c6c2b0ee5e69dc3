"""Your data: mistakes with their places, differences, and every page with it, in one session only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from analysis.atlas import build_atlas
from analysis.own_atlas import Use
from loaders.collection import check_collection, load_collection
from loaders.data_files import DataFiles
from loaders.plain import plain
from loaders.yaml_source import parse_yaml
from pages.shared import own_data
from pages.shared.own_panels import _merged_yaml, _own_yaml
from tests.loaders.test_own import PLAN
from tests.pages.test_pages import ENGLISH, PAGES, heading, html, page


def uploaded(text: str, app: AppTest | None = None, **query: str) -> AppTest:
    """The page with a file brought to it."""
    app = app or page("your_data", **{"lang": "en", **query})
    app.file_uploader[0].set_value(("mine.yaml", text.encode(), "text/yaml")).run()
    assert not app.exception
    return app


def shown(app: AppTest, use: Use) -> AppTest:
    """Choose what all pages show."""
    app.get_by_key("own_use").set_value(use).run()
    assert not app.exception
    return app


def go(app: AppTest, name: str) -> AppTest:
    """Another page of the same session."""
    app.switch_page(f"pages/{name}.py")
    app.run()
    assert not app.exception, name
    return app


def has_badge(app: AppTest) -> bool:
    return 'class="own"' in html(app)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_from_mistakes_to_every_page_and_back(lang):
    app = uploaded(PLAN.replace("700 亿元\n", "700 亿圆\n"), lang=lang)
    text = html(app)
    assert ("line 13, column" if lang == "en" else "第 13 行第") in text
    assert "亿圆" in text
    assert not has_badge(app)
    app = uploaded(PLAN, app)
    assert heading(app).startswith("\u2068mine.yaml\u2069")
    assert "my-metaverse-2030" in html(app)
    if lang == "zh":
        assert not ENGLISH.search(heading(app))
    # What is brought is only looked at until it is chosen.
    assert not has_badge(app)
    assert has_badge(shown(app, Use.BESIDE))
    go(app, "plans")
    assert has_badge(app)
    app.text_input[0].set_value("My metaverse plan").run()
    assert "plan=my-plan-2026" in str([link.proto for link in app.get("page_link")])
    # Another session sees the collection as it is.
    other = page("plans", lang=lang, search="My metaverse plan")
    assert not has_badge(other)
    assert "my-plan-2026" not in str([link.proto for link in other.get("page_link")])
    app.get_by_key("own_back").click().run()
    assert not has_badge(app)
    assert heading(app) == heading(other)


@pytest.mark.parametrize("name", [*PAGES, "present", "changes"])
def test_every_page_with_own_data_alone(name):
    app = shown(uploaded(PLAN), Use.INSTEAD)
    go(app, name)
    assert has_badge(app)
    assert heading(app)


def test_what_cannot_stand_beside_the_collection_can_stand_alone():
    app = uploaded(PLAN.replace("my-metaverse-2030", "sichuan-metaverse-2025"))
    assert "cannot stand beside" in html(app)
    switch = app.get_by_key("own_use")
    assert [option.content for option in switch.proto.options] == [
        "The built-in collection",
        "Only your data",
    ]
    assert has_badge(shown(app, Use.INSTEAD))


def test_a_file_that_fails_leaves_the_one_before():
    app = shown(uploaded(PLAN), Use.BESIDE)
    app = uploaded("plans: []", app)
    assert has_badge(app)
    assert "could not be used" in html(app)
    assert heading(app).startswith("\u2068mine.yaml\u2069")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch, atlas) -> Callable[..., dict]:
    """A session without a server: its state, and the collection that is served."""
    state: dict = {}
    monkeypatch.setattr(own_data.st, "session_state", state)
    monkeypatch.setattr(own_data, "builtin_atlas", lambda: atlas)
    return state


def test_a_change_of_the_collection_is_taken_over(session, atlas):
    own_data.take_upload("mine.yaml", PLAN.encode())
    own_data.choose_use(Use.BESIDE)
    assert len(own_data.session_atlas(atlas).plans) == len(atlas.plans) + 1
    fewer = atlas.collection.model_copy(update={"plans": atlas.collection.plans[:20]})
    assert len(own_data.session_atlas(build_atlas(fewer, digest="other")).plans) == 21
    # A collection that no longer knows what the upload refers to: the upload goes, and says why.
    bare = fewer.model_copy(update={"indicators": {}, "plans": (), "observations": ()})
    changed = build_atlas(fewer, digest="third")
    object.__setattr__(changed, "collection", bare)
    assert own_data.session_atlas(changed) is changed
    failed = own_data.failed_upload()
    assert failed
    assert "indicators is missing" in str(failed.problems[0])
    assert own_data.own_data() is None


def test_files_to_take_along_keep_comments_and_order(session, small, monkeypatch):
    small.write_text(f"# of the collection\n{small.read_text('utf-8')}  # at its end\n", "utf-8")
    base = build_atlas(load_collection(small))
    monkeypatch.setattr(own_data, "builtin_atlas", lambda: base)
    monkeypatch.setattr("pages.shared.live.FILES", DataFiles(targets=small))
    text = f"# of mine\n{PLAN}"
    own_data.take_upload("mine.yaml", text.encode())
    held = own_data.own_data()
    assert held
    assert _own_yaml(held).decode() == text
    both = held.atlases[Use.BESIDE].collection
    merged = _merged_yaml(both).decode()
    lines = iter(merged.splitlines())
    assert all(line in lines for line in small.read_text("utf-8").splitlines())
    assert plain(check_collection(parse_yaml(merged, "a"))) == plain(both)
    # While the file is broken, the download is made anew from what is served.
    small.write_text("plans: [", "utf-8")
    assert plain(check_collection(parse_yaml(_merged_yaml(both).decode(), "a"))) == plain(both)
