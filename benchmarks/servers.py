"""The app and its rivals as processes of their own, each on a free port, stopped afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import ready_answers, two_maps
from scripts.processes import free_port, wait_until_served

ROOT = Path(__file__).resolve().parent.parent
_RIVALS = Path(__file__).with_name("rivals")
_PATIENCE = 240.0
#: Streamlit with its own defaults, and the app with those of its configuration.
_AS_IT_COMES = ("app", "blank", "only_map")


@dataclass(frozen=True, slots=True)
class Server:
    """A running process that answers at ``address``; ``started`` is ``time.perf_counter()``."""

    name: str
    address: str
    process: subprocess.Popen[bytes]
    started: float

    def memory(self) -> float:
        """Resident memory in MB, from Linux' own count.

        Raises:
            OSError: another system.
        """
        text = Path(f"/proc/{self.process.pid}/status").read_text("ascii")
        line = next(line for line in text.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024


def make_rivals(folder: Path) -> None:
    """Everything that the rivals serve, in one folder: their code, the two maps, the geometry."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in _RIVALS.iterdir():
        if file.is_file():
            shutil.copy(file, folder / file.name)
    shutil.copy(folder / "page.html", folder / "index.html")
    (folder / "maps.json").write_text(json.dumps(two_maps(), ensure_ascii=False), "utf-8")
    (folder / "answers.json").write_text(json.dumps(ready_answers(), ensure_ascii=False), "utf-8")
    shutil.copytree(ROOT / "static", folder / "static", dirs_exist_ok=True)
    shutil.copytree(ROOT / "static", folder / "app" / "static", dirs_exist_ok=True)
    (folder / "root.txt").write_text(str(ROOT), "utf-8")
    import plotly.offline

    (folder / "plotly.min.js").write_text(plotly.offline.get_plotlyjs(), "utf-8")


@contextmanager
def serve(name: str, folder: Path, **variables: str) -> Iterator[Server]:
    """One of ``app``, ``blank``, ``as_many``, ``only_map``, ``only_own_map``, ``least``, ``dash_map``, ``page``; ``folder`` holds the rivals."""
    port = free_port()
    log = folder / f"{name}.log"
    environment = {**os.environ, "ATLAS_CACHE": str(folder / "cache"), **variables}
    with log.open("wb") as out:
        started = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603
            _command(name, port, folder),
            cwd=ROOT if name == "app" else folder,
            env=environment,
            stdout=out,
            stderr=out,
        )
        server = Server(name, f"http://127.0.0.1:{port}", process, started)
        try:
            wait_until_served(server.address, process, seconds=_PATIENCE, pause=0.02)
            yield server
        finally:
            process.terminate()
            process.wait(20)


def _command(name: str, port: int, folder: Path) -> list[str]:
    if name == "dash_map":
        return [sys.executable, str(folder / "dash_map.py"), str(port)]
    if name == "page":
        web = ["-m", "http.server", str(port), "--bind", "127.0.0.1", "--directory", str(folder)]
        return [sys.executable, *web]
    script = ROOT / "dashboard.py" if name == "app" else folder / f"{name}.py"
    # Those that tell what a part of the app's page takes wait for no more than the app does.
    own = [] if name in _AS_IT_COMES else ["--runner.postScriptGC", "false"]
    return [
        sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port),
        "--server.address", "127.0.0.1", "--server.headless", "true",
        "--server.enableStaticServing", "true", "--browser.gatherUsageStats", "false",
        "--server.fileWatcherType", "none", *own,
    ]  # fmt: skip
