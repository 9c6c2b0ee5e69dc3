"""Every page in both languages with Streamlit's own AppTest: no exception, the right words."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from analysis.exhibits import PathsExhibit
from analysis.ranking import rank
from analysis.shown import show
from analysis.view import View
from loaders.data_files import DataFiles
from scripts.messages import messages_in_code

DASHBOARD = str(Path(__file__).resolve().parent.parent.parent / "dashboard.py")
PAGES = (
    "overview",
    "map",
    "timeline",
    "compare",
    "indicator",
    "plans",
    "plan",
    "curation",
    "curate",
    "changes",
    "your_data",
)
#: Words of the interface that must not be seen in the other language.
ENGLISH = re.compile(r"\b(figures?|provinces?|deadline|scope|plans|cities)\b", re.IGNORECASE)


def page(name: str, **query: str | list[str]) -> AppTest:
    """Run one page of the app with an address."""
    app = AppTest.from_file(DASHBOARD, default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if name != "overview":
        app.switch_page(f"pages/{name}.py")
        for key, value in query.items():
            app.query_params[key] = value
        app.run()
    return app


def unfold(app: AppTest, name: str) -> AppTest:
    """Open a section of the page."""
    app.session_state[f"fold_{name}"] = True
    return app.run()


def html(app: AppTest) -> str:
    """All HTML of the page, that of its own components included."""
    parts = [
        content.decode() if content[:1] == b"<" else json.loads(content).get("html", "")
        for content in _told(app)
    ]
    parts += [str(block.value) for block in app.get("html") if block.value]
    return "\n".join(parts)


def choices(app: AppTest) -> list[dict[str, Any]]:
    """What the page's own lists, switches and spans are told (pages/shared/choices.py)."""
    rows = [json.loads(content) for content in _told(app) if content[:1] == b"{"]
    return [choice for row in rows for choice in row.get("choices", ())]


def _told(app: AppTest) -> list[bytes]:
    return [element.proto.bytes for element in app.get("bidi_component") if element.proto.bytes]


def open_flap(app: AppTest, name: str) -> AppTest:
    """Open what lies below a button."""
    app.session_state[name] = {"open": True}
    return app.run()


def heading(app: AppTest) -> str:
    """The finding on top of the page."""
    match = re.search(r'<h1 class="finding">(.*?)</h1>', html(app))
    assert match
    return match[1]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_in_both_languages(name, lang):
    app = page(name, lang=lang, plan="sichuan-metaverse-2023")
    assert not app.exception
    title = heading(app)
    assert title
    if lang == "zh":
        assert not ENGLISH.search(title), title
        labels = [widget.label for widget in [*app.selectbox, *app.slider, *app.text_input]]
        labels += [
            text for choice in choices(app) for text in (choice["label"], choice.get("help", ""))
        ]
        assert not [label for label in labels if ENGLISH.search(label)]
        text = re.sub(r"<[^>]*>", " ", html(app))
        sentences = [m for m in messages_in_code() if " " in m and "{" not in m and len(m) > 14]
        assert not [sentence for sentence in sentences if sentence in text]


def test_the_map_answers_its_address():
    app = page("map", lang="en", indicator="metaverse_industry", scope="related", deadline="2025")
    assert "¥250 bn" in heading(app) or "largest" in heading(app)
    chosen = {choice["name"]: choice["chosen"] for choice in choices(app)}
    assert chosen["indicator"] == "metaverse_industry"
    assert chosen["scope"] == "related"
    assert chosen["deadline"] == 2025


def test_the_list_beside_the_map_ends_and_says_so(monkeypatch):
    monkeypatch.setattr("pages.shared.listing.REGIONS", 3)
    assert "列出前 3 项，共" in html(page("map", lang="zh"))


def test_a_control_writes_the_address():
    app = page("indicator", lang="en")
    app.button_group(key="view_measure").set_value("gdp").run()
    assert app.query_params["measure"] in ("gdp", ["gdp"])
    assert not app.exception


