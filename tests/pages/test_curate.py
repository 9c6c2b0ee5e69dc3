"""The page Curate: from pasted text to YAML, with every decision kept."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from analysis.atlas import Atlas
from loaders.documents_text import DocumentText
from loaders.drafting.draft import Draft, State
from loaders.drafting.proposals import Drafter
from pages.shared.marked_text import pieces
from tests.pages.test_pages import heading, html, page

TEXT = """贵阳市人工智能产业发展行动计划（2026—2028年）
2026年3月5日
到2028年，人工智能核心产业规模突破300亿元，培育2—3家链主企业，<b>打造</b>50个以上典型应用场景。
"""


def button(app: AppTest, label: str) -> AppTest:
    return next(item for item in app.button if item.label == label).click().run()


def pasted(lang: str = "en") -> AppTest:
    app = page("curate", lang=lang)
    app.text_area[0].set_value(TEXT).run()
    return button(app, "Propose targets" if lang == "en" else "提取目标")


def test_from_a_pasted_text_to_yaml() -> None:
    app = pasted()
    assert not app.exception
    assert heading(app) == "3 of 3 proposals are still open"
    assert "“人工智能核心产业规模<b>突破300亿元</b>”" in html(app)
    assert "deadline read in" in html(app)
    button(app, "Accept")
    # A mistake keeps a figure from being accepted; the correction is kept.
    app.text_input(key="draft_value_2").set_value("2-3 枚").run()
    assert next(item for item in app.button if item.label == "Accept").disabled
    assert "this is no value" in html(app)
    app.text_input(key="draft_value_2").set_value("3 家").run()
    button(app, "Accept")
    button(app, "Dismiss")
    assert heading(app) == "All 3 proposals are decided"
    app.query_params["lang"] = "zh"  # another language, the same draft
    app.run()
    assert heading(app) == "3条建议均已处理"
    assert "已采纳2条，舍弃1条" in html(app)
    app.switch_page("pages/overview.py").run()
    app.switch_page("pages/curate.py").run()
    app.session_state["draft"].part = "plan"
    app.run()
    assert not app.exception
    app.text_input(key="draft_plan_title_en").set_value("Guiyang Plan").run()
    app.text_input(key="draft_plan_issuers").set_value("甲局；乙局").run()
    app.text_input(key="draft_plan_issuers_en").set_value("A; B").run()
    app.text_input(key="draft_document_publisher").set_value("贵阳市人民政府").run()
    app.session_state["draft"].part = "yaml"
    app.run()
    assert "web" in html(app) or "url" in html(app)  # the document has no address yet
    app.session_state["draft"].document["url"] = "https://www.guiyang.gov.cn/1"
    app.run()
    assert "条目合格" in html(app)
    (code,) = app.code
    assert "value: 3 家" in code.value
    assert "issuers: [甲局, 乙局]" in code.value
    assert "50 个" not in code.value


def test_a_text_without_targets_and_starting_again() -> None:
    app = page("curate", lang="en")
    app.text_area[0].set_value("今天天气很好。").run()
    button(app, "Propose targets")
    assert not app.exception
    assert heading(app) == "No clause of this text reads like a target"
    button(app, "Drop it and start again")
    assert app.text_area[0].value == "今天天气很好。"


@pytest.fixture(scope="module")
def drafter(atlas: Atlas) -> Drafter:
    return Drafter(atlas.collection)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["到2025年", "产业规模达到300亿元", "，", "。", "\n", "3家", "<b>&", "、", "其中", "50%"]), max_size=14).map("".join))  # fmt: skip
def test_the_marked_pieces_are_the_text(drafter: Drafter, text: str) -> None:
    draft = Draft(DocumentText(text, "txt"), "x", drafter.propose(text), plan={}, everything=True)
    for proposal in draft.proposals[::2]:
        draft.decide(proposal.number, State.ACCEPTED)
    made = pieces(draft, lambda proposal: str(proposal.number))
    assert "".join(piece["text"] for piece in made) == text
    marked = {piece["number"] for piece in made if piece["number"] is not None}
    assert marked == {proposal.number for proposal in draft.proposals}
