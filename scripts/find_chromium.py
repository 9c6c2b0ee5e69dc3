"""Find a Chromium for the browser tests; on Debian as root, install what is missing.

    python -m scripts.find_chromium             prints its path
    python -m scripts.find_chromium --install   installs it, and a Chinese font, first if needed

The variable CHROMIUM names one explicitly.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from scripts.debian import install

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> str | None:
    """Path of a Chromium or Chrome on this machine, or None."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    found = next((path for name in _NAMES if (path := shutil.which(name))), None)
    return found or next((path for path in _PLACES if os.path.exists(path)), None)


def _has_chinese_font() -> bool:
    """Whether fontconfig knows a Chinese font; the tests draw and look at Chinese text."""
    if not shutil.which("fc-list"):
        return False
    found = subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False)
    return bool(found.stdout.strip())


def main() -> int:
    """Print the path, or one line that says what to install."""
    missing = [] if find_chromium() else ["chromium"]
    missing += [] if _has_chinese_font() else ["fonts-noto-cjk", "fontconfig"]
    if missing and "--install" in sys.argv:
        install(missing)
    path = find_chromium()
    if path is None:
        print(
            "The browser tests need Chromium: install the package chromium (Debian), "
            "chromium-browser (Ubuntu) or Google Chrome, or set CHROMIUM to its path.",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
