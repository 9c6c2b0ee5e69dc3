"""What changed: new plans, figures raised, lowered or dropped, deadlines that passed, since a day."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from html import escape

import streamlit as st

from analysis.changes import PART_NAMES, ChangePart, changes_since
from exports.changes import changes_csv
from exports.taking import stem
from loaders.history import load_history
from loaders.problems import InvalidData
from pages.shared.address import write_address
from pages.shared.changes_table import changes_table, figures_table, plans_table
from pages.shared.controls import pager
from pages.shared.downloads import download_button, say_failures
from pages.shared.frame import open_page, page_title, title_row
from pages.shared.own_data import builtin_atlas
from pages.shared.visit import last_look

#: Rows of each part when all are shown, and of one part by itself.
FEW, PAGE_SIZE = 8, 40
#: Days looked back where neither the address nor the browser names a day.
USUAL = 30

frame = open_page()
linked = frozenset(frame.atlas.plan_by_id)
frame = replace(frame, atlas=builtin_atlas())  # the history is that of the built-in collection
view = frame.view
look = last_look(frame.today)
if look and not view.since and not st.session_state.get("look_used"):
    st.session_state["look_used"] = True
    write_address(view.but(since=look.isoformat()))
    st.rerun()
since = date.fromisoformat(view.since) if view.since else frame.today - timedelta(days=USUAL)
try:
    editions = load_history()
except InvalidData as error:
    editions = ()
    lines = "".join(f"<li>{escape(p.for_readers(frame.lang))}</li>" for p in error.problems[:20])
    st.html(f'<div class="notice" role="alert"><ul class="problems">{lines}</ul></div>')
found = changes_since(editions, frame.atlas, since, frame.today)
counts = {part: found.count(part) for part in ChangePart}
told = [part for part in ChangePart if counts[part]]
title = frame.t("Since {date} nothing has changed", date=since)
if told:
    # Wordings matter to curators; they make the title only where nothing weightier does.
    weighty = [part for part in told if part is not ChangePart.REWORDED] or told
    few = [f"{frame.t(PART_NAMES[part])} {counts[part]}" for part in weighty]
    title = frame.t("Since {date}: {changes}", date=since, changes=frame.t(", ").join(few))
last = editions[-1].date if editions else None
with title_row():
    page_title(
        frame,
        title,
        frame.t(
            "From the dated editions of the collection: {count} in this time, the last of {date}",
            count=found.editions, date=last,
        ) if last else frame.t("No edition of the collection is recorded yet"),
    )  # fmt: skip
    if told:
        download_button(
            frame, frame.t("Save as CSV"), partial(changes_csv, found, frame.atlas, frame.lang),
            stem([frame.t("what changed since {date}", date=since)], "csv"), "text/csv",
            icon=":material/download:", key="changes_csv",
        )  # fmt: skip


def pick_day() -> None:
    """The chosen day into the address."""
    day = st.session_state["since_day"]
    frame.change(since=day.isoformat() if day else "", page=1)()


st.session_state["since_day"] = since
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    st.date_input(
        frame.t("Since (this day included)"), key="since_day", on_change=pick_day, width=190,
        min_value=date(1990, 1, 1), max_value=max(frame.today, since), format="YYYY-MM-DD",
    )  # fmt: skip
    days = {
        frame.t("Since my last look, {date}", date=look): look,
        frame.t("Last {count} days", count=USUAL): frame.today - timedelta(days=USUAL),
        frame.t("This year"): date(frame.today.year, 1, 1),
    }
    for label, day in days.items():
        if day is not None:
            st.button(
                label, on_click=frame.change(since=day.isoformat(), page=1), disabled=day == since
            )
names = {"": frame.t("All")} | {
    part.value: f"{frame.t(PART_NAMES[part])} {counts[part]}" for part in told
}
chosen = view.changed if view.changed in names else ""
if told:
    st.segmented_control(
        frame.t("Part"), list(names), format_func=names.__getitem__, required=True,
        label_visibility="collapsed", **frame.bound("changed", chosen),
    )  # fmt: skip
else:
    st.html(
        f'<div class="empty">{escape(frame.t("No plan, figure or deadline. Choose an earlier day."))}</div>'
    )


def table(part: ChangePart, rows: slice) -> str:
    """A part of the changes as HTML."""
    if part is ChangePart.PLANS:
        return plans_table(frame, found.plans[rows], linked)
    if part in (ChangePart.FIGURES, ChangePart.PASSED):
        passed = part is ChangePart.PASSED
        pairs = found.passed if passed else found.figures
        return figures_table(frame, pairs[rows], linked, outcomes=passed)
    headings = (frame.t("Before"), frame.t("Now"))
    both = frame.atlas.collection
    return changes_table(frame, found.changes[part][rows], both, both, headings)


for part in told:
    if chosen and part.value != chosen:
        continue
    st.html(f'<h2 class="part">{escape(names[part.value])}</h2>')
    if chosen:
        st.html(table(part, pager(frame, counts[part], PAGE_SIZE)))
        continue
    st.html(table(part, slice(0, FEW)))
    if counts[part] > FEW:
        st.button(
            frame.t("Show all {count}", count=counts[part]), type="tertiary", key=f"all_{part}",
            on_click=frame.change(changed=part.value, page=1),
        )  # fmt: skip
if told:
    say_failures(frame, "changes")
