"""A text with its clauses marked; a click, or Enter on one, chooses it.

The text reaches the browser as data and becomes text nodes there: never markup.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import streamlit as st

from loaders.drafting.draft import Draft, State
from loaders.drafting.proposals import Proposal

_HTML = '<div class="pane" tabindex="0" role="document" lang="zh-CN"></div>'
_CSS = """
.pane { height: max(380px, calc(100vh - 13rem)); overflow-y: auto; box-sizing: border-box;
  border: 1px solid var(--rule); border-radius: 4px; padding: 0.9rem 1.1rem; background: var(--page);
  font-family: var(--font); font-size: 0.98rem; line-height: 1.85; color: var(--ink);
  white-space: pre-wrap; overflow-wrap: anywhere; scrollbar-width: thin; }
.pane:focus-visible, .clause:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
.clause { cursor: pointer; border-bottom: 2px solid var(--bar_soft); padding: 0.08em 0; }
.clause b { font-weight: 650; }
.clause.accepted { border-bottom-color: var(--bar); background: var(--class0); color: var(--ink); }
.clause.dismissed { border-bottom: 2px dotted var(--hatch); color: var(--muted); }
.clause.unlikely { border-bottom: 2px dotted var(--bar_soft); }
.clause.current { background: color-mix(in srgb, var(--accent) 14%, var(--page)); border-bottom: 2px solid var(--accent); color: var(--ink); }
.when { border-bottom: 2px dashed var(--accent); }
"""
_JS = """
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const pane = parentElement.querySelector('.pane');
  pane.setAttribute('aria-label', data.label);
  const kept = pane.scrollTop;
  const pieces = data.pieces.map((piece) => {
    if (piece.number === null && !piece.when) return document.createTextNode(piece.text);
    const span = document.createElement('span');
    const inner = piece.figure ? document.createElement('b') : span;
    inner.textContent = piece.text;
    if (inner !== span) span.appendChild(inner);
    if (piece.when) span.classList.add('when');
    if (piece.number === null) return span;
    span.classList.add('clause', ...piece.classes);
    span.dataset.number = piece.number;
    if (piece.first) {
      span.tabIndex = 0;
      span.setAttribute('role', 'button');
      span.setAttribute('aria-label', piece.name);
      if (piece.classes.includes('current')) span.setAttribute('aria-current', 'true');
    }
    return span;
  });
  pane.replaceChildren(...pieces);
  const choose = (target) => {
    const clause = target.closest ? target.closest('.clause') : null;
    if (clause) setTriggerValue('chosen', Number(clause.dataset.number));
  };
  pane.onclick = (event) => choose(event.target);
  pane.onkeydown = (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    if (event.target === pane) return;
    event.preventDefault();
    choose(event.target);
  };
  pane.scrollTop = kept;
  const current = pane.querySelector('.clause.current');
  if (current && pane.dataset.current !== String(data.current)) {
    const top = current.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (top < 60 || top > pane.clientHeight - 120) pane.scrollTop += top - pane.clientHeight / 3;
  }
  pane.dataset.current = data.current;
}
"""
_marked_text = st.components.v2.component("atlas.marked_text", html=_HTML, css=_CSS, js=_JS)


def marked_text(draft: Draft, label: str, name: Callable[[Proposal], str]) -> None:
    """Show the draft's text; a chosen clause becomes the current one.

    Args:
        draft: the draft; its ``current`` changes.
        label: what the text is, for screen readers.
        name: a proposal in words, for screen readers.
    """

    def chosen() -> None:
        """Go to the proposal that was clicked."""
        number = st.session_state["marked_text"].get("chosen")
        if number is not None:
            draft.current = int(number)

    current = draft.at_hand()
    _marked_text(
        key="marked_text",
        data={
            "pieces": pieces(draft, name),
            "current": current.number if current else 0,
            "label": label,
        },
        on_chosen_change=chosen,
    )


def pieces(draft: Draft, name: Callable[[Proposal], str]) -> list[dict[str, Any]]:
    """The text in pieces, each with the proposal that it belongs to; joined they are the text."""
    text = draft.source.text
    current = draft.at_hand()
    when = current.deadline_span if current and current.deadline_span else (0, 0)
    shown = draft.shown
    cuts = {0, len(text), *when}
    for proposal in shown:
        cuts |= {proposal.start, proposal.end, *proposal.figure}
    ordered = sorted(cuts)
    made: list[dict[str, Any]] = []
    begun: set[int] = set()
    for start, end in pairwise(ordered):
        owner = _owner(shown, start, end)
        piece: dict[str, Any] = {
            "text": text[start:end],
            "number": None,
            "when": when[0] <= start and end <= when[1],
        }
        if owner is not None:
            piece |= {
                "number": owner.number,
                "figure": owner.figure[0] <= start and end <= owner.figure[1],
                "first": owner.number not in begun,
                "name": name(owner),
                "classes": _classes(draft, owner, current),
            }
            begun.add(owner.number)
        made.append(piece)
    return made


def _owner(shown: list[Proposal], start: int, end: int) -> Proposal | None:
    """The proposal that a piece belongs to: by its figure, else the first by its clause."""
    around = [p for p in shown if p.start <= start and end <= p.end]
    own = [p for p in around if p.figure[0] <= start and end <= p.figure[1]]
    return next(iter([*own, *around]), None)


def _classes(draft: Draft, proposal: Proposal, current: Proposal | None) -> list[str]:
    state = draft.decision(proposal.number).state
    classes = [] if state is State.OPEN else [state.value]
    if not proposal.likely:
        classes.append("unlikely")
    if proposal is current:
        classes.append("current")
    return classes
