"""Every page of the site in one language: its file, its template and the values in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from analysis.coverage import Coverage, coverage_grid, families
from analysis.exhibits import BarsExhibit, Shown
from analysis.overview import headline_targets
from analysis.search import search_plans
from analysis.selection import select_plans, select_targets
from analysis.shown import map_exhibit, show, with_default_regions
from analysis.view import View
from analysis.words import (
    context_in_words,
    indicator_name,
    place_name,
    region_name,
    scope_name,
    sector_name,
    status_name,
)
from exports.site.addresses import VIEW_PAGES, app_address, static_address
from exports.site.drawings import Drawings
from exports.site.figures import Figures, Values
from language.catalogue import counted, mark, pick
from loaders.models import ContextIndicator, Plan
from loaders.regions import NATION, OUTSIDE_SCOPE, provinces, regions

#: The site's menu: file and heading, to be translated.
MENU = {
    "index": mark("Overview"),
    "map": mark("Map"),
    "timeline": mark("Timeline"),
    "compare": mark("Compare"),
    "indicators": mark("Indicators"),
    "plans": mark("Plans"),
    "regions": mark("Regions"),
    "stories": mark("Stories"),
    "curation": mark("Curation"),
    "data": mark("Data"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``name`` is its file without language and ending, ``menu`` its place in the menu,
    ``app`` the address of the same view in the app (from the page's name on), or empty.
    """

    name: str
    template: str
    title: str
    subtitle: str
    menu: str
    app: str
    values: Values


