"""How well proposals agree with what was curated by hand: recall, precision, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    surplus: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Share of the curated targets that were proposed with their value."""
        return self.found / self.curated if self.curated else 0.0

    @property
    def precision(self) -> float:
        """Share of the proposals that are curated targets."""
        return self.right / self.proposed if self.proposed else 0.0

    def agree(self, name: str, same: bool) -> None:
        """Count one field of one found target."""
        self.fields[name] = self.fields.get(name, 0) + same


def measure_documents(collection: Collection, folder: Path) -> dict[str, Tally]:
    """Proposals of each source file of ``folder`` against the targets that cite it.

    No wording of these documents teaches the indicators. A target counts as found where a likely
    proposal's figure lies inside its wording and has its value; a proposal is right where it lies
    inside the wording, at any place where it stands, of a target with its value.
    """
    files = {name: d.file for name, d in collection.documents.items() if d.file}
    finder = IndicatorFinder(collection, lambda plan, t: (t.document or plan.document) not in files)
    drafter = Drafter(collection, finder)
    tallies = {}
    for name, file in files.items():
        path = folder / str(file)
        if path.is_file():
            text = path.read_text("utf-8", "replace")
            tallies[str(file)] = _document(drafter, text, list(_cited(collection, name)))
    return tallies


def _cited(collection: Collection, document: str) -> Iterable[tuple[Target, str]]:
    """(target, wording) of every figure that was read in the document."""
    for plan in collection.plans:
        for target in plan.targets:
            if (target.document or plan.document) == document:
                yield target, target.wording
            for item in target.also:
                if item.document == document and item.wording:
                    yield target, item.wording


def _document(drafter: Drafter, text: str, cited: list[tuple[Target, str]]) -> Tally:
    tally = Tally(curated=len(cited))
    proposals = [proposal for proposal in drafter.propose(text) if proposal.likely]
    tally.proposed = len(proposals)
    right: set[int] = set()
    for target, wording in cited:
        spans = _occurrences(text, wording)
        hits = [p for p in proposals if _inside(p, spans) and same_value(p.value, target.value)]
        right |= {proposal.number for proposal in hits}
        if hits:
            tally.found += 1
            _count_fields(tally, hits, target)
        else:
            tally.missed.append(f"{target.id}: {target.value.text}: {wording}")
    tally.right = len(right)
    tally.surplus = [f"{p.value}: {p.clause}" for p in proposals if p.number not in right]
    return tally


def measure_wordings(
    collection: Collection, skip: frozenset[str] = frozenset()
) -> Tally:
    """Each wording of the collection as a text of its own, without the documents ``skip``.

    The wordings of the same plan do not teach. The plan's title is given, as a curator would;
    a deadline counts only where the wording or the title states one.
    """
    tally = Tally()
    for plan in collection.plans:
        targets = [t for t in plan.targets if (t.document or plan.document) not in skip]
        if not targets:
            continue
        finder = IndicatorFinder(collection, lambda other, _, own=plan.id: other.id != own)  # type: ignore[misc]
        drafter = Drafter(collection, finder)
        for target in targets:
            _wording(tally, drafter, plan, target)
    return tally


def _wording(tally: Tally, drafter: Drafter, plan: Plan, target: Target) -> None:
    tally.curated += 1
    text = f"{plan.title}\n{target.wording}"
    proposals = [p for p in drafter.propose(text) if p.figure[0] > len(plan.title)]
    tally.proposed += len(proposals)
    hits = [p for p in proposals if same_value(p.value, target.value)]
    if not hits:
        tally.missed.append(f"{target.id}: {target.value.text}: {target.wording}")
        return
    tally.found += 1
    tally.right += 1
    _count_fields(tally, hits, target)
    tally.agree("all", _whole(hits, target))


def _whole(hits: list[Proposal], target: Target) -> bool:
    wanted = str(target.deadline) if target.deadline else None
    return any(p.indicator == target.indicator and p.deadline in (wanted, None) for p in hits)


def _count_fields(tally: Tally, hits: list[Proposal], target: Target) -> None:
    wanted = str(target.deadline) if target.deadline else None
    tally.agree("unit as written", any(_unit(p) == target.value.unit.text for p in hits))
    tally.agree("indicator", any(p.indicator == target.indicator for p in hits))
    named = [[c.indicator for c in p.candidates[:3]] for p in hits]
    tally.agree("indicator among three", any(target.indicator in names for names in named))
    tally.agree("deadline", any(p.deadline == wanted for p in hits))
    tally.agree("deadline stated", any(p.deadline is not None for p in hits))
    tally.agree("deadline right", any(p.deadline is not None and p.deadline == wanted for p in hits))
    tally.agree("scope", any(set(p.scope) == set(target.scope) for p in hits))


def _unit(proposal: Proposal) -> str:
    return parse_quantity(proposal.value).unit.text


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
    start, end = proposal.figure
    return any(first <= start and end <= last + 2 for first, last in spans)
