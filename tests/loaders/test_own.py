"""A reader's own data: what it may bring, how it joins the collection, what is refused."""

from __future__ import annotations

import pytest

from loaders.collection import load_collection
from loaders.own import joined, read_own
from loaders.plain import plain
from loaders.problems import InvalidData, in_language

PLAN = """\
plans:
  - id: my-plan-2026
    title: 某市元宇宙行动计划
    title_en: My metaverse plan
    issuers: [某市]
    issuers_en: [A city]
    jurisdiction: "510100"
    sector: metaverse
    document: mine
    targets:
      - id: my-metaverse-2030
        indicator: metaverse_industry
        value: 700 亿元
        deadline: 2030
        wording: 达到700亿元
documents:
  mine: {title: 某文, publisher: 某市, kind: primary, file: mine.txt}
"""


def test_an_upload_joins_the_collection(atlas):
    own = read_own("C:\\Users\\x\\..\\mine.yaml", PLAN.encode(), atlas.collection)
    assert own.name == "mine.yaml"
    whole = joined(atlas.collection, own)
    assert len(whole.plans) == len(atlas.collection.plans) + 1
    assert whole.documents["mine"].title == "某文"
    assert plain(atlas.collection) == plain(load_collection())  # untouched


def test_the_same_id_means_the_uploads_plan(atlas):
    own = read_own(
        "a", PLAN.replace("my-plan-2026", "sichuan-metaverse-2023").encode(), atlas.collection
    )
    whole = joined(atlas.collection, own)
    assert len(whole.plans) == len(atlas.collection.plans)
    (plan,) = [plan for plan in whole.plans if plan.id == "sichuan-metaverse-2023"]
    assert [target.id for target in plan.targets] == ["my-metaverse-2030"]


def test_a_figure_with_the_id_of_another_plans_figure_cannot_join(atlas):
    text = PLAN.replace("my-metaverse-2030", "sichuan-metaverse-2025")
    own = read_own("a.yaml", text.encode(), atlas.collection)
    with pytest.raises(InvalidData, match="sichuan-metaverse-2025"):
        joined(atlas.collection, own)


def test_a_plan_of_the_collection_may_be_referred_to(atlas):
    text = PLAN.replace(
        "    document: mine", "    draft_of: sichuan-metaverse-2023\n    document: mine"
    )
    assert read_own("a.yaml", text.encode(), atlas.collection)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no plans"),
        (b"plans: []", "no plans"),
        (b"just words", "no plans"),
        (b"plans:\n  - id: x\n   bad", "not valid YAML"),
        (b"%PDF-1.7", "a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old .xls"),
        (b"\x89PNG\r\n", "an image"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"x" * 5_000_001, "larger than 5 MB"),
        (PLAN.replace("700 亿元\n", "700 亿圆\n").encode(), "亿圆"),
        (PLAN.encode() + b"indicators: {metaverse_industry: {zh: a, en: a, definition: a, definition_en: a, family: count, sector: ai}}", "another id"),
        (PLAN.encode() + b"documents: [1]", "duplicate key"),
        (PLAN.encode() + b"sectors: [1]", "sectors"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_refused_with_a_reason(atlas, data, words):
    with pytest.raises(InvalidData) as caught:
        read_own("upload", data, atlas.collection)
    assert words in str(caught.value)
    assert all(problem.remedy for problem in caught.value.problems)


def test_refusals_are_said_in_chinese_too(atlas):
    with pytest.raises(InvalidData) as caught:
        read_own("a.pdf", b"%PDF-1.7", atlas.collection)
    assert in_language("zh", caught.value.problems[0].what) == "这是 PDF 文件"
