"""Answers kept for the next one who asks the same: a bounded store, safe from several threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_Answer = TypeVar("_Answer")


class Memory:
    """Holds the ``size`` answers that were asked for last.

    It lives in the atlas whose answers it keeps, so that a new state of the data starts with
    none. What is kept is handed to every session: nobody may change it.
    """

    def __init__(self, size: int) -> None:
        """Start empty."""
        self._size = size
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __reduce__(self) -> tuple[type[Memory], tuple[int]]:
        """Another process starts with no answers: a lock cannot go there."""
        return Memory, (self._size,)

    def forget(self) -> None:
        """Start anew: what is measured as seen for the first time is measured so again."""
        with self._lock:
            self._kept.clear()

    def ask(self, key: Hashable, make: Callable[[], _Answer]) -> _Answer:
        """The answer kept under ``key``, or the one that ``make`` gives, which is kept from now.

        Two that ask at the same moment may both make it: cheaper than to let all wait for one.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        answer = make()
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
        return answer