def test_the_indicator_page_ranks_and_names_what_it_leaves_out():
    app = page(
        "indicator", lang="en", indicator="metaverse_industry", scope="related",
        deadline="2025", measure="gdp",
    )  # fmt: skip
    assert "ranks first" in heading(app)
    assert "Provinces with no figure of this indicator" in html(app)
    assert "no context figure" not in html(app)  # made when it is asked for
    assert "no context figure" in html(unfold(app, "unmeasured"))
    assert not app.dataframe
    assert len(unfold(app, "table").dataframe[0].value) == 3


def test_the_curation_page_lists_conflicts_and_holes(atlas):
    assert "have no figure yet" in heading(page("curation", lang="en"))
    app = page("curation", lang="en", tab="conflicts")
    conflicts = [p for p in atlas.target_by_id.values() if p.target.conflicts]
    assert html(app).count("Another document differs") >= len(conflicts) > 0


def test_the_plan_page_shows_all_its_evidence():
    app = page("plan", plan="sichuan-metaverse-2023", lang="zh")
    text = html(app)
    assert text.count('class="wording"') == 5
    assert "全省元宇宙相关产业规模达到 2500 亿元" in text
    assert "001_91daaad5127cd8d6.txt" in text
    assert "jhj.sc.gov.cn" in text


def test_a_plan_without_a_figure_says_what_was_read():
    assert "The full text was read" in html(
        page("plan", plan="beijing-future-industries-2023", lang="en")
    )
    assert "the full text may" in html(page("plan", plan="hubei-data-ip-2024", lang="en"))


def test_a_draft_and_its_issued_plan_name_each_other():
    text = html(page("plan", plan="hunan-digital-economy-regulations-2024", lang="zh"))
    assert "湖南省数字经济促进条例（草案送审稿）" in text


@pytest.mark.parametrize("name", PAGES)
def test_an_address_of_nonsense_gets_a_sentence(name):
    app = page(name, lang="en", indicator="nonsense", regions=["999999"], plan="none", target="x")
    assert not app.exception
    if name != "plan":
        assert "nonsense" in html(app)


def test_an_empty_selection_gets_a_sentence_and_a_way_back():
    app = page("plans", lang="en", search="nothing has these words")
    assert "No plan has all of these words" in html(app)
    app.button[-1].click().run()
    assert heading(app).startswith(tuple("123456789"))


def test_compare_puts_unlike_figures_apart_with_the_reason():
    app = page("compare", lang="en", regions=["510000", "500000"], sectors=["metaverse"])
    assert "Stands apart: They cover different parts of the industry" in html(unfold(app, "apart"))


@pytest.mark.parametrize("regions", [[], ["510000", "500000"]])
def test_compare_offers_regions_like_those_that_it_shows(regions):
    """Also like those that it chooses itself, where the address names none."""
    app = page("compare", lang="en", regions=regions)
    assert not [button for button in app.button if str(button.key).startswith("like_")]
    offered = {
        str(button.key).split("_")[1]
        for button in open_flap(app, "peers").button
        if str(button.key).startswith("like_")
    }
    assert offered == set(app.multiselect[0].value)
    assert len(offered) >= 2


def test_nothing_of_our_own_data_is_cut_off_a_comparison():
    """Of the six regions that share the most; a larger collection may be, and the page says so."""
    regions = ["330000", "510000", "310000", "100000", "370000", "500000"]
    app = unfold(page("compare", lang="en", regions=regions, charts="all"), "apart")
    text = html(unfold(app, "one region"))
    assert text.count('<table class="matrix">') == 3
    assert "Listed are the first" not in text
    assert " more</div>" not in text


def test_nothing_of_our_own_data_is_cut_off_a_ranking(atlas):
    longest = max(
        atlas.collection.indicators,
        key=lambda name: len(rank(atlas, View(indicator=name, deadline=0)).apart),
    )
    app = unfold(page("indicator", lang="en", indicator=longest, deadline="0"), "apart")
    assert html(app).count('<td class="apart">') > 40
    assert "Listed are the first" not in html(app)


