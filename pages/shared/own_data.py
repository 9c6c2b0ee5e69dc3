"""A reader's own data in this session: taken in, shown or not, dropped; nobody else sees them.

Everything is in ``st.session_state`` of one session and in memory only. Nothing that is cached for
all sessions holds any of it, but by an atlas's ``digest``, which is that of the uploaded bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import streamlit as st

from analysis.atlas import Atlas
from analysis.own_atlas import OwnChanges, Use, own_atlas, own_changes
from language.catalogue import mark, translate
from loaders.own import Own, read_own
from loaders.problems import InvalidData, Problem
from pages.shared import live

_KEY = "own_data"
_FAILED = "own_data_failed"


@dataclass(frozen=True)
class Failed:
    """An upload that cannot be used, and why."""

    name: str
    problems: tuple[Problem, ...]


@dataclass
class OwnData:
    """A sound upload of this session. ``base`` is the digest of the collection it was held to."""

    name: str
    data: bytes
    base: str
    own: Own
    changes: OwnChanges
    use: Use = Use.BUILTIN
    #: why it cannot stand beside the collection
    obstacles: tuple[Problem, ...] = ()
    atlases: dict[Use, Atlas] = field(default_factory=dict)


def builtin_atlas() -> Atlas:
    """The built-in collection, whatever this session is shown."""
    atlas = live.standing().atlas
    if atlas is None:  # a page is only opened where there is one
        raise RuntimeError("no atlas is served")
    return atlas


def own_data() -> OwnData | None:
    """This session's upload, if there is a sound one."""
    held: OwnData | None = st.session_state.get(_KEY)
    return held


def failed_upload() -> Failed | None:
    """This session's last upload, if it could not be used."""
    failed: Failed | None = st.session_state.get(_FAILED)
    return failed


def take_upload(name: str, data: bytes) -> None:
    """Take an upload in; one that cannot be used leaves what was there before."""
    st.session_state.pop(_FAILED, None)
    try:
        st.session_state[_KEY] = _held(name, data, builtin_atlas())
    except InvalidData as error:
        st.session_state[_FAILED] = Failed(name, error.problems)


def choose_use(use: Use) -> None:
    """Show the upload beside the collection, instead of it, or not."""
    held = own_data()
    if held is not None:
        held.use = use


def drop_own_data() -> None:
    """Forget the upload."""
    st.session_state.pop(_KEY, None)
    st.session_state.pop(_FAILED, None)


def session_atlas(builtin: Atlas) -> Atlas:
    """The atlas that this session is shown."""
    held = own_data()
    if held is None:
        return builtin
    if held.base != builtin.digest:
        held = _again(held, builtin)
        if held is None:
            return builtin
    return held.atlases.get(held.use) or builtin


def _held(name: str, data: bytes, builtin: Atlas) -> OwnData:
    own = read_own(name, data, builtin.collection)
    held = OwnData(
        own.name, data, builtin.digest, own, own_changes(builtin.collection, own),
        atlases={Use.INSTEAD: own_atlas(builtin, own, Use.INSTEAD)},
    )  # fmt: skip
    try:
        held.atlases[Use.BESIDE] = own_atlas(builtin, own, Use.BESIDE)
    except InvalidData as error:
        held.obstacles = error.problems
    return held


def _again(old: OwnData, builtin: Atlas) -> OwnData | None:
    """The same upload held to a collection that has changed; None where it no longer fits."""
    try:
        held = _held(old.name, old.data, builtin)
    except InvalidData as error:
        drop_own_data()
        st.session_state[_FAILED] = Failed(old.name, error.problems)
        return None
    held.use = old.use if old.use in held.atlases else Use.BUILTIN
    st.session_state[_KEY] = held
    return held


_SHOWN = {
    Use.BESIDE: mark("Shown with your own data, {name}, beside the collection. Only you see them."),
    Use.INSTEAD: mark("Shown are only your own data, {name}. Only you see them."),
}


def own_badge(lang: str) -> None:
    """A quiet line on every page while it shows own data, with the way back."""
    held = own_data()
    if held is None or held.use is Use.BUILTIN:
        return
    with st.container(key="own_badge", horizontal=True, vertical_alignment="center", gap="small"):
        text = translate(lang, _SHOWN[held.use], name="\u2068" + held.name + "\u2069")
        st.html(f'<p class="own" role="status">{escape(text)}</p>', width="content")
        st.button(
            translate(lang, "Back to the built-in collection"), type="tertiary",
            key="own_back", on_click=choose_use, args=(Use.BUILTIN,),
        )  # fmt: skip
