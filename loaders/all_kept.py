"""Reading without a look for garbage: of what is read all is kept, and each look goes through all of it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def all_kept() -> Iterator[None]:
    """Around what reads a file, or as a decorator: Python looks for no garbage meanwhile.

    A collection has a hundred thousand objects and more, and each look goes through all of them in vain
    (docs/performance.md).
    """
    looks = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looks:
            gc.enable()
