"""Parts of the page Your data: mistakes, differences, the figures, files to take along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from html import escape

import streamlit as st
from openpyxl.utils import get_column_letter

from analysis.own_atlas import Use
from exports.table import HEADINGS, export_table
from exports.taking import stem
from loaders.diff import RECORD_NAMES
from loaders.models import Collection
from loaders.own import alone
from loaders.problems import InvalidData, Problem, in_language
from loaders.round_trip import edited_yaml, fresh_yaml
from loaders.template import filled
from pages.shared import live
from pages.shared.changes_table import changes_table
from pages.shared.downloads import download_button, say_failures
from pages.shared.frame import Frame
from pages.shared.own_data import OwnData

#: Mistakes and absent records listed; a file with more has other things to correct first.
_MOST = 200
_PREVIEW = ("region", "plan", "indicator", "scope", "part", "figure", "deadline", "status", "wording")  # fmt: skip
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def problems_table(frame: Frame, problems: Sequence[Problem]) -> str:
    """HTML of a table: where, what is wrong, what to do."""
    names = (frame.t("Place"), frame.t("What is wrong"), frame.t("What to do"))
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(
        f'<tr><td class="where"><b>{escape(_place(frame, item))}</b>'
        f'<div class="place">{escape(item.path)}</div></td>'
        f"<td>{escape(in_language(frame.lang, item.what))}</td>"
        f"<td>{escape(in_language(frame.lang, item.remedy))}</td></tr>"
        for item in problems[:_MOST]
    )
    more = ""
    if len(problems) > _MOST:
        text = frame.t(" and {count} more", count=len(problems) - _MOST)
        more = f'<p class="source">{escape(text)}</p>'
    return (
        f'<div class="scroll"><table class="matrix mistakes"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>{more}"
    )


def _place(frame: Frame, problem: Problem) -> str:
    if problem.sheet:
        cell = f"{get_column_letter(problem.column)}{problem.line}"
        return frame.t("sheet {sheet}, cell {cell}", sheet=problem.sheet, cell=cell)
    if (problem.line, problem.column, problem.path) == (1, 1, ""):
        return frame.t("the whole file")
    return frame.t("line {line}, column {column}", line=problem.line, column=problem.column)


def differences(frame: Frame, builtin: Collection, held: OwnData, part: slice) -> None:
    """What is new, changed and removed, field by field; then what the upload does not have."""
    changes = held.changes
    if changes.told:
        headings = (frame.t("In the collection"), frame.t("In your data"))
        shown = changes.told[part]
        st.html(changes_table(frame, shown, builtin, held.own.collection, headings))
    else:
        text = frame.t("Every record says the same as in the collection.")
        st.html(f'<div class="empty">{escape(text)}</div>')
    same = _counts(frame, changes.same)
    if same:
        st.html(
            f'<p class="source">{escape(frame.t("The same in both: {counts}", counts=same))}</p>'
        )
    if changes.absent:
        counts = _counts(frame, Counter(item.record for item in changes.absent))
        with st.expander(frame.t("Not in your data: {counts}", counts=counts)):
            words = frame.t(
                "Beside the collection these stay as they are; with only your data they are not shown."
            )
            st.html(f'<p class="source">{escape(words)}</p>')
            headings = (frame.t("In the collection"), frame.t("In your data"))
            few = changes.absent[:_MOST]
            st.html(changes_table(frame, few, builtin, held.own.collection, headings))
            if len(changes.absent) > _MOST:
                more = frame.t(" and {count} more", count=len(changes.absent) - _MOST)
                st.html(f'<p class="source">{escape(more)}</p>')


def _counts(frame: Frame, counts: dict[str, int]) -> str:
    """Such as ``Plans 3, Figures 12``."""
    parts = [f"{frame.t(RECORD_NAMES[kind])} {count}" for kind, count in counts.items() if count]
    return frame.t(", ").join(parts)


def preview(frame: Frame, held: OwnData) -> None:
    """The figures of the upload as the atlas reads them."""
    atlas = held.atlases[Use.INSTEAD]
    table = export_table(atlas, atlas.targets, frame.lang)[list(_PREVIEW)]
    table = table.rename(columns={name: frame.t(HEADINGS[name]) for name in _PREVIEW})
    bare = [plan for plan in held.own.collection.plans if not plan.targets]
    if bare:
        st.html(
            f'<p class="source">{escape(frame.t("Plans without a figure: {count}", count=len(bare)))}</p>'
        )
    st.dataframe(table.astype(str).where(table.notna(), ""), hide_index=True, height=560)


def take_along(frame: Frame, builtin: Collection, held: OwnData) -> None:
    """The upload as YAML and as Excel, and the collection's own file with the upload put into it."""
    day, mine = frame.today.isoformat(), alone(held.own)
    name = held.name.rsplit(".", 1)[0]
    rows = [
        (
            "own_yaml", frame.t("Your data as YAML"),
            frame.t("As you uploaded it, comments and all.") if held.own.text is not None
            else frame.t("In the format of the collection."),
            partial(_own_yaml, held), stem([name], "yaml"), "application/yaml",
        ),
        (
            "own_xlsx", frame.t("Your data as Excel"),
            frame.t("The form, filled; every field has its cell."),
            partial(filled, mine, held.own.collection, frame.lang), stem([name], "xlsx"), _XLSX,
        ),
    ]  # fmt: skip
    if Use.BESIDE in held.atlases:
        both = held.atlases[Use.BESIDE].collection
        rows.append(
            (
                "own_merged", frame.t("The collection with your data, as YAML"),
                frame.t("The collection’s own file with your records put in; comments and order of all else stay."),
                partial(_merged_yaml, both), stem([frame.t("policy targets of the collection"), day], "yaml"),
                "application/yaml",
            )
        )  # fmt: skip
    for key, label, about, make, file, mime in rows:
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            download_button(
                frame, label, make, file, mime, icon=":material/download:", key=key, width=330
            )
            st.html(f'<p class="source">{escape(about)}</p>', width="content")
    say_failures(frame, "own_files")


def _own_yaml(held: OwnData) -> bytes:
    text = held.own.text if held.own.text is not None else fresh_yaml(alone(held.own))
    return text.encode()


def _merged_yaml(both: Collection) -> bytes:
    """Edited from the file that the app serves; made anew where that is broken at the moment."""
    try:
        return edited_yaml(live.FILES.targets.read_text("utf-8-sig"), both).encode()
    except (InvalidData, OSError, UnicodeDecodeError):
        return fresh_yaml(both).encode()
