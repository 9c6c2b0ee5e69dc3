"""The images built and used without a daemon: ``make image-proof``.

Debian's buildah builds the stages of the Dockerfile from a tree of Debian bookworm with Debian's own
Python 3.11, which stands for the base image ``python:3.11-slim-bookworm``: no registry of images is
needed. The app is then started as the image's user, without capabilities, on a tree that cannot be
written but for /tmp, as compose file and manifests ask. It must become healthy by the image's own check
and answer a visitor in both languages. The stage ``web``, whose base is nginx's own image, is built from
an empty one: what it copies must be there, and the pages of the site with it.

Needs root and Debian's buildah, debootstrap and util-linux; packages come from where this machine's apt
and pip have theirs.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.debian import install
from tests.robustness.wire import Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
_BASE, _WEB_BASE = (
    "docker.io/library/python:3.11-slim-bookworm",
    "docker.io/nginxinc/nginx-unprivileged:1.27-alpine",
)
_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"
#: Runs a program in a tree with processes and mounts of its own; nothing of them is left behind.
_ENTER = """
mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc"
if [ "$2" = sealed ]; then
  mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && mount -t tmpfs tmpfs "$1/tmp"
  mount --rbind /dev "$1/dev" && mount -t proc proc "$1/proc"
fi
tree="$1"; shift 2; exec "$@" "$tree"
"""
#: Makes each kind of file of the map and of a plan: what a library misses shows here.
_FILES = """
import logging
from datetime import date
from analysis.atlas import open_atlas
from analysis.view import View
from exports.kind import Cover
from exports.kinds import KINDS
from exports.taking import take
logging.disable(logging.WARNING)
atlas, day = open_atlas(), date(2026, 1, 1)
for page in ("map", "plan"):
    view = View(plan="sichuan-metaverse-2023")
    taken = take(atlas, view, page, Cover(page, day))
    made = {
        kind.name: len(kind.make(atlas, taken.shown, view, taken.cover))
        for kind in KINDS if kind.applies(taken.shown)
    }
    print(page, made, flush=True)
"""
_ADDRESS = "http://127.0.0.1:8501"
#: Seconds until the app must be healthy.
_PATIENCE = 90


@dataclass(frozen=True)
class Image:
    """An image's files in a folder, and what it is set to."""

    tree: Path
    settings: dict[str, str]
    folder: str
    user: str
    command: tuple[str, ...]
    check: tuple[str, ...]

    def run(self, *program: str, sealed: bool = False, **options: Any) -> subprocess.Popen[bytes]:
        """Start a program in the tree, as the image's user and in its folder."""
        script = f'cd "{self.folder}" && exec "$@"'
        words = " ".join(map(shlex.quote, ["/bin/sh", "-c", script, "sh", *program]))
        enter = f'exec chroot --userspec={self.user} --groups= "$0" {words}'
        return subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "/bin/sh", "-c", _ENTER, "sh",
             str(self.tree), "sealed" if sealed else "open", "/bin/sh", "-c", enter],
            env=self.settings, **options,
        )  # fmt: skip

    def must(self, *program: str, **options: Any) -> None:
        """Run a program to its end.

        Raises:
            RuntimeError: it failed.
        """
        if code := self.run(*program, **options).wait():
            raise RuntimeError(f"{' '.join(program)[:200]} ended with {code}")


class Builder:
    """Debian's buildah with a storage of its own, which goes with its folder."""

    def __init__(self, folder: Path) -> None:
        """Keep everything in a folder."""
        self._folder = folder
        self._own = ["--root", str(folder / "images"), "--runroot", str(folder / "run"), "--storage-driver", "vfs"]  # fmt: skip

    def _call(self, *words: str) -> str:
        """What a command says.

        Raises:
            CalledProcessError: it failed; what it said is on the terminal.
        """
        command = ["buildah", *self._own, *words]
        return subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout.strip()

    def make_bases(self) -> None:
        """The trees that stand for the base images: Debian with this machine's packages, and an empty one."""
        held = self._call("from", "scratch")
        _debian(Path(self._call("mount", held)), self._folder)
        self._call("config", "--env", f"PATH={_PATH}", held)
        self._call("commit", "--quiet", held, _BASE)
        self._call("commit", "--quiet", self._call("from", "scratch"), _WEB_BASE)

    def build(self, stage: str) -> Image:
        """One stage of the Dockerfile, and those that it needs."""
        print(f"{stage}: building …", flush=True)
        self._call(
            "build", "--isolation", "chroot", "--format", "docker", "--pull-never", "--quiet",
            "--file", str(DOCKERFILE), "--target", stage, "--tag", f"atlas-{stage}", str(ROOT),
        )  # fmt: skip
        config = json.loads(self._call("inspect", "--type", "image", f"atlas-{stage}"))["Docker"]["config"]  # fmt: skip
        tree = self._call("mount", self._call("from", "--pull-never", f"atlas-{stage}"))
        return Image(
            Path(tree),
            dict(pair.split("=", 1) for pair in config["Env"]),
            config["WorkingDir"] or "/",
            config["User"] or "0:0",
            tuple(config["Cmd"] or ()),
            tuple(config["Healthcheck"]["Test"][1:]),
        )


