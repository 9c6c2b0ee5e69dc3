"""Find nginx for several replicas; on Debian as root, install it.

    python -m scripts.find_nginx             prints its path
    python -m scripts.find_nginx --install   installs it first if needed

Without nginx the tests that need it are skipped; the exit status is 0 all the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from scripts.debian import install

#: Where system programs are that an ordinary user's PATH leaves out.
_PLACES = "/usr/sbin:/usr/bin:/usr/local/sbin:/opt/homebrew/bin"


def find_nginx() -> str | None:
    """Path of nginx on this machine, or None."""
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:{_PLACES}")


def main() -> int:
    """Print the path, or one line that says what to install."""
    if find_nginx() is None and "--install" in sys.argv:
        try:
            install(["nginx-light"])
        except subprocess.CalledProcessError as error:
            print(f"nginx-light was not installed: {error}", file=sys.stderr)
    print(find_nginx() or "no nginx: its tests are skipped (Debian: apt-get install nginx-light)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
