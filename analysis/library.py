"""The atlas that a running app serves: kept up to date with its files, never worse than before."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from watchfiles import watch

from analysis.atlas import Atlas, atlas_of
from analysis.changes import by_deadline
from analysis.coverage import coverage_grid
from analysis.search import search_index
from analysis.selection import select_plans, select_targets
from analysis.timeline import lane_order
from analysis.view import GROUPINGS, View
from loaders.data_files import (
    DataFiles,
    Records,
    cache_folder,
    keep_snapshot,
    read_records,
    read_snapshot,
    snapshot_time,
)
from loaders.problems import InvalidData, Problem

_LOG = logging.getLogger("atlas.data")
#: Milliseconds of quiet that end a change, and the longest one: an editor writes in steps.
_QUIET, _LONGEST = 50, 400
#: Seconds between looks at the files where the system cannot tell of changes.
_LOOK_EVERY = 1.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What is served: the atlas, or None where there never was a good one.

    ``problems`` are those of the files as they are now; with them, ``atlas`` is of an earlier
    state, the last good one, that of ``since`` (UTC). ``number`` counts the states.
    """

    atlas: Atlas | None
    problems: tuple[Problem, ...]
    since: datetime
    number: int


class Library:
    """Holds the :class:`Standing` of some data files; safe to use from several threads."""

    def __init__(self, files: DataFiles | None = None, folder: Path | None = None) -> None:
        """Read the files, or with a problem in them the snapshot in ``folder``."""
        self.files = files or DataFiles()
        self._folder = folder or cache_folder()
        self._lock = threading.Lock()
        self._seen: tuple[object, ...] = ()
        self._unsaved: Records | None = None
        self._standing = Standing(None, (), datetime.now(UTC), 0)
        self.refresh()
        self._keep()

    @property
    def standing(self) -> Standing:
        """What is served now."""
        return self._standing

    def refresh(self) -> bool:
        """Read the files if they have changed; whether something else is served or said now."""
        with self._lock:
            seen = tuple(_signature(path) for path in self.files.paths())
            if seen == self._seen:
                return False
            self._seen = seen
            old = self._standing
            self._standing = self._read(old)
            return self._standing is not old

    def _read(self, old: Standing) -> Standing:
        now = datetime.now(UTC)
        try:
            records = read_records(self.files, self._folder)
            atlas = atlas_of(records)
        except InvalidData as error:
            _LOG.warning("the data files have problems, the last good state stays:\n%s", error)
            if old.atlas is not None:
                return Standing(old.atlas, error.problems, old.since, old.number + 1)
            return self._from_snapshot(error.problems, old.number + 1)
        self._unsaved = records
        if old.atlas is not None and old.atlas.digest == atlas.digest and not old.problems:
            return old
        make_ready(atlas)
        _LOG.info("serving %s targets of %s plans", len(atlas.targets), len(atlas.plans))
        return Standing(atlas, (), now, old.number + 1)

    def _from_snapshot(self, problems: tuple[Problem, ...], number: int) -> Standing:
        records = read_snapshot(self.files, self._folder)
        since = snapshot_time(self.files, self._folder) or datetime.now(UTC)
        if records is None:
            return Standing(None, problems, since, number)
        try:
            atlas = atlas_of(records)
        except (KeyError, TypeError, ValueError) as error:  # of an older version of the code
            _LOG.warning("the snapshot is of no use: %r", error)
            return Standing(None, problems, since, number)
        _LOG.warning("serving the snapshot of %s", since.isoformat(timespec="seconds"))
        return Standing(atlas, problems, since, number)

    def watch(self, changed: Callable[[], None], stop: threading.Event) -> None:
        """Keep up with the files until ``stop`` is set; ``changed`` is called after each change."""
        folders = sorted({path.parent for path in self.files.paths()})
        names = {path.name for path in self.files.paths()}
        while not stop.is_set():
            try:
                for _ in watch(
                    *folders, watch_filter=lambda _, name: Path(name).name in names,
                    step=_QUIET, debounce=_LONGEST, rust_timeout=500, stop_event=stop,
                    recursive=False, raise_interrupt=False, yield_on_timeout=True,
                ):  # fmt: skip
                    self._tell(changed)
            except (OSError, RuntimeError) as error:
                # No more watches on this system, or the folder is gone: look from time to time.
                _LOG.warning("the folder of the data cannot be watched: %s", error)
                while not stop.wait(_LOOK_EVERY):
                    self._tell(changed)

    def _keep(self) -> None:
        """Write the snapshot, after the new state is served: a disk may be slow."""
        records, self._unsaved = self._unsaved, None
        if records is not None:
            keep_snapshot(self.files, records, self._folder)

    def _tell(self, changed: Callable[[], None]) -> None:
        try:
            if self.refresh():
                changed()
                self._keep()
        except Exception:
            # Whatever goes wrong with one change, the next one must still be seen.
            _LOG.exception("a change of the data files was not taken over")


def make_ready(atlas: Atlas) -> None:
    """Make what questions look through before the first reader asks one."""
    atlas.make_lookups()
    search_index(atlas)
    coverage_grid(atlas)
    by_deadline(atlas)
    for group in GROUPINGS:
        lane_order(atlas, group)
    select_targets(atlas, View())
    select_plans(atlas, View())


def _signature(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_mtime_ns, found.st_size, found.st_ino
