"""The end of a part's run reaches the browser as such, whatever begins before it is sent."""

import asyncio
from unittest.mock import MagicMock

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.signal_util import Signal

from pages.shared import parts  # noqa: F401 - which has it told


@pytest.mark.parametrize(
    ("ended", "next_parts", "told"),
    [
        (ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY, ["brief"], ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY),
        (ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY, None, ForwardMsg.FINISHED_EARLY_FOR_RERUN),
        (ForwardMsg.FINISHED_SUCCESSFULLY, ["brief"], ForwardMsg.FINISHED_SUCCESSFULLY),
        (ForwardMsg.FINISHED_SUCCESSFULLY, None, ForwardMsg.FINISHED_EARLY_FOR_RERUN),
    ],
    ids=["part, part", "part, whole", "whole, part", "whole, whole"],
)  # fmt: skip
def test_only_a_run_of_the_whole_breaks_off_what_was_not_sent(ended, next_parts, told):
    queue = ForwardMsgQueue()
    message = ForwardMsg()
    message.script_finished = ended
    queue.enqueue(message)
    queue.clear(retain_lifecycle_msgs=True, fragment_ids_this_run=next_parts)
    assert [one.script_finished for one in queue.flush()] == [told]


class Runner:
    """Stands for Streamlit's, which takes requests for parts as long as it runs."""

    def __init__(self, *, initial_rerun_data, **_):
        self.asked, self.runs, self.on_event = [initial_rerun_data.fragment_id], True, Signal()

    def start(self):
        pass

    def request_rerun(self, asked):
        if self.runs:
            self.asked.append(asked.fragment_id)
        return self.runs

    def request_stop(self):
        self.runs = False


def rerun(part=""):
    return ClientState(fragment_id=part)


def tell(session, runner, event, **told):
    session._handle_scriptrunner_event_on_event_loop(runner, event, **told)


@pytest.fixture
def session(monkeypatch):
    """One that a card's part was asked of, whose runner ended without having told what it showed."""

    async def asked():
        session = AppSession(
            ScriptData("dashboard.py", is_hello=False), MagicMock(), ScriptCache(), None, {}
        )
        session.request_rerun(rerun("card"))
        session._scriptrunner.runs = False
        return session

    monkeypatch.setattr(app_session, "ScriptRunner", Runner)
    monkeypatch.setattr(AppSession, "has_fragment", lambda self, part: True)
    with asyncio.Runner() as loop:
        session = loop.run(asked())
        # What is told is taken on the loop that the session was made on.
        monkeypatch.setattr(asyncio, "get_running_loop", lambda: session._event_loop)
        yield session
        session._script_event_loop.close()


def test_the_next_part_waits_until_the_last_has_told_all(session):
    ended = session._scriptrunner
    session.request_rerun(rerun("box"))
    shown = ForwardMsg(delta=Delta(fragment_id="card"))
    tell(session, ended, ScriptRunnerEvent.ENQUEUE_FORWARD_MSG, forward_msg=shown)
    assert shown in session.flush_browser_queue()
    assert session._scriptrunner is ended
    tell(session, ended, ScriptRunnerEvent.SHUTDOWN)
    assert session._scriptrunner.asked == ["box"]


def test_all_that_waited_is_run(session):
    ended = session._scriptrunner
    for part in ("box", "brief"):
        session.request_rerun(rerun(part))
    tell(session, ended, ScriptRunnerEvent.SHUTDOWN)
    assert session._scriptrunner.asked == ["box", "brief"]


def test_a_run_of_the_whole_comes_at_once_and_instead(session):
    ended = session._scriptrunner
    session.request_rerun(rerun("box"))
    session.request_rerun(rerun())
    whole = session._scriptrunner
    assert whole.asked == [None]
    for runner in (ended, whole):
        tell(session, runner, ScriptRunnerEvent.SHUTDOWN)
    assert session._scriptrunner is None


def test_a_session_that_closes_runs_nothing_more(session, monkeypatch):
    monkeypatch.setattr(app_session.runtime, "get_instance", MagicMock())
    ended = session._scriptrunner
    session.request_rerun(rerun("box"))
    session._state = AppSessionState.SHUTDOWN_REQUESTED
    tell(session, ended, ScriptRunnerEvent.SHUTDOWN)
    assert session._scriptrunner is None
