"""The three panels of a draft: one proposal at hand, the plan and its document, the YAML."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from analysis.evidence_words import document_kind_name
from analysis.words import (
    indicator_name,
    kind_name,
    place_name,
    quantity_in_words,
    scope_name,
    sector_name,
    status_name,
)
from language.catalogue import mark, pick
from loaders.drafting.draft import Draft, State, mistakes
from loaders.drafting.entry import Entry, entry_text, predecessor, problems_of
from loaders.drafting.proposals import Proposal
from loaders.models import DocumentKind, Extent, Level, PlanStatus, TargetKind
from loaders.problems import Mistake, in_language
from loaders.quantities import parse_quantity
from loaders.regions import regions
from pages.shared.frame import Frame
from pages.shared.icon_button import icon_button

_STATES = {
    State.OPEN: mark("open"),
    State.ACCEPTED: mark("accepted"),
    State.DISMISSED: mark("dismissed"),
}


def proposal_words(frame: Frame, draft: Draft, proposal: Proposal) -> str:
    """A proposal in a few words: its number, figure, indicator and state."""
    record = draft.record(proposal)
    parts = [f"{proposal.number}", _figure(frame, record["value"])]
    indicator = record["indicator"]
    if indicator in frame.atlas.collection.indicators:
        parts.append(indicator_name(frame.atlas, indicator, frame.lang))
    state = draft.decision(proposal.number).state
    if state is not State.OPEN:
        parts.append(frame.t(_STATES[state]))
    return " · ".join(parts)


def _figure(frame: Frame, written: str) -> str:
    try:
        return quantity_in_words(parse_quantity(written), frame.lang)
    except ValueError:
        return written


def proposal_panel(frame: Frame, draft: Draft) -> None:
    """The proposal at hand: what the text says, the fields, and the decision."""
    proposal = draft.at_hand()
    _everything(frame, draft)
    if proposal is None:
        st.html(f'<div class="empty">{escape(frame.t("Nothing is proposed."))}</div>')
        return
    _chooser(frame, draft, proposal)
    record = draft.record(proposal)
    wrong = mistakes(record, frame.atlas.collection)
    st.html(_passage(frame, draft, proposal))
    _fields(frame, draft, proposal, record, wrong)
    _decision(frame, draft, proposal, allowed=not wrong)


def _everything(frame: Frame, draft: Draft) -> None:
    others = sum(not proposal.likely for proposal in draft.proposals)
    if not others:
        return

    def turn() -> None:
        """Show or hide what reads like no target."""
        draft.everything = st.session_state["draft_everything"]

    st.session_state["draft_everything"] = draft.everything
    st.toggle(
        frame.t("Also the {count} figures that do not read like a target", count=others),
        key="draft_everything", on_change=turn,
    )  # fmt: skip


def _chooser(frame: Frame, draft: Draft, proposal: Proposal) -> None:
    """The list of all proposals, and a step back and on."""
    shown = {item.number: item for item in draft.shown}
    before, middle, after = st.columns([1, 6, 1], vertical_alignment="bottom")
    numbers = list(shown)
    icon_button(
        before, frame.t("The proposal before"), "chevron_left", "draft_back", width="stretch",
        on_click=lambda: draft.step(-1), disabled=proposal.number == numbers[0],
    )  # fmt: skip
    icon_button(
        after, frame.t("The next proposal"), "chevron_right", "draft_on", width="stretch",
        on_click=lambda: draft.step(1), disabled=proposal.number == numbers[-1],
    )  # fmt: skip
    st.session_state["draft_current"] = proposal.number

    def go() -> None:
        """Go to the proposal that was chosen."""
        draft.current = st.session_state["draft_current"]

    middle.selectbox(
        frame.t("Proposal"), numbers, key="draft_current", on_change=go,
        format_func=lambda number: proposal_words(frame, draft, shown[number]),
        label_visibility="collapsed",
    )  # fmt: skip


def _passage(frame: Frame, draft: Draft, proposal: Proposal) -> str:
    """The wording with its figure, and where the deadline was read, as HTML."""
    text = draft.source.text
    first, last = proposal.figure
    parts = (text[proposal.start : first], text[first:last], text[last : proposal.end])
    head, figure, tail = (escape("".join(part.split("\n"))) for part in parts)
    lines = [f'<div class="wording" lang="zh-CN">“{head}<b>{figure}</b>{tail}”</div>']
    if proposal.deadline_span:
        found = escape(text[slice(*proposal.deadline_span)])
        words = frame.t("deadline read in {words}", words="\u2068“" + found + "”\u2069")
    else:
        words = frame.t("the text states no deadline for it")
    lines.append(f'<div class="place">{words}</div>')
    return "".join(lines)


def _fields(
    frame: Frame,
    draft: Draft,
    proposal: Proposal,
    record: dict[str, Any],
    wrong: dict[str, Mistake],
) -> None:
    collection = frame.atlas.collection

    def bind(key: str, value: Any) -> dict[str, Any]:
        """Arguments that bind a widget to one field of this proposal."""
        name = f"draft_{key}_{proposal.number}"
        st.session_state[name] = value
        return {
            "key": name,
            "on_change": lambda: draft.correct(proposal.number, key, st.session_state[name]),
        }

    near = [candidate.indicator for candidate in proposal.candidates]
    options = list(dict.fromkeys([*near, *collection.indicators]))
    chosen = record["indicator"] if record["indicator"] in options else None

    def label(name: str) -> str:
        sector = sector_name(frame.atlas, collection.indicators[name].sector, frame.lang)
        return f"{indicator_name(frame.atlas, name, frame.lang)} · {sector}"

    st.selectbox(
        frame.t("Indicator"), options, format_func=label, placeholder=frame.t("Choose one"),
        help=frame.t("The likeliest come first, by likeness to clauses that were curated before."),
        **bind("indicator", chosen),
    )  # fmt: skip
    _wrong(frame, wrong, "indicator")
    left, right = st.columns([1.4, 1])
    with left:
        st.text_input(
            frame.t("Value"), help="2500 亿元, >= 3000 亿元, > 2000 家, 约 50 个, 2-3 家, 第 1 名, x2",
            **bind("value", record["value"]),
        )  # fmt: skip
        _wrong(frame, wrong, "value")
    with right:
        st.text_input(frame.t("Deadline"), help="2025, 2025-06, 2025-06-30", **bind("deadline", record["deadline"] or ""))  # fmt: skip
        _wrong(frame, wrong, "deadline")
    st.multiselect(
        frame.t("Scope"), list(collection.scopes),
        format_func=lambda scope: scope_name(frame.atlas, scope, frame.lang),
        placeholder=frame.t("no scope stated"), **bind("scope", list(record["scope"])),
    )  # fmt: skip
    left, right = st.columns([1.2, 1])
    left.segmented_control(
        frame.t("Kind"), [kind.value for kind in TargetKind], required=True,
        format_func=lambda kind: kind_name(kind, frame.lang), **bind("kind", record["kind"]),
    )  # fmt: skip
    wordings = {
        proposal.clause: frame.t("shortest clause"),
        draft.sentence(proposal): frame.t("whole sentence"),
    }
    if len(wordings) > 1:
        right.segmented_control(
            frame.t("Wording"), list(wordings), required=True, format_func=wordings.__getitem__,
            **bind("wording", record["wording"]),
        )  # fmt: skip


def _wrong(frame: Frame, wrong: dict[str, Mistake], key: str) -> None:
    if mistake := wrong.get(key):
        what, remedy = (in_language(frame.lang, part) for part in (mistake.what, mistake.remedy))
        text = frame.t("{what}. {remedy}", what=what, remedy=remedy)
        st.html(f'<div class="note" role="alert">{escape(text)}</div>')


def _decision(frame: Frame, draft: Draft, proposal: Proposal, *, allowed: bool) -> None:
    state = draft.decision(proposal.number).state

    def to(state: State) -> Callable[[], None]:
        return lambda: draft.decide(proposal.number, state)

    with st.container(horizontal=True):
        if state is State.OPEN:
            st.button(frame.t("Accept"), type="primary", icon=":material/check:", disabled=not allowed, on_click=to(State.ACCEPTED))  # fmt: skip
            st.button(frame.t("Dismiss"), icon=":material/close:", on_click=to(State.DISMISSED))
        else:
            st.html(f'<span class="chip">{escape(frame.t(_STATES[state]))}</span>', width="content")
            st.button(frame.t("Decide again"), icon=":material/undo:", on_click=to(State.OPEN))


def plan_panel(frame: Frame, draft: Draft) -> None:
    """What the YAML says of the plan and of the document it was read in."""
    known = draft.known(frame.atlas.collection)
    if known is not None:
        text = frame.t("The collection has a plan of this title: {plan}. Add to it what is new.", plan=known.id)  # fmt: skip
        st.html(f'<div class="notice" role="status">{escape(text)}</div>')
    form = _Form(frame, draft.plan, "plan")
    form.text("title", frame.t("Title in Chinese"))
    form.text("title_en", frame.t("Title in English"))
    left, right = st.columns(2)
    with left:
        form.names("issuers", frame.t("Issued by (separate with ;)"))
        form.region("jurisdiction", frame.t("Region"))
        form.text("issued", frame.t("Issued on"), "2023-09-18, 2023-09, 2023")
        form.text("number", frame.t("Number"), "国办发〔2023〕1号")
        form.choice("status", frame.t("Status"), [s.value for s in PlanStatus], lambda s: status_name(s, frame.lang), "in_force")  # fmt: skip
    with right:
        form.names("issuers_en", frame.t("The same in English"))
        sectors = list(frame.atlas.collection.sectors)
        form.choice("sector", frame.t("Sector"), sectors, lambda s: sector_name(frame.atlas, s, frame.lang))  # fmt: skip
        form.text("reported", frame.t("Or reported on"), "2023-10-12")
        form.text("period", frame.t("Period"), "2023-2025")
        extents = {"full": frame.t("the full text"), "summary": frame.t("a summary of it")}
        form.choice("extent", frame.t("What was read"), [e.value for e in Extent], extents.__getitem__, "summary")  # fmt: skip
    form.text("url", frame.t("Official link"), "https://…")
    form.text("id", frame.t("Id of the plan"), frame.t("links point to it: choose it once"))
    st.html(f'<h2 class="part">{escape(frame.t("Document in which it was read"))}</h2>')
    _document(frame, draft)
    form.text("locator", frame.t("Place in the document"), "政策速递 第2条")


def _document(frame: Frame, draft: Draft) -> None:
    known = frame.atlas.collection.documents
    new = frame.t("A new document")

    def label(name: str) -> str:
        if not name:
            return new
        publisher = pick(frame.lang, known[name].publisher, known[name].publisher_en)
        return f"{publisher}《{known[name].title}》"

    st.session_state["draft_document"] = "" if draft.document else draft.plan.get("document", "")

    def choose() -> None:
        """A document that the collection has, or a new one."""
        name = st.session_state["draft_document"]
        draft.plan["document"] = name or f"web-{draft.plan['id']}"
        draft.document = {} if name else _fresh(frame, draft)

    if not draft.plan.get("document"):
        draft.plan["document"] = f"web-{draft.plan['id']}"
        draft.document = _fresh(frame, draft)
        st.session_state["draft_document"] = ""
    st.selectbox(frame.t("Document"), ["", *known], format_func=label, key="draft_document", on_change=choose)  # fmt: skip
    if not draft.document:
        return
    form = _Form(frame, draft.document, "document")
    form.text("title", frame.t("Title of the document"))
    left, right = st.columns(2)
    with left:
        form.text("publisher", frame.t("Publisher"))
        form.choice("kind", frame.t("Kind of document"), [k.value for k in DocumentKind], lambda k: document_kind_name(k, frame.lang))  # fmt: skip
        form.text("date", frame.t("Date"), "2023-09-18")
    with right:
        form.text("publisher_en", frame.t("Publisher in English"))
        _Form(frame, draft.plan, "of_plan").text("document", frame.t("Id of the document"))
        form.text("read", frame.t("Read on"), "2026-11-21")
    form.text("url", frame.t("Address of the page"), "https://…")
    form.text("file", frame.t("Or name of the file"), "plan.pdf")


def _fresh(frame: Frame, draft: Draft) -> dict[str, Any]:
    """A new document's record: its kind and the day of reading; the rest a person says."""
    return {"title": draft.plan.get("title") or "", "kind": "official_page", "read": frame.today.isoformat()}  # fmt: skip


