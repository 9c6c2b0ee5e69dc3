"""The frame of every page: data, view, navigation, title row, language and notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from analysis import sources
from analysis.atlas import Atlas, build_atlas
from analysis.palette import Palette, palette
from analysis.view import Unknown, View
from language.catalogue import LANGUAGES, counted, mark, translate
from loaders.collection import TARGETS, load_collection
from loaders.problems import InvalidData
from loaders.side_files import CONTEXT, CURATION, load_context, load_curation
from pages.shared import address

ROOT = Path(__file__).resolve().parent.parent.parent
_STYLE = Path(__file__).with_name("style.css")


@dataclass(frozen=True)
class Frame:
    """What a page needs: the atlas, its view, the words and the colours."""

    atlas: Atlas
    view: View
    colours: Palette
    today: date

    @property
    def lang(self) -> str:
        """Language of the page: "zh" or "en"."""
        return self.view.lang

    def t(self, message: str, /, **values: Any) -> str:
        """A message in the page's language."""
        return translate(self.view.lang, message, **values)

    def count(self, number: int, noun: str) -> str:
        """A number with what it counts, in the page's language."""
        return counted(self.view.lang, number, noun)

    def change(self, **changes: Any) -> Callable[[], None]:
        """A callback that changes the view."""
        return lambda: address.change(self.view, **changes)


@st.cache_resource(show_spinner=False, max_entries=2)
def _atlas(path: Path, version: tuple[int, ...]) -> Atlas:
    """The atlas of one state of the files; ``version`` holds their times of change."""
    return build_atlas(load_collection(path), load_curation(), load_context())


def open_app() -> Any:
    """Set the page up, read the address, and return the page that it names."""
    st.set_page_config(
        page_title="政策目标图谱 Policy Target Atlas",
        page_icon=str(ROOT / "static" / "icon.png"),
        layout="wide",
    )
    try:
        files = (TARGETS, CURATION, CONTEXT)
        atlas = _atlas(TARGETS, tuple(file.stat().st_mtime_ns for file in files))
    except (InvalidData, OSError) as error:
        st.session_state["frame"] = None
        _explain(error)
        st.stop()
    parsed = address.read_address(atlas)
    view = parsed.view
    colours = palette(st.context.theme.type, view.lang)
    st.session_state["frame"] = Frame(atlas, view, colours, date.today())
    address.keep(view)
    page = st.navigation(_pages(view.lang), position="top")
    st.html(_style(colours))
    st.html(_STYLE)
    if parsed.unknown:
        _notice(view, parsed.unknown)
    return page


def _pages(lang: str) -> list[Any]:
    def page(name: str, title: str, **options: Any) -> Any:
        # No icons: Streamlit would fetch them from the internet for the browser's tab.
        file = ROOT / "pages" / f"{name}.py"
        return st.Page(file, title=translate(lang, title), url_path=name, **options)

    return [
        page("overview", mark("Overview"), default=True),
        page("map", mark("Map")),
        page("timeline", mark("Timeline")),
        page("compare", mark("Compare")),
        page("indicator", mark("Indicator")),
        page("plans", mark("Plans")),
        page("curation", mark("Curation")),
        page("plan", mark("Plan"), visibility="hidden"),
    ]


def open_page() -> Frame:
    """The frame that the app made for this run.

    A server that was just started runs a page's file by itself when its address is the first one
    asked for, because a folder named ``pages`` is Streamlit's older way to make pages. Declaring
    the navigation ends that, and the rerun goes through ``dashboard.py``.
    """
    frame = st.session_state.pop("frame", None)  # popped: never one of an earlier run
    if frame is None:
        st.navigation(_pages("zh"), position="hidden")
        st.rerun()
    return frame


def title_row(frame: Frame, title: str, subtitle: str = "") -> tuple[Any, Any]:
    """Title and subtitle at the left, language at the right; returns the two places between."""
    left, first, second, right = st.columns([6.4, 1.15, 1.15, 1.2], vertical_alignment="center")
    left.html(f'<h1 class="finding">{escape(title)}</h1><p class="subtitle">{escape(subtitle)}</p>')
    with right:
        st.segmented_control(
            frame.t("Language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            required=True,
            label_visibility="collapsed",
            **address.bound(frame.view, "lang"),
        )
    return first, second


def source_line(frame: Frame, text: str, *, on_map: bool = False) -> None:
    """The line under every chart: sources, date of the data, the note on boundaries."""
    if on_map:
        text += " " + frame.t(sources.MAP_NOTE)
    st.html(f'<p class="source">{escape(text)}</p>')


def documents_line(frame: Frame, documents: list[str]) -> str:
    """Source line naming the documents that the figures shown come from, most used first."""
    return sources.documents_line(frame.atlas, documents, frame.lang)


def empty(frame: Frame, sentence: str, **reset: Any) -> None:
    """A designed empty state: a sentence and a way back."""
    st.html(f'<div class="empty">{escape(sentence)}</div>')
    st.button(frame.t("Show everything"), on_click=frame.change(**reset), type="primary")


def _notice(view: View, unknown: tuple[Unknown, ...]) -> None:
    names = ", ".join(f"{item.parameter}={item.value}" for item in unknown)
    text = translate(
        view.lang,
        "This address asks for something that the collection does not have ({names}). "
        "What it does have is shown below.",
        names="\u2068" + names + "\u2069",
    )
    left, right = st.columns([7, 1.4], vertical_alignment="center")
    left.html(f'<div class="notice">{escape(text)}</div>')
    right.button(
        translate(view.lang, "Correct the address"),
        on_click=lambda: address.write_address(view),
        key="correct_address",
    )


def _explain(error: Exception) -> None:
    """The page shown when the data cannot be read: what is wrong, where, and what to do."""
    lines = [str(problem) for problem in getattr(error, "problems", [])] or [str(error)]
    items = "".join(f"<li><code>{escape(line)}</code></li>" for line in lines[:50])
    st.html(_style(palette(st.context.theme.type)))
    st.html(_STYLE)
    st.html(
        '<h1 class="finding">数据文件有误，暂时无法显示 The data file has problems</h1>'
        "<p>请按下列提示修改后刷新本页。Correct the places below, then reload this page.</p>"
        f"<ul>{items}</ul>"
    )


def _style(colours: Palette) -> str:
    names = [
        "page",
        "ink",
        "muted",
        "rule",
        "blank",
        "outside",
        "hatch",
        "accent",
        "warn",
        "bar",
        "bar_soft",
        "band",
    ]
    variables = "".join(f"--{name}:{getattr(colours, name)};" for name in names)
    classes = "".join(f"--class{i}:{c};" for i, c in enumerate(colours.classes))
    return f"<style>:root{{{variables}{classes}--font:{colours.font};}}</style>"
