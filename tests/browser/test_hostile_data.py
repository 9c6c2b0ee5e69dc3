"""Whatever stands in the data or in the address is text: no dialog, no request, no element of its own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

from tests.browser.conftest import serve
from tests.robustness.hostile import (
    ALARM,
    MARKUP,
    hostile_collection,
    hostile_context,
    hostile_curation,
)

PAGES = (
    "overview", "map?region=510000", "timeline?target=target-0", "plans",
    "compare?regions=510000&regions=500000", "indicator?scope=core", "plan?plan=plan-0",
    "curation?tab=conflicts",
)  # fmt: skip
MORE = ("map", "timeline", "indicator?measure=gdp", "curation", "curation?tab=rejected")
#: Elements that only a payload can have made.
_STRANGERS = f"""() => [...document.querySelectorAll(
  "img[src*='{ALARM}'], img[onerror], iframe, svg[onload], details[ontoggle], [onmouseover], " +
  "a[href^='javascript'], .stButtonGroup strong, .stButton strong, .stMain .stPageLink a[href*='plan='] strong, .stApp script, .stApp h1:not(.finding), .katex, " +
  ".stApp a[href$='{ALARM}/'], .stApp a[href$='{ALARM}/a'], .js-plotly-plot a"
)].map(e => e.outerHTML.slice(0, 300))"""


def test_no_page_takes_data_for_code(tmp_path: Path, browser: Browser) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "targets.yaml").write_text(hostile_collection(), "utf-8")
    (data / "curation.yaml").write_text(hostile_curation(), "utf-8")
    (data / "context.yaml").write_text(hostile_context(), "utf-8")
    alarms: list[str] = []
    for app in serve(tmp_path, ATLAS_DATA=str(data)):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
        page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda r: alarms.append(r.url) if ALARM in r.url else None)
        for lang in ("zh", "en"):
            for address in PAGES if lang == "en" else (*PAGES, *MORE):
                query = ("&" if "?" in address else "?") + f"lang={lang}"
                search = quote(MARKUP[0] + MARKUP[1])
                page.goto(
                    f"{app}/{address}{query}&search={search if 'plans' not in address else ''}"
                )
                page.locator("h1.finding").wait_for()
                page.locator("[data-testid=stStatusWidget]").wait_for(state="detached")
                assert page.locator(".stException").count() == 0, address
                assert page.evaluate(_STRANGERS) == [], (address, lang)
                page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
                drawn = page.locator(".js-plotly-plot .nsewdrag, .choroplethlayer path").first
                if drawn.count():
                    drawn.hover(force=True)
            page.goto(
                f"{app}/plans?lang={lang}&indicator={quote(MARKUP[1])}&region={quote(MARKUP[0])}"
            )
            page.locator(".notice").wait_for()
            assert MARKUP[1] in page.locator(".notice").inner_text()
        page.goto(f"{app}/plan?plan=plan-0&lang=zh")
        page.locator("h1.finding").wait_for()
        words = " ".join(page.locator(".stApp").inner_text().split())
        assert all(" ".join(payload.split()) in words for payload in MARKUP[:7])
        context.close()
    assert alarms == []
