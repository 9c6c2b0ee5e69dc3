"""Invented collections of any size, to see how cost grows: never in ``data/``, and plainly synthetic.

    python -m benchmarks.generate 10000 build/ten-thousand [--seed 1]
    ATLAS_DATA=build/ten-thousand streamlit run dashboard.py

Terms and indicators are those of the project, so that every page finds something to show; every
title, issuer, wording and document says that it is invented. The same size and seed give the same
files, byte for byte.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from loaders.collection import check_collection
from loaders.models import Collection, Level
from loaders.regions import OUTSIDE_SCOPE, REFERENCE, Region, regions
from loaders.yaml_source import YamlSource, parse_yaml

#: Unit and range of numbers of a plausible figure, by unit family.
_UNITS: dict[str, tuple[str, int, int]] = {
    "money": ("亿元", 50, 8000),
    "count": ("个", 3, 3000),
    "share": ("%", 3, 95),
    "compute": ("PFLOPS", 100, 60000),
    "points": ("个百分点", 1, 9),
    "duration": ("天", 1, 60),
    "workdays": ("个工作日", 1, 30),
    "bandwidth": ("Tbps", 5, 200),
    "storage": ("EB", 1, 120),
    "density": ("个/万人", 5, 60),
}
_DEADLINES = (2023, 2024, 2025, 2025, 2025, 2025, 2026, 2027, 2027, 2030, 2030, 2035)
#: Sectors whose figures are frequent in the project's own collection, so often over the others.
_FREQUENT = {"metaverse": 4, "ai": 4, "computing": 3, "digital_economy": 5}
#: Share of the regions' plans that set no figure.
_BARE = 0.12
_DOCUMENTS = 40
_WARNING = "# Invented figures for measuring speed. Nothing in this file was planned by anybody.\n"


def synthetic_data(targets: int, seed: int = 1) -> dict[str, Any]:
    """A collection as plain data, as ``targets.yaml`` would hold it."""
    terms = _terms()
    return {
        **terms,
        "documents": dict(_documents()),
        "plans": list(_plans(targets, random.Random(seed), terms)),  # noqa: S311
        "observations": list(_observations(targets // 10, random.Random(seed + 1), terms)),  # noqa: S311
    }


def synthetic_collection(targets: int, seed: int = 1) -> Collection:
    """The same, checked by the loader, without a file between."""
    return check_collection(YamlSource("synthetic", synthetic_data(targets, seed)))


def write_folder(folder: Path, targets: int, seed: int = 1) -> None:
    """Write ``targets.yaml``, ``curation.yaml`` and ``context.yaml`` for ``ATLAS_DATA``.

    Raises:
        ValueError: the folder is the project's own.
    """
    if folder.resolve() == REFERENCE:
        raise ValueError("data/ holds what was read, and nothing else")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "targets.yaml").open("w", encoding="utf-8") as out:
        out.write(_WARNING)
        for name, value in synthetic_data(targets, seed).items():
            out.write(f"{name}:\n")
            out.writelines(_lines(value, 2))
    # GDP and population are what they are: measures are worked out of real sizes.
    context = (REFERENCE / "context.yaml").read_text("utf-8")
    (folder / "context.yaml").write_text(context, "utf-8")
    (folder / "curation.yaml").write_text(f"{_WARNING}searches: []\nrejected: []\n", "utf-8")


def _terms() -> dict[str, Any]:
    """Sectors, scopes and indicators of the project's own file."""
    text = (REFERENCE / "targets.yaml").read_text("utf-8")
    head = re.split(r"^documents:", text, maxsplit=1, flags=re.MULTILINE)[0]
    return dict(parse_yaml(head, "targets.yaml").data)


def _documents() -> Iterator[tuple[str, dict[str, Any]]]:
    for number in range(_DOCUMENTS):
        yield (
            f"synthetic-{number}",
            {
                "title": f"合成文献第{number}号",
                "publisher": "合成数据",
                "publisher_en": "Synthetic data",
                "kind": "primary",
                "date": "2024-01-15",
                "url": f"https://synthetic.invalid/documents/{number}",
            },
        )


def _places() -> list[Region]:
    """Every province and city, those outside the plans' scope included: the map shows all 34."""
    return [region for region in regions().values() if region.level in (Level.PROVINCE, Level.CITY)]


def _plans(targets: int, draw: random.Random, terms: dict[str, Any]) -> Iterator[dict[str, Any]]:
    places = _places()
    # Provinces plan more than cities do.
    weights = [6.0 if region.level is Level.PROVINCE else 1.0 for region in places]
    weights = [
        weight if region.province not in OUTSIDE_SCOPE else 0.2
        for region, weight in zip(places, weights, strict=True)
    ]
    by_sector = _by_sector(terms)
    sectors = [name for name in by_sector for _ in range(_FREQUENT.get(name, 1))]
    left, number = targets, 0
    while left > 0:
        region = draw.choices(places, weights)[0]
        sector = draw.choice(sectors)
        count = 0 if draw.random() < _BARE else min(left, draw.choice((1, 1, 2, 3, 4, 5, 8)))
        yield _plan(number, region, sector, count, draw, terms, by_sector[sector])
        left, number = left - count, number + 1


