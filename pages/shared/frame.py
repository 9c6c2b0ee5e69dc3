"""The frame of every page: data, view, navigation, title row, language and notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import streamlit as st

from analysis import sources
from analysis.atlas import Atlas
from analysis.library import Standing
from analysis.memory import Memory
from analysis.palette import FONTS, Palette, palette
from analysis.view import Unknown, View
from language.catalogue import LANGUAGES, counted, mark, translate
from pages.shared import address, live, own_data
from pages.shared.browser import come_back, is_narrow, tell_browser
from pages.shared.login import account, ask_to_log_in, may_enter
from pages.shared.menu import menu
from pages.shared.text import in_its_language

Kept = TypeVar("Kept")
ROOT = Path(__file__).resolve().parent.parent.parent
_STYLE = Path(__file__).with_name("style.css")
#: The part of a page that is all of it (pages/shared/parts.py).
PAGE = "page"
_NAMES = "政策目标图谱 Policy Target Atlas"
#: Problems of the data listed on a page; the command line lists all.
_MOST_PROBLEMS = 50


@dataclass(frozen=True)
class Frame:
    """What a page needs: the atlas, its view, the words and the colours."""

    atlas: Atlas
    view: View
    colours: Palette
    today: date
    #: The window is too narrow for labels beside marks and for columns beside each other.
    narrow: bool = False
    #: The page's place in the address; empty for the first.
    place: str = ""

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

    def kept(
        self,
        name: str,
        make: Callable[[], Kept],
        memory: Memory | None = None,
        *,
        whole: bool = False,
    ) -> Kept:
        """What everybody who has this view on this day sees, made for the first who asks.

        Nobody may change it. What is selected on the page (region, target, plan) makes no difference
        to it, unless it needs the ``whole`` view: evidence does, whose links lead back to where
        the reader is. Without another ``memory`` of the atlas it counts among the small answers.
        """
        view = self.view if whole else self.view.but(region="", target="", plan="")
        return (memory or self.atlas.answers).ask(
            (name, view, self.colours.name, self.narrow, self.today), make
        )

    def change(self, **changes: Any) -> Callable[[], None]:
        """A callback that changes the view, whatever it is by then."""
        return lambda: address.change(**changes)

    def bound(self, name: str, value: Any = None) -> dict[str, Any]:
        """Arguments that bind a widget to one field of the view: its key, value and callback.

        ``value`` is what the widget shows, where it is not the field itself.
        """
        return address.bound(self.view, name, value)


def chosen_atlas(standing: Standing) -> Atlas | None:
    """The atlas that this session is shown: the library's, or one with the reader's own data."""
    return own_data.session_atlas(standing.atlas) if standing.atlas is not None else None


def open_app() -> Any:
    """Set the page up, read the address, and return the page that it names."""
    st.session_state["frame"] = None
    if not may_enter():
        _configure(_NAMES)
        lang = _dress()
        ask_to_log_in(lang)
        st.stop()
    standing = live.standing()
    atlas = chosen_atlas(standing)
    if atlas is None:
        _configure(_NAMES)
        _explain(standing)
        st.stop()
    parsed = address.read_address(atlas)
    view = parsed.view
    colours = palette(st.context.theme.type, view.lang)
    address.begin(view, partly=not parsed.unknown)
    page = st.navigation(_pages(view.lang), position="hidden")
    _configure(window_title(view.lang, page.url_path))
    st.session_state["frame"] = Frame(
        atlas, view, colours, date.today(), is_narrow(), page.url_path
    )
    st.html(_style(colours))
    come_back()
    if parsed.unknown:
        _notice(view, parsed.unknown)
    return page


def close_app(place: str) -> None:
    """What ends a run of the whole app, its page being at this ``place`` of the address."""
    if not address.has_part(PAGE):
        lang = address.shown().lang
        tell_browser(lang, window_title(lang, place))
    address.end_run()


def _configure(title: str) -> None:
    """Set up the browser's window, once a run: each time is a message and a change of the whole page."""
    st.set_page_config(
        page_title=title,
        page_icon=str(ROOT / "static" / "icon.png"),
        layout="wide",
        initial_sidebar_state="collapsed",
    )


def window_title(lang: str, place: str) -> str:
    """What the browser's window is called that shows the page at this ``place`` of the address."""
    [title] = [page.title for page in _pages(lang) if page.url_path == place]
    return f"{title} · {translate(lang, 'Policy Target Atlas')}"


def _pages(lang: str) -> list[Any]:
    """The pages, made once for a session in each language: Streamlit looks for each one's file."""
    made: dict[str, list[Any]] = st.session_state.setdefault("pages", {})
    return made[lang] if lang in made else made.setdefault(lang, _made_pages(lang))


def _made_pages(lang: str) -> list[Any]:
    def page(name: str, title: str, address: str | None = None, **options: Any) -> Any:
        # No icons: Streamlit would fetch them from the internet for the browser's tab.
        file = ROOT / "pages" / f"{name}.py"
        place = name if address is None else address
        return st.Page(file, title=translate(lang, title), url_path=place, **options)

    return [
        page("overview", mark("Overview"), default=True, address=""),
        page("map", mark("Map")),
        page("timeline", mark("Timeline")),
        page("compare", mark("Compare")),
        page("indicator", mark("Indicator")),
        page("plans", mark("Plans")),
        page("curation", mark("Curation")),
        page("curate", mark("Curate")),
        page("changes", mark("What changed")),
        page("your_data", mark("Your data")),
        page("present", mark("Present")),
        page("plan", mark("Plan"), visibility="hidden"),
        # Streamlit serves the first page at the root alone; its own name leads there too.
        st.Page(_to_overview, title="Overview", url_path="overview", visibility="hidden"),
        page("story", mark("Your story"), visibility="hidden"),
    ]


