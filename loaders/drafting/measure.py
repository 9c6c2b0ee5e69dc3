"""How well proposals agree with what was curated by hand: recall, precision, field by field."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from loaders.collection import squeeze
from loaders.drafting.flow import kept_offsets
from loaders.drafting.indicators import IndicatorFinder
from loaders.drafting.proposals import Drafter, Proposal
from loaders.models import Collection, Plan, Target
from loaders.quantities import Quantity, parse_quantity


@dataclass
class Tally:
    """Counts of one measurement. ``fields`` counts agreement among the ``found``."""

    curated: int = 0
    found: int = 0
    proposed: int = 0
    right: int = 0
    fields: dict[str, int] = field(default_factory=dict)
    missed: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the curated figures that were proposed with their value."""
        return self.found / self.curated if self.curated else 0.0

    @property
    def precision(self) -> float:
        """Share of the proposals that are curated figures."""
        return self.right / self.proposed if self.proposed else 0.0

    def count(self, hits: list[Proposal], target: Target) -> None:
        """Count one found target, and which of its fields the proposals of its value have."""
        self.found += 1
        due = str(target.deadline) if target.deadline else None
        named = {name for hit in hits for name in [c.indicator for c in hit.candidates[:3]]}
        unit = target.value.unit.text
        agreed = {
            "unit as written": any(parse_quantity(hit.value).unit.text == unit for hit in hits),
            "indicator": any(hit.indicator == target.indicator for hit in hits),
            "indicator among the first three": target.indicator in named,
            "deadline": any(hit.deadline == due for hit in hits),
            "no other deadline": any(hit.deadline in (due, None) for hit in hits),
            "scope": any(set(hit.scope) == set(target.scope) for hit in hits),
        }
        for name, same in agreed.items():
            self.fields[name] = self.fields.get(name, 0) + same


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum of several measurements."""
    whole = Tally()
    for tally in tallies:
        whole.curated += tally.curated
        whole.found += tally.found
        whole.proposed += tally.proposed
        whole.right += tally.right
        whole.missed += tally.missed
        for name, count in tally.fields.items():
            whole.fields[name] = whole.fields.get(name, 0) + count
    return whole


def measure_documents(collection: Collection, folder: Path) -> dict[str, Tally]:
    """Proposals of each source file of ``folder`` against the figures that cite it.

    No wording of these documents teaches the indicators. A figure counts as found where a
    proposal that is likely lies inside its wording and has its value; a proposal is right where
    it lies inside the wording, at any place where that stands, of a figure with its value.
    """
    files = {name: d.file for name, d in collection.documents.items() if d.file}
    finder = IndicatorFinder(collection, lambda plan, t: (t.document or plan.document) not in files)
    drafter = Drafter(collection, finder)
    tallies = {}
    for name, file in files.items():
        path = folder / str(file)
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            tallies[str(file)] = _document(drafter, text, _cited(collection, name))
    return tallies


def _cited(collection: Collection, document: str) -> list[tuple[Target, str]]:
    """(target, wording) of every figure that was read in the document."""
    cited = []
    for plan in collection.plans:
        for target in plan.targets:
            if (target.document or plan.document) == document:
                cited.append((target, target.wording))
            also = [item for item in target.also if item.document == document and item.wording]
            cited += [(target, str(item.wording)) for item in also]
    return cited


def _document(drafter: Drafter, text: str, cited: list[tuple[Target, str]]) -> Tally:
    proposals = [proposal for proposal in drafter.propose(text) if proposal.likely]
    tally = Tally(curated=len(cited), proposed=len(proposals))
    right: set[int] = set()
    for target, wording in cited:
        spans = _occurrences(text, wording)
        hits = [p for p in proposals if _inside(p, spans) and same_value(p.value, target.value)]
        right |= {proposal.number for proposal in hits}
        if hits:
            tally.count(hits, target)
        else:
            tally.missed.append(f"{target.id}: {target.value.text}: {wording}")
    tally.right = len(right)
    return tally


def measure_wordings(collection: Collection) -> dict[str, Tally]:
    """Each wording from another document than the files, under its plan's title, as a text.

    The wordings of its own plan do not teach. Two groups: the plans whose wordings were looked
    at while the rules were written, and all others.
    """
    files = {name for name, document in collection.documents.items() if document.file}
    groups = {"wordings that the rules were written with": Tally(), "wordings held out": Tally()}
    seen, unseen = groups.values()
    for plan in collection.plans:
        targets = [t for t in plan.targets if (t.document or plan.document) not in files]
        if targets:
            drafter = Drafter(collection, IndicatorFinder(collection, _others(plan)))
            for target in targets:
                _wording(seen if _looked_at(plan) else unseen, drafter, plan, target)
    return groups


def _others(plan: Plan) -> Callable[[Plan, Target], bool]:
    return lambda other, target: other.id != plan.id


def _looked_at(plan: Plan) -> bool:
    """One plan of three, by its id: its wordings were read while the rules were written."""
    return int(hashlib.sha1(plan.id.encode(), usedforsecurity=False).hexdigest(), 16) % 3 == 0


def _wording(tally: Tally, drafter: Drafter, plan: Plan, target: Target) -> None:
    tally.curated += 1
    text = f"{plan.title}\n{target.wording}"
    proposals = [p for p in drafter.propose(text) if p.figure[0] > len(plan.title)]
    tally.proposed += len(proposals)
    hits = [p for p in proposals if same_value(p.value, target.value)]
    if hits:
        tally.right += 1
        tally.count(hits, target)
    else:
        tally.missed.append(f"{target.id}: {target.value.text}: {target.wording}")


def same_value(written: str, value: Quantity) -> bool:
    """Whether two values are the same figure: comparator, family and both ends in base units."""
    other = parse_quantity(written)
    return (other.comparator, other.family, other.si_low, other.si_high) == (
        value.comparator,
        value.family,
        value.si_low,
        value.si_high,
    )


def _occurrences(text: str, wording: str) -> list[tuple[int, int]]:
    """Spans of the text where the wording stands, white space and page furniture ignored."""
    places = kept_offsets(text)
    plain = "".join(text[index] for index in places)
    wanted = re.escape(squeeze(wording))
    return [(places[m.start()], places[m.end() - 1] + 1) for m in re.finditer(wanted, plain)]


def _inside(proposal: Proposal, spans: list[tuple[int, int]]) -> bool:
    """Whether the figure lies in a span; 以上 may have been left out of the wording."""
    start, end = proposal.figure
    return any(first <= start and end <= last + 2 for first, last in spans)
