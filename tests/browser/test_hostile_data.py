"""Whatever stands in the data or in the address is text: no dialog, no request, no element of its own.

The English pages are served with the headers of ``deploy/headers.conf``, as behind a proxy: what
they do breaks no line of its content security policy.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from pathlib import Path
from urllib.parse import quote

import streamlit
from playwright.sync_api import Browser, Route

from analysis.atlas import atlas_of
from analysis.view import View
from exports.kind import Cover
from exports.kinds import KINDS
from exports.story_page import story_page, story_payload
from exports.taking import take
from loaders.data_files import DataFiles, read_records
from loaders.stories import load_story
from tests.browser.conftest import serve
from tests.robustness.hostile import (
    ALARM,
    MARKUP,
    hostile_collection,
    hostile_context,
    hostile_curation,
    hostile_story,
)

PAGES = (
    "overview", "map?region=510000", "timeline?target=target-0", "plans",
    "compare?regions=510000&regions=500000", "indicator?scope=core", "plan?plan=plan-0",
    "curation?tab=conflicts", "curate", "present", "changes", "your_data", "story",
)  # fmt: skip
MORE = ("map", "timeline", "indicator?measure=gdp", "curation", "curation?tab=rejected")
_BROKEN = "Content Security Policy"
_HEADLINE = "<img src=x onerror=alert(1)>"
#: Elements that only a payload can have made.
_STRANGERS = f"""() => [...document.querySelectorAll(
  "img[src*='{ALARM}'], img[onerror], iframe, svg[onload], details[ontoggle], [onmouseover], " +
  "a[href^='javascript'], .stButtonGroup strong, .stButton strong, .stMain .stPageLink a[href*='plan='] strong, .stApp script, .stApp h1:not(.finding), .katex, " +
  ".stApp a[href$='{ALARM}/'], .stApp a[href$='{ALARM}/a'], .js-plotly-plot a, .china a"
)].map(e => e.outerHTML.slice(0, 300))"""


#: Pages whose button exports, and the kinds that a browser opens.
OPENED = (("map", "page"), ("map", "svg"), ("timeline", "svg"))


def policy() -> dict[str, str]:
    """The headers that the proxy adds."""
    text = Path("deploy/headers.conf").read_text("utf-8")
    return dict(re.findall(r'^add_header (\S+) "(.*)" always;$', text, re.MULTILINE))


def _write(data: Path) -> None:
    (data / "stories").mkdir(parents=True)
    (data / "targets.yaml").write_text(hostile_collection(), "utf-8")
    (data / "curation.yaml").write_text(hostile_curation(), "utf-8")
    (data / "context.yaml").write_text(hostile_context(), "utf-8")
    (data / "stories" / "hostile.yaml").write_text(hostile_story(), "utf-8")


def _through_the_proxy(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, **policy()})


def test_no_page_takes_data_for_code(tmp_path: Path, browser: Browser) -> None:
    data = tmp_path / "data"
    _write(data)
    alarms: list[str] = []
    for app in serve(tmp_path, ATLAS_DATA=str(data)):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: alarms.append(r.url) if ALARM in r.url else None)
        page.on("console", lambda m: alarms.append(m.text) if _BROKEN in m.text else None)
        for lang in ("zh", "en"):
            if lang == "en":
                is_page = re.compile(rf"^{re.escape(app)}/[a-z]*(\?|$)")
                page.route(is_page, _through_the_proxy)
            for address in PAGES if lang == "en" else (*PAGES, *MORE):
                query = ("&" if "?" in address else "?") + f"lang={lang}"
                search = quote(MARKUP[0] + MARKUP[1])
                page.goto(
                    f"{app}/{address}{query}&search={search if 'plans' not in address else ''}"
                )
                page.locator("h1.finding").wait_for()
                page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
                assert page.locator(".stException").count() == 0, address
                assert page.get_by_text("Page not found").count() == 0, address
                assert page.evaluate(_STRANGERS) == [], (address, lang)
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                drawn = page.locator(".js-plotly-plot .nsewdrag, .china .provinces path").first
                if drawn.count():
                    drawn.hover(force=True)
            page.goto(
                f"{app}/plans?lang={lang}&indicator={quote(MARKUP[1])}&region={quote(MARKUP[0])}"
            )
            page.locator(".notice").wait_for()
            assert MARKUP[1] in page.locator(".notice").inner_text()
            page.goto(f"{app}/present?lang={lang}&story=hostile")
            page.get_by_text(_HEADLINE).locator("visible=true").first.wait_for()
            assert page.evaluate(_STRANGERS) == [], ("story", lang)
        page.goto(f"{app}/plan?plan=plan-0&lang=zh")
        page.locator("h1.finding").wait_for()
        words = " ".join(page.locator(".stApp").inner_text().split())
        assert all(" ".join(payload.split()) in words for payload in MARKUP[:7])
        context.close()
    assert alarms == []


def test_no_file_that_is_taken_along_takes_data_for_code(tmp_path: Path, browser: Browser) -> None:
    data = tmp_path / "data"
    _write(data)
    files = DataFiles(data / "targets.yaml", data / "curation.yaml", data / "context.yaml")
    atlas = atlas_of(read_records(files))
    day = date(2026, 1, 1)
    story = load_story(atlas.collection, data / "stories" / "hostile.yaml")
    written = {"story.html": story_page(story_payload(atlas, story, "hostile", day))}
    kinds = {kind.name: kind for kind in KINDS}
    for page_name, name in OPENED:
        view = View(lang="zh", indicator="metaverse_industry", scope="core")
        taken = take(atlas, view, page_name, Cover(page_name, day))
        kind = kinds[name]
        content = kind.make(atlas, taken.shown, taken.view, taken.cover)
        written[f"{page_name}-{name}.{kind.extension}"] = content
    alarms: list[str] = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda r: alarms.append(r.url) if r.url.startswith("http") else None)
    for name, content in written.items():
        (tmp_path / name).write_bytes(content)
        page.goto((tmp_path / name).as_uri())
        page.wait_for_timeout(200)
        strangers = page.evaluate(
            "() => [...document.querySelectorAll('img, iframe, [onload], [onerror], [onmouseover],"
            " [ontoggle], a[href^=javascript]')].map(e => e.outerHTML.slice(0, 200))"
        )
        assert strangers == [], name
        if name.endswith(".html"):
            page.get_by_text(_HEADLINE).locator("visible=true").first.wait_for()
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(200)
    page.close()
    assert alarms == []


def test_the_policy_names_the_script_of_streamlit_s_own_page() -> None:
    """Another version of Streamlit has another: then this says what to write into the policy."""
    html = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script(?: type=\S+)?>(.*?)</script>", html, re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts]
    named = re.findall(r"'sha256-(\S+)'", policy()["Content-Security-Policy"])
    assert named == hashes
