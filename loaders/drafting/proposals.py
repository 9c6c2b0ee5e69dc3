"""Proposed targets of a text: clauses with a quantity that read like a promise, parsed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.drafting.deadlines import Deadline, Deadlines
from loaders.drafting.flow import Flow, one_line, read_flow
from loaders.drafting.indicators import ENOUGH, Candidate, IndicatorFinder
from loaders.drafting.likelihood import Reading, read_kind
from loaders.drafting.mentions import Mention, find_mentions
from loaders.drafting.scopes import ScopeReader
from loaders.drafting.titles import Titles
from loaders.models import Collection

Span = tuple[int, int]
_STOP = re.compile(r"[,;。!?:\n]")
_SENTENCE = re.compile(r"[。!?\n]")
_ITEM = re.compile(r"、")
_JOINED = re.compile(r"以及|(?<!参)与|和|及(?!以)")
#: Who says it, and by when, before the clause proper.
_LEAD = re.compile(r"^(?:《[^》]+》|文件|方案|意见)?(?:中)?(?:明确)?(?:提出|明确|指出|要求)(?:了)?")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One clause with a quantity. All spans are offsets of the text that was given.

    ``wording`` is ``text[start:end]``; ``clause`` is the same without line breaks, as a wording
    is written in ``targets.yaml``. ``value`` is in the house's form. ``indicator`` is None where
    no curated clause is like it; ``kind`` is OTHER where the figure reads like no promise.
    """

    number: int
    start: int
    end: int
    figure: Span
    sentence: Span
    wording: str
    clause: str
    value: str
    indicator: str | None
    candidates: tuple[Candidate, ...]
    deadline: str | None
    deadline_span: Span | None
    scope: tuple[str, ...]
    kind: Reading

    @property
    def likely(self) -> bool:
        """Whether the clause reads like a target, an incentive or a standard."""
        return self.kind is not Reading.OTHER


class Drafter:
    """Proposes targets for texts, taught by one collection."""

    def __init__(self, collection: Collection, finder: IndicatorFinder | None = None) -> None:
        self._finder = finder or IndicatorFinder(collection)
        self._scopes = ScopeReader(collection)

    def propose(self, text: str, title: str = "") -> list[Proposal]:
        """Every clause of ``text`` with a quantity, in order.

        Args:
            text: the text as it was read; offsets are its own.
            title: the plan's title; where empty, the nearest title above each clause serves.
        """
        flow = read_flow(text)
        mentions = find_mentions(flow.text)
        titles = Titles(flow.text)
        deadlines = Deadlines(flow.text, titles)
        proposals = []
        for index, mention in enumerate(mentions):
            above = titles.above(mention.start)
            heading = title or (above.text if above else "")
            around = (
                mentions[index - 1].end if index else 0,
                mentions[index + 1].start if index + 1 < len(mentions) else len(flow.text),
            )
            proposals.append(
                self._proposal(
                    flow, mention, around, deadlines, heading, index + 1, given=bool(title)
                )
            )
        return proposals

    def _proposal(
        self,
        flow: Flow,
        mention: Mention,
        around: Span,
        deadlines: Deadlines,
        title: str,
        number: int,
        *,
        given: bool,
    ) -> Proposal:
        text = flow.text
        start, end = clause_span(text, mention, around)
        opening, closing = _sentence_span(text, mention)
        before = text[max(opening, start - 40) : start]
        clause = text[start:end]
        words = (text[start : mention.start], text[mention.end : end])
        candidates = tuple(self._finder.candidates(mention.value, words, before, title))
        sure = candidates and candidates[0].likeness >= ENOUGH
        indicator = candidates[0].indicator if sure else None
        deadline = deadlines.governing(mention.start)
        kind = read_kind(text, mention, (start, end), opening, governed=bool(deadline or given))
        if kind in (Reading.INCENTIVE, Reading.STANDARD):
            deadline = deadlines.within(opening, mention.start)
        source_span = flow.span(start, end)
        wording = flow.source[slice(*source_span)]
        return Proposal(
            number=number,
            start=source_span[0],
            end=source_span[1],
            figure=flow.span(mention.start, mention.end),
            sentence=flow.span(opening, closing),
            wording=wording,
            clause=one_line(wording),
            value=mention.value.text,
            indicator=indicator,
            candidates=candidates,
            deadline=deadline.date if deadline else None,
            deadline_span=_deadline_span(flow, deadline),
            scope=self._scopes.read(indicator, clause),
            kind=kind,
        )


def clause_span(text: str, mention: Mention, around: Span) -> Span:
    """The shortest clause with the mention: from stop to stop, or to an item with its own figure."""
    start = max((m.end() for m in _STOP.finditer(text, 0, mention.start)), default=0)
    stop = _STOP.search(text, mention.end)
    end = stop.start() if stop else len(text)
    if start < around[0]:
        marks = _joints(text, around[0], mention.start)
        start = marks[0].end() if marks else start
    if around[1] < end:
        marks = _joints(text, mention.end, around[1])
        end = marks[-1].start() if marks else end
    if lead := _LEAD.match(text[start : mention.start]):
        start += lead.end()
    while start < mention.start and text[start] in ' \n“"':
        start += 1
    return start, end


def _joints(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Where a list goes on between two figures: at 、, else at 和 or 及."""
    return list(_ITEM.finditer(text, start, end)) or list(_JOINED.finditer(text, start, end))


def _sentence_span(text: str, mention: Mention) -> Span:
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, mention.start)), default=0)
    stop = _SENTENCE.search(text, mention.end)
    return start, stop.start() if stop else len(text)


def _deadline_span(flow: Flow, deadline: Deadline | None) -> Span | None:
    return flow.span(deadline.start, deadline.end) if deadline else None
