"""Both stories, walked through with real keys: from the file on disk, and in the app."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.atlas import Atlas, build_atlas
from exports.story_page import story_page, story_payload
from loaders.collection import load_collection
from loaders.stories import Story, load_stories
from tests.conftest import SMALL

DAY = date(2026, 1, 1)
STORIES = ("ai-computing", "metaverse-race")

#: What is painted: texts with their size and contrast, what is lit, and what has no room.
PAINTED = """() => {
  const root = document.querySelector('.ps-host').shadowRoot, slide = root.querySelector('.ps-slide');
  const page = getComputedStyle(root.querySelector('.ps-box')).backgroundColor;
  const light = colour => {
    const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(value => {
      const part = colour.startsWith('color') ? Number(value) : value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = colour => {
    const [low, high] = [light(colour), light(page)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const walker = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  const found = { smallest: 999, faintest: 99, of: '' };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement, style = getComputedStyle(parent);
    const box = parent.getBoundingClientRect();
    if (!node.textContent.trim() || !box.width || style.visibility === 'hidden' || parent.closest('.ps-tip, .ps-years')) continue;
    const scale = parent.ownerSVGElement ? parent.ownerSVGElement.getScreenCTM().a : 1;
    const size = parseFloat(style.fontSize) * scale;
    if (size < found.smallest) Object.assign(found, { smallest: size, of: node.textContent });
    found.faintest = Math.min(found.faintest, contrast(parent.ownerSVGElement ? style.fill : style.color));
  }
  const all = (selector, name) => [...slide.querySelectorAll(selector)].map(item => item.dataset[name]).sort();
  const over = [...slide.querySelectorAll('.ps-chart, .ps-side')].filter(box => box.offsetParent && box.scrollHeight > box.clientHeight + 1);
  return { ...found, over: over.map(box => box.className), page,
    lit: [...all('.ps-outline', 'adcode'), ...all('.ps-dots .on.ps-lit', 'adcode')],
    rows: slide.querySelectorAll('.ps-chart .ps-lit').length,
    headline: slide.querySelector('.ps-headline').textContent,
    source: slide.querySelector('.ps-source').textContent };
}"""


#: The player's own root, for scripts.
_IN_PLAYER = "const root = document.querySelector('.ps-host').shadowRoot;"


def checked(page: Page, payload: dict[str, Any], number: int, lang: str) -> None:
    """The scene is painted as the payload has it, legibly, and nothing is cut off."""
    painted, scene = page.evaluate(PAINTED), payload["scenes"][number][lang]
    drawing = scene["drawing"]
    assert painted["headline"] == scene["headline"]
    assert painted["source"] == scene["source"] != ""
    assert painted["over"] == []
    if drawing["kind"] == "map":
        assert sorted(painted["lit"]) == sorted(drawing["spotlight"]) != []
    elif drawing["kind"] != "plan":
        assert painted["rows"] >= 1
    if page.viewport_size == {"width": 1920, "height": 1080}:
        assert painted["smallest"] >= 17.99, painted["of"]
    assert painted["faintest"] >= 4.5


@pytest.fixture(scope="session")
def payloads(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """Both stories as the player takes them."""
    stories = load_stories(atlas.collection)
    assert tuple(stories) == STORIES
    return {name: story_payload(atlas, story, name, DAY) for name, story in stories.items()}


@pytest.fixture
def offline(browser: Browser) -> Iterator[Page]:
    """A page that records what it asks for and what goes wrong; neither may happen."""
    context = browser.new_context(
        viewport={"width": 1920, "height": 1080}, reduced_motion="reduce", offline=True,
        color_scheme="light",
    )  # fmt: skip
    page = context.new_page()
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()


def opened(page: Page, payload: dict[str, Any], folder: Path, lang: str = "zh") -> None:
    """The story as a file on disk, open in the page."""
    path = folder / f"{payload['name']}.html"
    content = story_page(payload, lang)
    assert len(content) < 6_000_000
    path.write_bytes(content)
    page.goto(path.as_uri())


@pytest.mark.parametrize("name", STORIES)
def test_the_file_is_walked_through_with_keys_and_asks_nobody(offline, payloads, name, tmp_path):
    payload = payloads[name]
    opened(offline, payload, tmp_path)
    count = len(payload["scenes"])
    for number in range(count):
        expect(offline.locator(".ps-number")).to_have_text(f"{number + 1} / {count}")
        checked(offline, payload, number, "zh")
        offline.set_viewport_size({"width": 1280, "height": 720})
        checked(offline, payload, number, "zh")
        offline.keyboard.press("l")
        checked(offline, payload, number, "en")
        offline.set_viewport_size({"width": 1920, "height": 1080})
        offline.keyboard.press("t")
        checked(offline, payload, number, "en")  # and in the dark
        for key in ("l", "t", "PageDown"):
            offline.keyboard.press(key)


def test_the_keys_of_a_clicker(offline, payloads, tmp_path):
    opened(offline, payloads["metaverse-race"], tmp_path)
    number = offline.locator(".ps-number")
    for key, place in (
        ("End", 11), ("PageUp", 10), ("ArrowLeft", 9), ("Home", 1), ("ArrowRight", 2),
        ("ArrowDown", 3), (" ", 4), ("ArrowUp", 3),
    ):  # fmt: skip
        offline.keyboard.press(key)
        expect(number).to_have_text(f"{place} / 11")
    for key in "10":
        offline.keyboard.press(key)
    offline.keyboard.press("Enter")
    expect(number).to_have_text("10 / 11")
    assert offline.url.endswith("#deadlines")
    offline.go_back()
    expect(number).to_have_text("3 / 11")
    for key in ("b", "."):
        offline.keyboard.press(key)
        expect(offline.locator(".ps-blank")).to_be_visible()
        offline.keyboard.press("PageDown")  # lights the screen and does no more
        expect(offline.locator(".ps-blank")).to_be_hidden()
    expect(number).to_have_text("3 / 11")
    offline.keyboard.press("?")
    expect(offline.locator(".ps-help")).to_be_visible()
    offline.keyboard.press("Escape")
    expect(offline.locator(".ps-help")).to_be_hidden()
    offline.locator(".ps-zone.ps-next").click()
    expect(number).to_have_text("4 / 11")
    # The years wait for the speaker where motion is not wanted; the slider goes to any of them.
    offline.keyboard.press("2")
    offline.keyboard.press("Enter")
    expect(offline.locator(".ps-year b")).to_have_text("2023")
    offline.locator(".ps-years input").fill("0")
    expect(offline.locator(".ps-year b")).to_have_text("2021")
    with offline.expect_popup() as popup:
        offline.keyboard.press("s")
    speaker = popup.value
    expect(speaker.locator(".ps-notes")).to_contain_text("按 P 播放")
    expect(speaker.locator(".ps-clock")).to_have_text(re.compile(r"\d\d:\d\d"))
    expect(speaker.locator(".ps-elapsed")).to_have_text(re.compile(r"\d+:\d\d"))
    speaker.keyboard.press("PageDown")
    expect(number).to_have_text("3 / 11")
    expect(speaker.locator(".ps-notes")).to_contain_text("规模目标是地方自己加上去的")
    speaker.close()


def test_fifty_scenes_there_and_back_leave_nothing_behind(offline, payloads, tmp_path):
    opened(offline, payloads["ai-computing"], tmp_path)
    metrics = offline.context.new_cdp_session(offline)
    metrics.send("Performance.enable")

    def walked() -> dict[str, float]:
        for key in ("PageDown", "PageUp"):
            for step in range(50):
                # Ten scenes on, and from the last to the first: every kind is drawn five times.
                offline.keyboard.press(
                    ("Home" if key == "PageDown" else "End") if step % 10 == 9 else key
                )
        offline.keyboard.press("Home")
        found = []
        for _ in range(8):  # what was let go is not always collected at the first asking
            metrics.send("HeapProfiler.collectGarbage")
            listed = metrics.send("Performance.getMetrics")["metrics"]
            found.append({item["name"]: item["value"] for item in listed})
            offline.wait_for_timeout(150)
        return {name: min(one[name] for one in found) for name in found[0]}

    before, after = walked(), walked()
    assert after["JSHeapUsedSize"] - before["JSHeapUsedSize"] < 300_000
    assert after["Nodes"] <= before["Nodes"] + 50
    assert after["JSEventListeners"] <= before["JSEventListeners"] + 5


def test_a_scene_whose_data_changed_shows_the_new_figure(offline, small, tmp_path):
    words = dict.fromkeys(("zh", "en"), "{sichuan-metaverse-2025.value}")
    scene = {"id": "a", "page": "map", "headline": words, "spotlight": {"regions": ["510000"]}}
    story = Story.model_validate({"title": words, "scenes": [scene]})
    for amount in ("2500", "2600"):
        small.write_text(SMALL.replace("value: 2500", f"value: {amount}"), "utf-8")
        made = story_payload(build_atlas(load_collection(small)), story, amount, DAY)
        opened(offline, made, tmp_path)
        figure = f"{int(amount):,}亿元"
        expect(offline.locator(".ps-headline")).to_have_text(figure)
        expect(offline.locator(".ps-label b")).to_have_text(figure)


@pytest.mark.parametrize("name", STORIES)
def test_in_the_app_each_story_is_walked_through_with_keys(open_page, payloads, name):
    page = open_page(f"present?story={name}")
    page.set_viewport_size({"width": 1920, "height": 1080})
    count = len(payloads[name]["scenes"])
    for number in range(count):
        expect(page.locator(".ps-number")).to_have_text(f"{number + 1} / {count}", timeout=60_000)
        for width, height in ((1920, 1080), (1280, 720)):
            page.set_viewport_size({"width": width, "height": height})
            checked(page, payloads[name], number, "zh")
        page.keyboard.press("PageDown")


def test_years_play_the_map_stays_the_same_map_and_the_screen_is_filled(open_page):
    page = open_page("present?story=metaverse-race#start", reduced_motion="no-preference")
    year, number = page.locator(".ps-year b"), page.locator(".ps-number")
    expect(number).to_have_text("2 / 11", timeout=60_000)
    page.evaluate(f"() => {{ {_IN_PLAYER} root.querySelector('.ps-map').dataset.mine = 'yes'; }}")
    page.locator(".ps-years input").fill("0")
    expect(year).to_have_text("2021")
    page.keyboard.press("p")
    expect(year).not_to_have_text("2021")
    page.keyboard.press("PageUp")
    expect(number).to_have_text("1 / 11")
    same = f"() => {{ {_IN_PLAYER} return root.querySelector('.ps-map').dataset.mine; }}"
    assert page.evaluate(same) == "yes", "drawn on the map that was there, with no flash between"
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement !== null")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement === null")


def test_in_the_app_a_link_opens_a_scene_and_nothing_of_the_app_is_seen(open_page):
    page = open_page("present?lang=en&story=ai-computing#computing", has_touch=True)
    number = page.locator(".ps-number")
    expect(number).to_have_text("7 / 11", timeout=60_000)
    at_top = "document.elementFromPoint(innerWidth / 2, 12).className"
    assert page.evaluate(at_top) == "ps-host"
    page.keyboard.press("PageDown")
    expect(number).to_have_text("8 / 11")
    expect(page.locator(".ps-headline")).to_contain_text("The nation asked for > 300 EFLOPS")
    page.go_back()
    expect(number).to_have_text("7 / 11")
    touch = page.context.new_cdp_session(page)
    for kind, x in (("touchStart", 900), ("touchMove", 500), ("touchEnd", None)):
        points = [] if x is None else [{"x": x, "y": 450}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    expect(number).to_have_text("8 / 11")
    page.keyboard.press("Escape")
    expect(page.locator("h1.finding")).to_have_text("Present")
    expect(number).to_have_count(0)
    # The page of all stories: a picture of each, and a link to every scene of it.
    expect(page.get_by_role("img", name="The core AI industry").first).to_be_visible()
    page.get_by_role("link", name="The nation asked for > 300 EFLOPS").click()
    expect(number).to_have_text("8 / 11")