class _Form:
    """Widgets bound to the keys of one record; an empty field is an empty value."""

    def __init__(self, frame: Frame, record: dict[str, Any], name: str) -> None:
        self._frame, self._record, self._name = frame, record, name

    def _bound(self, key: str, value: Any, read: Callable[[Any], Any]) -> dict[str, Any]:
        name = f"draft_{self._name}_{key}"
        st.session_state[name] = value

        def write() -> None:
            """Note what was written."""
            self._record[key] = read(st.session_state[name])

        return {"key": name, "on_change": write}

    def text(self, key: str, label: str, example: str | None = None) -> None:
        """One line of text."""
        value = self._record.get(key) or ""
        st.text_input(label, placeholder=example, **self._bound(key, value, str.strip))

    def names(self, key: str, label: str) -> None:
        """Several names in one line."""

        def read(text: str) -> list[str]:
            return [part.strip() for part in text.replace("；", ";").split(";") if part.strip()]

        value = "; ".join(self._record.get(key) or ())
        st.text_input(label, **self._bound(key, value, read))

    def choice(
        self, key: str, label: str, options: list[str], words: Callable[[str], str],
        default: str | None = None,
    ) -> None:  # fmt: skip
        """One of a few."""
        value = self._record.get(key) or default
        shown = value if value in options else None
        st.selectbox(label, options, format_func=words, placeholder=self._frame.t("Choose one"), **self._bound(key, shown, lambda chosen: chosen))  # fmt: skip

    def region(self, key: str, label: str) -> None:
        """A region: the nation, a province or city, or a district that has a plan."""
        used = {plan.jurisdiction for plan in self._frame.atlas.collection.plans}
        value = self._record.get(key)
        options = [
            code
            for code, region in regions().items()
            if region.level is not Level.DISTRICT or code in used or code == value
        ]
        self.choice(key, label, options, lambda code: place_name(code, self._frame.lang))


