"""What changed between two versions: values count, their writing does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.collection import load_collection
from loaders.diff import ChangeKind, diff_as_text, diff_collections, value_change
from loaders.history import load_history
from loaders.problems import InvalidData
from loaders.quantities import parse_quantity

SECOND = """\
      - id: sichuan-metaverse-scenarios-2025
        indicator: metaverse_industry
        value: 200 亿元
        deadline: 2025
        wording: 二百
"""
#: what is written instead of what, kinds of the one changed record
CHANGES = {
    "raised": ("2500 亿元\n", "2600 亿元\n", ["raised"]),
    "lowered": ("2500 亿元\n", "'>= 2400 亿元'\n", ["lowered"]),
    "restated": ("2500 亿元\n", "'>= 2500 亿元'\n", ["restated"]),
    "deadline": ("deadline: 2025", "deadline: 2026", ["deadline"]),
    "wording": ("规模达到 2500", "规模要达到 2500", ["wording"]),
    "no deadline": ("        deadline: 2025\n", "", ["deadline"]),
    "details": ("        deadline:", "        part: 甲\n        deadline:", ["other"]),
    "two at once": (
        "value: 2500 亿元\n        deadline: 2025",
        "value: 1 万亿元\n        deadline: 2030",
        ["raised", "deadline"],
    ),
    "plan": ("title_en: Sichuan Action Plan", "title_en: Sichuan Plan", ["other"]),
}  # fmt: skip
#: writings that say the same
SAME = [
    ("deadline: 2025", "deadline: 2025.0"),
    ("deadline: 2025", 'deadline: "2025"'),
    ("deadline: 2025", 'deadline: "2025.0"'),
    ("2500 亿元\n", "2500.0 亿元\n"),
    ("2500 亿元\n", "0.25 万亿元\n"),
    ("2500 亿元\n", "'2500亿元'\n"),
    ("issued: 2023-09-18", 'issued: "2023-9-18"'),
    ('"510000"', "510000"),
    ("[四川省经济和信息化厅]", "\n      - 四川省经济和信息化厅"),
    ("    targets:", "    # 一句说明\n    status: in_force\n    targets:"),
]


def changed(small: Path, old: str, new: str) -> Path:
    """The small collection with one thing written differently, beside itself."""
    text = small.read_text("utf-8")
    assert old in text
    other = small.with_name("new.yaml")
    other.write_text(text.replace(old, new, 1), "utf-8")
    return other


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_named(small, name):
    old, new, kinds = CHANGES[name]
    other = changed(small, old, new)
    (change,) = diff_collections(load_collection(small), load_collection(other))
    assert [kind.value for kind in change.kinds] == kinds
    assert change.fields


@pytest.mark.parametrize(("old", "new"), SAME)
def test_another_writing_is_no_change(small, old, new):
    other = changed(small, old, new)
    assert diff_collections(load_collection(small), load_collection(other)) == []


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("第 5 名", "第 3 名", ChangeKind.RAISED),
        ("2-3 家", "2-4 家", ChangeKind.RAISED),
        ("<= 5 个工作日", "<= 3 个工作日", ChangeKind.LOWERED),
        ("x2", "200 亿元", ChangeKind.RESTATED),
        ("约 50 个", "50 个", ChangeKind.RESTATED),
    ],
)
def test_raised_and_lowered(old, new, kind):
    assert value_change(parse_quantity(old), parse_quantity(new)) is kind


def test_new_and_dropped_figures_bear_their_names(small, capsys):
    other = changed(
        small,
        "wording: 相关产业规模达到 2500 亿元\n",
        f"wording: 相关产业规模达到 2500 亿元\n{SECOND}",
    )
    assert main(["diff", str(small), str(other), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"target": {"added": 1}}
    (change,) = found["changes"]
    assert (change["id"], change["plan"], change["value"]) == (
        "sichuan-metaverse-scenarios-2025", "sichuan-metaverse-2023", "200 亿元",
    )  # fmt: skip
    assert main(["diff", str(other), str(small), "--lang", "zh"]) == 0
    text = capsys.readouterr().out
    assert "目标值: 删去 1" in text
    assert "四川省 · 元宇宙产业规模 · 200 亿元" in text


def test_text_says_old_and_new(small):
    other = changed(small, "2500 亿元\n", "2600 亿元\n")
    text = diff_as_text(diff_collections(load_collection(small), load_collection(other)), "en")
    assert "figure raised 1" in text
    assert "value: 2500 亿元 → 2600 亿元" in text
    assert diff_as_text([], "en") == "No record says anything else.\n"


def test_editions_are_written_whole_and_read_in_order(small, tmp_path, capsys):
    history = tmp_path / "history"
    other = changed(small, "2500 亿元\n", "2600 亿元\n")
    third = other.with_name("third.yaml")
    third.write_text(
        other.read_text("utf-8").replace("sichuan-metaverse-2025", "sichuan-other-2025"), "utf-8"
    )
    for old, new in ((small, other), (other, third), (small, small)):
        assert main(["diff", str(old), str(new), "--record", "--date", "2026-11-21",
                     "--history", str(history)]) == 0  # fmt: skip
    assert "nothing to record" in capsys.readouterr().err
    assert sorted(path.name for path in history.iterdir()) == [
        "2026-11-21-2.yaml",
        "2026-11-21.yaml",
    ]
    first, second = load_history(history)
    assert [kind.value for kind in first.changes[0].kinds] == ["raised"]
    assert first.changes[0].fields[0].old == "2500 亿元"
    assert second.added_targets == ("sichuan-other-2025",)
    assert second.changes[0].value == "2600 亿元"


def test_a_broken_edition_is_named_with_its_place(tmp_path):
    (tmp_path / "2026-11-21.yaml").write_text("date: 2026-11-21\nchangs: []\n", "utf-8")
    with pytest.raises(InvalidData, match=r"2026-11-21\.yaml:2:1: changs"):
        load_history(tmp_path)


def test_the_products_own_history_is_sound(atlas):
    editions = load_history()
    assert editions
    plans = {name for edition in editions for name in edition.added_plans}
    assert plans & set(atlas.plan_by_id)


def test_a_broken_version_is_told_with_its_place(small, capsys):
    other = changed(small, "2500 亿元\n", "2500 亿圆\n")
    assert main(["diff", str(small), str(other), "--lang", "zh"]) == 1
    told = capsys.readouterr().err
    assert "new.yaml:" in told
    assert told.splitlines()[-1].startswith("new.yaml 中的问题：1")
    assert "亿圆" in told
