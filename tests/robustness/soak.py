"""Many visitors at once against one server, for a while: ``make soak``.

    python -m tests.robustness.soak [--sessions 50] [--minutes 10] [--pause 8] [--seed 1]

Each visitor walks through all pages in both languages in its own order: opens addresses, uses the
menu, switches the language, brings a file of its own, and now and then closes the tab and comes
back. What one visitor saw alone, before, is what each of them has to see: the very same texts. An
error, another's language, another's file, or memory that keeps growing ends with exit status 1.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from language.catalogue import LANGUAGES, translate
from scripts.processes import wait_until_served
from tests.robustness.wire import Shown, Visitor, language_of

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "soak.md"
#: Every page, with addresses that differ in what they have to compute.
ADDRESSES = (
    ("", ""), ("", "sectors=ai"),
    ("map", ""), ("map", "indicator=ai_industry&region=510000"), ("map", "measure=gdp"),
    ("timeline", ""), ("timeline", "sectors=metaverse"),
    ("compare", ""), ("compare", "regions=310000&regions=440000&regions=510000"),
    ("indicator", ""), ("indicator", "measure=head"), ("indicator", "indicator=ai_industry"),
    ("plans", ""), ("plans", "search=算力"), ("plans", "page=3"),
    ("plan", "plan=sichuan-metaverse-2023"),
    ("curation", ""), ("curation", "tab=conflicts"),
    ("your_data", ""), ("story", ""),
    ("curate", ""),
    ("present", ""),
)  # fmt: skip
MENU = (
    "", "map", "timeline", "compare", "indicator", "plans", "curation", "curate", "changes",
    "your_data", "present",
)  # fmt: skip
#: In ASCII, because a component's data travel as JSON with escapes.
_OWN = "visitor{number:05}"
_MARK = re.compile(r"visitor(\d{5})")
_TEXT = "到2028年，人工智能核心产业规模突破{billions}亿元，培育2—3家链主企业，" + _OWN + "。"
#: Memory has levelled off if the last third of the time needs no more than this on top of the
#: middle third: a share of it, or so many MB where that is more.
_GROWTH_SHARE, _GROWTH_MB = 0.05, 25.0


@dataclass
class Log:
    """What happened to all visitors."""

    runs: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[tuple[float, float]] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    server_cpu: float = 0.0

    def failed(self, what: str) -> None:
        """Note an error; the first hundred are kept."""
        if len(self.errors) < 100:
            self.errors.append(what)


Expected = dict[tuple[str, str, str], list[str]]


async def lone_visitor(base: str) -> Expected:
    """What each address shows, in each language, to a visitor who is alone."""
    visitor = Visitor(base)
    await visitor.open()
    expected: Expected = {}
    for lang in LANGUAGES:
        for page, query in ADDRESSES:
            shown = await visitor.visit(page, _with(query, lang))
            expected[page, query, lang] = shown.texts()
            assert shown.heading(), (page, query, lang)
    await visitor.close()
    return expected


def _with(query: str, lang: str) -> str:
    return f"{query}&lang={lang}".lstrip("&")


class Walker:
    """One of the many: does something, checks what it is shown, waits, goes on."""

    def __init__(self, base: str, number: int, expected: Expected, log: Log, seed: int) -> None:
        self.number, self.expected, self.log = number, expected, log
        self.chance = random.Random(f"{seed}/{number}")
        self.visitor = Visitor(base)
        self.base = base
        self.lang = "zh"

    async def walk(self, until: float, pause: float) -> None:
        """Until the clock says so, with a pause of so many seconds on average."""
        await asyncio.sleep(self.chance.uniform(0, pause))
        await self.visitor.open()
        steps = (self._address, self.menu, self._language, self.own_file, self._come_back)
        while time.monotonic() < until:
            (step,) = self.chance.choices(steps, weights=(55, 20, 14, 8, 3))
            begun = time.monotonic()
            try:
                await step()
            except Exception as error:
                self.log.failed(f"visitor {self.number}: {step.__name__}: {error!r}")
                await self.visitor.close()
                self.visitor = Visitor(self.base)
                await self.visitor.open()
            self.log.runs[step.__name__.strip("_")] += 1
            self.log.seconds.append(time.monotonic() - begun)
            self.log.at.append(time.monotonic())
            await asyncio.sleep(self.chance.expovariate(1 / pause))
        await self.visitor.close()

    async def _address(self) -> None:
        page, query = self.chance.choice(ADDRESSES)
        self.lang = self.chance.choice(list(LANGUAGES))
        shown = await self.visitor.visit(page, _with(query, self.lang))
        self.check(shown)
        if page != "curate":  # there, a draft of this visitor's own may stand
            self.same(shown, (page, query, self.lang))

    async def menu(self) -> None:
        others = [page for page in MENU if page != self.visitor.page]
        self.check(await self.visitor.menu(self.chance.choice(others)))

    async def _language(self) -> None:
        page, query = self.chance.choice(ADDRESSES[:-2])
        await self.visitor.visit(page, _with(query, self.lang))
        self.lang = "en" if self.lang == "zh" else "zh"
        shown = await self.visitor.choose("lang", self.lang)
        self.check(shown)
        if page != "plan" and "page=" not in query:
            self.same(shown, (page, query, self.lang))

    async def own_file(self) -> None:
        """Bring a text with a mark of one's own, see it and no other, and drop it."""
        shown = await self.visitor.visit("curate", f"lang={self.lang}")
        if self.number not in _marks(shown):
            text = _TEXT.format(billions=100 + self.number, number=self.number)
            shown = await self.visitor.upload(f"{self.number}.txt", text.encode())
        self.check(shown)
        if self.number not in _marks(shown):
            self.log.failed(f"visitor {self.number}: its own file is not shown")
        if self.chance.random() < 0.7:
            label = translate(self.lang, "Drop it and start again")
            button = self.visitor.shown.widget("button", label)
            shown = await self.visitor.act(button.id, trigger_value=True)
            if self.number in _marks(shown):
                self.log.failed(f"visitor {self.number}: a dropped draft is still shown")

    async def _come_back(self) -> None:
        await self.visitor.close()
        self.visitor = Visitor(self.base)
        await self.visitor.open()
        self.check(await self.visitor.visit("", _with("", self.lang)))

    def check(self, shown: Shown) -> None:
        """The menu and the address are in this visitor's language, and no other's file is there."""
        if not shown.heading():
            self.log.failed(f"visitor {self.number}: no finding on {self.visitor.page!r}")
        first, overview = shown.menu()[:1], translate(self.lang, "Overview")
        if language_of(self.visitor.query) != self.lang or first != [overview]:
            self.log.failed(f"visitor {self.number}: {self.visitor.query}, menu {first}")
        if others := _marks(shown) - {self.number}:
            self.log.failed(f"visitor {self.number} sees the files of {sorted(others)}")

    def same(self, shown: Shown, key: tuple[str, str, str]) -> None:
        if shown.texts() != self.expected[key]:
            now, then = shown.texts(), self.expected[key]
            differing = [pair for pair in zip(now, then, strict=False) if pair[0] != pair[1]]
            sample = [(a[:120], b[:120]) for a, b in differing[:1]]
            self.log.failed(
                f"visitor {self.number}: {key} is not what a lone visitor sees: "
                f"{len(now)} texts for {len(then)}, {sample}"
            )


