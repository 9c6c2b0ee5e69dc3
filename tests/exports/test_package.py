"""The data package is what the standard says, checked with the standard's own library."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import frictionless
import pytest

from analysis.shown import PAGES
from analysis.view import View
from exports.__main__ import main
from exports.kind import Cover
from exports.package.build import collection_package, view_package
from exports.taking import figures_of, take
from loaders.tables import TARGET_COLUMNS

DAY = date(2026, 11, 21)
VIEWS = {
    "map": View(indicator="metaverse_industry", scope="related", deadline=2025),
    "timeline": View(sectors=("metaverse",)),
    "plan": View(plan="guiyang-integration-2023"),
}


def valid(content, tmp_path):
    """The package's tables by name, after the library has found nothing wrong with it."""
    file = tmp_path / "package.zip"
    file.write_bytes(content)
    report = frictionless.validate(str(file), type="package")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]
    archive = zipfile.ZipFile(io.BytesIO(content))
    described = json.loads(archive.read("datapackage.json"))
    return described, {
        item["name"]: list(csv.DictReader(io.StringIO(archive.read(item["path"]).decode())))
        for item in described["resources"]
    }


@pytest.mark.parametrize("page", PAGES)
def test_the_package_of_a_view_is_valid_and_holds_its_figures(atlas, tmp_path, page):
    view = VIEWS.get(page, View(indicator="ai_industry", scope="core", deadline=0))
    cover = Cover(f"https://atlas.example/{page}", DAY)
    shown = take(atlas, view, page, cover).shown
    described, tables = valid(view_package(atlas, shown, view, cover), tmp_path)
    assert [row["target_id"] for row in tables["targets"]] == figures_of(shown)
    for row in tables["targets"]:
        own = atlas.targets.loc[row["target_id"]]
        for name in TARGET_COLUMNS:
            held = "" if own[name] is None else str(own[name])
            assert row[name] == (held.lower() if isinstance(own[name], bool) else held)
    read = {row["document_id"] for row in tables["documents"]}
    assert {row["document"] for row in tables["targets"]} <= read
    assert len(described["sources"]) == len(read)
    assert described["licenses"][0]["name"] == "MIT"
    with zipfile.ZipFile(io.BytesIO(view_package(atlas, shown, view, cover))) as archive:
        licence = archive.read("LICENSE.txt").decode()
    # What is licensed is said in the same words in the descriptor and in the repository's LICENSE.
    terms = described["description"].split("The MIT License covers")[1].split("\n\n")[0]
    assert terms in " ".join(licence.split())
    assert described["homepage"] == cover.address


def test_the_package_of_the_collection_is_valid_and_whole(atlas, tmp_path):
    described, tables = valid(collection_package(atlas, Cover("", DAY)), tmp_path)
    assert "homepage" not in described
    assert len(tables["targets"]) == len(atlas.targets)
    assert len(tables["plans"]) == len(atlas.plan_by_id)
    assert len(tables["observations"]) == len(atlas.collection.observations)
    assert len(tables["rejected"]) == len(atlas.curation.rejected)
    assert len(tables["context"]) == len(atlas.context.figures)
    types = {
        field["name"]: field["type"]
        for item in described["resources"]
        for field in item["schema"]["fields"]
    }
    assert (types["si_low"], types["cumulative"], types["year"]) == ("number", "boolean", "integer")


def test_equal_data_give_equal_bytes_and_nothing_runs(atlas, tmp_path):
    rows = atlas.targets.head(2).assign(wording="=1+1")
    hostile = replace(atlas, targets=rows)
    made = [collection_package(hostile, Cover("", DAY)) for _ in range(2)]
    assert made[0] == made[1]
    _, tables = valid(made[0], tmp_path)
    assert {row["wording"] for row in tables["targets"]} == {"'=1+1"}


def test_on_the_command_line(tmp_path):
    file = tmp_path / "map.zip"
    query = "indicator=metaverse_industry&scope=related&deadline=2025"
    assert main(["package", "--page", "map", "--view", query, "-o", str(file)]) == 0
    valid(file.read_bytes(), tmp_path)
    assert main(["collection", "-o", str(file)]) == 0
    assert "data/coverage.csv" in zipfile.ZipFile(file).namelist()
