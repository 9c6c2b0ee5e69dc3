"""``python -m loaders``: data to stdout, messages to stderr, a stable table."""

from __future__ import annotations

import csv
import io
import json
import select
import subprocess
import sys
from pathlib import Path

import pytest

from loaders.__main__ import main
from loaders.tables import COVERAGE_COLUMNS

ROOT = Path(__file__).resolve().parent.parent.parent
COLUMNS = (
    "target_id,series_id,kind,plan_id,plan_title,plan_title_en,plan_status,issued,adcode,region,"
    "region_en,level,province_adcode,sector,indicator,indicator_name,indicator_name_en,comparator,"
    "low,high,unit,si_low,si_high,si_unit,deadline,cumulative,scope,wording,document,source_file,"
    "locator,url"
)


def test_check_says_one_line(capsys):
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("ok: ")
    assert out.count("\n") == 1
    assert err == ""


def test_check_tells_every_problem_on_stderr(small, capsys):
    small.write_text(small.read_text("utf-8").replace("2500 亿元\n", "x\n"), "utf-8")
    assert main(["check", str(small)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "targets.yaml:28:" in err
    assert "plans[sichuan-metaverse-2023].targets[sichuan-metaverse-2025].value" in err


def test_table_has_the_stable_columns(capsys):
    assert main(["table"]) == 0
    out, _ = capsys.readouterr()
    assert out.splitlines()[0] == COLUMNS
    rows = list(csv.DictReader(io.StringIO(out)))
    row = next(row for row in rows if row["target_id"] == "sichuan-metaverse-2025")
    assert (row["low"], row["unit"], row["si_low"], row["si_unit"]) == (
        "2500", "亿元", "250000000000", "CNY",
    )  # fmt: skip
    computing = next(row for row in rows if row["target_id"] == "hunan-computing-2026")
    assert float(computing["si_low"]) == 3.6e18


def test_table_as_json_says_null_for_what_is_not_stated(capsys, small):
    assert main(["table", str(small), "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert row["scope"] is None
    assert row["cumulative"] is None
    assert row["low"] == 2500


def test_coverage_has_every_province_and_sector(capsys, atlas):
    assert main(["coverage"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert list(rows[0]) == COVERAGE_COLUMNS
    assert len(rows) == 35 * len(atlas.collection.sectors)
    sichuan = next(r for r in rows if r["adcode"] == "510000" and r["sector"] == "metaverse")
    assert int(sichuan["plans_with_figures"]) >= 2  # the province's plan and Chengdu's


def test_an_unknown_command_is_refused():
    with pytest.raises(SystemExit) as caught:
        main(["tabel"])
    assert caught.value.code == 2


def test_problems_are_told_in_the_language_asked_for(small, capsys):
    small.write_text(small.read_text("utf-8").replace("deadline:", "dead_line:"), "utf-8")
    assert main(["check", str(small), "--lang", "zh"]) == 1
    told = capsys.readouterr().err
    assert "未知的键 'dead_line'。是否想写 deadline？" in told
    assert "问题：1 处" in told


def test_the_project_s_own_files_are_all_checked(monkeypatch, capsys, tmp_path):
    broken = tmp_path / "curation.yaml"
    broken.write_text("searches:\n- {adcode: '110000', sector: nonsense, date: 2025}\n", "utf-8")
    monkeypatch.setattr("loaders.side_files.load_curation.__defaults__", (broken, None))
    assert main(["check"]) == 1
    assert "'nonsense' is not among the sectors" in capsys.readouterr().err


def test_check_watch_checks_again_after_each_change(small):
    command = [sys.executable, "-m", "loaders", "check", "--watch", str(small)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as running:
        try:
            assert running.stdout is not None
            assert running.stdout.readline().startswith("ok: 1 targets")
            text = small.read_text("utf-8").replace("value: 2500 亿元", "value: many")
            told = ""
            for number in range(60):  # the watch may take a moment to stand
                small.write_text(text + f"# {number}\n", "utf-8")
                ready, _, _ = select.select([running.stdout], [], [], 0.5)
                if ready:
                    told = running.stdout.readline() + running.stdout.readline()
                    break
            assert "many" in told
        finally:
            running.terminate()  # a shell's background job is deaf to Ctrl-C, and so are its children