def yaml_panel(frame: Frame, draft: Draft) -> None:
    """The entry as YAML: what is still missing, where it goes, to copy and to save."""
    collection = frame.atlas.collection
    entry = draft.entry(collection)
    if not entry.targets:
        st.html(f'<div class="empty">{escape(frame.t("Nothing is accepted yet."))}</div>')
        return
    text = entry_text(entry)
    problems = problems_of(entry, collection)
    if problems:
        items = "".join(
            f"<li>{escape(problem.in_language(frame.lang).split(':', 3)[-1].strip())}</li>"
            for problem in problems[:20]
        )
        words = frame.t("Still to correct before it may be entered ({count}):", count=len(problems))
        st.html(f'<div class="notice" role="status">{escape(words)}<ul>{items}</ul></div>')
    else:
        st.html(f'<p class="lead">{escape(_place(frame, entry))}</p>')
    st.download_button(
        frame.t("Save as a file"), text, f"{entry.plan.get('id') or 'draft'}.yaml",
        "application/yaml", icon=":material/download:",
    )  # fmt: skip
    st.code(text, language="yaml", wrap_lines=True)


def _place(frame: Frame, entry: Entry) -> str:
    """Where in the file a sound entry goes."""
    before = predecessor(entry, frame.atlas.collection)
    if before is None:
        return frame.t("The entry is sound. It goes first under plans: in data/targets.yaml.")
    return frame.t(
        "The entry is sound. In data/targets.yaml it goes under plans: right after {plan}.",
        plan=before,
    )
