"""Files are written whole: whoever reads, or is killed in between, finds the old or the new one."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import stat
import sys
import tempfile
from pathlib import Path

_UMASK = os.umask(0o077)  # can only be asked for by setting it
os.umask(_UMASK)


def write_atomically(path: Path, content: bytes | str, *, private: bool = False) -> None:
    """Write ``content`` (text as UTF-8) to ``path`` in one step that cannot be seen half done.

    The bytes go to a new file in the same folder, are forced to the disk, and take the name
    with ``os.replace``. The permissions of a file that was there are kept; a ``private`` one is
    for this user only. A file left over by a
    process that was killed is called ``.NAME.*.part`` and may be deleted.

    Raises:
        OSError: the folder does not exist, is read-only or full; ``path`` is as it was.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    path = path.resolve()  # a link stays a link, its file is replaced
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:  # what mkstemp makes is
            Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def replace_folder(fresh: Path, folder: Path) -> None:
    """Give ``fresh`` the name ``folder``, beside it; the folder that had it is deleted after that.

    On Linux the two names are exchanged in one step: at every moment the old or the new folder is
    there, whole. Elsewhere there are two steps, and none is there between them.

    Raises:
        OSError: the folder cannot be replaced.
    """
    if not folder.exists():
        fresh.rename(folder)
    elif _exchanged(fresh, folder):
        shutil.rmtree(fresh)
    else:
        old = fresh.with_name(f"{fresh.name}-old")
        folder.rename(old)
        fresh.rename(folder)
        shutil.rmtree(old)


def _exchanged(one: Path, other: Path) -> bool:
    """True if two folders now have each other's name; False where the system cannot do that."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE, of linux/fcntl.h and linux/fs.h
    return rename is not None and not rename(
        here, os.fsencode(one), here, os.fsencode(other), exchange
    )


def _mode(path: Path) -> int:
    """Permissions of the file that is there; else those that the process gives to new files."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o666 & ~_UMASK


def _sync_folder(folder: Path) -> None:
    """Force the new name to the disk too, where the system can (not on Windows)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
