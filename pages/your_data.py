"""Your data: a form to fill in, an upload to look at, and every page with it, in this session only."""

from functools import partial
from html import escape

import streamlit as st

from analysis.own_atlas import Use
from exports.taking import stem
from loaders.template import filled, template
from loaders.xlsx_guard import MAX_UPLOAD
from pages.shared.controls import pager
from pages.shared.downloads import download_button, say_failures
from pages.shared.file_field import file_field
from pages.shared.frame import open_page, page_title, title_row
from pages.shared.own_data import (
    OwnData,
    builtin_atlas,
    choose_use,
    drop_own_data,
    failed_upload,
    own_data,
    take_upload,
)
from pages.shared.own_panels import differences, preview, problems_table, take_along

#: Changed records on one page of the list.
PAGE_SIZE = 40
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

frame = open_page()
builtin = builtin_atlas()
store = st.session_state


def take_file() -> None:
    """Read the file that was chosen."""
    file = store.get("own_file")
    if file is not None:
        take_upload(file.name, file.getvalue())


def uploader() -> None:
    """Where a file is brought, and what was wrong with the last one."""
    file_field(
        frame, frame.t("The filled form (.xlsx), or YAML in the format of the collection"), None,
        MAX_UPLOAD, "own_file", on_change=take_file,
    )  # fmt: skip
    if failed := failed_upload():
        text = frame.t("{name} cannot be used yet. Places to correct: {count}",
                       name="\u2068" + failed.name + "\u2069", count=len(failed.problems))  # fmt: skip
        st.html(f'<div class="notice" role="alert">{escape(text)}</div>')
        st.html(problems_table(frame, failed.problems))


def forms() -> None:
    """The forms to take: empty, or filled with the collection."""
    collection, lang, day = builtin.collection, frame.lang, frame.today.isoformat()
    with st.container(horizontal=True, gap="small"):
        download_button(
            frame, frame.t("Empty form"), partial(template, collection, lang),
            stem([frame.t("policy targets form")], "xlsx"), XLSX, type="primary",
            icon=":material/download:", key="own_form",
        )  # fmt: skip
        download_button(
            frame, frame.t("Form filled with the collection"), partial(filled, collection, collection, lang),
            stem([frame.t("policy targets of the collection"), day], "xlsx"), XLSX,
            icon=":material/download:", key="own_filled",
        )  # fmt: skip
        say_failures(frame, "own_forms")
    points = (
        frame.t("Cells offer the collection’s terms to choose from and say what belongs into them; the first sheet explains, the second shows an example."),
        frame.t("Every figure needs the clause that states it and the document it stands in."),
        frame.t("Or change the filled form: only what you change counts as a difference."),
    )  # fmt: skip
    items = "".join(f"<li>{escape(point)}</li>" for point in points)
    st.html(f'<ul class="points">{items}</ul>')


def start() -> None:
    """The form at the left, the upload at the right."""
    with title_row():
        page_title(
            frame,
            frame.t("Look at your own data with all pages of the atlas"),
            frame.t("Beside the collection or instead of it, in your session only"),
        )
    left, right = st.columns([1, 1.25], gap="large")
    with left:
        st.html(f'<h2 class="part">1 · {escape(frame.t("Fill in the form"))}</h2>')
        forms()
    with right:
        st.html(f'<h2 class="part">2 · {escape(frame.t("Bring it back"))}</h2>')
        uploader()
        if failed_upload() is None:
            points = (
                frame.t("The file stays in the memory of your session: it is not stored, and nobody else sees it. Reloading the page or closing it forgets it."),
                frame.t("Every mistake is named with its cell or line. Nothing is shown before the whole file is sound."),
                frame.t("At most {size} MB; values only, no macros, no links to other workbooks.", size=MAX_UPLOAD // 10**6),
            )  # fmt: skip
            items = "".join(f"<li>{escape(point)}</li>" for point in points)
            st.html(f'<ul class="points">{items}</ul>')


def use_switch(held: OwnData) -> None:
    """What all pages show."""
    names = {
        Use.BUILTIN: frame.t("The built-in collection"),
        Use.BESIDE: frame.t("Your data beside it"),
        Use.INSTEAD: frame.t("Only your data"),
    }
    store["own_use"] = held.use
    options = [use for use in Use if use is Use.BUILTIN or use in held.atlases]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.segmented_control(
            frame.t("What all pages show"), options, format_func=names.__getitem__, required=True,
            key="own_use", on_change=lambda: choose_use(Use(store["own_use"])), width="content",
        )  # fmt: skip
        if held.use is not Use.BUILTIN:
            query = frame.view.but(page=1).to_query()
            for file, name in (("map", frame.t("Map")), ("plans", frame.t("Plans"))):
                st.page_link(f"pages/{file}.py", label=f"{name} →", query_params=query)
    if held.obstacles:
        words = frame.t("These data cannot stand beside the collection:")
        table = problems_table(frame, held.obstacles)
        st.html(f'<div class="notice" role="status">{escape(words)}{table}</div>')


def work(held: OwnData) -> None:
    """What the upload holds, what it changes, and what becomes of it."""
    plans = held.own.collection.plans
    changes = held.changes
    counts = [
        frame.count(len(plans), "plan"),
        frame.count(sum(len(plan.targets) for plan in plans), "figure"),
    ]
    with title_row():
        page_title(
            frame,
            frame.t("{name}: {counts}, nothing to correct",
                    name="\u2068" + held.name + "\u2069", counts=frame.t(", ").join(counts)),
            frame.t(
                "Against the collection: {added} new records, {changed} changed, {removed} removed",
                added=len(changes.added), changed=len(changes.changed), removed=len(changes.removed),
            ),
        )  # fmt: skip
        with st.popover(frame.t("Another file")):
            uploader()
            st.button(frame.t("Forget my data"), on_click=drop_own_data, key="own_drop")
    if failed_upload():
        text = frame.t(
            "The last file could not be used; see Another file. Shown is the one before."
        )
        st.html(f'<div class="notice" role="status">{escape(text)}</div>')
    use_switch(held)
    told = len(changes.told)
    tabs = st.tabs(
        [frame.t("Differences ({count})", count=told), frame.t("Preview"), frame.t("Take along")]
    )
    with tabs[0]:
        part = pager(frame, told, PAGE_SIZE) if told else slice(0, 0)
        differences(frame, builtin.collection, held, part)
    with tabs[1]:
        preview(frame, held)
    with tabs[2]:
        take_along(frame, builtin.collection, held)


if (held := own_data()) is not None:
    work(held)
else:
    start()
