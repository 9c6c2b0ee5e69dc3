"""How soon the next scene is painted after the key: ``python -m benchmarks.presenting``.

Walks both stories from their files in the machine's Chromium at 1920 × 1080 and prints JSON:
milliseconds from the key press to the second animation frame after it (the change is on the screen
then), beside the same for a static page that replaces one sentence on a key; and the CPU time that
preparing each story takes.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from analysis.atlas import open_atlas
from exports.story_page import story_page, story_payload
from loaders.stories import load_stories
from scripts.find_chromium import find_chromium

ROUNDS = 3
STATIC = """<!doctype html><meta charset="utf-8"><h1>0</h1><script>
let n = 0; addEventListener("keydown", () => { document.querySelector("h1").textContent = ++n; });
</script>"""
#: From the key to the frame after the one that it is drawn in.
TIMED = """(() => {
  window.taken = [];
  addEventListener('keydown', event => {
    const start = event.timeStamp;
    requestAnimationFrame(() => requestAnimationFrame(() => window.taken.push(performance.now() - start)));
  }, { capture: true });
})()"""


def timed(page: Page, address: str, keys: list[str]) -> list[float]:
    """Milliseconds from each key to its paint."""
    page.goto(address)
    for number, key in enumerate(keys, 1):
        page.keyboard.press(key)
        page.wait_for_function("number => window.taken.length >= number", arg=number)
        page.wait_for_timeout(60)
    return list(page.evaluate("window.taken"))


def summary(values: list[float]) -> dict[str, float]:
    """Median, 95th percentile and worst, in milliseconds."""
    ordered = sorted(values)
    return {
        "median_ms": round(statistics.median(ordered), 1),
        "p95_ms": round(ordered[round(0.95 * (len(ordered) - 1))], 1),
        "worst_ms": round(ordered[-1], 1),
        "presses": len(ordered),
    }


def main() -> int:
    """Measure and print."""
    browser_path = find_chromium()
    if not browser_path:
        print("no Chromium: python -m scripts.find_chromium says what to install", file=sys.stderr)
        return 1
    atlas = open_atlas()
    result: dict[str, object] = {}
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.add_init_script(TIMED)  # before the player, which keeps its keys to itself
        static = Path(folder) / "static.html"
        static.write_text(STATIC, "utf-8")
        result["static page"] = summary(timed(page, static.as_uri(), ["PageDown"] * 30))
        for name, story in load_stories(atlas.collection).items():
            start = time.process_time()
            payload = story_payload(atlas, story, name, date.today())
            prepared = time.process_time() - start
            path = Path(folder) / f"{name}.html"
            content = story_page(payload)
            path.write_bytes(content)
            steps = len(story.scenes) - 1
            keys = (["PageDown"] * steps + ["PageUp"] * steps) * ROUNDS
            result[name] = {
                **summary(timed(page, path.as_uri(), keys)),
                "prepared_cpu_s": round(prepared, 2),
                "file_kb": len(content) // 1024,
            }
        browser.close()
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
