"""A part's run that ended reaches the browser as it ended, even if the next part's run is asked for at once.

Streamlit (1.67) means to spare the browser what another run of the whole app makes anew. A part's run makes
nothing of another part anew, so what is left out for it is missing on the page:

- ``ForwardMsgQueue`` tells that the run was broken off, if the next begins before its end was sent: the browser
  keeps what the part no longer shows, such as the cities of a region whose card was left.
- ``AppSession`` ignores what a runner has still to tell when it starts another, which it does if the runner takes
  no more requests: a click that came then stayed without an answer. The next runner now waits for the last word
  of the one before.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import forward_msg_queue
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, ScriptRunnerEvent

_own_end = forward_msg_queue._update_script_finished_message
_own_start = AppSession._create_scriptrunner
_own_event = AppSession._handle_scriptrunner_event_on_event_loop

# What sessions are asked to run when their runner has told all.
_waiting: WeakKeyDictionary[AppSession, list[RerunData]] = WeakKeyDictionary()


def _as_it_ended(msg: ForwardMsg, is_fragment_run: bool) -> ForwardMsg:
    ended = (
        msg.WhichOneof("type") == "script_finished"
        and msg.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    )
    return msg if ended and is_fragment_run else _own_end(msg, is_fragment_run)


def _after_the_last(session: AppSession, asked: RerunData) -> None:
    # A runner is here only if it refused a part: for the whole app Streamlit lets go of it before.
    if session._scriptrunner is not None:
        _waiting.setdefault(session, []).append(asked)
        return
    # A run of the whole app comes instead of the parts that wait, as it does instead of those that a runner holds.
    _waiting.pop(session, None)
    _own_start(session, asked)


def _and_go_on(
    session: AppSession,
    sender: ScriptRunner | None,
    event: ScriptRunnerEvent,
    *told: Any,
    **named: Any,
) -> None:
    _own_event(session, sender, event, *told, **named)
    if event is not ScriptRunnerEvent.SHUTDOWN or session._scriptrunner is not None:
        return
    if session._state is AppSessionState.SHUTDOWN_REQUESTED:
        return
    for asked in _waiting.pop(session, []):
        runner: ScriptRunner | None = session._scriptrunner
        if runner is None or not runner.request_rerun(asked):
            _after_the_last(session, asked)


def tell_ends() -> None:
    """Have every session's messages say so from now on."""
    forward_msg_queue._update_script_finished_message = _as_it_ended
    AppSession._create_scriptrunner = _after_the_last  # type: ignore[assignment, method-assign]
    AppSession._handle_scriptrunner_event_on_event_loop = _and_go_on  # type: ignore[assignment, method-assign]
