"""Buttons that put a view's picture or table on the clipboard, where the browser allows it.

The browser allows it in answer to a click only, so it is promised the content at once; Python makes
it then, and the promise is kept. Where it is refused a note says so, and the downloads remain.
"""

from __future__ import annotations

import base64
from functools import partial
from typing import Any

import streamlit as st

from exports.kind import Taken
from exports.kinds import BY_NAME
from exports.table import pasted
from pages.shared.downloads import why_not
from pages.shared.frame import Frame

_JS = """
const promised = new Map();
const failed = new Map();
export default function ({ parentElement, data, setTriggerValue }) {
  const row = parentElement.querySelector('.row');
  const note = parentElement.querySelector('[role=status]');
  const copy = (what) => {
    if (!window.isSecureContext || !navigator.clipboard || !window.ClipboardItem) {
      note.textContent = data.words.refused;
      return;
    }
    const token = `${what} ${Date.now()}`;
    const whole = new Promise((keep, fail) => promised.set(token, { keep, fail }));
    const kinds = what === 'image' ? ['image/png'] : ['text/html', 'text/plain'];
    const parts = Object.fromEntries(kinds.map((kind) => [kind, whole.then((all) => all[kind])]));
    note.textContent = data.words.working;
    navigator.clipboard.write([new ClipboardItem(parts)]).then(
      () => { note.textContent = data.words.done; },
      () => { note.textContent = failed.get(token) ?? data.words.refused; });
    setTriggerValue('asked', { what, token });
  };
  row.replaceChildren(...data.buttons.map(([what, label]) => {
    const button = document.createElement('button');
    button.textContent = label;
    button.onclick = () => copy(what);
    return button;
  }));
  const ready = data.ready;
  const waiting = ready && promised.get(ready.token);
  if (!waiting) return;
  promised.delete(ready.token);
  if (ready.error) { failed.set(ready.token, ready.error); waiting.fail(new Error(ready.error)); return; }
  waiting.keep(Object.fromEntries(Object.entries(ready.parts).map(([kind, text]) => {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return [kind, new Blob([bytes], { type: kind })];
  })));
}
"""
_CSS = """
.row { display: flex; gap: 0.5rem; }
button { flex: 1; padding: 0.45rem 0.75rem; font: inherit; font-size: 0.875rem; color: var(--st-text-color);
  background: var(--st-background-color); border: 1px solid var(--st-border-color);
  border-radius: var(--st-button-radius, 0.5rem); cursor: pointer; }
button:hover, button:focus-visible { border-color: var(--st-primary-color); color: var(--st-primary-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 1px; }
[role=status] { min-height: 1.2em; margin-top: 0.25rem; font-size: 0.8rem; opacity: 0.75; }
"""
_copy = st.components.v2.component(
    "atlas.copy", html='<div class="row"></div><div role="status"></div>', css=_CSS, js=_JS
)


def copy_buttons(frame: Frame, taken: Taken) -> None:
    """Buttons for the first exhibit's picture, where there is one, and for the figures' table."""
    key = f"copy_{taken.shown.page}"
    made = f"{key}_made"
    buttons = [("table", frame.t("Copy table"))]
    if taken.shown.exhibits:
        buttons.insert(0, ("image", frame.t("Copy image")))
    words = {
        "working": frame.t("Making it …"),
        "done": frame.t("On the clipboard."),
        "refused": frame.t("This browser does not let the page copy; download it instead."),
    }
    _copy(
        key=key,
        data={"buttons": buttons, "words": words, "ready": st.session_state.pop(made, None)},
        on_asked_change=partial(_make, frame, taken, key, made),
    )


def _make(frame: Frame, taken: Taken, key: str, made: str) -> None:
    """Make what was asked for; the rerun that follows hands it over."""
    asked = st.session_state[key].get("asked")
    if not isinstance(asked, dict):
        return
    ready: dict[str, Any] = {"token": str(asked.get("token"))}
    try:
        parts = _image(frame, taken) if asked.get("what") == "image" else _table(frame, taken)
        ready["parts"] = {kind: base64.b64encode(part).decode() for kind, part in parts.items()}
    except Exception as error:  # whatever fails, the reader gets a sentence and the log the rest
        ready["error"] = why_not(error, frame.lang, frame.t("The copy"))
    st.session_state[made] = ready


def _image(frame: Frame, taken: Taken) -> dict[str, bytes]:
    kind = BY_NAME["image"]
    return {"image/png": kind.make(frame.atlas, taken.shown, taken.view, taken.cover)}


def _table(frame: Frame, taken: Taken) -> dict[str, bytes]:
    rows = frame.atlas.targets.loc[list(taken.shown.targets)]
    marked_up, plain = pasted(frame.atlas, rows, frame.lang)
    return {"text/html": marked_up.encode(), "text/plain": plain.encode()}
