"""The stories' files in Firefox with the network off: ``make firefox``.

    python -m tests.robustness.firefox [--pictures FOLDER]

Each story that comes with the product, in each language, is written as its one file and walked from
disk by real key presses in a network namespace of its own, where nothing but the browser's own
control port can be reached. Needs Firefox and, for the namespace, root on Linux; on Debian
firefox-esr is installed if it is missing.
"""

from __future__ import annotations

import argparse
import base64
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from analysis.atlas import open_atlas
from exports.__main__ import main as export
from loaders.stories import load_stories
from scripts.debian import install

#: Set where this runs without a network: unshare starts it a second time.
_ALONE = "ATLAS_WITHOUT_NETWORK"
#: What is on the screen: scene, headline, source line, drawn marks, and what is wider than the page.
_SEEN = """
const root = document.querySelector('.ps-host').shadowRoot, text = name => root.querySelector(name).textContent;
const drawn = [...root.querySelectorAll('.ps-body *')];
return {
  scene: root.querySelector('.ps-box').dataset.scene, headline: text('.ps-headline'), source: text('.ps-source'),
  drawn: drawn.filter(mark => mark.getBoundingClientRect().width > 0).length,
  scrolls: document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight,
  errors: window.errors,
};"""
_LISTEN = "window.errors = []; window.addEventListener('error', event => window.errors.push(event.message));"


def main() -> int:
    """Walk every story; 1 if a scene is not what it should be."""
    parser = argparse.ArgumentParser(prog="python -m tests.robustness.firefox")
    parser.add_argument("--pictures", type=Path, help="a folder for a picture of each scene")
    given = parser.parse_args()
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if _ALONE not in os.environ:
        if path is None:
            install(["firefox-esr"])
        again = 'ip link set lo up 2>/dev/null; exec "$0" -m tests.robustness.firefox "$@"'
        command = ["unshare", "--net", "sh", "-c", again, sys.executable, *sys.argv[1:]]
        return subprocess.run(command, env={**os.environ, _ALONE: "1"}, check=False).returncode
    if path is None:
        print("Firefox is needed: install the package firefox-esr (Debian)", file=sys.stderr)
        return 1
    stories = load_stories(open_atlas().collection)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="atlas-firefox-") as folder:
        os.environ["HOME"] = folder  # the browser's profile goes with it
        for name, story in stories.items():
            for lang in ("zh", "en"):
                file = Path(folder) / f"{name}-{lang}.html"
                export(["story", name, "--lang", lang, "-o", str(file)])
                scenes = [scene.id for scene in story.scenes]
                wrong += _walk(path, file, scenes, given.pictures)
    print("\n".join(wrong) or f"{len(stories)} stories in 2 languages: every scene as it should be")
    return bool(wrong)


def _walk(path: str, file: Path, scenes: list[str], pictures: Path | None) -> list[str]:
    """What is wrong with the scenes of one file, a line each."""
    from marionette_driver.keys import Keys
    from marionette_driver.marionette import Marionette

    firefox = Marionette(bin=path, headless=True)
    firefox.start_session()
    wrong: list[str] = []
    try:
        firefox.set_window_rect(width=1920, height=1165)
        firefox.navigate(file.as_uri())
        firefox.execute_script(_LISTEN, sandbox=None)
        body = firefox.find_element("css selector", "body")
        for number, scene in enumerate(scenes, 1):
            time.sleep(0.6)  # the colours have changed by then
            seen: dict[str, Any] = firefox.execute_script(_SEEN, sandbox=None)
            fine = seen["scene"] == scene and seen["headline"] and seen["source"]
            if not fine or not seen["drawn"] or seen["scrolls"] or seen["errors"]:
                wrong.append(f"{file.stem}, scene {number} {scene}: {seen}")
            if pictures:
                pictures.mkdir(parents=True, exist_ok=True)
                taken = base64.b64decode(firefox.screenshot(full=False))
                (pictures / f"{file.stem}-{number:02}.png").write_bytes(taken)
            body.send_keys(Keys.PAGE_DOWN)
        print(
            f"{file.stem}: {len(scenes)} scenes, version {firefox.session_capabilities['browserVersion']}"
        )
    finally:
        firefox.quit()
    return wrong


if __name__ == "__main__":
    sys.exit(main())
