"""Every command that writes a reader's or a curator's file, killed in the middle of it: the old file is there, whole.

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
runpy.run_module(module, run_name="__main__", alter_sys=True)
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
    out, new = tmp_path / "out", tmp_path / "new.yaml"
    data = _data(tmp_path)
    out.mkdir()
    new.write_text(SMALL.replace("2500 亿元", "2600 亿元"), "utf-8")
    warm = _run(tmp_path, ["exports", "csv", "-o", str(out / "first.csv")])
    assert warm.wait(120) == 0  # and there is a snapshot
    (snapshot,) = (tmp_path / "cache").glob("*.json")
    (out / "a.csv").write_text("old", "utf-8")
    story = out / "story.yaml"
    story.write_text(hostile_story().replace("plan-0", "sichuan-metaverse-2023"), "utf-8")
    (out / "a.html").write_text("old", "utf-8")
    history = out / "history"
    history.mkdir()
    (history / "2026-01-01.yaml").write_text("old", "utf-8")
    record = ["--record", "--date", "2026-01-02", "--history", str(history)]
    cases = [
        ("half", ["exports", "csv", "-o", str(out / "a.csv")], out / "a.csv"),
        ("all", ["exports", "story", str(story), "-o", str(out / "a.html")], out / "a.html"),
        ("all", ["loaders", "diff", str(data / "targets.yaml"), str(new), *record],
         history / "2026-01-01.yaml"),
    ]  # fmt: skip
    before = {file: file.read_bytes() for _, _, file in cases}
    for moment, command, file in cases:
        _dies(_run(tmp_path, command, moment=moment), command)
        assert file.read_bytes() == before[file]
        _nothing_but_a_part(file.parent, command)
    # A change of the data makes the next command write the snapshot first.
    kept = snapshot.read_bytes()
    (data / "targets.yaml").write_text(new.read_text("utf-8"), "utf-8")
    command = ["exports", "csv", "-o", str(out / "second.csv")]
    _dies(_run(tmp_path, command, moment="half"), command)
    assert snapshot.read_bytes() == kept
    assert not (out / "second.csv").exists()


def _dies(process: subprocess.Popen[bytes], command: list[str]) -> None:
    _, said = process.communicate(timeout=120)
    assert process.returncode == -signal.SIGKILL, (command, said.decode("utf-8", "replace")[-2000:])


def _nothing_but_a_part(folder: Path, command: list[str]) -> None:
    """What is new in the folder is one unfinished file, by its name; it is cleared away."""
    parts = list(folder.glob(".*.part"))
    assert len(parts) == 1, (command, parts)
    parts[0].unlink()
    assert not [path for path in folder.iterdir() if path.name == "2026-01-02.yaml"]
