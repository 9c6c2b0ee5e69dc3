"""Several replicas of the app behind one nginx, on this machine: what ``deploy/`` does on many.

    python -m scripts.replicas [--count 4] [--port 8501] [--site build/site]

Each replica is a process of its own on the ports after ``--port``. nginx keeps a visitor on one of
them and passes over one that is down; one that died is started again after a second. Stops with
Ctrl-C. Needs nginx (``apt-get install nginx-light``).
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from loaders.writing import write_atomically
from scripts.find_nginx import find_nginx
from scripts.processes import NotServed, wait_until_served

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE = ROOT / "deploy" / "nginx" / "atlas.conf.template"
#: What stands around the template where nginx is not started by the system.
NGINX_MAIN = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{inner}
}}
"""


class NotStarted(RuntimeError):
    """Replicas or nginx could not be started; the message says why."""


def nginx_file(listen: str, ports: list[int], site: Path, headers: str = "") -> str:
    """The template of ``deploy/`` filled in for replicas on this machine."""
    servers = " ".join(f"server 127.0.0.1:{port} max_fails=1 fail_timeout=5s;" for port in ports)
    values = {"LISTEN": listen, "SERVERS": servers, "SITE_DIR": str(site), "HEADERS": headers}
    text = TEMPLATE.read_text("utf-8")
    return re.sub(r"\$\{ATLAS_(\w+)\}", lambda found: values[found[1]], text)


class Replicas:
    """``count`` replicas and their nginx, as a context; ``address`` is what visitors open."""

    def __init__(self, count: int, port: int, site: Path | None = None) -> None:
        """Nginx listens on ``port`` of this machine only, the replicas on those after it."""
        self.port, self.ports = port, [port + 1 + number for number in range(count)]
        self.address = f"http://127.0.0.1:{port}"
        self.processes: dict[int, subprocess.Popen[bytes]] = {}
        self._site = (site or ROOT / "build" / "site").resolve()
        self._folder = Path(tempfile.mkdtemp(prefix="atlas-replicas-"))
        self._secret = secrets.token_hex(32)
        self._nginx: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start everything and wait until each replica answers.

        Raises:
            NotStarted: there is no nginx, or a process ended or did not answer.
        """
        nginx = find_nginx()
        if nginx is None:
            raise NotStarted("there is no nginx: install it, on Debian nginx-light")
        try:
            for port in self.ports:
                self.start(port)
            for port in self.ports:
                self.wait(port)
            # The proof of who serves whom needs the replica's address in the answer.
            header = "add_header X-Replica $upstream_addr always;"
            inner = nginx_file(f"127.0.0.1:{self.port}", self.ports, self._site, header)
            file = self._folder / "nginx.conf"
            write_atomically(file, NGINX_MAIN.format(folder=self._folder, inner=inner))
            self._nginx = subprocess.Popen([nginx, "-c", str(file), "-p", str(self._folder)])
            self._wait(f"{self.address}/_stcore/health", self._nginx)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything that was started."""
        started = [*self.processes.values(), *([self._nginx] if self._nginx else [])]
        for process in started:
            process.terminate()
        for process in started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def start(self, port: int) -> None:
        """Start the replica of a port; they share the secret that signs cookies."""
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
        command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
        environment = {
            **os.environ,
            "STREAMLIT_SERVER_COOKIE_SECRET": self._secret,
            "ATLAS_CACHE": str(self._folder / "cache"),
        }
        with (self._folder / f"{port}.log").open("ab") as log:
            self.processes[port] = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log
            )

    def wait(self, port: int) -> None:
        """Wait until a replica answers."""
        self._wait(f"http://127.0.0.1:{port}/_stcore/health", self.processes[port])

    def _wait(self, url: str, process: subprocess.Popen[bytes]) -> None:
        try:
            wait_until_served(url, process)
        except NotServed as error:
            logs = "\n".join(file.read_text() for file in self._folder.glob("*.log"))
            raise NotStarted(f"{error}\n{logs}") from None

    def kill(self, port: int) -> None:
        """End a replica at once, as a crash would."""
        self.processes[port].send_signal(signal.SIGKILL)
        self.processes[port].wait()

    def revive(self) -> list[int]:
        """Start those again that ended; their ports."""
        ended = [port for port, process in self.processes.items() if process.poll() is not None]
        for port in ended:
            self.start(port)
        return ended


def main(arguments: list[str] | None = None) -> int:
    """Serve until Ctrl-C; exit status 1 where something cannot be started."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=4, help="replicas")
    parser.add_argument("--port", type=int, default=8501, help="where nginx listens")
    parser.add_argument("--site", type=Path, help="folder of the static site, under /site/")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with Replicas(options.count, options.port, options.site) as replicas:
            print(f"{options.count} replicas on {replicas.address} (Ctrl-C stops them)", flush=True)
            while True:
                time.sleep(1)
                for port in replicas.revive():
                    print(f"the replica on port {port} ended and is started again", flush=True)
    except NotStarted as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
