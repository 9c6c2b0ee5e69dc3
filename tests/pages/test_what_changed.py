"""What changed: the window is in the address; figures, their writing and deadlines are told apart."""

from __future__ import annotations

import pytest

from loaders import history
from loaders.history import Edition
from tests.pages.test_pages import ENGLISH, heading, html, page


@pytest.fixture
def editions(monkeypatch: pytest.MonkeyPatch) -> None:
    """One edition in 2024 and one in 2025: a figure raised, one that only changed its writing."""

    def change(day: str, target: str, old: str, new: str) -> Edition:
        field = {"field": "value", "old": old, "new": new}
        record = {"record": "target", "id": target, "kinds": ["raised"], "jurisdiction": "510000",
                  "name": "元宇宙产业规模", "name_en": "Metaverse", "fields": [field]}  # fmt: skip
        return Edition.model_validate({"date": day, "changes": [record]})

    made = (
        change("2024-05-01", "one", "2500 亿元", "3000 亿元"),
        change("2025-05-01", "two", "2500 亿元", "0.25 万亿元"),
    )
    monkeypatch.setattr(history, "load_history", lambda: made)


@pytest.mark.usefixtures("editions")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_day_in_the_address_is_the_window(lang):
    app = page("changes", lang=lang, since="2024-05-01", changed="raised")
    assert not app.exception
    assert ("Figures raised 1" if lang == "en" else "目标值调高 1") in heading(app)
    assert ("¥300 bn" if lang == "en" else "3,000亿元") in html(app)
    if lang == "zh":
        assert not ENGLISH.search(heading(app))
    assert "two" not in html(app)
    app = page("changes", lang=lang, since="2024-05-02")
    assert ("Figures raised" if lang == "en" else "目标值调高") not in heading(app)
    # Targets due at the end of 2024 and 2025 have passed since.
    assert ("Deadlines passed" if lang == "en" else "期限已过") in heading(app)


@pytest.mark.usefixtures("editions")
def test_a_day_that_is_picked_goes_into_the_address():
    app = page("changes", lang="en", since="2025-06-01")
    app.date_input[0].set_value("2024-01-01").run()
    assert app.query_params["since"] in ("2024-01-01", ["2024-01-01"])
    assert heading(app).startswith("Since 2024-01-01")
    app.button_group(key="view_changed").set_value("raised").run()
    assert app.query_params["changed"] in ("raised", ["raised"])
    assert not app.exception


def test_a_window_without_changes_says_so():
    app = page("changes", lang="en", since="2050-01-01")
    assert not app.exception
    assert heading(app) == "Since 2050-01-01 nothing has changed"


def test_an_unknown_day_gets_a_sentence():
    app = page("changes", lang="en", since="31.2.2026")
    assert not app.exception
    assert "since=31.2.2026" in html(app)