def _marks(shown: Shown) -> set[int]:
    return {int(mark) for text in shown.texts() for mark in _MARK.findall(text)}


async def soak(base: str, server: int, options: argparse.Namespace) -> Log:
    """Run all visitors; ``server`` is the process whose memory counts."""
    log = Log()
    expected = await lone_visitor(base)
    begun = time.monotonic()
    until = begun + 60 * options.minutes

    async def watch() -> None:
        while time.monotonic() < until:
            log.memory.append((time.monotonic() - begun, _memory(server)))
            await asyncio.sleep(2)

    walkers = [Walker(base, n, expected, log, options.seed) for n in range(options.sessions)]
    await asyncio.gather(watch(), *(walker.walk(until, options.pause) for walker in walkers))
    log.server_cpu = _processor(server)
    log.at = [moment - begun for moment in log.at]
    return log


def _memory(process: int) -> float:
    """Resident memory in MB."""
    text = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    found = re.search(r"VmRSS:\s+(\d+) kB", text)
    return int(found[1]) / 1024 if found else 0.0


def _processor(process: int) -> float:
    """Seconds of the processor used so far."""
    after_name = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2]
    user, system = after_name.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def growth(memory: list[tuple[float, float]]) -> tuple[float, float]:
    """Median memory in MB of the middle third of the time, and of the last."""
    end = memory[-1][0]
    middle = [mb for second, mb in memory if end / 3 <= second < 2 * end / 3]
    last = [mb for second, mb in memory if second >= 2 * end / 3]
    return statistics.median(middle), statistics.median(last)