def _debian(tree: Path, folder: Path) -> None:
    """Debian with Python in a tree, with this machine's sources of packages."""
    sources = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(REPO_URI) $(CODENAME)", "Created-By: Packages"],
        capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    mirror = next(line.split()[0] for line in sources if line.endswith(" bookworm"))
    packages = "--include=python3,python3-venv,ca-certificates"
    subprocess.run(
        ["debootstrap", "--variant=minbase", packages, "bookworm", str(tree), mirror],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    (tree / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    shutil.rmtree(tree / "etc/apt")
    shutil.copytree("/etc/apt", tree / "etc/apt")
    shutil.copy("/etc/ssl/certs/ca-certificates.crt", tree / "etc/ssl/certs/ca-certificates.crt")
    wheels = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(tree / "wheels")]
    subprocess.run([*wheels, "-r", str(ROOT / "requirements.txt")], check=True)
    (tree / "etc/pip.conf").write_text("[global]\nno-index = true\nfind-links = /wheels\n", "ascii")


def used(image: Image) -> None:
    """Start the app as the image does, wait until it is healthy, and be a visitor.

    Raises:
        RuntimeError: it ended, did not become healthy, could write its own files, or said nothing.
    """
    app = image.run(*image.command, sealed=True, start_new_session=True)
    try:
        began = time.monotonic()
        while image.run(*image.check, stderr=subprocess.DEVNULL).wait():
            if app.poll() is not None or time.monotonic() - began > _PATIENCE:
                raise RuntimeError("the app did not become healthy")
            time.sleep(0.5)
        print(f"healthy after {time.monotonic() - began:.1f} s as {image.user}")
        for lang in ("zh", "en"):
            print(f"map in {lang}: {asyncio.run(_heading(lang))}")
    finally:
        os.killpg(app.pid, signal.SIGKILL)
        app.wait(20)
    image.must("python", "-c", _FILES, sealed=True)
    if not image.run("/bin/sh", "-c", "> data/targets.yaml", sealed=True).wait():
        raise RuntimeError("the image's user could write the image's files")


async def _heading(lang: str) -> str:
    visitor = Visitor(_ADDRESS)
    await visitor.open()
    heading = (await visitor.visit("map", f"lang={lang}")).heading()
    await visitor.close()
    if not heading:
        raise RuntimeError(f"the map says nothing in {lang}")
    return heading


def _megabytes(tree: Path) -> float:
    out = subprocess.run(["du", "-sxm", str(tree)], capture_output=True, text=True, check=True)
    return float(out.stdout.split()[0])


def main() -> int:
    """Build, use and measure; 1 where something is missing or fails."""
    install(["buildah", "debootstrap"])
    if os.geteuid() != 0 or not shutil.which("buildah") or not shutil.which("debootstrap"):
        print("needs root and Debian's buildah and debootstrap")
        return 1
    with tempfile.TemporaryDirectory(prefix="atlas-image-") as name:
        builder = Builder(Path(name))
        builder.make_bases()
        app = builder.build("app")
        used(app)
        libraries, font = (_megabytes(app.tree / part) for part in ("opt/atlas", "usr/share/fonts"))
        print(f"app: {libraries:.0f} MB of libraries and {font:.0f} of the font on top of the base")
        web = builder.build("web")
        site = web.tree / "srv/site"
        pages = sum(1 for _ in site.rglob("*.html"))
        print(f"web: {pages} pages, {_megabytes(site):.0f} MB")
        config = [
            web.tree / "etc/nginx" / file
            for file in ("atlas-headers.conf", "templates/default.conf.template")
        ]
        if not pages or not all(file.is_file() for file in config):
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
