"""Files that are made when they are asked for; where that fails, a sentence on the page says why.

A file is made beside the page: its button turns, and the page stays usable. What goes wrong there is
noted in the session; the browser tells that a button failed, and a notice that stays is shown.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

import streamlit as st

from exports.kind import CannotExport
from language.catalogue import mark, translate
from pages.shared.frame import Frame
from pages.shared.text import as_text

_LOG = logging.getLogger(__name__)
_SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")
_FAILED = "failed_files"
#: What Streamlit writes where making a file failed, and so was noted.
_NOTED = "Failed to generate"
_TOO_LONG = mark(
    "The file took too long. Choose fewer figures with the filters, or have it made on the command line: python -m exports."
)


def download_button(
    frame: Frame,
    label: str,
    make: Callable[[], bytes | str],
    name: str,
    mime: str,
    **looks: Any,
) -> None:
    """A button that makes the file ``name`` when it is clicked; :func:`say_failures` goes with it."""
    st.download_button(
        label, partial(_made, _failures(), frame.lang, name, make), name, mime,
        on_click="ignore", **looks,
    )  # fmt: skip


@st.fragment
def say_failures(frame: Frame, place: str) -> None:
    """Show why a file could not be made, once the browser tells that one was not.

    To be called once for the buttons of a ``place``, inside what is drawn with them.
    """
    watch = st.components.v2.component("download_watch", js=_SCRIPT)
    told = watch(key=f"watch_{place}", height=1, on_failed_change=lambda: None).failed
    failures = _failures()
    sentences = list(dict.fromkeys(failures))
    failures.clear()
    if told and _NOTED not in told and not sentences:  # the browser waits three minutes, no longer
        sentences = [frame.t(_TOO_LONG)]
    for text in sentences if told else ():
        st.toast(as_text(text), icon=":material/error:", duration="infinite")


def why_not(error: Exception, lang: str, name: str) -> str:
    """The sentence for a file that could not be made, which the log holds too."""
    if isinstance(error, CannotExport):
        _LOG.warning("%s was not made: %s", name, error)
        return str(error)
    number = token_hex(3)
    _LOG.error("%s could not be made (%s)", name, number, exc_info=error)
    return translate(
        lang,
        "{name} could not be made. Try again; if it fails again, choose fewer figures or another kind of file, and give whoever runs this page the number {number}.",
        name=name,
        number=number,
    )


def _failures() -> list[str]:
    """The sentences of this session that are still to be shown."""
    failures: list[str] = st.session_state.setdefault(_FAILED, [])
    return failures


def _made(
    failures: list[str], lang: str, name: str, make: Callable[[], bytes | str]
) -> bytes | str:
    """The file; it is made in another thread, which has no session to ask."""
    try:
        return make()
    except Exception as error:  # whatever fails, the reader gets a sentence and the log the rest
        failures.append(why_not(error, lang, name))
        raise
