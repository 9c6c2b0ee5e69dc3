"""The product's own data file: what the five documents state, and that the schema is current."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import jsonschema
import pytest
import yaml

from loaders.collection import TARGETS
from loaders.regions import regions
from loaders.schema import SCHEMA, schema_text
from loaders.tables import targets_table

#: (target, comparator, low, unit, deadline) read from the documents a second time, by hand.
READ_BY_HAND = [
    ("sichuan-metaverse-2025", "exact", 2500, "亿元", "2025"),
    ("chongqing-metaverse-2025", "exact", 1000, "亿元", "2025"),
    ("chengdu-metaverse-2025", "exact", 1500, "亿元", "2025"),
    ("guangdong-ai-core-2025", "more_than", 3000, "亿元", "2025"),
    ("guangdong-computing-rank-2025", "rank", 1, "名", "2025"),
    ("hunan-computing-2026", "exact", 3600, "PFLOPS", "2026"),
    ("hunan-ai-leading-firms-2026", "range", 2, "家", "2026"),
    ("hunan-ai-models-2026", "about", 50, "个", "2026"),
    ("nation-iot-connections-2027", "more_than", 36, "亿个", "2027"),
    ("guiyang-digital-share-2023", "at_least", 50, "%", "2023"),
    ("guiyang-digital-core-2025", "multiple", 2, "倍", "2025"),
    ("changchun-data-trading-retention", "at_least", 20, "年", None),
    ("huangpu-grant-leading-technology", "exact", 200, "万元", None),
]


@pytest.fixture(scope="module")
def table(atlas):
    return targets_table(atlas.collection).set_index("target_id")


@pytest.mark.parametrize(("target", "comparator", "low", "unit", "deadline"), READ_BY_HAND)
def test_figures_of_the_five_documents(table, target, comparator, low, unit, deadline):
    row = table.loc[target]
    assert (row["comparator"], row["low"], row["unit"], row["deadline"]) == (
        comparator, low, unit, deadline,
    )  # fmt: skip
    assert row["source_file"].endswith(".txt")


def test_base_units(table):
    assert table.loc["sichuan-metaverse-2025", "si_low"] == 250_000_000_000
    assert table.loc["hunan-computing-2026", "si_low"] == 3.6e18


def test_plans_without_a_figure_are_in(atlas):
    bare = atlas.plans[atlas.plans["targets"] == 0]
    assert {"shandong-metaverse-2023", "beijing-future-industries-2023"} <= set(bare.index)


def test_a_forecast_is_no_target(atlas):
    assert not any(Decimal("71.6") == row for row in atlas.targets["low"] if row)


def test_every_target_has_its_evidence(table):
    assert table["wording"].str.len().min() > 3
    assert (table["source_file"].notna() | table["url"].notna()).all()


def test_the_clause_carries_the_number(atlas):
    """Digits of the value stand in the wording, unless a note says how it is worded."""
    for name, pair in atlas.target_by_id.items():
        digits = re.findall(r"\d+(?:\.\d+)?", pair.target.value.text)
        wording = pair.target.wording.replace(",", "").replace("，", "")
        assert all(d in wording for d in digits) or pair.target.note or len(digits[0]) == 1, name


def test_every_adcode_is_a_region(atlas):
    assert {plan.jurisdiction for plan in atlas.collection.plans} <= set(regions())


def test_schema_is_current():
    assert SCHEMA.read_text("utf-8") == schema_text(), "run: python -m loaders schema"


def test_first_line_names_the_schema():
    first = TARGETS.read_text("utf-8").splitlines()[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA.name}"


def test_the_file_fits_the_schema_an_editor_checks():
    data = yaml.load(TARGETS.read_text("utf-8"), Loader=yaml.CSafeLoader)
    plain = json.loads(json.dumps(data, default=str, ensure_ascii=False))
    jsonschema.validate(plain, json.loads(SCHEMA.read_text("utf-8")))
