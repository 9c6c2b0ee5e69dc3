"""A part's run that ended is told as ended, even if the next part's run begins before that is sent.

Streamlit takes it for broken off then (1.67, ``forward_msg_queue``): the browser is told so, and keeps what the
run no longer shows, such as the cities of a region whose card was left. It means to spare the browser a reset
after a run of the whole app that was broken off; a part that ended keeps all of its messages.
"""

from __future__ import annotations

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import forward_msg_queue

_own = forward_msg_queue._update_script_finished_message


def _as_it_ended(msg: ForwardMsg, is_fragment_run: bool) -> ForwardMsg:
    ended = (
        msg.WhichOneof("type") == "script_finished"
        and msg.script_finished == ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
    )
    return msg if ended and is_fragment_run else _own(msg, is_fragment_run)


def tell_ends() -> None:
    """Have every session's messages say so from now on."""
    forward_msg_queue._update_script_finished_message = _as_it_ended
