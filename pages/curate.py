"""Curate: from the text of a plan to targets as YAML, each decided by a person."""

from html import escape

import streamlit as st

from loaders.documents_text import MAX_BYTES, DocumentText, Unreadable, checked_text, read_document
from loaders.drafting.draft import Draft, State, new_draft
from loaders.problems import in_language
from pages.shared.curating import plan_panel, proposal_panel, proposal_words, yaml_panel
from pages.shared.file_field import file_field
from pages.shared.frame import open_page, page_title, title_row
from pages.shared.marked_text import marked_text

frame = open_page()
store = st.session_state


def take(data: bytes | str, name: str) -> None:
    """Read a text and propose; where it cannot be read, keep what is wrong with it."""
    store.pop("draft_error", None)
    try:
        if isinstance(data, str):
            source = checked_text(DocumentText(data.replace("\r\n", "\n"), "txt"))
        else:
            source = read_document(data)
    except Unreadable as error:
        store["draft_error"] = error
        return
    store["draft"] = new_draft(source, name, frame.atlas.collection)


def take_file() -> None:
    """Read the file that was chosen."""
    file = store.get("draft_file")
    if file is not None:
        take(file.getvalue(), file.name)


def start() -> None:
    """The two ways to bring a text, and what becomes of it."""
    with title_row():
        page_title(
            frame,
            frame.t("From the text of a plan to targets"),
            frame.t(
                "Every clause with a quantity is proposed; you accept, correct or dismiss each"
            ),
        )
    left, right = st.columns([1, 1.5], gap="large")
    with left:
        file_field(
            frame, frame.t("A file (.txt, .docx, .pdf)"), None, MAX_BYTES, "draft_file",
            on_change=take_file,
        )  # fmt: skip
        if error := store.get("draft_error"):
            what, remedy = (in_language(frame.lang, part) for part in (error.what, error.remedy))
            text = frame.t("{what}. {remedy}", what=what, remedy=remedy)
            st.html(f'<div class="notice" role="alert">{escape(text)}</div>')
        points = (
            frame.t("The text stays in your session and nothing is written: the result is YAML to copy."),
            frame.t("Each proposal is a passage of your text. What the text does not say stays empty."),
            frame.t("A figure that no curated clause resembles is shown without an indicator."),
        )  # fmt: skip
        items = "".join(f"<li>{escape(point)}</li>" for point in points)
        st.html(f'<ul class="points">{items}</ul>')
    with right:
        store["draft_pasted"] = store.get("draft_kept", "")

        def keep() -> None:
            """Keep what was pasted, also when the page is left."""
            store["draft_kept"] = store["draft_pasted"]

        st.text_area(frame.t("Or paste the text"), height=420, key="draft_pasted", on_change=keep)
        st.button(
            frame.t("Propose targets"), type="primary", disabled=not store["draft_pasted"].strip(),
            on_click=lambda: take(store["draft_kept"], frame.t("pasted text")),
        )  # fmt: skip


def drop() -> None:
    """Start again; what was pasted stays in its field."""
    store.pop("draft", None)


def work(draft: Draft) -> None:
    """The text with its marks at the left; proposals, plan and YAML at the right."""
    draft.settle(frame.atlas.collection)
    counts = {state: draft.count(state) for state in State}
    shown = len(draft.shown)
    title = (
        frame.t("{open} of {all} proposals are still open", open=counts[State.OPEN], all=shown)
        if counts[State.OPEN]
        else frame.t("All {all} proposals are decided", all=shown)
    )
    subtitle = frame.t(
        "{accepted} accepted, {dismissed} dismissed, in {name}",
        accepted=counts[State.ACCEPTED], dismissed=counts[State.DISMISSED], name=draft.name,
    )  # fmt: skip
    if not shown:
        title = frame.t("No clause of this text reads like a target")
    with title_row():
        page_title(frame, title, subtitle)
        with st.popover(frame.t("Another text")):
            st.write(frame.t("This draft and its decisions are dropped."))
            st.button(frame.t("Drop it and start again"), on_click=drop, type="primary")
    if draft.source.assumed:
        text = in_language(frame.lang, draft.source.assumed)
        st.html(f'<div class="notice" role="status">{escape(text)}</div>')
    left, right = st.columns([1.12, 1], gap="medium")
    with left:
        st.html(legend())
        marked_text(
            draft,
            frame.t("The text, its clauses marked"),
            lambda p: proposal_words(frame, draft, p),
        )
    with right:
        parts = {
            "proposals": frame.t("Proposals"),
            "plan": frame.t("Plan and document"),
            "yaml": frame.t("YAML ({count})", count=counts[State.ACCEPTED]),
        }
        store["draft_part"] = draft.part

        def turn() -> None:
            """Show another part."""
            draft.part = store["draft_part"]

        st.segmented_control(
            frame.t("Part"), list(parts), format_func=parts.__getitem__, required=True,
            label_visibility="collapsed", key="draft_part", on_change=turn,
        )  # fmt: skip
        panels = {"proposals": proposal_panel, "plan": plan_panel, "yaml": yaml_panel}
        with st.container(key="draft_side", height=500, border=False):
            panels[draft.part](frame, draft)


def legend() -> str:
    """What the marks mean, as HTML."""
    marks = [
        ("open", frame.t("proposed")),
        ("accepted", frame.t("accepted")),
        ("dismissed", frame.t("dismissed")),
        ("when", frame.t("deadline of the clause at hand")),
    ]
    return '<div class="legend clauses">' + "".join(
        f'<span><i class="{css}"></i>{escape(words)}</span>' for css, words in marks
    ) + "</div>"  # fmt: skip


if "draft" in store:
    work(store["draft"])
else:
    start()
