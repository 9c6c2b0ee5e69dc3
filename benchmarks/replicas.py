"""How many sessions N replicas hold with a 95th-percentile interaction below one second.

    python -m benchmarks.replicas [--replicas 1 2 4] [--seconds 30] [--think 8] [--port 8580]

Sessions speak Streamlit's own protocol through nginx (``scripts/replicas.py``). Each opens a page
and then, with ``--think`` seconds in between on average, acts: on the map six times in ten it uses
a control (a filter, another indicator, a province, the language), and otherwise it opens another
address; an interaction lasts from the request to the end of the run with all that it sends. Sessions stay: their number grows by half, three new ones a second,
and is measured in a window after the last has arrived, until the 95th percentile exceeds a second;
the last number below it is held. The load generator runs on the same machine and takes its share
of the processor, which the report tells. Writes ``benchmarks/results/replicas.md``.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import resource
import statistics
import sys
import time
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from loaders.regions import provinces
from scripts.replicas import Replicas
from tests.robustness.wire import Visitor

RESULTS = Path(__file__).parent / "results" / "replicas.md"
#: Addresses that sessions open, at random: page and query.
ADDRESSES = (
    ("map", "indicator=ai_industry"), ("map", "indicator=computing_power&deadline=0"), ("map", "region=510000"),
    ("map", "region=310000&lang=en"), ("map", "lang=en"), ("map", "deadline=0"), ("indicator", ""),
    ("indicator", "indicator=ai_industry&measure=gdp"), ("timeline", "sectors=ai"), ("plans", "search=算力"),
    ("compare", "regions=310000&regions=510000"), ("plan", "plan=sichuan-metaverse-2023"),
)  # fmt: skip
#: How often a session that looks at the map uses one of its controls.
CONTROLS = 0.6
#: Seconds that the 95th percentile may take.
LIMIT = 1.0
#: Sessions that arrive in a second.
ARRIVALS = 3.0


@dataclass(frozen=True, slots=True)
class Level:
    """One number of sessions: interactions done, median and 95th percentile in seconds, errors,
    the shares of one core that replicas and load generator used, and interactions a second.
    """

    sessions: int
    done: int
    median: float
    slow: float
    errors: int
    servers: float
    client: float
    rate: float

    @property
    def held(self) -> bool:
        """Whether so many sessions were held."""
        return self.slow < LIMIT and not self.errors and self.done > 0


class Crowd:
    """Sessions on the replicas that come, act and go."""

    def __init__(self, replicas: Replicas, think: float) -> None:
        """Nobody yet; ``think`` is the mean of the seconds between two actions of a session."""
        self._replicas, self._think = replicas, think
        self._sessions: list[asyncio.Task[None]] = []
        self._taken: list[float] = []
        self._errors = 0

    async def resize(self, sessions: int) -> None:
        """Bring their number to ``sessions``, and wait until who came has seen a page."""
        gone = self._sessions[sessions:]
        while gone:  # again: one that has just got its answer may miss that it is sent away
            for task in gone:
                task.cancel()
            _, still = await asyncio.wait(gone, timeout=2)
            gone = list(still)
        del self._sessions[sessions:]
        for number in range(len(self._sessions), sessions):
            self._sessions.append(asyncio.create_task(self._session(number)))
            await asyncio.sleep(1 / ARRIVALS)
        await asyncio.sleep(self._think)

    async def window(self, seconds: float) -> Level:
        """What the sessions that are there experience in this time."""
        self._taken, self._errors = [], 0
        busy, own, begun = _processor(self._replicas), _own(), time.monotonic()
        await asyncio.sleep(seconds)
        lasted = time.monotonic() - begun
        ordered = sorted(self._taken) or [0.0]
        return Level(
            len(self._sessions), len(self._taken), statistics.median(ordered),
            ordered[int(0.95 * (len(ordered) - 1))], self._errors,
            (_processor(self._replicas) - busy) / lasted, (_own() - own) / lasted,
            len(self._taken) / lasted,
        )  # fmt: skip

    async def _session(self, seed: int) -> None:
        """One session until it is sent away; one that breaks counts and begins anew."""
        chance = random.Random(seed)  # noqa: S311 - what a visitor clicks
        while True:
            visitor = Visitor(self._replicas.address)
            try:
                await visitor.open()
                await visitor.visit(*chance.choice(ADDRESSES))
                while True:
                    await asyncio.sleep(chance.expovariate(1 / self._think))
                    begun = time.monotonic()
                    await _act(visitor, chance)
                    self._taken.append(time.monotonic() - begun)
            except Exception as error:
                print(f"  session {seed}: {error!r}", file=sys.stderr)
                self._errors += 1
                await asyncio.sleep(1)
            finally:
                await visitor.close()


async def _act(visitor: Visitor, chance: random.Random) -> None:
    """What a session does next."""
    if visitor.page != "map" or chance.random() > CONTROLS:
        await visitor.visit(*chance.choice(ADDRESSES))
        return
    shown = visitor.shown
    await visitor.use(
        chance.choice(
            (
                *(
                    shown.chosen(name, chance.choice(shown.entries(name)))
                    for name in ("others", "lang", "indicator")
                ),
                shown.click("china", "clicked", chance.choice(provinces()).adcode),
            )
        )
    )


def _processor(replicas: Replicas) -> float:
    """Seconds of processor that the replicas have used."""
    total = 0.0
    for process in replicas.processes.values():
        fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
        total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _own() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def memory(replicas: Replicas) -> float:
    """Resident memory of all replicas, in MB."""
    pages = [
        int(Path(f"/proc/{process.pid}/statm").read_text().split()[1])
        for process in replicas.processes.values()
    ]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def measure(count: int, options: argparse.Namespace) -> tuple[list[Level], float]:
    """Levels tried for so many replicas, fewest sessions first, and their memory in MB.

    Half as many more each time until a level is not held (or half as many, where the first is
    not), then once between the last two; it ends after ``--minutes`` whatever is known by then.
    """
    with Replicas(count, options.port) as replicas:
        levels = asyncio.run(_levels(replicas, count, options))
        return sorted(levels, key=lambda item: item.sessions), memory(replicas)


async def _levels(replicas: Replicas, count: int, options: argparse.Namespace) -> list[Level]:
    crowd = Crowd(replicas, options.think)
    await crowd.resize(2 * count)
    await crowd.window(4 * options.think)  # fills the caches of each replica
    ends = time.monotonic() + 60 * options.minutes - options.seconds - options.think
    sessions = options.first * min(count, os.cpu_count() or 1)
    levels: list[Level] = []
    while sessions and sessions <= options.most and time.monotonic() < ends:
        await crowd.resize(sessions)
        levels.append(await crowd.window(options.seconds))
        print(f"{count} replicas: {levels[-1]}", flush=True)
        sessions = _next(levels)
    await crowd.resize(0)
    return levels


def _next(levels: list[Level]) -> int:
    """How many sessions to try after these levels; 0 where enough is known."""
    held = max((item.sessions for item in levels if item.held), default=0)
    lost = min((item.sessions for item in levels if not item.held), default=0)
    if not lost:
        return round(held * 1.5)
    if not held:
        return lost // 2
    between = round((held * lost) ** 0.5)
    return between if lost / held > 1.3 and between not in (held, lost) else 0


def report(results: dict[int, tuple[list[Level], float]], options: argparse.Namespace) -> str:
    """The tables as Markdown."""
    load = os.getloadavg()[2]
    lines = [
        "# Sessions that replicas hold",
        "",
        f"{date.today()}, {os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}, "
        f"Streamlit {version('streamlit')}; load of the machine over the last 15 minutes {load:.1f}. "
        f"An interaction every {options.think:g} s and session, windows of {options.seconds:g} s. "
        "Replicas, nginx and the load generator share the machine.",
        "",
        "| replicas | sessions held (95 % < 1 s) | median s | 95 % s | interactions/s | cores: replicas | cores: load generator | memory MB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for count, (levels, megabytes) in results.items():
        held = [item for item in levels if item.held]
        best = held[-1] if held else levels[0]
        number = str(best.sessions) if held else f"< {best.sessions}"
        lines.append(
            f"| {count} | {number} | {best.median:.2f} | {best.slow:.2f} | {best.rate:.1f} | "
            f"{best.servers:.2f} | {best.client:.2f} | {megabytes:.0f} |"
        )
    lines += ["", "All levels:", "", "| replicas | sessions | interactions | median s | 95 % s | errors |", "|---|---|---|---|---|---|"]  # fmt: skip
    for count, (levels, _) in results.items():
        lines += [
            f"| {count} | {item.sessions} | {item.done} | {item.median:.2f} | {item.slow:.2f} | {item.errors} |"
            for item in levels
        ]
    return "\n".join(lines) + "\n"


def summary(results: dict[int, tuple[list[Level], float]]) -> list[dict[str, float]]:
    """Per number of replicas: sessions held, interactions a second, cores used, MB in all."""
    found = []
    for count, (levels, megabytes) in results.items():
        held = [item for item in levels if item.held]
        if held:
            found.append(
                {
                    "replicas": count, "sessions": held[-1].sessions, "rate": held[-1].rate,
                    "cores": held[-1].servers, "memory": megabytes,
                }
            )  # fmt: skip
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measure each number of replicas, print and write the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--replicas", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--seconds", type=float, default=30, help="length of a window")
    parser.add_argument("--think", type=float, default=8, help="seconds between interactions")
    parser.add_argument(
        "--first", type=int, default=20, help="sessions per replica and core to begin with"
    )
    parser.add_argument("--minutes", type=float, default=8, help="for each number of replicas")
    parser.add_argument("--most", type=int, default=2000, help="sessions to stop at")
    parser.add_argument("--port", type=int, default=8580)
    options = parser.parse_args(arguments)
    results = {count: measure(count, options) for count in options.replicas}
    text = report(results, options)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(text, "utf-8")
    RESULTS.with_suffix(".json").write_text(json.dumps(summary(results)) + "\n", "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
