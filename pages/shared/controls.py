"""Controls that several pages use: filters, indicator, scope, deadline."""

from __future__ import annotations

import streamlit as st

from analysis.lenses import lenses
from analysis.map_states import deadlines_of, scopes_of
from analysis.words import (
    indicator_name,
    kind_name,
    level_name,
    scope_name,
    sector_name,
    status_name,
)
from loaders.models import Level, PlanStatus, TargetKind
from pages.shared.address import shown
from pages.shared.frame import Frame
from pages.shared.text import as_text


def sector_filter(frame: Frame, *, labelled: bool = False) -> None:
    """The first filter: which sectors; in sight on lists, among the others where space is short."""
    present = frame.atlas.sectors
    st.pills(
        frame.t("Sector"),
        [name for name in frame.atlas.collection.sectors if name in present],
        selection_mode="multi",
        format_func=lambda name: as_text(sector_name(frame.atlas, name, frame.lang)),
        label_visibility="visible" if labelled else "collapsed",
        **frame.bound("sectors", list(frame.view.sectors)),
    )


def filters(frame: Frame, *, sectors: bool = False, due: bool = True) -> None:
    """The other filters, behind one button that says how many are set."""
    view = frame.view
    active = [view.sectors if sectors else (), view.kinds, view.levels, view.statuses, view.due]
    count = sum(bool(chosen) for chosen in active)
    label = frame.t("Filters") + (f" ({count})" if count else "")
    with st.popover(label, icon=":material/tune:"):
        if sectors:
            sector_filter(frame, labelled=True)
        st.pills(
            frame.t("Kind"), [kind.value for kind in TargetKind], selection_mode="multi",
            format_func=lambda kind: kind_name(kind, frame.lang),
            **frame.bound("kinds", list(view.kinds)),
        )  # fmt: skip
        st.pills(
            frame.t("Level"), [level.value for level in Level], selection_mode="multi",
            format_func=lambda level: level_name(level, frame.lang),
            **frame.bound("levels", list(view.levels)),
        )  # fmt: skip
        st.pills(
            frame.t("Status"), [status.value for status in PlanStatus], selection_mode="multi",
            format_func=lambda status: status_name(status, frame.lang),
            **frame.bound("statuses", list(view.statuses)),
        )  # fmt: skip
        if due:
            years = frame.atlas.deadline_years
            st.pills(
                frame.t("Deadline"), years, selection_mode="multi", format_func=str,
                **frame.bound("due", list(view.due)),
            )  # fmt: skip
        if count:
            st.button(
                frame.t("Clear the filters"),
                on_click=frame.change(
                    kinds=(), levels=(), statuses=(), due=(), **({"sectors": ()} if sectors else {})
                ),
            )


def lens_filter(frame: Frame) -> None:
    """Which deadlines: those of a five-year plan, due soon, or passed; it sets the years."""
    found = {lens.key: lens for lens in lenses(frame.atlas, frame.today.year, frame.lang)}
    chosen = next((key for key, lens in found.items() if lens.years == frame.view.due), "all")
    st.session_state["lens"] = chosen if chosen != "all" or not frame.view.due else None

    def choose() -> None:
        """Set the years of the lens as the view's deadline filter."""
        key = st.session_state["lens"]
        frame.change(due=found[key].years if key in found else (), page=1)()

    st.segmented_control(
        frame.t("Deadlines"), ["all", *found],
        format_func=lambda key: found[key].name if key in found else frame.t("All deadlines"),
        label_visibility="collapsed", key="lens", on_change=choose,
    )  # fmt: skip


def indicator_picker(frame: Frame) -> None:
    """Choose the indicator; each says its sector and how many figures there are."""
    labels = frame.kept("indicators", lambda: _indicator_labels(frame))
    arguments = frame.bound("indicator")
    key = arguments["key"]

    def write() -> None:
        """A new indicator has scopes and deadlines of its own: choose the fullest."""
        fresh = shown().but(indicator=st.session_state[key], scope=None, region="", target="")
        years = deadlines_of(frame.atlas, fresh)
        deadline = max(years, key=lambda year: (years[year], year), default=0)
        frame.change(
            indicator=fresh.indicator, scope=None, region="", target="", deadline=deadline
        )()

    st.selectbox(
        frame.t("Indicator"), list(labels), format_func=labels.__getitem__, key=key, on_change=write,
    )  # fmt: skip


def _indicator_labels(frame: Frame) -> dict[str, str]:
    """Indicators to choose from, with sector and number of figures."""
    atlas, view = frame.atlas, frame.view
    terms = atlas.collection.indicators
    wanted = view.sectors or tuple(atlas.collection.sectors)
    counts = {name: len(atlas.figures_of(name)) for name in terms}
    options = [name for name, term in terms.items() if counts[name] and term.sector in wanted]
    if view.indicator not in options:
        options.insert(0, view.indicator)
    return {
        name: f"{sector_name(atlas, terms[name].sector, view.lang)} · "
        f"{indicator_name(atlas, name, view.lang)} ({counts[name]})"
        for name in options
    }


def scope_picker(frame: Frame, chosen: str) -> None:
    """Choose among the scopes that the indicator's figures have: they are never mixed."""
    counts = scopes_of(frame.atlas, frame.view)
    options = list(counts)
    if chosen not in options:
        options.append(chosen)
    st.selectbox(
        frame.t("Scope"), options,
        format_func=lambda scope: f"{scope_name(frame.atlas, scope, frame.lang)} ({counts.get(scope, 0)})",
        help=frame.t("Figures of different scope do not mean the same thing and are never mixed."),
        **frame.bound("scope", chosen),
    )  # fmt: skip


def deadline_picker(frame: Frame) -> None:
    """Choose the deadline: a year for which the indicator has figures, or any."""
    counts = deadlines_of(frame.atlas, frame.view)
    options = [0, *counts]
    if frame.view.deadline not in options:
        options.append(frame.view.deadline)

    def label(year: int) -> str:
        return frame.t("any") if year == 0 else f"{year} ({counts.get(year, 0)})"

    st.selectbox(frame.t("Deadline"), options, format_func=label, **frame.bound("deadline"))


def announced_slider(frame: Frame) -> None:
    """Cut the collection at the end of a year; at the right end nothing is cut."""
    years = frame.atlas.known_years
    if len(years) < 2:  # nothing to cut
        return
    arguments = frame.bound("announced", frame.view.announced or years[-1])
    key = arguments["key"]

    def write() -> None:
        """The last year means no cut: plans without a date come back."""
        year = st.session_state[key]
        frame.change(announced=0 if year == years[-1] else year)()

    undated = sum(day is None for day in frame.atlas.plans["since"])
    st.slider(
        frame.t("Announced by the end of"), years[0], years[-1], key=key, on_change=write,
        help=frame.t("Plans without a date ({count}) show only at the right end.", count=undated),
    )  # fmt: skip


def pager(frame: Frame, count: int, size: int) -> slice:
    """Page numbers where a list is longer than ``size``; returns the part to show."""
    pages = max(1, -(-count // size))
    number = min(frame.view.page, pages)
    key = f"page_{number}_of_{pages}"  # another list is another widget, on its own page

    def write() -> None:
        """The page that was chosen, into the address."""
        frame.change(page=st.session_state[key])()

    if pages > 1:
        st.pagination(pages, default=number, key=key, on_change=write)
    return slice((number - 1) * size, number * size)
