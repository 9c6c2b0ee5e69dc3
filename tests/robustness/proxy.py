"""The proxy of docs/deploying.md in front of the app, in Chromium: ``make proxy-proof``.

nginx runs with the configuration that the guide shows, over TLS with a certificate of its own; only
ports and paths are put in. Every page is opened through it, and used: a click on the map, an upload
with mistakes, a draft, a story that plays, a download. A breach of the content security policy, an
error in the console, a socket that is not encrypted or a missing header is a failure.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from scripts.find_chromium import find_chromium
from scripts.find_nginx import find_nginx
from scripts.processes import free_port
from scripts.replicas import NGINX_MAIN
from tests.browser.conftest import PROBES, click_province, serve, settled
from tests.browser.test_accessible import PAGES, prepare

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "deploying.md"
#: The browser tells a page of each breach; the console may leave some out.
_BREACHES = """
window.breaches = [];
document.addEventListener('securitypolicyviolation', event =>
  window.breaches.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sourceFile}`));
"""
_PASTED = "到2028年，人工智能核心产业规模突破300亿元。"


def as_in_the_guide(app: str, secure: int, plain: int, folder: Path) -> str:
    """The guide's configuration with this machine's ports and paths.

    Raises:
        ValueError: the guide has no such line any more.
    """
    blocks = re.findall(r"```nginx\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    if len(blocks) != 1:
        raise ValueError(f"{GUIDE} should show one configuration of nginx, not {len(blocks)}")
    text = str(blocks[0])
    for shown, used in {
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "/etc/ssl/atlas.pem": f"{folder}/atlas.pem",
        "/etc/ssl/atlas.key": f"{folder}/atlas.key",
        "/srv/atlas/deploy/headers.conf": str(ROOT / "deploy" / "headers.conf"),
        "http://127.0.0.1:8501": app,
    }.items():
        if shown not in text:
            raise ValueError(f"{GUIDE} does not show {shown!r} any more")
        text = text.replace(shown, used)
    return text


@contextmanager
def proxied(nginx: str, folder: Path) -> Iterator[tuple[int, int]]:
    """The app behind nginx; the ports for TLS and without."""
    secure, plain = free_port(), free_port()
    key, certificate = folder / "atlas.key", folder / "atlas.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    make += ["-subj", "/CN=127.0.0.1", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(make, check=True, capture_output=True)
    with contextmanager(serve)(folder) as app:
        inner = as_in_the_guide(app, secure, plain, folder)
        file = folder / "nginx.conf"
        file.write_text(NGINX_MAIN.format(folder=folder, inner=inner), "utf-8")
        command = [nginx, "-c", str(file), "-p", str(folder)]
        subprocess.run([*command, "-t", "-q"], check=True)
        process = subprocess.Popen(command)
        try:
            yield secure, plain
        finally:
            process.terminate()
            process.wait(20)


def used(page: Page, name: str) -> None:
    """Do on a page what might ask for more than showing it does."""
    if name == "map":
        click_province(page, "440000")
        expect(page.get_by_role("button", name="Close the card")).to_be_visible()
        page.get_by_role("button", name="Add to story").click()
        page.get_by_role("link", name="Edit the story").wait_for()
        page.get_by_role("button", name="Export").click()
        with page.expect_download() as waiting:
            page.get_by_role("button", name="CSV", exact=True).click()
        assert waiting.value.path().stat().st_size > 100
    elif name == "curate":
        page.get_by_role("textbox", name="Or paste the text").fill(_PASTED)
        page.keyboard.press("Control+Enter")
        page.get_by_role("button", name="Propose targets").click()
        page.locator(".clause").first.wait_for()
    elif name == "story":
        page.keyboard.press("PageDown")
        expect(page.locator(".ps-number")).to_contain_text("2 /")
    else:
        prepare(page, name)
    settled(page)


def walk(page: Page, address: str) -> list[str]:
    """Open and use every page; what went wrong, a line each."""
    wrong: list[str] = []
    sockets: list[str] = []
    page.add_init_script(_BREACHES)
    page.on("websocket", lambda socket: sockets.append(socket.url))
    page.on("pageerror", lambda error: wrong.append(f"error: {error}"))
    page.on(
        "console",
        lambda said: (
            wrong.append(f"console: {said.text}")
            if said.type == "error" and not str(said.location.get("url", "")).endswith(PROBES)
            else None
        ),
    )
    for name, path in PAGES.items():
        page.goto(f"{address}/{path}{'&' if '?' in path else '?'}lang=en")
        page.locator(".ps-headline" if name == "story" else "h1.finding").first.wait_for()
        settled(page)
        used(page, name)
        breaches = page.evaluate("window.breaches")
        wrong += [f"{name}: {breach}" for breach in breaches]
        print(f"{name}: {len(breaches)} breaches", flush=True)
    secure = address.replace("https://", "wss://") + "/_stcore/stream"
    if not sockets or {url.partition("?")[0] for url in sockets} != {secure}:
        wrong.append(f"sockets: {sorted(set(sockets))}")
    return wrong


def main() -> int:
    """Exit status 1 where something went wrong, with what."""
    nginx, chromium = find_nginx(), find_chromium()
    if nginx is None or chromium is None or shutil.which("openssl") is None:
        print("nginx, openssl and Chromium are needed (Debian: nginx-light, openssl, chromium)")
        return 1
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory() as name, proxied(nginx, Path(name)) as (secure, plain):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
            )
            context = browser.new_context(ignore_https_errors=True)
            page = context.new_page()
            page.set_default_timeout(60_000)
            answer = page.goto(f"https://127.0.0.1:{secure}/")
            headers = answer.headers if answer else {}
            wrong = [
                f"header {header} is missing"
                for header in re.findall(
                    r"^add_header (\S+)",
                    (ROOT / "deploy" / "headers.conf").read_text("utf-8"),
                    re.MULTILINE,
                )
                if header.lower() not in headers
            ]
            wrong += walk(page, f"https://127.0.0.1:{secure}")
            browser.close()
        wrong += _not_redirected(plain)
    print("\n".join(wrong) or f"{len(PAGES)} pages behind the proxy: nothing to object to")
    return int(bool(wrong))


def _not_redirected(port: int) -> list[str]:
    """What is wrong where an address without TLS does not lead to the same one with it."""

    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_: object) -> None:
            return None

    try:
        urllib.request.build_opener(Stay).open(f"http://127.0.0.1:{port}/map?lang=en", timeout=10)
    except urllib.error.HTTPError as error:
        to = error.headers.get("Location", "")
        if error.code == 301 and to.startswith("https://") and to.endswith("/map?lang=en"):
            return []
        return [f"without TLS: {error.code} {to}"]
    return ["without TLS: answered"]


if __name__ == "__main__":
    sys.exit(main())
