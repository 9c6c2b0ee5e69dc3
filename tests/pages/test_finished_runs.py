"""The end of a part's run reaches the browser as such, whatever begins before it is sent."""

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

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
