"""Processes that serve on this machine: a free port for one, and waiting until it answers."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request


class NotServed(RuntimeError):
    """A process ended, or did not answer in time; the message names the address."""


def free_port() -> int:
    """A port of this machine that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_served(
    url: str, process: subprocess.Popen[bytes], *, seconds: float = 120, pause: float = 0.1
) -> None:
    """Return as soon as ``url`` is answered.

    Raises:
        NotServed: the process ended, or nothing answered within so many ``seconds``.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise NotServed(f"{url}: its process ended with {process.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own http address
                return
        except OSError:
            time.sleep(pause)
    raise NotServed(f"{url} did not answer within {seconds:.0f} seconds")
