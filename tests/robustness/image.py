"""The Dockerfile's instructions carried out without Docker, then used: ``make image-proof``.

No daemon and no registry of images is needed: a tree of Debian bookworm with Debian's own Python
3.11 stands for the base image ``python:3.11-slim-bookworm``. Stages ``libraries``, ``app`` and
``site`` are followed instruction by instruction; the app is then started as the image's user, without
capabilities, on a tree that cannot be written but for /tmp, as compose file and manifests ask. It must
become healthy by the image's own check and answer a visitor in both languages. Of the stage ``web``, whose
base is nginx's own image, only the sources of its files are looked at.

Needs root and Debian's debootstrap and util-linux; packages come from where this machine's apt and pip
have theirs.
"""

from __future__ import annotations

import asyncio
import json
import os
import shlex
import shutil
import signal
import string
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docker.utils.build import exclude_paths
from dockerfile_parse import DockerfileParser

from scripts.debian import install
from tests.robustness.wire import Visitor

ROOT = Path(__file__).resolve().parent.parent.parent
DOCKERFILE = ROOT / "deploy" / "Dockerfile"
_BASE = "python:3.11-slim-bookworm"
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
class Stage:
    """An image under way: its files and what its instructions have set."""

    tree: Path
    settings: dict[str, str] = field(default_factory=lambda: {"PATH": _PATH})
    folder: str = "/"
    user: str = "0:0"
    command: tuple[str, ...] = ()
    check: tuple[str, ...] = ()

    def run(self, *program: str, sealed: bool = False, **options: Any) -> subprocess.Popen[bytes]:
        """Start a program in the tree, as the stage's user and in its folder."""
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


def base(folder: Path) -> Stage:
    """The tree that stands for the base image, with this machine's sources of packages."""
    tree = folder / "base"
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
    for file in ("etc/ssl/certs/ca-certificates.crt", "etc/resolv.conf"):
        shutil.copy(Path("/") / file, tree / file)
    return Stage(tree)


def wheels(folder: Path) -> Path:
    """The app's packages, fetched as this machine's pip fetches them."""
    place = folder / "wheels"
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--wheel-dir", str(place)]
    subprocess.run([*command, "-r", str(ROOT / "requirements.txt")], check=True)
    return place


def build(folder: Path) -> dict[str, Stage]:
    """Follow the Dockerfile; the stages by name."""
    stages: dict[str, Stage] = {}
    name, origin = "", base(folder)
    shutil.copytree(wheels(folder), origin.tree / "wheels")
    for step in DockerfileParser(path=str(DOCKERFILE)).structure:
        kind, value = step["instruction"], step["value"]
        if kind == "FROM":
            image, _, name = value.split()
            if image not in (_BASE, *stages):
                print(f"stage {name}: its base {image} is not at hand, only its sources are seen")
                stages[name] = Stage(folder / "nothing")
                continue
            parent = origin if image == _BASE else stages[image]
            stages[name] = replace(parent, tree=folder / name)
            subprocess.run(["cp", "-a", str(parent.tree), str(folder / name)], check=True)
        elif name:
            stages[name] = follow(stages, name, kind, value)
    return stages


def follow(stages: dict[str, Stage], name: str, kind: str, value: str) -> Stage:
    """A stage after one more instruction.

    Raises:
        ValueError: an instruction that this proof does not know.
    """
    stage = stages[name]
    if kind == "COPY":
        _copy(stages, stage, shlex.split(value))
    elif kind in ("COMMENT", "EXPOSE") or not stage.tree.exists():
        pass
    elif kind == "RUN":
        print(f"{name}: {value[:70]} …", flush=True)
        offline = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels", "DEBIAN_FRONTEND": "noninteractive"}  # fmt: skip
        replace(stage, settings={**offline, **stage.settings}).must("/bin/sh", "-c", value)
    elif kind in ("ENV", "ARG"):
        pairs = (part.partition("=") for part in shlex.split(value))
        new = {key: string.Template(text).substitute(stage.settings) for key, _, text in pairs}
        return replace(stage, settings={**stage.settings, **new})
    elif kind == "WORKDIR":
        (stage.tree / value.lstrip("/")).mkdir(parents=True, exist_ok=True)
        return replace(stage, folder=value)
    elif kind == "USER":
        return replace(stage, user=value)
    elif kind == "CMD":
        return replace(stage, command=tuple(json.loads(value)))
    elif kind == "HEALTHCHECK":
        return replace(stage, check=tuple(json.loads(value.partition("CMD ")[2])))
    else:
        raise ValueError(f"{DOCKERFILE}: {kind} is not known to this proof")
    return stage


def _copy(stages: dict[str, Stage], stage: Stage, words: list[str]) -> None:
    """COPY, from another stage or from what ``.dockerignore`` lets through.

    Raises:
        FileNotFoundError: there is nothing of that name to copy.
    """
    if words[0].startswith("--from="):
        other = stages[words.pop(0).partition("=")[2]].tree
        found = [other / words[0].lstrip("/")]
        if not found[0].exists():
            raise FileNotFoundError(f"{DOCKERFILE}: no {words[0]} to copy")
        if stage.tree.exists():
            goal = stage.tree / words[1].lstrip("/")
            subprocess.run(["cp", "-a", str(found[0]), str(goal)], check=True)
        return
    rules = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    sent = [path for path in exclude_paths(str(ROOT), rules) if (ROOT / path).is_file()]
    chosen = sent if words[0] == "." else [path for path in sent if path == words[0]]
    if not chosen:
        raise FileNotFoundError(f"{DOCKERFILE}: .dockerignore leaves nothing of {words[0]}")
    if stage.tree.exists():
        goal = stage.tree / os.path.join(stage.folder, words[1]).lstrip("/")
        for path in chosen:
            own = goal / path if words[0] == "." else goal
            own.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, own)


def used(stage: Stage) -> None:
    """Start the app as the image does, wait until it is healthy, and be a visitor.

    Raises:
        RuntimeError: it ended, did not become healthy, could write its own files, or said nothing.
    """
    app = stage.run(*stage.command, sealed=True, start_new_session=True)
    try:
        began = time.monotonic()
        while stage.run(*stage.check, stderr=subprocess.DEVNULL).wait():
            if app.poll() is not None or time.monotonic() - began > _PATIENCE:
                raise RuntimeError("the app did not become healthy")
            time.sleep(0.5)
        print(f"healthy after {time.monotonic() - began:.1f} s as {stage.user}")
        for lang in ("zh", "en"):
            print(f"map in {lang}: {asyncio.run(_heading(lang))}")
    finally:
        os.killpg(app.pid, signal.SIGKILL)
        app.wait(20)
    stage.must("python", "-c", _FILES, sealed=True)
    if not stage.run("/bin/sh", "-c", "> data/targets.yaml", sealed=True).wait():
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
    install(["debootstrap"])
    if os.geteuid() != 0 or not shutil.which("debootstrap"):
        print("needs root and Debian's debootstrap")
        return 1
    with tempfile.TemporaryDirectory(prefix="atlas-image-") as name:
        stages = build(Path(name))
        used(stages["app"])
        pages = sum(1 for _ in (stages["site"].tree / "tmp/site").rglob("*.html"))
        print(f"site: {pages} pages, {_megabytes(stages['site'].tree / 'tmp/site'):.0f} MB")
        own = _megabytes(stages["app"].tree) - _megabytes(Path(name) / "base")
        print(f"app: {own:.0f} MB on top of the base, of them libraries "
              f"{_megabytes(stages['app'].tree / 'opt/atlas'):.0f} MB")  # fmt: skip
        if not pages:
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
