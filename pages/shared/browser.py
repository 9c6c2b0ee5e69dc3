"""What a page tells the browser, and what it learns from it: language, names, links, and width.

Streamlit serves every page as English and names its own parts in English; a screen reader would
read Chinese with an English voice, and English names among Chinese ones. And it does not tell how wide the window is, which charts with
labels beside their marks must know on a phone or at 200 % zoom. And a link to another page of the app would
load all of it anew and end the session, with what a reader has brought along.
"""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache

import streamlit as st

from language.catalogue import mark, translate

#: Up to this width of the window, in CSS pixels, columns stand below each other; style.css has
#: the same number.
NARROW = 900
#: What Streamlit calls parts of its own elements; {} stands for a number or a name.
_PARTS = (
    mark("Add files"), mark("Choose a file"), mark("Choose an option"), mark("Choose date"), mark("Clear all"),
    mark("Close"), mark("Download as CSV"), mark("Fullscreen"), mark("Help for {}"),
    mark("Next page"), mark("Open"), mark("Page {}"), mark("Pagination"), mark("Previous page"),
    mark("Remove {}"), mark("Search"), mark("Selected values"), mark("Show/hide columns"),
    mark("file upload"),
)  # fmt: skip
_TAGS = {"zh": "zh-CN", "en": "en"}
_JS = """
let queries = null, words = {}, waiting = false;
const named = new WeakMap();  // part -> its name in English, and what stands there instead
function name() {
  waiting = false;
  // Its own word is painted over (style.css), but a screen reader would read it.
  for (const button of document.querySelectorAll('[data-testid="stFileUploaderDropzone"] button:not([aria-label])'))
    button.setAttribute('aria-label', 'Choose a file');
  for (const part of document.querySelectorAll('[aria-label]')) {
    const shown = part.getAttribute('aria-label');
    const before = named.get(part);
    const english = before?.own === shown ? before.english : shown;
    const [, start, end] = english.match(/^(Page|Remove|Help for) (.+)$/) ?? [];
    const own = words[english] ?? (words[`${start} {}`]?.replace('{}', end)) ?? english;
    if (own === shown) continue;
    named.set(part, { english, own });
    part.setAttribute('aria-label', own);
  }
}
new MutationObserver(() => {
  if (!waiting) requestAnimationFrame(name);
  waiting = true;
}).observe(document.body, { subtree: true, childList: true, attributeFilter: ['aria-label'] });
// A link to another view of the app is followed as by the browser's own Back: Streamlit takes the address from there.
function follow(event) {
  const link = event.target.closest?.('a[href]:not([target="_blank"], [download])');
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href);
  const folder = path => path.replace(/[^/]*$/, '');
  if (to.origin !== location.origin || folder(to.pathname) !== folder(location.pathname)) return;
  const place = to.pathname + to.search;
  if (to.hash && place === location.pathname + location.search) return;  // a place on this page
  event.preventDefault();
  const moved = to.pathname !== location.pathname;
  if (place !== location.pathname + location.search) history.pushState({}, '', to);
  dispatchEvent(new PopStateEvent('popstate'));
  if (moved) document.getElementById('stMain')?.scrollTo(0, 0);
}
// Streamlit's own goes to the top of its content, where the menu stands.
function skip(event) {
  const title = event.target.closest?.('[data-testid="stSkipToContent"]') && document.querySelector('h1');
  if (!title) return;
  event.preventDefault();
  event.stopPropagation();
  title.tabIndex = -1;
  title.focus();
}
document.addEventListener('click', follow);
document.addEventListener('click', skip, true);
export default function ({ data: sent, setStateValue }) {
  const data = JSON.parse(new TextDecoder().decode(sent));
  document.title = data.title;
  document.documentElement.lang = data.tag;
  document.documentElement.dataset.lang = data.lang;
  const first = document.querySelector('[data-testid="stSkipToContent"]');
  if (first) first.textContent = data.skip;
  words = data.words;
  name();
  queries ??= matchMedia(`(max-width: ${data.limit}px)`);
  const tell = () => setStateValue('narrow', queries.matches);
  queries.onchange = tell;
  if (queries.matches !== data.narrow) tell();
}
"""
_KEY = "browser"
_browser = st.components.v2.component("atlas.browser", js=_JS)


def is_narrow() -> bool:
    """Whether the window of this session's browser is at most ``NARROW`` wide.

    The first run of a session does not know the width and takes it for wide; a narrow window asks
    for a second run at once.
    """
    return bool(st.session_state.get(_KEY, {}).get("narrow", False))


def tell_browser(lang: str, title: str) -> None:
    """Tell it the page's language and title, when all of the page is drawn.

    Another language changes how each element looks: told first, the browser would lay out the page
    for it, and once more when its texts come.
    """
    narrow = is_narrow()
    _browser(
        key=_KEY, data=_told(lang, title, narrow), default={"narrow": narrow}, on_narrow_change=lambda: None
    )  # fmt: skip


@cache
def _told(lang: str, title: str, narrow: bool) -> bytes:
    return json.dumps(
        {
            "lang": lang,
            "title": title,
            "tag": _TAGS[lang],
            "skip": translate(lang, "Skip to the content"),
            "words": {part: translate(lang, part) for part in _PARTS}
            | {"Dismiss": translate(lang, "Close")},
            "limit": NARROW,
            "narrow": narrow,
        }
    ).encode()


@st.fragment(run_every=timedelta(days=1))
def come_back() -> None:
    """Nothing. But a page that runs by itself asks for a run when a lost connection comes back.

    Without one, the process that it comes back to has never heard of its widgets: it would drop
    a click on one that belongs to a part (:mod:`pages.shared.parts`), and lose the first on others.
    """
