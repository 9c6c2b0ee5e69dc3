"""Regions by GB/T 2260 adcode: names, level, parents and a point, from ``data/regions.csv``."""

from __future__ import annotations

import csv
import os
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from loaders.models import Level

#: What comes with the code: regions and boundaries.
REFERENCE = Path(__file__).resolve().parent.parent / "data"
#: The folder of the curated files: the project's own, or the one that ``ATLAS_DATA`` names.
DATA = Path(os.environ.get("ATLAS_DATA") or REFERENCE).resolve()
NATION = "100000"
#: Hong Kong, Macao and Taiwan: on the map, but these plans do not bind them.
OUTSIDE_SCOPE = frozenset({"710000", "810000", "820000"})


@dataclass(frozen=True, slots=True)
class Region:
    """One administrative unit. ``longitude`` and ``latitude`` are degrees of a point inside it."""

    adcode: str
    name: str
    name_en: str
    level: Level
    province: str
    city: str
    longitude: float
    latitude: float


@cache
def regions(path: Path = REFERENCE / "regions.csv") -> dict[str, Region]:
    """Every region by adcode, in the order of the standard."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["adcode"]: Region(
                row["adcode"],
                row["name"],
                row["name_en"],
                Level(row["level"]),
                row["province"],
                row["city"],
                float(row["longitude"]),
                float(row["latitude"]),
            )
            for row in csv.DictReader(file)
        }


def provinces() -> list[Region]:
    """The 34 province-level regions."""
    return [region for region in regions().values() if region.level is Level.PROVINCE]


@cache
def containing(adcode: str) -> tuple[str, ...]:
    """Adcodes of the regions that one lies within, the nearest first; none around the nation."""
    region = regions()[adcode]
    around = (region.city, region.province, NATION)
    return tuple(dict.fromkeys(code for code in around if code and code != adcode))


def nearest_adcodes(adcode: str) -> list[str]:
    """Known adcodes that differ least from an unknown one, with their names."""
    known = regions()
    province = [code for code in known if code[:2] == adcode[:2]]
    near = get_close_matches(adcode, province or known, n=3, cutoff=0.6)
    parent = f"{adcode[:4]}00" if f"{adcode[:4]}00" in known else f"{adcode[:2]}0000"
    if parent in known and parent not in near:
        near = [parent, *near[:2]]
    return [f"{code} ({known[code].name})" for code in near]
