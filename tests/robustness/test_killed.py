"""Whatever writes a file, killed in the middle of it: the old file is there, whole.

The process is a real one and dies of a real SIGKILL, at the moment when half of the bytes are
written, or all of them and the new name is not yet given.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import SMALL
from tests.robustness.hostile import hostile_story

ROOT = Path(__file__).resolve().parent.parent.parent
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
#: Runs a module as ``python -m`` does. Its first write of a file, or its first request that the disk
#: takes the bytes, is its end.
_KILLED = """
import os, runpy, signal, sys

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

class Half:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *_): self.file.close()
    def write(self, data):
        self.file.write(data[: len(data) // 2]); self.file.flush(); die()

moment, module, sys.argv = sys.argv[1], sys.argv[2], sys.argv[2:]
if moment == "half":
    plain = os.fdopen
    os.fdopen = lambda handle, mode="r", *a, **k: Half(plain(handle, mode, *a, **k)) if "w" in mode else plain(handle, mode, *a, **k)
else:
    os.fsync = die
if module == "-c":
    exec(sys.argv[1])
else:
    runpy.run_module(module, run_name="__main__", alter_sys=True)
"""
_SCHEMA = "from pathlib import Path; from loaders.schema import write_schema; write_schema(Path({!r}), Path({!r}))"
_SITE = """
import os, shutil, signal
from pathlib import Path
from loaders.writing import replace_folder
shutil.rmtree = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
replace_folder(Path({!r}), Path({!r}))
"""


def _run(folder: Path, command: list[str], *, moment: str = "") -> subprocess.Popen[bytes]:
    environment = {
        **os.environ, "ATLAS_DATA": str(folder / "data"), "ATLAS_CACHE": str(folder / "cache"),
    }  # fmt: skip
    start = ["-c", _KILLED, moment] if moment else ["-m"]
    return subprocess.Popen(
        [sys.executable, *start, *command], cwd=ROOT, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def _data(folder: Path) -> Path:
    data = folder / "data"
    data.mkdir(parents=True)
    (data / "targets.yaml").write_text(SMALL, "utf-8")
    (data / "curation.yaml").write_text("searches: []\nrejected: []\n", "utf-8")
    document = "{title: t, publisher: p, kind: primary, url: 'https://a.cn'}"
    (data / "context.yaml").write_text(f"documents:\n  a: {document}\nfigures: []\n", "utf-8")
    return data


def test_the_old_file_is_there_whole(tmp_path):
    new = tmp_path / "new.yaml"
    data = _data(tmp_path)
    new.write_text(SMALL.replace("2500 亿元", "2600 亿元"), "utf-8")
    warm = _run(tmp_path, ["exports", "csv", "-o", str(tmp_path / "first.csv")])
    assert warm.wait(120) == 0  # and there is a snapshot
    (snapshot,) = (tmp_path / "cache").glob("*.json")
    story = tmp_path / "story.yaml"
    story.write_text(hostile_story().replace("plan-0", "sichuan-metaverse-2023"), "utf-8")
    out = {name: tmp_path / name / name for name in ("csv", "pptx", "html", "zip", "yaml", "json")}
    for file in out.values():
        file.parent.mkdir()
        file.write_text("old", "utf-8")
    record = ["--record", "--date", "2026-01-02", "--history", str(out["yaml"].parent)]
    schema = _SCHEMA.format(str(out["json"]), str(tmp_path / "story.schema.json"))
    cases = [
        ("half", ["exports", "csv", "-o", str(out["csv"])], out["csv"]),
        ("all", ["exports", "deck", "-o", str(out["pptx"])], out["pptx"]),
        ("all", ["exports", "story", str(story), "-o", str(out["html"])], out["html"]),
        ("half", ["exports", "package", "-o", str(out["zip"])], out["zip"]),
        ("all", ["loaders", "diff", str(data / "targets.yaml"), str(new), *record], out["yaml"]),
        ("half", ["-c", schema], out["json"]),
    ]
    for some in (cases[:3], cases[3:]):
        running = [_run(tmp_path, command, moment=moment) for moment, command, _ in some]
        for process, (_, command, file) in zip(running, some, strict=True):
            _dies(process, command)
            assert file.read_text("utf-8") == "old"
            # What is new in the folder is one unfinished file, by its name.
            assert len(list(file.parent.glob(".*.part"))) == 1, command
            assert len(list(file.parent.iterdir())) == 2, command
    # A change of the data makes the next command write the snapshot first.
    kept = snapshot.read_bytes()
    (data / "targets.yaml").write_text(new.read_text("utf-8"), "utf-8")
    command = ["exports", "csv", "-o", str(tmp_path / "second.csv")]
    _dies(_run(tmp_path, command, moment="half"), command)
    assert snapshot.read_bytes() == kept
    assert not (tmp_path / "second.csv").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the names cannot be exchanged in one step")
def test_a_site_is_replaced_in_one_step(tmp_path):
    site, fresh = tmp_path / "site", tmp_path / ".site-fresh"
    for folder, content in ((site, "old"), (fresh, "new")):
        folder.mkdir()
        (folder / "index.html").write_text(content, "utf-8")
    code = _SITE.format(str(fresh), str(site))
    killed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL  # when the old one was to be deleted
    assert (site / "index.html").read_text("utf-8") == "new"
    assert (fresh / "index.html").read_text("utf-8") == "old"


def _dies(process: subprocess.Popen[bytes], command: list[str]) -> None:
    _, said = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, (command, said.decode("utf-8", "replace")[-2000:])
