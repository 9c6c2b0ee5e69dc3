"""A replica dies under load: ``make replicas-proof``.

    python -m tests.robustness.replicas [--replicas 4] [--visitors 24] [--port 8590]

Every visitor clicks on; one replica is killed. Only its own visitors may lose their connection;
they have to reach another replica and find the same view from their address, without an error. Then
the same in Chromium: the page connects anew by itself, keeps its view, and can be used on.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import time
from dataclasses import dataclass

from playwright.sync_api import expect, sync_playwright
from websockets.exceptions import ConnectionClosed

from scripts.find_chromium import find_chromium
from scripts.replicas import Replicas
from tests.robustness.wire import Visitor

#: Addresses with different findings, so that the wrong view would be noticed.
ADDRESSES = (
    ("map", "indicator=ai_industry&deadline=0"), ("map", "region=510000"), ("timeline", "sectors=ai"),
    ("indicator", "indicator=computing_power&deadline=0"), ("plans", "search=算力"),
    ("compare", "regions=310000&regions=510000"), ("plan", "plan=sichuan-metaverse-2023"),
)  # fmt: skip


#: Streamlit's own mark of a page that is connected and whose run is over.
_READY = "[data-testid='stApp'][data-test-connection-state='CONNECTED'][data-test-script-state='notRunning']"


@dataclass
class Seen:
    """What one visitor lived through."""

    replica: str
    heading: str
    losses: int = 0
    wrong: str = ""
    back: str = ""
    away: float = 0.0


async def under_load(replicas: Replicas, count: int, seconds: float) -> tuple[str, list[Seen]]:
    """The killed replica, and what each visitor saw before, at and after its end."""
    visitors = [Visitor(replicas.address) for _ in range(count)]
    seen = []
    for number, visitor in enumerate(visitors):
        await visitor.open()
        page, query = ADDRESSES[number % len(ADDRESSES)]
        shown = await visitor.visit(page, query)
        seen.append(Seen(visitor.replica, shown.heading()))
    killed = seen[0].replica
    until = time.monotonic() + seconds
    walks = [_walk(v, s, until) for v, s in zip(visitors, seen, strict=True)]
    tasks = asyncio.gather(*walks)
    await asyncio.sleep(seconds / 3)
    replicas.kill(int(killed.rpartition(":")[2]))
    await tasks
    for visitor in visitors:
        await visitor.close()
    return killed, seen


async def _walk(visitor: Visitor, seen: Seen, until: float) -> None:
    """Ask for the view again and again; where the connection breaks, connect anew."""
    chance = random.Random(seen.heading)
    while time.monotonic() < until:
        await asyncio.sleep(chance.uniform(0.2, 2))
        try:
            shown = await visitor.visit(visitor.page, visitor.query)
        except (ConnectionClosed, OSError):
            begun = time.monotonic()
            seen.losses += 1
            await visitor.open()
            shown = await visitor.visit(visitor.page, visitor.query)
            seen.back, seen.away = visitor.replica, time.monotonic() - begun
        if shown.heading() != seen.heading:
            seen.wrong = shown.heading() or "nothing"


def check(killed: str, seen: list[Seen]) -> list[str]:
    """What went wrong; empty where only the killed replica's visitors moved, each once."""
    wrong = []
    for number, one in enumerate(seen):
        own = one.replica == killed
        if one.losses != int(own):
            wrong.append(f"visitor {number} on {one.replica} lost {one.losses} connections")
        if own and one.back in ("", killed):
            wrong.append(f"visitor {number} did not come to another replica: {one.back!r}")
        if one.wrong:
            wrong.append(f"visitor {number} saw {one.wrong!r} instead of {one.heading!r}")
    if len({one.replica for one in seen}) < 2:
        wrong.append("all visitors were on one replica")
    return wrong


def in_chromium(replicas: Replicas) -> str:
    """Kill the replica of an open page: it has to come back with the same view, and work on."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.set_default_timeout(120_000)
        first = page.goto(f"{replicas.address}/indicator?indicator=ai_industry&deadline=0&lang=en")
        heading = page.locator("h1.finding")
        heading.wait_for()
        page.locator(_READY).wait_for()
        before, address = heading.inner_text(), page.url
        assert first is not None
        answered = first.headers["x-replica"]
        killed = int(page.evaluate("fetch('/_stcore/health').then(r => r.headers.get('x-replica'))").rpartition(":")[2])  # fmt: skip
        with page.expect_websocket() as again:
            replicas.kill(killed)
        assert "/_stcore/stream" in again.value.url
        page.locator(_READY).wait_for()
        expect(heading).to_have_text(before, timeout=120_000)
        assert page.url == address, page.url
        page.get_by_text("中文", exact=True).first.click()
        expect(heading).not_to_have_text(before, timeout=120_000)
        assert "lang=en" not in page.url
        browser.close()
    return f"the page of {answered} came back with its view, and its first click was carried out"


def main(arguments: list[str] | None = None) -> int:
    """Start, kill, look; exit status 1 where something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicas", type=int, default=4)
    parser.add_argument("--visitors", type=int, default=24)
    parser.add_argument("--seconds", type=float, default=45)
    parser.add_argument("--port", type=int, default=8590)
    options = parser.parse_args(arguments)
    with Replicas(options.replicas, options.port) as replicas:
        killed, seen = asyncio.run(under_load(replicas, options.visitors, options.seconds))
        wrong = check(killed, seen)
        moved = [one for one in seen if one.losses]
        print(f"{len(seen)} visitors on {len({s.replica for s in seen})} replicas; {killed} killed")
        print(f"{len(moved)} lost their connection, all others none")
        if moved:
            slowest = max(one.away for one in moved)
            print(f"back on {sorted({one.back for one in moved})}, slowest in {slowest:.1f} s")
        for port in replicas.revive():
            replicas.wait(port)
        print(in_chromium(replicas))
    for line in wrong:
        print(line)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
