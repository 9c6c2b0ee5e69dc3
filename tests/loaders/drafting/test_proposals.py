"""Proposals are spans of the text, nothing else; those of known clauses are the curated targets."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.atlas import Atlas
from loaders.drafting.indicators import IndicatorFinder
from loaders.drafting.measure import measure_documents, measure_wordings, total
from loaders.drafting.proposals import Drafter
from loaders.models import Collection
from loaders.quantities import parse_quantity

#: Short quotations of two sources, and news around them.
HUNAN = """7. 湖南省工业和信息化厅印发《湖南省人工智能产业发展三年行动计划（2024-2026年）》

发布日期：2024年9月4日

《行动计划》明确，到2026年，湖南全省智能算力达到 3600PFlops，人工智能产业规模突破 1000亿元，培育2-3家
有全国影响力的生态主导型企业，支持建设 5家左右省级人工智能产业园，打造 50个左右特色化的行业大模型、100个左右标志性创新产品。

植德短评
《行动计划》从7个方面提出14条重点任务。

1. 某公司完成近5亿元A轮融资
2024年9月2日，该公司宣布完成近5亿元A轮融资，产品已销往10个国家。
"""


@pytest.fixture(scope="module")
def drafter(atlas: Atlas) -> Drafter:
    """Taught by all but Hunan's own plan of these sentences."""
    own = "hunan-ai-2024"
    finder = IndicatorFinder(atlas.collection, lambda plan, target: plan.id != own)
    return Drafter(atlas.collection, finder)


def test_a_report_of_a_plan_becomes_its_targets(drafter: Drafter) -> None:
    likely = [p for p in drafter.propose(HUNAN) if p.likely]
    assert [(p.indicator, p.value, p.deadline, p.scope) for p in likely] == [
        ("computing_power", "3600 PFLOPS", "2026", ("intelligent",)),
        ("ai_industry", "> 1000 亿元", "2026", ()),
        ("ai_leading_firms", "2-3 家", "2026", ("ecosystem",)),
        ("ai_parks", "约 5 家", "2026", ("park",)),
        ("ai_models", "约 50 个", "2026", ("vertical",)),
        ("ai_products", "约 100 个", "2026", ()),
    ]
    assert likely[0].clause == "湖南全省智能算力达到 3600PFlops"
    assert likely[2].clause == "培育2-3家有全国影响力的生态主导型企业"
    assert likely[5].clause == "100个左右标志性创新产品"
    span = likely[0].deadline_span
    assert span is not None
    assert HUNAN[slice(*span)] == "2026年"


def test_figures_of_news_and_of_the_texts_build_are_kept_apart(drafter: Drafter) -> None:
    others = [p.value for p in drafter.propose(HUNAN) if not p.likely]
    assert "7 个" in others
    assert "约 5 亿元" in others


def test_a_rule_and_a_grant_are_no_targets_and_have_no_deadline(drafter: Drafter) -> None:
    text = (
        "到2025年建成2个平台。\n经认定，给予企业一次性科研启动扶持200万元。保存期限不得少于20年。"
    )
    found = {p.value: (p.kind.value, p.deadline) for p in drafter.propose(text)}
    assert found == {
        "2 个": ("target", "2025"),
        "200 万元": ("incentive", None),
        ">= 20 年": ("standard", None),
    }


def test_an_unknown_subject_gets_no_indicator(drafter: Drafter) -> None:
    (proposal,) = drafter.propose("到2025年，种植苹果树木达到300棵，建成果园12座。")
    assert proposal.value == "12 座"
    assert proposal.indicator is None


WORDS = st.sampled_from(
    ["到2025年", "力争", "产业规模", "达到", "超过", "3000亿元", "2—3家", "50%", "以上", "左右", "，", "。", "；", "、",
     "\n", "\n\n12\n\n", " ", "《某省行动计划（2023—2025年）》", "倍增", "第一", "全國", "元宇宙", "不少于", "5个工作日",
     "和", "1,000", "百", "万", "P", "e\u0301", "\U0001f600", "\x00", "https://a.cn/1", "(yè)", "每万人", "“十四五”末"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=25).map("".join))
def test_each_proposal_is_a_span_of_the_text(drafter: Drafter, text: str) -> None:
    for proposal in drafter.propose(text):
        assert text[proposal.start : proposal.end] == proposal.wording
        start, end = proposal.figure
        assert proposal.start <= start < end <= proposal.end
        assert proposal.sentence[0] <= proposal.start
        assert proposal.end <= proposal.sentence[1]
        kept = [c for c in proposal.clause if not c.isspace()]
        rest = iter(proposal.wording)
        assert all(character in rest for character in kept)  # in order, none added
        parse_quantity(proposal.value)
        assert (proposal.deadline is None) == (proposal.deadline_span is None)


def test_the_measure_compares_with_what_was_curated(atlas: Atlas, tmp_path: Path) -> None:
    file = next(d.file for n, d in atlas.collection.documents.items() if n == "merits-tree-2024-09")
    (tmp_path / str(file)).write_text(HUNAN, "utf-8")
    tally = measure_documents(atlas.collection, tmp_path)[str(file)]
    assert (tally.found, tally.proposed, tally.right) == (6, 6, 6)
    assert tally.curated > 6  # the quotation is a part of the document
    assert any("200 个" in line for line in tally.missed)
    assert tally.fields["deadline"] == 6


def test_wordings_that_taught_nothing_are_understood(atlas: Atlas) -> None:
    collection = atlas.collection
    part = collection.model_copy(update={"plans": collection.plans[::4]})
    assert isinstance(part, Collection)
    whole = total(measure_wordings(part).values())
    assert whole.curated > 100
    assert whole.recall > 0.85
    assert whole.fields["indicator"] > 0.75 * whole.found
    assert whole.fields["no other deadline"] > 0.9 * whole.found
