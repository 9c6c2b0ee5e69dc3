"""A login that the operator asks for keeps everyone else out; without one there is no trace of it."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from pages.shared import login
from pages.shared.login import admitted
from tests.pages.test_pages import DASHBOARD, heading, html

AUTH = {"redirect_uri": "http://localhost/oauth2callback", "cookie_secret": "x" * 40,
        "client_id": "a", "client_secret": "b", "server_metadata_url": "http://localhost/c"}  # fmt: skip


def app(lang: str = "en", user: dict[str, object] | None = None, **secrets: object) -> AppTest:
    test = AppTest.from_file(DASHBOARD, default_timeout=60)
    test.query_params["lang"] = lang
    for name, value in secrets.items():
        test.secrets[name] = value
    if user is not None:
        test.user = user
    return test.run()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_stranger_sees_the_door_and_nothing_of_the_data(lang, monkeypatch):
    monkeypatch.setattr(login, "is_authlib_installed", lambda: True)
    test = app(lang, {"is_logged_in": False}, auth=AUTH)
    assert not test.exception
    assert heading(test) == {"zh": "本图谱需登录后查看", "en": "This atlas asks for a login"}[lang]
    assert [button.label for button in test.button] == [{"zh": "登录", "en": "Log in"}[lang]]
    assert 'class="counts"' not in html(test)
    test.switch_page("pages/plans.py").run()
    assert not test.exception
    assert heading(test) == {"zh": "本图谱需登录后查看", "en": "This atlas asks for a login"}[lang]


def test_a_login_that_is_not_installed_lets_nobody_in(monkeypatch):
    monkeypatch.setattr(login, "is_authlib_installed", lambda: False)
    test = app("en", {}, auth=AUTH)
    assert "requirements-login.txt" in html(test)
    assert not test.button


def test_who_is_logged_in_sees_the_atlas_and_the_way_out():
    user = {"is_logged_in": True, "email": "a@b.cn", "name": "<b>Li</b>"}
    test = app("en", user, auth=AUTH)
    assert heading(test) == "What China’s provinces have promised in numbers"
    assert test.text[0].value == "<b>Li</b>"
    assert [button.label for button in test.button] == ["Log out"]
    turned_away = app("en", user, auth=AUTH, access={"domains": ["c.cn"]})
    assert "a@b.cn is logged in and may not see this atlas." in html(turned_away)
    assert heading(turned_away) == "This atlas asks for a login"


def test_without_the_section_there_is_no_login():
    test = app("en", {})
    assert heading(test) == "What China’s provinces have promised in numbers"
    assert not test.button


@pytest.mark.parametrize(
    ("user", "access", "expected"),
    [
        ({}, {}, True),
        ({"email": "A@B.cn"}, {"domains": ["b.CN"]}, True),
        ({"email": "A@B.cn"}, {"domains": ["@b.cn"]}, True),
        ({"email": "a@b.cn"}, {"emails": ["A@b.cn"]}, True),
        ({"email": "a@b.cn", "email_verified": False}, {"domains": ["b.cn"]}, False),
        ({"email": "a@x.b.cn"}, {"domains": ["b.cn"]}, False),
        ({"email": "a@b.cn@evil.cn"}, {"domains": ["b.cn"]}, False),
        ({"email": "b.cn"}, {"domains": ["b.cn"]}, False),
        ({}, {"domains": [""]}, False),
        ({"email": "a@b.cn"}, {"emails": []}, False),
    ],
)
def test_who_may_come_in(user, access, expected):
    assert admitted(user, access) is expected
