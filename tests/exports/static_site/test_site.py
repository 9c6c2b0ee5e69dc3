"""The static site: a page for every record in both languages, whole links, text that stays text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html

from analysis.palette import DARK, LIGHT
from analysis.view import View, parse_view
from exports.site.addresses import app_address, site_root, static_address, web_root
from exports.site.build import NotASite, build_site
from exports.site.drawings import darkened
from exports.site.search_index import entries
from exports.site.templates import Place
from loaders.regions import provinces

#: Where the fixture's site and app are published.
SITE, APP = "https://atlas.example/site/", "https://app.example/"
LANGUAGES = ("zh", "en")


def pages(folder: Path) -> Iterator[tuple[str, html.HtmlElement]]:
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), html.fromstring(path.read_bytes())


def links(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter("a", "link", "script", "img", "source", "form"):
        for name in ("href", "src", "srcset", "action"):
            if element.get(name):
                yield element.get(name)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_record_has_a_page(some, site, lang):
    names = [f"plan/{plan.id}" for plan in some.collection.plans]
    names += [f"indicator/{name}" for name in some.collection.indicators]
    names += [f"region/{region.adcode}" for region in provinces()] + ["region/510100"]
    names += ["index", "map", "timeline", "compare", "indicator", "plans", "curation", "data"]
    for name in names:
        page = html.parse(site / lang / f"{name}.html").getroot()
        assert page.get("lang") == ("zh-CN" if lang == "zh" else "en")
        assert page.xpath("string(//h1)").strip()
    sitemap = (site / "sitemap.xml").read_text("utf-8")
    assert all(f"{SITE}{lang}/{name}.html</loc>" in sitemap for name in names)


def test_no_link_within_a_site_is_dead(site, hostile_site):
    for folder in (site, hostile_site):
        ids = {name: set(page.xpath("//@id")) for name, page in pages(folder)}
        for name, page in pages(folder):
            for link in links(page):
                parts = urlsplit(link)
                if parts.scheme or name == "404.html":
                    continue
                target = unquote(urlsplit(urljoin(f"/{name}", parts.path or name)).path).lstrip("/")
                target = target if parts.path else name
                assert (folder / target).is_file(), (name, link)
                assert not parts.fragment or parts.fragment in ids[target], (name, link)


def test_each_page_names_its_languages_and_the_same_view_in_the_app(some, site):
    for name, page in pages(site):
        if "/" not in name:
            continue
        rest = name.partition("/")[2]
        assert page.xpath("//link[@rel='canonical']/@href") == [SITE + name]
        found = {one.get("hreflang"): one.get("href") for one in page.xpath("//link[@hreflang]")}
        assert found["en"] == f"{SITE}en/{rest}"
        assert found["zh-CN"] == f"{SITE}zh/{rest}"
    page = html.parse(site / "en" / "plan" / "sichuan-metaverse-2023.html")
    assert f"{APP}plan?lang=en&plan=sichuan-metaverse-2023" in page.xpath("//a/@href")


def test_a_figure_has_its_evidence(some, site):
    text = (site / "zh" / "plan" / "sichuan-metaverse-2023.html").read_text("utf-8")
    target = some.target_by_id["sichuan-metaverse-2025"].target
    assert target.wording in text
    assert "2,500亿元" in text
    document = some.collection.documents["merits-tree-2023-10"]
    assert document.title in text
    assert str(document.file or document.url) in text


def test_hostile_texts_stay_text(hostile_site):
    for name, page in pages(hostile_site):
        assert not page.xpath("//iframe | //@onerror | //@onload | //@ontoggle | //@onmouseover")
        assert not page.xpath("//script[not(@src)]"), name
        assert all("alarm.invalid" not in link for link in page.xpath("//img/@src | //script/@src"))
        assert all(not link.lower().startswith("javascript:") for link in links(page)), name
        assert "<script>alert(1)</script>" in page.text_content() or "plan" not in name
    script = (hostile_site / "assets" / "index.js").read_text("utf-8")
    assert "<" not in script


def test_every_page_forbids_what_is_not_its_own(site):
    for name, page in pages(site):
        policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy


def test_the_search_index_holds_every_record(some):
    found = {entry[0].partition("#")[0] for entry in entries(some)}
    assert {f"plan/{plan.id}" for plan in some.collection.plans} <= found
    wordings = [entry for entry in entries(some) if "#" in entry[0]]
    assert len(wordings) == len(some.targets)


def test_addresses_of_app_and_site_say_the_same(atlas):
    view = View(lang="en", plan="sichuan-metaverse-2023")
    assert static_address("plan", view) == "en/plan/sichuan-metaverse-2023.html"
    assert static_address("map", View(region="510000")) == "zh/region/510000.html"
    assert (
        static_address("indicator", View(indicator="ai_industry"))
        == "zh/indicator/ai_industry.html"
    )
    assert static_address("overview", View()) == "zh/index.html"
    page, _, query = app_address("plan", view).partition("?")
    asked = dict(part.split("=") for part in query.split("&"))
    assert (page, parse_view(asked, atlas).view) == ("plan", view)


def test_only_an_address_of_the_web_is_taken(monkeypatch):
    assert web_root("https://a.example/x") == "https://a.example/x/"
    for text in ("javascript:alert(1)", "/etc", "ftp://a.example", "https://"):
        assert web_root(text) == ""
    monkeypatch.delenv("ATLAS_SITE", raising=False)
    assert site_root() == ""


def test_a_folder_of_something_else_is_left_alone(some, tmp_path):
    (tmp_path / "mine.txt").write_text("x")
    with pytest.raises(NotASite):
        build_site(some, {}, tmp_path, Place(day=date(2026, 1, 1)), processes=1)
    assert (tmp_path / "mine.txt").read_text() == "x"


def test_dark_pictures_have_the_dark_palette_s_colours():
    assert darkened(f"fill: {LIGHT.ink}; stroke: {LIGHT.classes[4]}") == (
        f"fill: {DARK.ink}; stroke: {DARK.classes[4]}"
    )
