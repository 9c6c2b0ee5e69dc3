"""What a page tells the browser, and what it learns from it: language, names, and width.

Streamlit serves every page as English and names its own links in English; a screen reader would
read Chinese with an English voice. And it does not tell how wide the window is, which charts with
labels beside their marks must know on a phone or at 200 % zoom.
"""

from __future__ import annotations

import streamlit as st

from language.catalogue import translate

#: Up to this width of the window, in CSS pixels, columns stand below each other; style.css has
#: the same number.
NARROW = 900
_TAGS = {"zh": "zh-CN", "en": "en"}
_JS = """
let queries = null;
export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.lang;
  const skip = document.querySelector('[data-testid="stSkipToContent"]');
  if (skip) skip.textContent = data.skip;
  const pages = document.querySelector('[data-testid="stTopNav"]');
  if (pages) pages.setAttribute('aria-label', data.pages);
  queries ??= matchMedia(`(max-width: ${data.limit}px)`);
  const tell = () => setStateValue('narrow', queries.matches);
  queries.onchange = tell;
  if (queries.matches !== data.narrow) tell();
}
"""
_browser = st.components.v2.component("atlas.browser", js=_JS)


def is_narrow(lang: str) -> bool:
    """Tell the browser the page's language; True if its window is at most ``NARROW`` wide.

    The first run of a session does not know the width and takes it for wide; a narrow window asks
    for a second run at once.
    """
    key = "browser"
    narrow = bool(st.session_state.get(key, {}).get("narrow", False))
    with st.container(key="browser_place"):
        _browser(
            key=key,
            data={
                "lang": _TAGS[lang],
                "skip": translate(lang, "Skip to the content"),
                "pages": translate(lang, "Pages of the app"),
                "limit": NARROW,
                "narrow": narrow,
            },
            default={"narrow": narrow},
            on_narrow_change=lambda: None,
        )
    return narrow
