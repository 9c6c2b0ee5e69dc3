"""A file is the old one or the new one, whole, whatever happens while it is written."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from loaders.writing import write_atomically

ROOT = Path(__file__).resolve().parent.parent.parent
#: Writes the two contents in turn, for ever; says when it starts.
_WRITER = """
import sys, itertools
from pathlib import Path
from loaders.writing import write_atomically
print("ready", flush=True)
for letter in itertools.cycle("ab"):
    write_atomically(Path(sys.argv[1]), letter * 3_000_000)
"""


def test_it_writes_text_and_bytes_and_keeps_permissions(tmp_path):
    path = tmp_path / "file.txt"
    write_atomically(path, "目标")
    path.chmod(0o640)
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_a_link(tmp_path):
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_text("old")
    link.symlink_to(real)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_killed_at_any_moment_the_file_is_whole(tmp_path):
    path = tmp_path / "file"
    path.write_text("a" * 3_000_000)
    chance = random.Random(8)
    for _ in range(25):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path)], cwd=ROOT, stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(chance.uniform(0, 0.03))
        writer.kill()
        writer.wait()
        writer.stdout.close()
        content = path.read_bytes()
        assert len(content) == 3_000_000
        assert len(set(content)) == 1


def test_nothing_in_the_project_writes_a_file_in_another_way():
    """Files that the project writes go through write_atomically."""
    ways = ("write_text(", "write_bytes(", '.open("w', 'open("w', ".save(path", "to_csv(path")
    found = [
        (file.relative_to(ROOT).as_posix(), way)
        for room in ("language", "loaders", "analysis", "charts", "exports", "pages", "scripts")
        for file in (ROOT / room).rglob("*.py")
        for way in ways
        if way in file.read_text("utf-8")
    ]
    assert found == []
