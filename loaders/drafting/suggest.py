"""Records for ``targets.yaml`` from proposals: what the text says, and ids in the house's manner."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection as AnyOf
from collections.abc import Iterable, Mapping
from typing import Any

from loaders.drafting.heading import Heading
from loaders.drafting.likelihood import Reading
from loaders.drafting.proposals import Proposal
from loaders.models import Collection, Extent, TargetKind
from loaders.regions import regions


def target_record(proposal: Proposal, corrected: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A proposal as a target's record without its id; ``corrected`` replaces what it names."""
    record: dict[str, Any] = {
        "indicator": proposal.indicator,
        "value": proposal.value,
        "kind": proposal.kind.value,
        "deadline": proposal.deadline,
        "scope": list(proposal.scope),
        "wording": proposal.clause,
        **(corrected or {}),
    }
    if record["kind"] in (TargetKind.TARGET.value, Reading.OTHER.value):
        record.pop("kind")  # the default is not written
    return record


def with_ids(
    records: Iterable[Mapping[str, Any]], adcode: str | None, taken: AnyOf[str]
) -> list[dict[str, Any]]:
    """The records, each with an id such as ``sichuan-ai-industry-2027`` that nothing else has."""
    used = set(taken)
    named = []
    for record in records:
        parts = [place_slug(adcode), record.get("indicator"), record.get("deadline")]
        name = unique("-".join(slug(str(part)) for part in parts if part) or "target", used)
        used.add(name)
        named.append({"id": name, **record})
    return named


def plan_record(
    heading: Heading, collection: Collection, indicators: Iterable[str | None]
) -> dict[str, Any]:
    """What is known of the plan; what the text does not say is left out."""
    sectors = Counter(
        collection.indicators[name].sector for name in indicators if name in collection.indicators
    )
    sector = sectors.most_common(1)[0][0] if sectors else None
    year = (heading.issued or "")[:4]
    parts = [place_slug(heading.adcode), sector, year]
    name = "-".join(slug(part) for part in parts if part)
    return {
        "id": unique(name or "plan", {plan.id for plan in collection.plans}),
        "title": heading.title,
        "jurisdiction": heading.adcode,
        "sector": sector,
        "number": heading.number,
        "issued": heading.issued,
        "period": heading.period,
        "extent": Extent.FULL.value,
    }


def place_slug(adcode: str | None) -> str:
    """A region's English name as the start of an id: ``sichuan``, ``nation``."""
    if adcode is None or adcode not in regions():
        return ""
    return "nation" if adcode == "100000" else slug(regions()[adcode].name_en)


def slug(text: str) -> str:
    """Lower-case letters and digits, joined by hyphens."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower()))


def unique(name: str, taken: AnyOf[str]) -> str:
    """The name, with a number behind it where it is taken."""
    number = 2
    found = name
    while found in taken:
        found, number = f"{name}-{number}", number + 1
    return found