def _to_overview() -> None:
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    st.switch_page("pages/overview.py", query_params=query)


def open_page() -> Frame:
    """The frame that the app made for this run, what stands above every page being drawn."""
    frame = taken_frame()
    above_page(frame)
    return frame


def above_page(frame: Frame) -> None:
    """Draw what stands above every page."""
    menu(frame.lang, _pages(frame.lang), frame.place)
    account(frame.lang)
    standing = live.standing()
    if standing.problems:
        _banner(frame.lang, standing)
    own_data.own_badge(frame.lang)


def taken_frame() -> Frame:
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


@contextmanager
def title_row() -> Iterator[Any]:
    """The row above every page: first its :func:`page_title`, then what stands at the right.

    Gives the row, for what a part within the page draws there.
    """
    row = st.container(key="title_row", horizontal=True, vertical_alignment="center")
    with row:
        yield row


def page_title(frame: Frame, words: str, subtitle: str = "") -> None:
    """Title and subtitle of a page."""
    said, under = (in_its_language(text, frame.lang) for text in (words, subtitle))
    st.html(f'<h1 class="finding">{said}</h1><p class="subtitle">{under}</p>')


def source_html(frame: Frame, text: str, *, on_map: bool = False) -> str:
    """The line under every chart as HTML: sources, date of the data, the note on boundaries."""
    if on_map:
        text += " " + frame.t(sources.MAP_NOTE)
    return f'<p class="source">{escape(text)}</p>'


def source_line(frame: Frame, text: str) -> None:
    """The line under a chart."""
    st.html(source_html(frame, text))


def documents_line(frame: Frame, documents: list[str]) -> str:
    """Source line naming the documents that the figures shown come from, most used first."""
    return sources.documents_line(frame.atlas, documents, frame.lang)


def empty(frame: Frame, sentence: str, **reset: Any) -> None:
    """A designed empty state: a sentence and a way back."""
    st.html(f'<div class="empty">{escape(sentence)}</div>')
    st.button(frame.t("Show everything"), on_click=frame.change(**reset), type="primary")


def end_page(frame: Frame) -> NoReturn:
    """Show nothing further: what is below needs what this page does not have."""
    close_app(frame.place)
    st.stop()


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


def _banner(lang: str, standing: Standing) -> None:
    """What is wrong with the data files, over a page that shows their last good state."""
    day = standing.since.astimezone().strftime("%Y-%m-%d %H:%M")
    text = translate(
        lang,
        "The data files have a problem. Shown is their last good state, of {time}.",
        time=day,
    )
    summary = translate(lang, "What is wrong, and where ({count})", count=len(standing.problems))
    st.html(
        f'<div class="notice" role="status">{escape(text)}<details><summary>{escape(summary)}'
        f"</summary>{_problem_list(lang, standing)}</details></div>"
    )


def _dress() -> str:
    """Colours and type of a page without a view; returns the language that the address asks for."""
    lang = "en" if st.query_params.get("lang") == "en" else "zh"
    tell_browser(lang, _NAMES)
    st.html(_style(palette(st.context.theme.type, lang)))
    return lang


def _explain(standing: Standing) -> None:
    """The page shown where no state of the data can be: what is wrong, where, and what to do."""
    lang = _dress()
    st.html(
        '<h1 class="finding">数据文件有误，暂时无法显示 The data files have problems</h1>'
        "<p>请按下列提示修改；改好后本页自动显示数据。"
        "Correct the places below; this page shows the data as soon as they are sound.</p>"
        f"{_problem_list(lang, standing)}"
    )


def _problem_list(lang: str, standing: Standing) -> str:
    """The first fifty problems, one a line, as HTML."""
    lines = [problem.for_readers(lang) for problem in standing.problems]
    items = "".join(f"<li><code>{escape(line)}</code></li>" for line in lines[:_MOST_PROBLEMS])
    if len(lines) > _MOST_PROBLEMS:
        more = translate(lang, " and {count} more", count=len(lines) - _MOST_PROBLEMS)
        items += f"<li>{escape(more)}</li>"
    return f'<ul class="problems">{items}</ul>'


@cache
def _style(colours: Palette) -> str:
    """How everything looks: style.css with these colours, and what differs by language.

    Which language it is tells pages/shared/browser.py.

    The same for all languages, for the browser lays out the whole page again where it changes.
    """
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
    words = {
        lang: f'--font:{FONTS[lang]};--upload:"{translate(lang, "Choose a file")}";'
        for lang in LANGUAGES
    }
    own = "".join(f':root[data-lang="{lang}"]{{{text}}}' for lang, text in words.items())
    own_colours = f":root{{{variables}{classes}{words['zh']}}}{own}"
    return f"<style>{own_colours}\n{_STYLE.read_text('utf-8')}</style>"
