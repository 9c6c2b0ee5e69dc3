"""An accepted draft is valid YAML of the house, in its place in the file, and nothing else changes."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path

import pytest

from analysis.atlas import Atlas
from loaders.collection import TARGETS, load_collection
from loaders.documents_text import DocumentText
from loaders.drafting.draft import Draft, State, mistakes, new_draft
from loaders.drafting.entry import entry_text, placed, problems_of
from loaders.drafting.heading import read_heading
from loaders.yaml_source import parse_yaml

TEXT = """贵阳市人工智能产业发展行动计划（2026—2028年）
筑府办发〔2026〕12号
2026年3月5日
一、发展目标
到2028年，人工智能核心产业规模突破300亿元，培育2—3家链主企业，打造50个以上典型应用场景，智能算力达到20EFLOPS。
共提出5个方面任务。
"""
PLAN = {
    "title_en": "Guiyang Action Plan for Artificial Intelligence (2026–2028)",
    "issuers": ["贵阳市人民政府办公厅"],
    "issuers_en": ["General Office of the Guiyang Municipal Government"],
    "document": "web-guiyang-ai-2026",
}
DOCUMENT = {
    "title": "关于印发贵阳市人工智能产业发展行动计划的通知",
    "publisher": "贵阳市人民政府",
    "kind": "official_page",
    "url": "https://www.guiyang.gov.cn/ai-2026.html",
    "read": "2026-11-21",
}


@pytest.fixture
def draft(atlas: Atlas) -> Draft:
    """All that is proposed is accepted, and a person has said what the text does not."""
    draft = new_draft(DocumentText(TEXT, "txt"), "plan.txt", atlas.collection)
    for proposal in draft.shown:
        assert not mistakes(draft.record(proposal), atlas.collection)
        draft.decide(proposal.number, State.ACCEPTED)
    draft.plan |= PLAN
    draft.document |= DOCUMENT
    return draft


def test_the_heading_is_read_from_the_text() -> None:
    heading = read_heading(TEXT)
    assert heading.title == "贵阳市人工智能产业发展行动计划（2026—2028年）"
    assert (heading.number, heading.issued) == ("筑府办发〔2026〕12号", "2026-03-05")
    assert (heading.period, heading.adcode) == ("2026-2028", "520100")
    assert read_heading("没有这些").title is None


def test_an_accepted_draft_in_a_copy_of_the_file_is_valid(
    draft: Draft, atlas: Atlas, tmp_path: Path
) -> None:
    before = TARGETS.read_text("utf-8")
    after = placed(before, draft.entry(atlas.collection))
    copy = tmp_path / "targets.yaml"
    copy.write_text(after, "utf-8")
    collection = load_collection(copy)
    (plan,) = [p for p in collection.plans if p.document == "web-guiyang-ai-2026"]
    assert [(t.indicator, t.value.text, str(t.deadline)) for t in plan.targets] == [
        ("ai_industry", "> 300 亿元", "2028"),
        ("ai_leading_firms", "2-3 家", "2028"),
        ("ai_scenarios", ">= 50 个", "2028"),
        ("computing_power", "20 EFLOPS", "2028"),
    ]
    assert all(target.wording in TEXT for target in plan.targets)
    assert plan.jurisdiction == "520100"
    order = [(p.jurisdiction, p.since.first) for p in collection.plans if p.since]
    at = order.index((plan.jurisdiction, plan.since.first))
    assert order[at - 1] <= order[at] <= order[at + 1]
    # Only lines were added, and the file's own plans are as they were.
    lines = SequenceMatcher(None, before.splitlines(), after.splitlines(), autojunk=False)
    assert {code[0] for code in lines.get_opcodes()} == {"equal", "insert"}
    assert len(collection.plans) == len(atlas.collection.plans) + 1


def test_a_draft_of_a_province_without_plans_gets_its_header(draft: Draft, small: Path) -> None:
    collection = load_collection(small)
    draft.plan |= {"sector": "metaverse"}
    for proposal in draft.shown[1:]:
        draft.decide(proposal.number, State.DISMISSED)
    draft.correct(1, "indicator", "metaverse_industry")
    draft.correct(1, "scope", ["core"])
    draft.decide(1, State.ACCEPTED)
    text = placed(small.read_text("utf-8"), draft.entry(collection))
    small.write_text(text, "utf-8")
    assert len(load_collection(small).plans) == 2
    assert "  # ---- 520000 贵州省 Guizhou ---" in text


def test_the_entry_says_what_is_still_missing(draft: Draft, atlas: Atlas) -> None:
    collection = atlas.collection
    assert problems_of(draft.entry(collection), collection) == []
    draft.document.clear()
    (problem,) = problems_of(draft.entry(collection), collection)
    assert "'web-guiyang-ai-2026' is not among the documents" in str(problem)
    draft.plan |= {"title_en": "", "id": collection.plans[0].id}
    said = [str(problem) for problem in problems_of(draft.entry(collection), collection)]
    assert any("title_en is missing" in line for line in said), said
    assert any("has this id already" in line for line in said), said


def test_the_entry_is_written_in_the_houses_manner(draft: Draft, atlas: Atlas) -> None:
    text = entry_text(draft.entry(atlas.collection))
    assert parse_yaml(text, "draft.yaml").problems == []
    for line in (
        '    jurisdiction: "520100"',
        "    issued: 2026-03-05",
        "    issuers: [贵阳市人民政府办公厅]",
        "    targets:",
        "      - id: guiyang-ai-industry-2028",
        "        value: '> 300 亿元'",
        "        deadline: 2028",
        "        scope: [core]",
        "        wording: 人工智能核心产业规模突破300亿元",
    ):
        assert f"{line}\n" in text


def test_decisions_lead_to_the_next_open_proposal(draft: Draft, atlas: Atlas) -> None:
    draft = new_draft(draft.source, draft.name, atlas.collection)
    first, second, *_ = (proposal.number for proposal in draft.shown)
    assert draft.current == first
    draft.decide(first, State.DISMISSED)
    assert draft.current == second
    draft.correct(second, "value", "200 亿")
    proposal = draft.at_hand()
    assert proposal is not None
    assert set(mistakes(draft.record(proposal), atlas.collection)) == {"value"}
    draft.correct(second, "value", "200 亿元")
    assert "indicator" in mistakes(draft.record(proposal), atlas.collection)  # firms, not money
    assert draft.count(State.DISMISSED) == 1
    draft.decide(second, State.ACCEPTED)
    draft.settle(atlas.collection)
    assert draft.decision(second).state is State.OPEN
    assert draft.current == second
    draft.everything = True
    assert len(draft.shown) == len(draft.proposals) == 5
