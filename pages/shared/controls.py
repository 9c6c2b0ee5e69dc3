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
from pages.shared.choices import Choice, Entry, Span, Switch, show_choices
from pages.shared.fold import flap
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

    def choices(frame: Frame) -> None:
        _filters(frame, sectors=sectors, due=due)
        if count:
            none = {"kinds": (), "levels": (), "statuses": (), "due": ()}
            if sectors:
                none["sectors"] = ()
            st.button(frame.t("Clear the filters"), on_click=frame.change(**none))

    flap(frame, "filters", label, choices, sign="choose")


def _filters(frame: Frame, *, sectors: bool, due: bool) -> None:
    view = frame.view
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


def question(frame: Frame, scope: str, *, announced: bool = False) -> None:
    """What is asked: the indicator, and of its figures the scope, the deadline and when ``announced``.

    ``scope`` is the one shown, which the view may leave open.
    """
    choices: list[Choice | Switch | Span] = [
        _indicators(frame),
        _scopes(frame, scope),
        _deadlines(frame),
    ]
    if announced and len(frame.atlas.known_years) > 1:  # else nothing to cut
        choices.append(_announced(frame))
    show_choices(frame.lang, "question", choices)


def _indicators(frame: Frame) -> Choice:
    def take(indicator: str) -> None:
        """A new indicator has scopes and deadlines of its own: choose the fullest."""
        fresh = shown().but(indicator=indicator, scope=None, region="", target="")
        years = deadlines_of(frame.atlas, fresh)
        deadline = max(years, key=lambda year: (years[year], year), default=0)
        frame.change(
            indicator=indicator, scope=None, region="", target="", deadline=deadline, page=1
        )()

    entries = frame.kept("indicators", lambda: _indicator_entries(frame))
    return Choice("indicator", frame.t("Indicator"), entries, frame.view.indicator, take)


def _indicator_entries(frame: Frame) -> list[Entry]:
    """Indicators to choose from by sector, each with its number of figures."""
    atlas, view = frame.atlas, frame.view
    terms = atlas.collection.indicators
    counts = {name: len(atlas.figures_of(name)) for name in terms}
    wanted = view.sectors or tuple(atlas.collection.sectors)
    return [
        Entry(
            name,
            f"{indicator_name(atlas, name, view.lang)} ({counts[name]})",
            indicator_name(atlas, name, "zh" if view.lang == "en" else "en"),
            sector_name(atlas, sector, view.lang),
        )
        for sector in atlas.collection.sectors
        for name, term in terms.items()
        if term.sector == sector and ((counts[name] and sector in wanted) or name == view.indicator)
    ]


def _scopes(frame: Frame, chosen: str) -> Choice:
    """The scopes that the indicator's figures have: they are never mixed."""
    counts = scopes_of(frame.atlas, frame.view)
    options = [*counts, *(() if chosen in counts else (chosen,))]
    return Choice(
        "scope",
        frame.t("Scope"),
        [
            Entry(scope, f"{scope_name(frame.atlas, scope, frame.lang)} ({counts.get(scope, 0)})")
            for scope in options
        ],
        chosen,
        lambda scope: frame.change(scope=scope, page=1)(),
        help=frame.t("Figures of different scope do not mean the same thing and are never mixed."),
    )


def _deadlines(frame: Frame) -> Choice:
    """A year for which the indicator has figures, or any."""
    counts = deadlines_of(frame.atlas, frame.view)
    chosen = frame.view.deadline
    years = [*counts, *(() if chosen in counts or not chosen else (chosen,))]
    return Choice(
        "deadline",
        frame.t("Deadline"),
        [
            Entry(0, frame.t("any")),
            *(Entry(year, f"{year} ({counts.get(year, 0)})") for year in years),
        ],
        chosen,
        lambda year: frame.change(deadline=year, page=1)(),
    )


def _announced(frame: Frame) -> Span:
    """Cut the collection at the end of a year; at the right end nothing is cut."""
    years = frame.atlas.known_years
    undated = frame.atlas.undated_plans
    return Span(
        "announced",
        frame.t("Announced by the end of"),
        years[0],
        years[-1],
        frame.view.announced or years[-1],
        # The last year means no cut: plans without a date come back.
        lambda year: frame.change(announced=0 if year == years[-1] else year)(),
        help=frame.t("Plans without a date ({count}) show only at the right end.", count=undated),
    )


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
