"""Views kept for one deck, in the reader's browser, and the client's template, in the session."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analysis.shown import show
from exports import basket
from exports.basket import Basket, Kept
from exports.kind import CannotExport, Kind, MakeSeveral, Taken
from exports.taking import basket_name
from pages.shared.basket_keeper import kept_views, put_views
from pages.shared.downloads import download_button
from pages.shared.file_field import file_field
from pages.shared.frame import Frame
from pages.shared.icon_button import icon_button
from pages.shared.text import as_text

_TEMPLATE, _REFUSED = "deck_template", "deck_template_refused"
#: Megabytes that a session may hold for a client's template.
_LARGEST = 30
#: Longest finding in the list, in characters.
_LONGEST = 90


def template() -> bytes | None:
    """The client's template that this session uses, once it is known to be one."""
    return st.session_state[_TEMPLATE][1] if _TEMPLATE in st.session_state else None


def template_for(extension: str) -> bytes | None:
    """The client's template, for a file that takes one."""
    return template() if extension == "pptx" else None


def template_help(frame: Frame, extension: str) -> str | None:
    """That the file is made on the client's template, where it is."""
    if template_for(extension) is None:
        return None
    name, _ = st.session_state[_TEMPLATE]
    return as_text(frame.t("On the client’s template: {name}", name=name))


def keep_button(frame: Frame, taken: Taken) -> None:
    """Keeps the view; it says so where the view is kept already, or where no more can be."""
    views = kept_views()
    item = basket.kept_of(taken.shown.page, taken.view, taken.cover.address)
    held, full = basket.holds(views, item), len(views) >= basket.MOST_KEPT
    label = frame.t("Kept for a deck") if held else frame.t("Keep for a deck")
    st.button(
        label, icon=f":material/{'bookmark_added' if held else 'bookmark_add'}:",
        on_click=partial(put_views, basket.with_view(views, item)), disabled=held or full,
        help=frame.t("At most {count} views", count=basket.MOST_KEPT) if full else None,
        width="stretch", key=f"keep_{taken.shown.page}",
    )  # fmt: skip


def deck_of_kept(frame: Frame, kind: Kind, page: str) -> None:
    """The deck of all kept views, in the page's language; nothing where none is kept."""
    views = kept_views()
    if views and kind.make_several:
        download_button(
            frame, frame.t("PowerPoint of kept views: {count}", count=len(views)),
            partial(_deck, frame, kind.make_several, views, template()),
            basket_name(len(views), frame.lang, frame.today, kind.extension), kind.mime,
            icon=":material/slideshow:", width="stretch",
            key=f"deck_of_{page}",
        )  # fmt: skip


def deck_fold(frame: Frame, page: str) -> None:
    """Folded: the kept views in their order, and the client's template."""
    # Its label never changes: another label would be another, folded, element.
    fold = st.expander(
        frame.t("Kept views and client’s template"), icon=":material/library_add:",
        key=f"deck_{page}", on_change="rerun",
    )  # fmt: skip
    if not fold.open:
        return
    with fold:
        views = kept_views()
        for place, item in enumerate(views):
            _line(frame, views, place, item)
        if not views:
            st.caption(frame.t("Keep views on any page; they make one deck in this order."))
        else:
            st.caption(
                frame.t("This browser keeps the list; the template lasts as long as this session.")
            )
        _template(frame, page)


def _deck(frame: Frame, make: MakeSeveral, views: Basket, used: bytes | None) -> bytes:
    return make(frame.atlas, basket.taken_of(frame.atlas, views, frame.lang, frame.today, used))


def _line(frame: Frame, views: Basket, place: int, item: Kept) -> None:
    """A kept view: its finding, further up, and out."""
    query = item.view(frame.atlas, frame.lang).query_string()
    finding = _finding(frame.atlas.digest, item.page, query, str(frame.today), frame, item)
    short = finding if len(finding) <= _LONGEST else f"{finding[: _LONGEST - 1]}…"
    text, up, out = st.columns([14, 1, 1], gap="small", vertical_alignment="center")
    text.caption(as_text(f"{place + 1} · {short}"))
    icon_button(
        up, frame.t("Further up"), "arrow_upward", f"up_{place}", type="tertiary",
        disabled=not place, on_click=partial(put_views, basket.earlier(views, place)),
    )  # fmt: skip
    icon_button(
        out, frame.t("Take out"), "close", f"out_{place}", type="tertiary",
        on_click=partial(put_views, basket.without(views, place)),
    )  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=256)
def _finding(digest: str, page: str, query: str, day: str, _frame: Frame, _item: Kept) -> str:
    """What a kept view says, in the page's language."""
    view = _item.view(_frame.atlas, _frame.lang)
    return show(_frame.atlas, view, page, _frame.today).finding


def _template(frame: Frame, page: str) -> None:
    """The client's template: its name with a way to drop it, or a place to put it."""
    if _TEMPLATE in st.session_state:
        name, _ = st.session_state[_TEMPLATE]
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            st.caption(
                as_text(frame.t("Template of this session: {name}", name=name)), width="stretch"
            )
            icon_button(
                None, frame.t("Without a template"), "close", "drop_template", type="tertiary",
                on_click=st.session_state.pop, args=(_TEMPLATE, None),
            )  # fmt: skip
        return
    key = f"template_{page}"
    file_field(
        frame, frame.t("Client’s template, for every PowerPoint file of this session"),
        ["pptx", "potx"], _LARGEST * 10**6, key, on_change=_check_template, args=(key, frame.lang),
    )  # fmt: skip
    if refused := st.session_state.get(_REFUSED):
        st.error(as_text(refused))


def _check_template(key: str, lang: str) -> None:
    """Keep an uploaded template if it is one, else the reason why it cannot be."""
    st.session_state.pop(_REFUSED, None)
    uploaded = st.session_state.get(key)
    if uploaded is None:
        return
    from exports.deck.template import open_base  # python-pptx need not be loaded to show a page

    content = uploaded.getvalue()
    try:
        open_base(content, lang)
    except CannotExport as error:
        st.session_state[_REFUSED] = str(error)
    else:
        st.session_state[_TEMPLATE] = (uploaded.name, content)