def _by_sector(terms: dict[str, Any]) -> dict[str, list[str]]:
    """Indicators that have a unit to draw from, the first ones of a sector most often."""
    found: dict[str, list[str]] = {}
    for name, record in terms["indicators"].items():
        if record["family"] in _UNITS:
            found.setdefault(record["sector"], []).append(name)
    return {sector: names + names[:1] * 3 for sector, names in found.items()}


def _plan(
    number: int,
    region: Region,
    sector: str,
    count: int,
    draw: random.Random,
    terms: dict[str, Any],
    indicators: list[str],
) -> dict[str, Any]:
    year = draw.choice((2021, 2021, 2022, 2022, 2023, 2023, 2024, 2025))
    last = max(year + 1, 2025)
    name = terms["sectors"][sector]
    plan: dict[str, Any] = {
        "id": f"synthetic-{region.adcode}-{number}",
        "title": f"【合成】{region.name}{name['zh']}行动计划第{number}号",
        "title_en": f"[Synthetic] {region.name_en} action plan {number}: {name['en']}",
        "issuers": ["合成机关"],
        "issuers_en": ["Synthetic office"],
        "jurisdiction": region.adcode,
        "sector": sector,
        "issued": f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}",
        "period": f"{year}-{last}",
        "document": f"synthetic-{draw.randrange(_DOCUMENTS)}",
        "locator": f"第{draw.randint(1, 40)}页",
        "extent": "full",
    }
    if draw.random() < 0.05:
        plan["status"] = "draft"
    if count:
        plan["targets"] = [
            _target(f"{plan['id']}-{place}", draw, year, terms, draw.choice(indicators))
            for place in range(count)
        ]
    return plan


def _target(
    name: str, draw: random.Random, year: int, terms: dict[str, Any], indicator: str
) -> dict[str, Any]:
    record = terms["indicators"][indicator]
    value = _value(draw, record["family"])
    due = max(draw.choice(_DEADLINES), year)
    target: dict[str, Any] = {
        "id": name,
        "indicator": indicator,
        "value": value,
        "deadline": due,
        "wording": f"合成数据：到{due}年，{record['zh']}{value}",
        "locator": f"第{draw.randint(1, 30)}条",
    }
    if scope := draw.choice(((), (), (), ("core",), ("related",), ("new",))):
        target["scope"] = list(scope)
    return target


def _value(draw: random.Random, family: str) -> str:
    unit, low, high = _UNITS[family]
    number = int(low * (high / low) ** draw.random())
    number = round(number, 1 - len(str(number))) if number > 100 else number
    sign = draw.choice(("", "", "", "", ">= ", ">= ", "> ", "约 "))
    if draw.random() < 0.03:
        return f"{number}-{number + max(1, number // 4)} {unit}"
    return f"{sign}{number} {unit}"


def _observations(
    count: int, draw: random.Random, terms: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    places = _places()
    names = [name for names in _by_sector(terms).values() for name in names]
    for number in range(count):
        region, indicator = draw.choice(places), draw.choice(names)
        record = terms["indicators"][indicator]
        unit, low, high = _UNITS[record["family"]]
        value = f"{draw.randint(low, high)} {unit}"
        yield {
            "id": f"synthetic-observed-{number}",
            "indicator": indicator,
            "jurisdiction": region.adcode,
            "value": value,
            "date": draw.choice((2021, 2022, 2023, 2024)),
            "wording": f"合成数据：{record['zh']}{value}",
            "document": f"synthetic-{draw.randrange(_DOCUMENTS)}",
        }


#: Words that YAML reads as themselves, and needs no quotes for.
_BARE_WORD = re.compile(r"(?:[a-z][a-z0-9_]*(?:-[a-z0-9_]+)*|[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})$")
_KEYWORDS = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}


def _lines(value: Any, indent: int) -> Iterator[str]:
    """Nested lists and records as YAML in blocks; texts in double quotes."""
    space = " " * indent
    if isinstance(value, list):
        for item in value:
            block = "".join(_lines(item, indent + 2))
            yield f"{space}- {block[indent + 2 :]}"
        return
    if not isinstance(value, dict):
        yield f"{space}{_scalar(value)}\n"
        return
    for key, item in value.items():
        if isinstance(item, (dict, list)):
            yield f"{space}{key}:\n" if item else f"{space}{key}: []\n"
            yield from _lines(item, indent + 2)
        else:
            yield f"{space}{key}: {_scalar(item)}\n"


def _scalar(value: Any) -> str:
    text = str(value)
    if _BARE_WORD.match(text) and text not in _KEYWORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write_folder(given.folder, given.targets, given.seed)


if __name__ == "__main__":
    main()
