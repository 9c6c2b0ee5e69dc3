"""Every mistake a curator can make gets its place, what is wrong and what to do."""

from __future__ import annotations

import os
import re

import pytest

from loaders.collection import load_collection
from loaders.problems import InvalidData
from loaders.yaml_source import MAX_PROBLEMS

#: what is replaced, by what, line of the problem, words of the message, words of the remedy
MISTAKES = {
    "unknown unit": ("2500 亿元\n", "2500 亿圆\n", 28, "unknown unit '亿圆'", "亿元"),
    "value without unit": ("2500 亿元\n", "2500\n", 28, "with its unit", "亿元"),
    "impossible date": ("2023-09-18", "2023-02-30", 23, "2023-02-30", "day of the calendar"),
    "impossible quoted date": ("2023-09-18", '"2023-13-01"', 23, "2023-13-01", "day of the calendar"),
    "deadline before issue": ("deadline: 2025", "deadline: 2020", 29, "before", "Check both dates"),
    "no adcode": ('"510000"', '"519999"', 21, "519999 is no adcode", "510000"),
    "region by name": ('"510000"', "四川省", 21, "not an adcode", "GB/T 2260"),
    "unknown key": ("        deadline:", "        dead_line:", 29, "unknown key", "deadline"),
    "unknown indicator": (
        "        indicator: metaverse_industry", "        indicator: metaverse_industri",
        27, "not among the indicators", "metaverse_industry",
    ),
    "unknown document": ("document: bulletin", "document: bulletn", 24, "documents", "bulletin"),
    "unknown sector": ("    sector: metaverse\n    issued", "    sector: metavers\n    issued", 22, "sectors", "metaverse"),
    "unknown status": ("    issued:", "    status: inforce\n    issued:", 23, "not allowed", "in_force"),
    "missing wording": ("        wording: 相关产业规模达到 2500 亿元\n", "", 26, "wording is missing", "Add wording"),
    "issuers unlike": ("[Sichuan Department of Economy]", "[A, B]", 20, "1 issuers but 2", "English name"),
    "bad id": ("id: sichuan-metaverse-2025", "id: Sichuan 2025", 26, "not an id", "sichuan-2025"),
    "wrong family": ("2500 亿元\n", "2500 家\n", 28, "is count", "indicator"),
    "effective before issued": ("    document:", "    effective: 2022\n    document:", 24, "before issued", "Check"),
    "not a web address": ("    document:", "    url: www.sc.gov.cn\n    document:", 24, "not a web address", "https"),
    "targets no list": ("    targets:\n      - id:", "    targets: none\n    x:\n      - id:", 25, "not a list", "- id"),
    "bad YAML": ("plans:\n", "plans: [\n", 16, "not valid YAML", "indentation"),
    "an alias": ("    issuers_en: [Sichuan Department of Economy]", "    issuers_en: &a [x]\n    number: *a", 20, "alias", "Write the value out"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_mistake_has_place_and_remedy(small, name):
    old, new, line, what, remedy = MISTAKES[name]
    text = small.read_text("utf-8")
    assert old in text
    small.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidData) as caught:
        load_collection(small)
    problems = caught.value.problems
    assert any(
        problem.line == line and what in str(problem) and remedy in str(problem)
        for problem in problems
    ), [str(problem) for problem in problems]


def test_the_small_collection_itself_is_sound(small):
    assert len(load_collection(small).plans) == 1


def test_all_problems_at_once(small):
    text = (
        small.read_text("utf-8").replace("2500 亿元\n", "2500 亿圆\n").replace("510000", "519999")
    )
    small.write_text(text.replace("document: bulletin", "document: bulletn"), "utf-8")
    with pytest.raises(InvalidData) as caught:
        load_collection(small)
    assert len(caught.value.problems) == 3


def test_duplicate_key_names_both_lines(small):
    text = small.read_text("utf-8").replace(
        "    sector: metaverse\n    issued", "    title: 又一\n    issued"
    )
    small.write_text(text, "utf-8")
    with pytest.raises(InvalidData, match="duplicate key 'title', first on line 17"):
        load_collection(small)


def test_duplicate_id_names_both_lines(small):
    text = small.read_text("utf-8")
    plan = text[text.index("  - id: sichuan") :]
    small.write_text(text + plan, "utf-8")
    with pytest.raises(InvalidData) as caught:
        load_collection(small)
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 2
    assert all("duplicate id" in line and "first on line" in line for line in told)


@pytest.mark.parametrize("name", MISTAKES)
def test_every_mistake_is_told_in_chinese_too(small, name):
    old, new, *_ = MISTAKES[name]
    small.write_text(small.read_text("utf-8").replace(old, new, 1), "utf-8")
    with pytest.raises(InvalidData) as caught:
        load_collection(small)
    for problem in caught.value.problems:
        told = problem.in_language("zh").partition(f":{problem.column}: ")[2]
        told = re.sub(r"（.*?）|'[^']*'|“[^”]*”", "", told.removeprefix(f"{problem.path}: "))
        # Names of keys, units and ids stay as they are; sentences do not. libyaml knows English only.
        sentence = r"\b(the|is|not|Write|Check|Correct|Use|Add|Give|Did you|Keep|Known)\b"
        assert "YAML" in told or not re.search(sentence, told), told
        assert re.search("[\u4e00-\u9fff]", told), told


TOO_MUCH = {
    "a bomb of aliases": "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nplans: [*c, *c]\n",
    "brackets, one a line": "[\n" * 100_000,
    "brackets": "[" * 100_000,
    "braces": "{a: " * 50_000,
    "indentation": "\n".join(" " * i + "a:" for i in range(500)),
    "dashes": "- " * 5_000 + "x",
    "a million values": "plans: [" + "0," * 1_000_000 + "0]",
    "a long text": "plans: " + "x" * 1_000_000,
    "a long number": "plans: " + "9" * 9_999,
    "sexagesimal": "plans: " + "1:" * 4_000 + "1",
    "a huge file": "x" * 10_000_001,
    "a thousand mistakes": "plans:\n" + "- {id: 1}\n" * 1_000,
    "a tag of Python": "plans: !!python/object/apply:os.system ['true']\n",
    "a tag that lies": "plans: [!!timestamp x, !!bool x, !!int '', !!float x, !!binary x]\n",
    "a key that is a list": "? [a, b]\n: 1\n",
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_would_exhaust_the_machine_is_refused(tmp_path, name):
    path = tmp_path / "targets.yaml"
    path.write_text(TOO_MUCH[name], "utf-8")
    with pytest.raises(InvalidData) as caught:
        load_collection(path)
    assert 1 <= len(caught.value.problems) <= MAX_PROBLEMS + 1


def test_a_pipe_is_not_waited_for(tmp_path):
    path = tmp_path / "targets.yaml"
    os.mkfifo(path)
    with pytest.raises(InvalidData, match="not a file"):
        load_collection(path)


@pytest.mark.parametrize("unseen", ["\u202e", "\u2066", "\ufeff", '"\\0"', '"\\x1b[2J"'])
def test_what_a_reader_cannot_see_is_refused(small, unseen):
    text = small.read_text("utf-8")
    small.write_text(text.replace("zh: 元宇宙,", f"zh: {unseen},", 1), "utf-8")
    with pytest.raises(InvalidData, match="unseen character"):
        load_collection(small)


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        ("sectors: 元宇宙".encode("gb18030"), "not UTF-8"),
        (b"", "no records"),
        (b"- 1\n", "no records"),
        (b"a: \x00", "not valid YAML"),
    ],
)
def test_a_file_that_is_no_collection(tmp_path, raw, what):
    path = tmp_path / "targets.yaml"
    path.write_bytes(raw)
    with pytest.raises(InvalidData, match=what):
        load_collection(path)


def test_a_missing_file_is_said(tmp_path):
    with pytest.raises(InvalidData, match="cannot be read"):
        load_collection(tmp_path / "none.yaml")


def test_a_wording_is_looked_up_in_its_document(small, tmp_path):
    (tmp_path / "bulletin.txt").write_text("提出，相关产业规模\n 达到 2500\n\n 亿元。", "utf-8")
    load_collection(small, sources=tmp_path)
    (tmp_path / "bulletin.txt").write_text("相关产业规模达到 2000 亿元。", "utf-8")
    with pytest.raises(InvalidData, match=r"wording is not in bulletin\.txt"):
        load_collection(small, sources=tmp_path)


def test_a_wording_may_run_over_a_page_break(small, tmp_path):
    page = "相关产业规\n¹ https://www.sc.gov.cn/a b.html\n\n12\n模达到 2500 亿元"
    (tmp_path / "bulletin.txt").write_text(page, "utf-8")
    load_collection(small, sources=tmp_path)
