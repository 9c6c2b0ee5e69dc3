"""``python -m loaders draft``: proposals to stdout, messages to stderr, nothing written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from loaders.__main__ import main

TEXT = "贵州省元宇宙行动计划（2023—2025年）\n到2025年，元宇宙相关产业规模达到2500亿元，栽树12座。共7个方面。\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "plan.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    return path


def test_list_json_and_yaml(plan: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", str(plan)]) == 0
    out, err = capsys.readouterr()
    first, second = out.splitlines()
    fields = first.split("\t")
    assert fields[1:] == ["2500 亿元", "metaverse_industry", "2025", "related", "元宇宙相关产业规模达到2500亿元"]  # fmt: skip
    start, end = map(int, fields[0].split("-"))
    assert TEXT[start:end] == fields[-1]
    assert second.split("\t")[2] == "?"
    assert "GB18030" in err
    assert "2 of 3 figures proposed" in err
    assert main(["draft", str(plan), "--all", "--format", "json"]) == 0
    assert [p["kind"] for p in json.loads(capsys.readouterr().out)] == ["target", "target", "other"]
    assert main(["draft", str(plan), "--format", "yaml"]) == 0
    out = capsys.readouterr().out
    (entry,) = yaml.safe_load(out)["plans"]
    assert entry["targets"][0]["value"] == "2500 亿元"
    assert "indicator" not in entry["targets"][1]
    assert "guizhou-2025: no indicator is like this clause" in out
    assert sorted(file.name for file in plan.parent.iterdir()) == ["plan.txt"]


def test_what_cannot_be_drafted_says_why(
    plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, said in (
        ([], "name a FILE"),
        ([str(tmp_path / "none.txt")], "Check the name"),
        (["--measure", str(tmp_path)], "none of the files"),
        ([str(tmp_path / "scan.pdf"), "--lang", "zh"], "PDF 文件已损坏"),
    ):
        (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4")
        assert main(["draft", *arguments]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert said in err