def test_a_long_card_folds_what_does_not_fit():
    app = page("map", lang="en", region="330000")
    own = figures_on(app)
    assert "Further figures (" in "".join(box.label for box in app.expander)
    [label] = [box.label for box in app.expander if "Further" in box.label]
    everything = figures_on(unfold(app, "further figures 330000"))
    assert everything[: len(own)] == own
    assert len(everything) - len(own) == int(re.search(r"\d+", label)[0])


def figures_on(app):
    """The names of the figures that stand on the page with their evidence."""
    return re.findall(
        r'<span class="name">(.*?)</span><span class="amount">(.*?)</span>', html(app)
    )


def test_a_row_of_a_comparison_ends_and_says_so(monkeypatch):
    monkeypatch.setattr("pages.shared.listing.ROW_BARS", 1)
    app = page("compare", lang="zh", regions=["510000", "500000", "310000"], sectors=["metaverse"])
    assert "列出前 1 项，共 3 项" in html(app)
    assert {chart.proto.alt.count("；") for chart in app.get("plotly_chart")} == {0}


def test_a_matrix_ends_with_so_many_figures_and_says_so(monkeypatch):
    regions = ["510000", "500000", "310000"]
    everything = html(page("compare", lang="en", regions=regions))
    monkeypatch.setattr("pages.shared.listing.MATRIX", 5)
    app = page("compare", lang="en", regions=regions)
    said = re.search(r"Listed are the first (\d+) of (\d+)\.", html(app))
    assert 1 <= int(said[1]) < int(said[2])
    assert 1 <= html(app).count('<details class="evidence">') <= 5
    assert everything.count('<details class="evidence">') > 5


def test_a_comparison_begins_with_no_more_bars_than_a_reader_looks_through(monkeypatch):
    regions = ["500000", "310000", "510000", "430000"]  # which no other test keeps an answer of
    monkeypatch.setattr("pages.shared.listing.FIRST_BARS", 8)
    app = page("compare", lang="en", regions=regions)
    charts = len(app.get("plotly_chart"))
    assert 1 <= charts < 6
    assert f"First {charts} charts" in str([group.options for group in app.button_group])


def test_hostile_words_of_an_address_stay_words():
    app = page("plans", lang="en", search="<script>alert(1)</script>", region="<img src=x>")
    assert "<img" not in html(app)
    assert "<script>" not in html(app)


def test_a_broken_data_file_is_explained_not_thrown(monkeypatch, small):
    small.write_text(small.read_text("utf-8").replace("2500 亿元\n", "x\n"), "utf-8")
    monkeypatch.setattr("pages.shared.live.FILES", DataFiles(targets=small))
    app = AppTest.from_file(DASHBOARD, default_timeout=60).run()
    assert not app.exception
    assert "targets.yaml:28:" in html(app)


def test_milestones_stand_under_the_bars_of_their_own_row(atlas):
    """A row without a value in the measure has no bars, and nothing of it goes under another's."""
    app = page("compare", lang="en", regions=["500000", "420000"], measure="head")
    (bars,) = app.get("plotly_chart")
    view = View(lang="en", regions=("500000", "420000"), measure="head")
    (paths,) = (
        item for item in show(atlas, view, "compare", date(2026, 11, 22)).exhibits
        if isinstance(item, PathsExhibit) and item.title.startswith(bars.proto.alt.partition(":")[0])
    )  # fmt: skip
    names = [
        chart.proto.alt.partition(":")[0]
        for chart in unfold(app, f"paths {paths.key}").get("plotly_chart")
    ]
    assert len(names) == 2
    assert set(names) == {bars.proto.alt.partition(":")[0]}
    assert "No value in this measure: " in html(app)


def test_what_a_run_that_was_broken_off_has_chosen_is_not_lost() -> None:
    """The address is told when a run ends: until then the session knows what it will say."""
    app = page("map")
    app.session_state["unwritten"] = View(lang="en", deadline=2026)
    app.run()
    assert "by 2026" in heading(app)
    assert app.query_params["lang"] in ("en", ["en"])
    assert "unwritten" not in app.session_state
