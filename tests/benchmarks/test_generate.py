"""Invented collections: sound, the same for the same seed, and never among the real data."""

from __future__ import annotations

import pytest

from benchmarks.generate import synthetic_collection, write_folder
from loaders.data_files import DataFiles, read_records
from loaders.regions import REFERENCE


def test_a_folder_is_sound_and_the_same_for_the_same_seed(tmp_path):
    for name in ("one", "two"):
        write_folder(tmp_path / name, 120, seed=7)
    one, two = (tmp_path / name / "targets.yaml" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()
    files = DataFiles(one, tmp_path / "one" / "curation.yaml", tmp_path / "one" / "context.yaml")
    collection = read_records(files).collection
    assert collection == synthetic_collection(120, seed=7)
    assert sum(len(plan.targets) for plan in collection.plans) == 120
    assert all("合成" in plan.title and "合成" in plan.issuers[0] for plan in collection.plans)


def test_the_real_data_are_never_written_over():
    with pytest.raises(ValueError, match="data/"):
        write_folder(REFERENCE, 10)
