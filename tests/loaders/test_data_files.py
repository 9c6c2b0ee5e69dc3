"""The three files together, and the snapshot: current by content, never trusted blindly."""

from __future__ import annotations

import json
import os

import pytest

from loaders.data_files import (
    DataFiles,
    cache_folder,
    keep_snapshot,
    read_records,
    read_snapshot,
    snapshot_path,
)  # fmt: skip
from loaders.problems import InvalidData
from loaders.yaml_source import parse_yaml, read_yaml


def read_and_keep(files, folder):
    """What each start does."""
    records = read_records(files, folder)
    keep_snapshot(files, records, folder)
    return records


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


def test_the_snapshot_is_the_records_to_the_last_field(folder):
    files = DataFiles()
    read = read_and_keep(files, folder)
    again = read_snapshot(files, folder)
    assert again == read
    assert again.collection.plans[3].targets == read.collection.plans[3].targets


def test_a_current_snapshot_spares_the_yaml(small_files, folder, monkeypatch):
    read_and_keep(small_files, folder)

    def never(path):
        raise AssertionError("the YAML was read again")

    monkeypatch.setattr("loaders.data_files.load_collection", never)
    assert len(read_records(small_files, folder).collection.plans) == 1


def test_another_content_of_the_same_age_and_size_is_read_anew(small_files, folder):
    before = read_and_keep(small_files, folder)
    times = small_files.targets.stat()
    text = small_files.targets.read_text("utf-8")
    small_files.targets.write_text(text.replace("达到 2500", "达到 2600"), "utf-8")
    os.utime(small_files.targets, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = read_records(small_files, folder)
    assert after.digest != before.digest
    assert "2600" in after.collection.plans[0].targets[0].wording


def test_the_problems_of_all_files_are_told(small_files, folder):
    small_files.curation.write_text("serches: []\n", "utf-8")
    small_files.targets.unlink()
    with pytest.raises(InvalidData) as caught:
        read_records(small_files, folder)
    told = str(caught.value)
    assert "did you mean searches" in told.lower()
    assert "cannot be read" in told


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"digest": 1}', b"\xff\xfe", b"[" * 100_000],
)
def test_a_damaged_snapshot_is_no_snapshot(small_files, folder, content):
    read_and_keep(small_files, folder)
    snapshot_path(small_files, folder).write_bytes(content)
    assert read_snapshot(small_files, folder) is None
    assert len(read_records(small_files, folder).collection.plans) == 1


def test_a_forged_record_is_no_snapshot(small_files, folder):
    read_and_keep(small_files, folder)
    path = snapshot_path(small_files, folder)
    raw = json.loads(path.read_bytes())
    raw["collection"]["plans"][0]["targets"][0]["value"] = "a lot"
    path.write_text(json.dumps(raw), "utf-8")
    assert read_snapshot(small_files, folder) is None


def test_what_others_can_write_is_not_read(small_files, folder):
    read_and_keep(small_files, folder)
    snapshot_path(small_files, folder).chmod(0o666)
    assert read_snapshot(small_files, folder) is None


def test_a_cache_that_cannot_be_written_does_no_harm(small_files, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert len(read_and_keep(small_files, blocked / "cache").collection.plans) == 1


def test_the_cache_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("ATLAS_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("ATLAS_CACHE")
    monkeypatch.delenv("LOCALAPPDATA", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert cache_folder() == tmp_path / "x" / "policy-target-atlas"


def test_the_operators_own_files_may_be_larger_and_uploads_may_not(monkeypatch, tmp_path):
    text = "a: " + "x " * 4_000 + "\n"
    large = "".join(text.replace("a", f"k{number}", 1) for number in range(1_300))
    file = tmp_path / "targets.yaml"
    file.write_text(large, "utf-8")
    with pytest.raises(InvalidData, match="larger than 10,000,000 bytes"):
        read_yaml(file)
    monkeypatch.setenv("ATLAS_MAX_MB", "20")
    assert len(read_yaml(file).data) == 1_300
    with pytest.raises(InvalidData, match="larger than 10,000,000 bytes"):
        parse_yaml(large, "upload.yaml")
    for wrong in ("9", "1001", "many", "-20"):
        monkeypatch.setenv("ATLAS_MAX_MB", wrong)
        with pytest.raises(InvalidData, match="from 10 to 1000"):
            read_yaml(file)
