"""What all tests share: the product's own collection, and a small one to break."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from analysis.atlas import Atlas, open_atlas
from loaders.data_files import DataFiles

# No example is too slow: how busy the machine is decides nothing.
settings.register_profile(
    "any_machine", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("any_machine")

# Snapshots of the tests' data go to a folder of this run, not to the user's cache.
os.environ["ATLAS_CACHE"] = tempfile.mkdtemp(prefix="atlas-tests-")

SMALL = """\
sectors:
  metaverse: {zh: 元宇宙, en: Metaverse}
scopes:
  core: {zh: 核心产业, en: core industry}
indicators:
  metaverse_industry:
    zh: 元宇宙产业规模
    en: Metaverse industry size
    definition: 年规模
    definition_en: Yearly size
    family: money
    sector: metaverse
documents:
  bulletin: {title: 动态, publisher: 研究院, kind: bulletin, file: bulletin.txt}
plans:
  - id: sichuan-metaverse-2023
    title: 四川省元宇宙产业发展行动计划
    title_en: Sichuan Action Plan
    issuers: [四川省经济和信息化厅]
    issuers_en: [Sichuan Department of Economy]
    jurisdiction: "510000"
    sector: metaverse
    issued: 2023-09-18
    document: bulletin
    targets:
      - id: sichuan-metaverse-2025
        indicator: metaverse_industry
        value: 2500 亿元
        deadline: 2025
        wording: 相关产业规模达到 2500 亿元
"""


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The product's own collection."""
    return open_atlas()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small sound collection in a file of its own."""
    path = tmp_path / "targets.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


@pytest.fixture
def small_files(small: Path, tmp_path: Path) -> DataFiles:
    """The small collection with the two files beside it."""
    curation, context = tmp_path / "curation.yaml", tmp_path / "context.yaml"
    curation.write_text("searches: []\nrejected: []\n", "utf-8")
    document = "{title: t, publisher: p, kind: primary, url: 'https://a.cn'}"
    context.write_text(f"documents:\n  a: {document}\nfigures: []\n", "utf-8")
    return DataFiles(small, curation, context)