def report(log: Log, options: argparse.Namespace) -> tuple[bool, str]:
    """Whether everything was right, and the tables as Markdown."""
    minutes = options.minutes
    middle, last = growth(log.memory)
    level = last - middle <= max(_GROWTH_SHARE * middle, _GROWTH_MB)
    lines = [
        "# Many visitors at once",
        "",
        f"{date.today()}: {options.sessions} visitors for {minutes:g} minutes, a step every "
        f"{options.pause:g} s each, one process, {os.cpu_count()} cores that visitors and server "
        f"share, load of the machine {os.getloadavg()[2]:.1f}.",
        "",
        f"{sum(log.runs.values()):,} steps, {len(log.errors)} errors. Memory: {middle:.0f} MB in "
        f"the middle third, {last:.0f} MB in the last: {'levels off' if level else 'KEEPS GROWING'}. "
        f"Processor: {log.server_cpu:.0f} s the server, {time.process_time():.0f} s the visitors.",
        "",
        "| until minute | steps | median s | 95 % s | slowest s | MB |",
        "|---|---|---|---|---|---|",
    ]
    parts = 10
    width = 60 * minutes / parts
    for part in range(parts):
        taken = sorted(
            second
            for second, at in zip(log.seconds, log.at, strict=True)
            if part * width <= at < (part + 1) * width or (part == parts - 1 and at >= 60 * minutes)
        )
        memory = [mb for at, mb in log.memory if part * width <= at < (part + 1) * width]
        if taken and memory:
            lines.append(
                f"| {(part + 1) * width / 60:.1f} | {len(taken):,} | {statistics.median(taken):.2f} "
                f"| {taken[int(0.95 * (len(taken) - 1))]:.2f} | {taken[-1]:.2f} | {max(memory):.0f} |"
            )
    lines += ["", "| step | count |", "|---|---|"]
    lines += [f"| {name} | {count:,} |" for name, count in log.runs.most_common()]
    lines += ["", *(f"- {error}" for error in log.errors[:20])] if log.errors else []
    return level and not log.errors, "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Start a server, run the visitors, print and keep what happened; 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--pause", type=float, default=8, help="seconds between steps, on average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--port", type=int, default=8599)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        log_file = Path(folder) / "server.log"
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
        command += ["--server.port", str(options.port), "--server.address", "127.0.0.1"]
        environment = {**os.environ, "HOME": folder, "ATLAS_CACHE": folder}
        with log_file.open("wb") as out:
            server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
            try:
                base = f"http://127.0.0.1:{options.port}"
                wait_until_served(f"{base}/_stcore/health", server)
                log = asyncio.run(soak(base, server.pid, options))
            finally:
                server.terminate()
                server.wait(30)
        said = log_file.read_text("utf-8", "replace")
    if "Traceback" in said:
        log.failed(f"the server logged a traceback: {said[said.index('Traceback') :][:3000]}")
    right, text = report(log, options)
    print(text)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text, "utf-8")
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
