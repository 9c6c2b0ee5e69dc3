"""The three curated files read together, and the checked snapshot that is kept of them.

The snapshot is JSON of the records in a cache folder: read in a tenth of the time that YAML
takes, and what the app shows when a file is broken at the start. It counts as the files' own
content only while the hash of their bytes, and of the code that read them, is the one it names.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from loaders.all_kept import all_kept
from loaders.collection import TARGETS, load_collection
from loaders.models import Collection, Context, Curation
from loaders.problems import InvalidData, Problem
from loaders.regions import REFERENCE
from loaders.side_files import CONTEXT, CURATION, load_context, load_curation
from loaders.writing import write_atomically
from loaders.yaml_source import file_bounds

_LOG = logging.getLogger("atlas.data")
#: Records take about as much room in JSON as in YAML; there are three files of them.
_SNAPSHOT_FILES = 5
_Read = TypeVar("_Read", Collection, Curation, Context)


@dataclass(frozen=True, slots=True)
class DataFiles:
    """Where the three curated files are."""

    targets: Path = TARGETS
    curation: Path = CURATION
    context: Path = CONTEXT

    def paths(self) -> tuple[Path, Path, Path]:
        """All three."""
        return self.targets, self.curation, self.context


@dataclass(frozen=True, slots=True)
class Records:
    """Checked records of the three files; ``digest`` names the state of the files and the code.

    ``kept``: they come from the snapshot.
    """

    collection: Collection
    curation: Curation
    context: Context
    digest: str
    kept: bool = field(default=False, compare=False)


def read_records(files: DataFiles, folder: Path | None = None) -> Records:
    """The records of the files as they are now: from the snapshot in ``folder`` if it is of them.

    Raises:
        InvalidData: with the problems of all three files.
    """
    digest = digest_of(files)
    kept = read_snapshot(files, folder) if folder else None
    return kept if kept is not None and kept.digest == digest else _checked(files, digest)


def _checked(files: DataFiles, digest: str) -> Records:
    problems: list[Problem] = []
    collection = _or_problems(lambda: load_collection(files.targets), problems)
    sectors = tuple(collection.sectors) if collection else None
    curation = _or_problems(lambda: load_curation(files.curation, sectors), problems)
    context = _or_problems(lambda: load_context(files.context), problems)
    if collection is None or curation is None or context is None:
        raise InvalidData(problems)
    return Records(collection, curation, context, digest)


def _or_problems(read: Callable[[], _Read], problems: list[Problem]) -> _Read | None:
    try:
        return read()
    except InvalidData as error:
        problems += error.problems
        return None


def digest_of(files: DataFiles) -> str:
    """Hash of the files' bytes and of the code that reads them; a missing file counts as such."""
    digest = hashlib.sha256(_code_digest().encode())
    most = file_bounds().size
    for path in files.paths():
        try:
            content = path.read_bytes() if path.stat().st_size <= most else b"too large"
        except OSError:
            content = b"missing"
        digest.update(hashlib.sha256(content).digest())
    return digest.hexdigest()


@cache
def _code_digest() -> str:
    """Hash of this folder's code and of the regions: a change of either may change the records."""
    digest = hashlib.sha256(sys.version.encode())
    for path in [*sorted(Path(__file__).parent.glob("*.py")), REFERENCE / "regions.csv"]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def cache_folder() -> Path:
    """Where snapshots are kept: ``ATLAS_CACHE``, else a folder of the user's own cache."""
    if given := os.environ.get("ATLAS_CACHE"):
        return Path(given)
    if local := os.environ.get("LOCALAPPDATA"):  # Windows
        return Path(local) / "policy-target-atlas"
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "policy-target-atlas"


def snapshot_path(files: DataFiles, folder: Path) -> Path:
    """The snapshot of these files: collections in other places have snapshots of their own."""
    name = "\n".join(str(path.resolve()) for path in files.paths())
    return folder / f"snapshot-{hashlib.sha256(name.encode()).hexdigest()[:16]}.json"


@all_kept()
def read_snapshot(files: DataFiles, folder: Path) -> Records | None:
    """The snapshot of these files, whatever state of them it is of; None where none can be trusted.

    It is data, validated like any other, and never code. Nevertheless one that another user
    could have written is not read.
    """
    path = snapshot_path(files, folder)
    try:
        if not _is_ours(path) or path.stat().st_size > _SNAPSHOT_FILES * file_bounds().size:
            return None
        raw = json.loads(path.read_bytes())
        return Records(
            Collection.model_validate(raw["collection"]),
            Curation.model_validate(raw["curation"]),
            Context.model_validate(raw["context"]),
            str(raw["digest"]),
            kept=True,
        )
    except FileNotFoundError:
        return None
    except InvalidData:  # of the bounds: told with the files themselves
        return None
    except (OSError, ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        _LOG.warning("the snapshot %s is not used: %s", path, str(error).splitlines()[0])
        return None


def snapshot_time(files: DataFiles, folder: Path) -> datetime | None:
    """When the snapshot of these files was written (UTC), if there is one."""
    try:
        written = snapshot_path(files, folder).stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(written, UTC)


def _is_ours(path: Path) -> bool:
    """Whether only this user can have written the file and its folder (always, on Windows)."""
    if not hasattr(os, "getuid"):
        return True
    for place in (path, path.parent):
        found = place.stat()
        if found.st_uid not in (os.getuid(), 0) or found.st_mode & 0o022:
            _LOG.warning("the snapshot %s is not used: others may write %s", path, place)
            return False
    return True


def keep_snapshot(files: DataFiles, records: Records, folder: Path) -> None:
    """Keep the records, if they are of the files as they are now; else the next reader does.

    A cache that cannot be written is no reason to stop: it is logged.
    """
    if records.kept or records.digest != digest_of(files):
        return
    content = {
        "digest": records.digest,
        "collection": records.collection.model_dump(mode="json"),
        "curation": records.curation.model_dump(mode="json"),
        "context": records.context.model_dump(mode="json"),
    }
    path = snapshot_path(files, folder)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(path, json.dumps(content, ensure_ascii=False), private=True)
    except OSError as error:
        _LOG.warning("no snapshot written to %s: %s", path, error.strerror)
