"""A draft in the hands of a curator: proposals, what was decided of each, and what is known of the plan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from loaders.dates import parse_date
from loaders.documents_text import DocumentText
from loaders.drafting.entry import Entry
from loaders.drafting.flow import one_line
from loaders.drafting.heading import read_heading
from loaders.drafting.proposals import Drafter, Proposal
from loaders.drafting.suggest import plan_record, target_record, with_ids
from loaders.models import Collection, Plan
from loaders.problems import Mistake, say
from loaders.quantities import parse_quantity


class State(StrEnum):
    """What the curator made of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass
class Decision:
    """State of one proposal, and the fields that the curator corrected."""

    state: State = State.OPEN
    corrected: dict[str, Any] = field(default_factory=dict)


@dataclass
class Draft:
    """One text with its proposals, decisions, and the records of its plan and document.

    ``current`` is the number of the proposal at hand, ``part`` the part of the work that is open. ``document`` is empty where the plan's
    document is one that the collection has.
    """

    source: DocumentText
    name: str
    proposals: list[Proposal]
    plan: dict[str, Any]
    document: dict[str, Any] = field(default_factory=dict)
    decisions: dict[int, Decision] = field(default_factory=dict)
    current: int = 0
    everything: bool = False
    part: str = "proposals"

    @property
    def shown(self) -> list[Proposal]:
        """The proposals that read like targets, and those decided on; all where asked for."""
        return [
            proposal
            for proposal in self.proposals
            if self.everything or proposal.likely or proposal.number in self.decisions
        ]

    def decision(self, number: int) -> Decision:
        """What was decided of a proposal; open at first."""
        return self.decisions.get(number, Decision())

    def count(self, state: State) -> int:
        """How many of the proposals shown are in a state."""
        return sum(self.decision(proposal.number).state is state for proposal in self.shown)

    def record(self, proposal: Proposal) -> dict[str, Any]:
        """The proposal as a target's record, corrections included."""
        return {"kind": "target"} | target_record(
            proposal, self.decision(proposal.number).corrected
        )

    def correct(self, number: int, key: str, value: Any) -> None:
        """Note what the curator wrote in one field."""
        self.decisions.setdefault(number, Decision()).corrected[key] = value

    def settle(self, collection: Collection) -> None:
        """Open those accepted proposals again that a later correction made wrong."""
        for proposal in self.proposals:
            decision = self.decision(proposal.number)
            if decision.state is State.ACCEPTED and mistakes(self.record(proposal), collection):
                decision.state = State.OPEN
                self.current = proposal.number

    def decide(self, number: int, state: State) -> None:
        """Set the state of a proposal and go on to the next open one."""
        self.decisions.setdefault(number, Decision()).state = state
        if state is not State.OPEN:
            self.current = self._next_open(number)

    def _next_open(self, number: int) -> int:
        shown = [proposal.number for proposal in self.shown]
        ordered = [n for n in shown if n > number] + [n for n in shown if n < number]
        return next((n for n in ordered if self.decision(n).state is State.OPEN), number)

    def step(self, by: int) -> None:
        """Go ``by`` proposals on or back, as far as there are any."""
        numbers = [proposal.number for proposal in self.shown]
        at = numbers.index(self.current) if self.current in numbers else 0
        self.current = numbers[max(0, min(len(numbers) - 1, at + by))] if numbers else 0

    def at_hand(self) -> Proposal | None:
        """The current proposal."""
        shown = self.shown
        return next((p for p in shown if p.number == self.current), shown[0] if shown else None)

    def sentence(self, proposal: Proposal) -> str:
        """The whole sentence that the proposal stands in, as a wording is written."""
        return one_line(self.source.text[slice(*proposal.sentence)])

    def known(self, collection: Collection) -> Plan | None:
        """A plan of the collection with the same title, marks and spaces apart."""
        own = _letters(str(self.plan.get("title") or ""))
        same = (plan for plan in collection.plans if _letters(plan.title) == own)
        return next(same, None) if own else None

    def entry(self, collection: Collection) -> Entry:
        """The accepted targets with their plan and document, with ids that nothing else has."""
        accepted = [
            target_record(proposal, self.decision(proposal.number).corrected)
            for proposal in self.proposals
            if self.decision(proposal.number).state is State.ACCEPTED
        ]
        taken = {target.id for plan in collection.plans for target in plan.targets}
        targets = with_ids(accepted, self.plan.get("jurisdiction"), taken)
        return Entry(self.plan, tuple(targets), self.document)


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def new_draft(source: DocumentText, name: str, collection: Collection) -> Draft:
    """Proposals of a text, none decided yet."""
    proposals = Drafter(collection).propose(source.text)
    heading = read_heading(source.text)
    plan = plan_record(heading, collection, [p.indicator for p in proposals if p.likely])
    draft = Draft(source, name, proposals, plan)
    draft.step(0)
    return draft


def mistakes(record: Mapping[str, Any], collection: Collection) -> dict[str, Mistake]:
    """What keeps a record from being accepted, by field."""
    found: dict[str, Mistake] = {}
    term = collection.indicators.get(str(record.get("indicator")))
    if term is None:
        found["indicator"] = Mistake(say("no indicator is chosen"), say("Choose one."))
    try:
        value = parse_quantity(str(record.get("value") or ""))
        if term is not None and value.family not in (term.family, "multiple", "rank"):
            found["indicator"] = Mistake(
                say("{value} does not suit this indicator", value=value.text),
                say("Choose another one, or correct the unit."),
            )
    except ValueError:
        found["value"] = Mistake(
            say("this is no value"), say("Write a number and a unit, such as >= 3000 亿元.")
        )
    try:
        if record.get("deadline"):
            parse_date(record["deadline"])
    except ValueError:
        found["deadline"] = Mistake(
            say("this is no date"), say("Write 2025, 2025-06 or 2025-06-30, or nothing.")
        )
    return found
