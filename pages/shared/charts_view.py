"""Charts of exhibits as pages show them: hover texts, a click that opens the evidence, caveats."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

import plotly.graph_objects as go
import streamlit as st

from analysis.comparability import FIGURE_SENTENCES, Reason
from analysis.exhibits import Bar, BarsExhibit, Exhibit, PathsExhibit
from analysis.words import figure_of
from charts.bars import CAVEAT, ranked_bars
from charts.dumbbells import dumbbells
from charts.paths import paths
from charts.theme import text_width
from loaders.tables import Figure
from pages.shared.evidence import chart_key, clicked, due
from pages.shared.frame import Frame
from pages.shared.outcome import outcome_words

_CONFIG = {"displayModeBar": False, "scrollZoom": False}
#: On a phone: the least width of a chart, and the most of it for labels, in pixels.
_NARROW_WIDTH, _NARROW_LABELS = 340, 165


def show_bars(
    frame: Frame, exhibit: BarsExhibit, *, labels: int = 170, width: int = 380, places: bool = False
) -> None:
    """The bars, as dumbbells where ranges stand among them, and under them what to mind."""
    if frame.narrow:
        widest = max((text_width(bar.label) for bar in exhibit.bars), default=0)
        labels = int(min(widest + (36 if places else 12), _NARROW_LABELS))
        width = _NARROW_WIDTH - labels
    ranges = any(bar.comparator == "range" for bar in exhibit.bars)

    def draw() -> go.Figure:
        rows = _rows(frame, exhibit.targets)
        hover = {
            bar.target_id: bar_hover(frame, bar, rows[bar.target_id])
            for bar in exhibit.bars if bar.target_id
        }  # fmt: skip
        if ranges and not places:
            return dumbbells(exhibit, frame.colours, hover, labels=labels, width=width)
        return ranked_bars(exhibit, frame.colours, hover, labels=labels, width=width, places=places)

    figure = frame.kept(
        f"{exhibit.key} {labels} {width} {places}", draw, memory=frame.atlas.drawings
    )
    spoken = frame.t("; ").join(f"{bar.label} {bar.text}" for bar in exhibit.bars)
    show_figure(frame, figure, exhibit.key, f"{exhibit.title} {spoken}")
    if exhibit.caveats:
        st.html(f'<div class="note">{CAVEAT} {escape(" ".join(exhibit.caveats))}</div>')


def show_paths(frame: Frame, exhibit: PathsExhibit, regions: tuple[str, ...] = ()) -> None:
    """Milestones joined along time, with what was reported."""

    def draw() -> go.Figure:
        hover = target_hovers(frame, exhibit.targets)
        return paths(exhibit, frame.colours, hover, regions, narrow=frame.narrow)

    figure = frame.kept(f"{exhibit.key} {regions}", draw, memory=frame.atlas.drawings)
    spoken = frame.t("; ").join(
        f"{path.region} " + frame.t(", ").join(f"{p.when.year} {p.text}" for p in path.points)
        for path in exhibit.paths
    )
    show_figure(frame, figure, exhibit.key, f"{exhibit.title} {spoken}")
    st.html(f'<p class="source">{escape(exhibit.subtitle)}</p>')


def show_figure(frame: Frame, figure: go.Figure, name: str, alt: str) -> None:
    """A chart whose marks carry target ids: a click opens the evidence."""
    key = chart_key(name)

    def open_evidence() -> None:
        """A click on a mark opens the evidence of its figure."""
        target = clicked(st.session_state.get(key))
        if target in frame.atlas.target_by_id:
            frame.change(target=target)()

    st.plotly_chart(
        figure, theme=None, key=key, on_select=open_evidence, selection_mode="points",
        config=_CONFIG, alt=alt,
    )  # fmt: skip


def bar_hover(frame: Frame, bar: Bar, row: Figure) -> str:
    """Place, figure, deadline, what went into the measure, what to mind, and the wording."""
    place = ""
    if bar.best is not None:
        place = (str(bar.best) if bar.best == bar.worst else f"{bar.best}–{bar.worst}") + " · "
    lines = [f"<b>{escape(place)}{escape(bar.text)}</b>", escape(due(frame, row))]
    if bar.note:
        lines.append(escape(bar.note))
    if frame.view.measure == "growth":
        lines.append(escape(frame.t("(target ÷ base) ^ (1 ÷ years) − 1")))
    if bar.moved:
        lines.append(
            escape(
                frame.t("{count} places up against the amounts", count=bar.moved)
                if bar.moved > 0
                else frame.t("{count} places down against the amounts", count=-bar.moved)
            )
        )
    lines += [f"{CAVEAT} {escape(frame.t(FIGURE_SENTENCES[reason]))}" for reason in bar.reasons]
    lines += _wording(frame, row)
    return "<br>".join(lines)


def target_hovers(frame: Frame, targets: list[str]) -> dict[str, str]:
    """Per target id: figure, deadline, what became of it, and the wording."""
    return {name: _target_hover(frame, row) for name, row in _rows(frame, targets).items()}


def _rows(frame: Frame, targets: list[str]) -> dict[str, Figure]:
    return dict(zip(targets, frame.atlas.figures(targets), strict=True))


def _target_hover(frame: Frame, row: Figure) -> str:
    lines = [f"<b>{escape(figure_of(row, frame.lang))}</b>", escape(due(frame, row))]
    return "<br>".join([*lines, *_wording(frame, row)])


def _wording(frame: Frame, row: Figure) -> list[str]:
    text = str(row["wording"])
    quoted = "<br>".join(escape(text[at : at + 36]) for at in range(0, min(len(text), 144), 36))
    return [escape(outcome_words(frame, row)), f"“{quoted}{'…' if len(text) > 144 else ''}”"]


def reasons_of(exhibits: Iterable[Exhibit]) -> dict[str, tuple[Reason, ...]]:
    """Per target id, what to mind at it in the charts of a page."""
    return {
        bar.target_id: bar.reasons
        for exhibit in exhibits
        if isinstance(exhibit, BarsExhibit)
        for bar in exhibit.bars
        if bar.target_id
    }
