"""The data behind all sessions: one library, and a new state of it on every open page at once."""

from __future__ import annotations

import gc
import logging
import sys
import threading
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit import runtime
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import get_script_run_ctx

from analysis.library import Library, Standing
from loaders.data_files import DataFiles

#: The files that the app serves.
FILES = DataFiles()
#: How long a busy session is waited for, in seconds; its own next run shows the new data anyway.
_PATIENCE = 10.0


@dataclass
class _Sessions:
    """Which state of the data each open session shows, by the number of its Standing."""

    shown: dict[str, int] = field(default_factory=dict)

    def push(self, library: Library) -> None:
        """Rerun every session that shows an older state; one that is busy as soon as it is idle.

        Streamlit has no public way to rerun the session of somebody else. This is what it does
        itself when the file of a script changes, on its event loop.
        """
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            number = library.standing.number
            behind = [name for name, shown in self.shown.copy().items() if shown != number]
            if not behind:
                return
            for name in behind:
                session = runtime.get_instance().get_app_session(name)
                if session is None:
                    self.shown.pop(name, None)
                else:
                    session._call_soon_on_event_loop(partial(self._rerun, session, number))
            time.sleep(0.1)

    def _rerun(self, session: AppSession, number: int) -> None:
        """On the event loop: a run that has begun is left to end, so that no click is lost."""
        if session._state is AppSessionState.APP_NOT_RUNNING:
            self.shown[session.id] = number
            session.request_rerun(session._client_state)


@st.cache_resource(show_spinner=False)
def _opened(paths: tuple[str, ...]) -> tuple[Library, _Sessions, bool]:
    """The library of these files, the sessions that show it, and whether it watches its files."""
    _log_to_stderr()
    library = Library(DataFiles(*map(Path, paths)))
    sessions = _Sessions()
    watching = runtime.exists()
    if watching:
        gc.freeze()  # what the library holds is no garbage: to look through it took 0.4 s at 100,000 targets
        threading.Thread(
            target=library.watch, args=(lambda: sessions.push(library), threading.Event()),
            name="data-files", daemon=True,
        ).start()  # fmt: skip
    return library, sessions, watching


def standing() -> Standing:
    """What the library serves now; this session is told when it changes."""
    library, sessions, watching = _opened(tuple(map(str, FILES.paths())))
    if not watching:
        library.refresh()
    current = library.standing
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        sessions.shown[context.session_id] = current.number
    return current


def _log_to_stderr() -> None:
    """Say with time and level what happens to the data; other libraries keep their own ways."""
    log = logging.getLogger("atlas")
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        log.addHandler(handler)
        log.setLevel(logging.INFO)
        log.propagate = False
