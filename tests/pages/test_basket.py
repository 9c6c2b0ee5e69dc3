"""Views kept on the pages for one deck, and the client's template, through the app itself."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import date

import pptx

from analysis.view import View
from exports import basket
from exports.kinds import KINDS
from tests.exports.test_deck_template import client
from tests.pages.test_pages import open_flap, page

DECK = next(kind for kind in KINDS if kind.name == "deck")
DAY = date(2026, 11, 21)
PLAN = basket.kept_of("plan", View(plan="sichuan-metaverse-2023"), "a")
MAP = basket.kept_of("map", View(lang="en", deadline=2025), "b")


def test_a_basket_keeps_each_view_once_in_an_order_that_can_be_changed():
    views = basket.with_view(basket.with_view((), PLAN), MAP)
    assert views == (PLAN, MAP)
    other_language = basket.kept_of("map", View(lang="zh", deadline=2025), "c")
    assert basket.with_view(views, other_language) == views
    assert basket.earlier(views, 1) == (MAP, PLAN)
    assert basket.earlier(views, 0) == views
    assert basket.without(views, 0) == (MAP,)
    many = tuple(basket.Kept("map", f"deadline={n}", "") for n in range(basket.MOST_KEPT))
    assert basket.with_view(many, PLAN) == many


def test_the_kept_views_make_one_deck_in_their_order_and_language(atlas):
    taken = basket.taken_of(atlas, (MAP, PLAN), "en", DAY, client())
    content = DECK.make_several(atlas, taken)
    deck = pptx.Presentation(io.BytesIO(content))
    titles = [slide.shapes.title.text for slide in deck.slides]
    places = [
        next(n for n, title in enumerate(titles) if title.startswith(item.shown.finding[:40]))
        for item in taken
    ]
    assert places == sorted(places)
    assert deck.slide_width == pptx.Presentation().slide_width


def test_what_a_browser_kept_is_read_back_and_nothing_else():
    kept = [asdict(item) for item in (PLAN, MAP)]
    assert basket.basket_from(kept) == (PLAN, MAP)
    hostile = [None, 3, {}, {"page": "map"}, {**kept[0], "page": "nowhere"},
               {**kept[0], "query": ["x"]}, {**kept[0], "address": "a" * 9000}]  # fmt: skip
    assert basket.basket_from([*hostile, kept[1], kept[1]]) == (MAP,)
    assert basket.basket_from("views") == basket.basket_from(None) == ()
    many = [{**kept[1], "query": f"deadline={n}"} for n in range(100)]
    assert len(basket.basket_from(many)) == basket.MOST_KEPT


def test_what_the_data_no_longer_have_falls_back(atlas):
    gone = basket.Kept("indicator", "indicator=no_such_thing", "")
    assert gone.view(atlas, "zh").indicator == View().indicator


def opened(app):
    """The page with its Export button and the fold of kept views open."""
    name = app.session_state["opened_page"]
    app.session_state[f"deck_{name}"] = True
    return open_flap(app, f"export_{name}")


def labels(app):
    return [button.label for button in app.get("download_button")]


def test_a_view_is_kept_on_its_page_and_named_in_the_list():
    app = page("map", lang="en")
    app.session_state["opened_page"] = "map"
    opened(app)
    assert not app.exception
    app.button(key="keep_map").click()
    opened(app)
    assert app.button(key="keep_map").disabled
    assert "PowerPoint of kept views: 1" in labels(app)
    assert any("1 ·" in text.value for text in app.caption)
    app.button(key="icon_out_0").click()
    opened(app)
    assert not app.button(key="keep_map").disabled
    assert not [label for label in labels(app) if label.startswith("PowerPoint of kept")]


def test_a_template_is_checked_when_it_is_uploaded():
    app = page("map", lang="en")
    app.session_state["opened_page"] = "map"
    opened(app)
    app.get("file_uploader")[0].upload("bad.pptx", b"not a presentation")
    opened(app)
    assert "PowerPoint" in app.error[0].value
    app.get("file_uploader")[0].upload("house.pptx", client())
    opened(app)
    assert not app.error
    assert app.session_state["deck_template"][0] == "house.pptx"
    assert any("house" in text.value for text in app.caption)
    app.button(key="icon_drop_template").click()
    opened(app)
    assert "deck_template" not in app.session_state