class Pages:
    """Makes the pages of one language."""

    def __init__(self, figures: Figures, drawings: Drawings) -> None:
        """``drawings`` writes the pictures that the pages show."""
        self.figures, self.drawings = figures, drawings
        self.atlas, self.lang, self.t = figures.atlas, figures.lang, figures.t
        self.view = View(lang=self.lang)

    def all(self) -> Iterator[Page]:
        """Every page but those of stories and of data, which are files of their own."""
        for name in VIEW_PAGES:
            yield getattr(self, f"_{name}")()
        yield self._indicators()
        yield self._regions()
        yield self._search()
        for plan in self.atlas.collection.plans:
            yield self._plan(plan)
        for name in self.atlas.collection.indicators:
            yield self._of_indicator(name)
        for adcode in site_regions(self.atlas.region_adcodes()):
            yield self._region(adcode)

    # ------------------------------------------------------------- the app's pages as they open

    def _page(self, page: str, view: View, shown: Shown, template: str, **values: Any) -> Page:
        """A page that shows a view of the app."""
        name = static_address(page, view).removeprefix(f"{self.lang}/").removesuffix(".html")
        if shown.exhibits and "drawings" not in values:
            key = name.replace("/", "-")
            values["drawings"] = self.drawings.draw(shown.exhibits, view, key)
        menu = name if name in MENU else f"{name.partition('/')[0]}s"
        return Page(
            name, template, shown.finding, shown.subtitle, menu, app_address(page, view), values
        )

    def _shown(self, page: str, view: View) -> Shown:
        return show(self.atlas, view, page, self.figures.day)

    def _reasons(self, shown: Shown) -> dict[str, Any]:
        return {
            bar.target_id: bar.reasons
            for exhibit in shown.exhibits
            if isinstance(exhibit, BarsExhibit)
            for bar in exhibit.bars
            if bar.target_id
        }

    def _blocks(self, shown: Shown) -> list[Values]:
        return self.figures.blocks(shown.targets, self._reasons(shown))

    def _left_out(self, shown: Shown) -> list[tuple[Values, str]]:
        targets = self.atlas.targets
        return [
            (self.figures.line(targets.loc[item.target_id]), item.why) for item in shown.undrawn
        ]

    def _overview(self) -> Page:
        shown = self._shown("overview", self.view)
        collection = self.atlas.collection
        plans = select_plans(self.atlas, self.view)
        drawn = self.drawings.draw(shown.exhibits[:1], self.view, "index")
        matrix = self.drawings.draw(shown.exhibits[-1:], self.view, "index")
        return self._page(
            "overview", self.view, shown, "overview.html", drawings=drawn, matrix=matrix,
            counts=[
                (len(select_targets(self.atlas, self.view)), self.t("figures")),
                (len(plans), self.t("plans")),
                (plans["adcode"].nunique(), self.t("regions")),
                (len(collection.documents), self.t("documents read")),
                (len(collection.observations), self.t("reported results")),
            ],
            headlines=[
                self.figures.line(row) for row, _ in headline_targets(self.atlas, self.view)
            ],
            leading=[
                (name, indicator_name(self.atlas, str(name), self.lang), int(count))
                for name, count in select_targets(self.atlas, self.view)["indicator"]
                .value_counts()
                .head(12)
                .items()
            ],
            coverage=self._coverage(list(collection.sectors)),
        )  # fmt: skip

    def _map(self) -> Page:
        return self._evident("map")

    def _indicator(self) -> Page:
        return self._evident("indicator")

    def _compare(self) -> Page:
        return self._evident("compare", with_default_regions(self.atlas, self.view))

    def _evident(self, page: str, view: View | None = None) -> Page:
        """A page with its charts and the evidence of every figure on it."""
        view = view or self.view
        shown = self._shown(page, view)
        blocks, left_out = self._blocks(shown), self._left_out(shown)
        return self._page(page, view, shown, "view.html", figures=blocks, left_out=left_out)

    def _timeline(self) -> Page:
        shown = self._shown("timeline", self.view)
        return self._page("timeline", self.view, shown, "view.html", figures=[], left_out=[])

    def _plans(self) -> Page:
        shown = self._shown("plans", self.view)
        found = search_plans(self.atlas, self.view)
        plans = [self._plan_line(self.atlas.plan_by_id[name]) for name in found["plan_id"]]
        return self._page("plans", self.view, shown, "plans.html", drawings=[], plans=plans)

    def _curation(self) -> Page:
        shown = self._shown("curation", self.view)
        rejected = [
            {
                "region": place_name(item.adcode, self.lang) if item.adcode else item.region,
                "plan": item.plan,
                "indicator": item.indicator,
                "value": item.value,
                "reason": pick(self.lang, item.reason, item.reason_en),
                "url": item.url,
            }
            for item in self.atlas.curation.rejected
        ]
        return self._page(
            "curation", self.view, shown, "curation.html", figures=self._blocks(shown),
            coverage=self._coverage(families(self.atlas.collection)), rejected=rejected,
        )  # fmt: skip

    def _coverage(self, sectors: list[str]) -> Values:
        """The grid of provinces and sectors: (adcode, name, cells), a cell as state and count."""
        rows = []
        for adcode, cells in coverage_grid(self.atlas).items():
            name = self.t("Nation") if adcode == NATION else region_name(adcode, self.lang)
            shown = []
            for sector in sectors:
                cell = cells[sector]
                count = cell.figures if cell.state is Coverage.FIGURES else cell.plans
                shown.append((cell.state.value, count, cell.searched))
            rows.append((adcode, name, shown))
        heads = [sector_name(self.atlas, name, self.lang) for name in sectors]
        return {"sectors": heads, "rows": rows}

    # -------------------------------------------------------------------- one page a record

    def _plan_line(self, plan: Plan) -> Values:
        return self.figures.plan(plan) | {
            "heading": pick(self.lang, plan.title, plan.title_en),
            "adcode": plan.jurisdiction,
            "region": place_name(plan.jurisdiction, self.lang),
            "sector": sector_name(self.atlas, plan.sector, self.lang),
            "status": status_name(plan.status.value, self.lang),
            "figures": len(plan.targets),
        }

    def _plan(self, plan: Plan) -> Page:
        view = self.view.but(plan=plan.id)
        shown = self._shown("plan", view)
        documents = self.atlas.collection.documents
        sources = [self.figures.source(documents[plan.document], plan.locator or "")]
        sources += [self.figures.source(documents[item.document], "") for item in plan.also]
        full = plan.extent.value == "full"
        return self._page(
            "plan", view, shown, "plan.html", plan=self._plan_line(plan), sources=sources,
            figures=self._blocks(shown), full=full,
            rows=[
                (self.t("Number"), plan.number),
                (self.t("Effective"), str(plan.effective) if plan.effective else None),
                (self.t("Period"), f"{plan.period[0]}–{plan.period[1]}" if plan.period else None),
                (self.t("What was read"), self.t("the full text") if full else self.t("a summary of it")),
            ],
            note=pick(self.lang, plan.note, plan.note_en),
            versions=[self._plan_line(other) for other in self.atlas.versions_of(plan)],
        )  # fmt: skip

    def _of_indicator(self, name: str) -> Page:
        """Each region's latest figure ranked, the map, the definition, and all other figures."""
        term = self.atlas.collection.indicators[name]
        view = self.view.but(indicator=name, deadline=0)
        shown = self._shown("indicator", view)
        key = f"indicator-{name}"
        first = self.drawings.draw((map_exhibit(self.atlas, view),), view, key)
        own = self.atlas.targets[self.atlas.targets["indicator"] == name]
        rest = [target for target in own["target_id"] if target not in set(shown.targets)]
        scopes = sorted({scope for scope in own["scope"] if scope})
        page = self._page(
            "indicator", view, shown, "indicator.html",
            drawings=[*first, *self.drawings.draw(shown.exhibits, view, f"{key}-chart")],
            term=pick(self.lang, term.zh, term.en),
            definition=pick(self.lang, term.definition, term.definition_en),
            sector=sector_name(self.atlas, term.sector, self.lang),
            scopes=[(scope_name(self.atlas, scope, self.lang), self._meaning(scope)) for scope in scopes],
            figures=self._blocks(shown), left_out=self._left_out(shown),
            rest=[self.figures.line(self.atlas.figure(target)) for target in rest],
        )  # fmt: skip
        return Page(
            f"indicator/{name}", page.template, page.title, page.subtitle, "indicators", page.app,
            page.values,
        )  # fmt: skip

    def _meaning(self, scope: str) -> str:
        terms = [self.atlas.collection.scopes[part] for part in scope.split("+")]
        found = [pick(self.lang, term.definition, term.definition_en) for term in terms]
        return " ".join(part for part in found if part)

    def _region(self, adcode: str) -> Page:
        """A region's context, figures with evidence, plans without a figure, and regions below."""
        view = self.view.but(region=adcode)
        plans, targets = select_plans(self.atlas, view), select_targets(self.atlas, view)
        own = targets[targets["adcode"] == adcode]
        own_plans = plans[plans["adcode"] == adcode]
        bare = own_plans[own_plans["targets"] == 0]
        below = plans[(plans["province_adcode"] == adcode) & (plans["adcode"] != adcode)]
        region = regions()[adcode]
        counts = [self._count(len(own_plans), "plan"), self._count(len(own), "figure")]
        cities = [
            (code, region_name(code, self.lang), int((targets["adcode"] == code).sum()))
            for code in dict.fromkeys(below["adcode"])
        ]
        values = {
            "figures": self.figures.blocks(own["target_id"]),
            "bare": [self._plan_line(self.atlas.plan_by_id[name]) for name in bare["plan_id"]],
            "cities": cities,
            "context": self._context(adcode),
            "parent": (region.province, region_name(region.province, self.lang))
            if region.province not in ("", adcode)
            else None,
            "outside": adcode in OUTSIDE_SCOPE,
        }
        return Page(
            f"region/{adcode}", "region.html", place_name(adcode, self.lang),
            self.t(", ").join(counts), "regions", app_address("map", view), values,
        )  # fmt: skip

    def _count(self, number: int, noun: str) -> str:
        return counted(self.lang, number, noun)

    def _context(self, adcode: str) -> list[tuple[str, Values]]:
        """Latest GDP and population, each with its source."""
        found = []
        for kind in ContextIndicator:
            figure = self.atlas.context_of(adcode, kind)
            if figure is not None and self.atlas.context is not None:
                document = self.atlas.context.documents[figure.document]
                source = self.figures.source(document, "")
                found.append((context_in_words(figure, self.lang), source))
        return found

    # ----------------------------------------------------------------------------- lists

    def _indicators(self) -> Page:
        counts = self.atlas.targets["indicator"].value_counts()
        sectors: dict[str, list[Values]] = {}
        for name, term in self.atlas.collection.indicators.items():
            heading = sector_name(self.atlas, term.sector, self.lang)
            line = {
                "name": name,
                "title": pick(self.lang, term.zh, term.en),
                "definition": pick(self.lang, term.definition, term.definition_en),
                "count": int(counts.get(name, 0)),
            }
            sectors.setdefault(heading, []).append(line)
        count = len(self.atlas.collection.indicators)
        return self._list(
            "indicators", self._count(count, "indicator"),
            self.t("What is counted, with its definition and all who set it"), sectors=sectors,
        )  # fmt: skip

    def _regions(self) -> Page:
        plans = self.atlas.plans["adcode"].value_counts()
        targets = self.atlas.targets["adcode"].value_counts()
        rows: list[Values] = []
        for adcode in site_regions(self.atlas.region_adcodes()):
            own = regions()[adcode].level.value in ("nation", "province")
            rows.append(
                {
                    "adcode": adcode,
                    "name": region_name(adcode, self.lang),
                    "below": not own,
                    "plans": int(plans.get(adcode, 0)),
                    "figures": int(targets.get(adcode, 0)),
                }
            )
        return self._list(
            "regions", self._count(len(rows), "region"),
            self.t("The nation, the provinces, and the cities that have a plan"), rows=rows,
        )  # fmt: skip

    def _search(self) -> Page:
        return self._list(
            "search", self.t("Search"),
            self.t("Plans, figures, indicators and regions, in Chinese or English"),
        )  # fmt: skip

    def _list(self, name: str, title: str, subtitle: str, **values: Any) -> Page:
        return Page(name, f"{name}.html", title, subtitle, name, "", values)


def site_regions(known: list[str]) -> list[str]:
    """Adcodes that have a page: the nation, the 34 provinces, and whoever else has a plan."""
    return sorted({NATION, *(region.adcode for region in provinces()), *known})
