"""What 10⁴ and 10⁶ users would need, worked out from what was measured.

    python -m benchmarks.paper

Reads ``benchmarks/results/latest.json`` (memory of a session) and ``replicas.json`` (interactions
that a core carries, sessions that a replica holds), and writes ``benchmarks/results/paper.md``.
Run it after ``make bench`` and ``python -m benchmarks.replicas``.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
#: Seconds between two actions of a reader, and how much of a core may be used before waits grow.
PAUSE, UTILISATION = 10.0, 0.6
#: Users, and the share of them that is there at the same time.
CASES = ((10_000, 0.05), (10_000, 1.0), (1_000_000, 0.01), (1_000_000, 0.1))


@dataclass(frozen=True, slots=True)
class Costs:
    """Measured: processor seconds of an interaction, MB of a session, MB of a process without any,
    sessions that one replica held, and bytes that an interaction sends.
    """

    seconds: float
    session: float
    process: float
    held: float
    sent: float

    @classmethod
    def read(cls, latest: dict[str, Any], replicas: list[dict[str, float]]) -> Costs:
        """From the two files' content.

        Raises:
            KeyError, ValueError: a part was not measured.
        """
        best = max(replicas, key=lambda item: item["rate"])
        session = max(0.1, latest["rows"]["memory"]["app"]["median"])
        process = max(0.0, best["memory"] - best["sessions"] * session) / best["replicas"]
        per_replica = max(item["sessions"] / item["replicas"] for item in replicas)
        sent = latest["rows"]["bytes indicator"]["app"]["median"]
        return cls(best["cores"] / best["rate"], session, process, per_replica, sent)


@dataclass(frozen=True, slots=True)
class Need:
    """What a number of readers at once needs: interactions a second, cores, processes, GB, and
    megabits a second on the wire.
    """

    rate: float
    cores: float
    processes: int
    memory: float
    wire: float


def need(readers: float, costs: Costs) -> Need:
    """Python runs on one core a process, so processes are cores, or what memory and latency ask."""
    rate = readers / PAUSE
    cores = rate * costs.seconds / UTILISATION
    processes = math.ceil(max(cores, 1))
    memory = (processes * costs.process + readers * costs.session) / 1000
    return Need(rate, cores, processes, memory, rate * costs.sent * 8 / 1e6)


def report(costs: Costs) -> str:
    """Method and table as Markdown."""
    lines = [
        "# 10⁴ and 10⁶ users, on paper",
        "",
        f"Measured: an interaction costs {costs.seconds:.3f} s of a core, a session {costs.session:.1f} MB, a "
        f"process without sessions {costs.process:.0f} MB; an interaction sends {costs.sent / 1000:.0f} KB; one "
        f"replica held {costs.held:.0f} sessions on the machine of the measurement, which the load generator shared.",
        "",
        f"Sum: readers at once ÷ {PAUSE:g} s between two actions = interactions a second; × seconds of a core "
        f"÷ {UTILISATION:g} (above that, waits grow fast) = cores, one process each; memory = processes and "
        "sessions. Who only reads can be served by the static site from any object store: no process at all.",
        "",
        "| users | at once | interactions/s | cores (= replicas) | memory GB | Mbit/s |",
        "|---|---|---|---|---|---|",
    ]
    for users, share in CASES:
        found = need(users * share, costs)
        lines.append(
            f"| {users:,} | {users * share:,.0f} ({share:.0%}) | {found.rate:,.0f} | {found.processes:,} "
            f"| {found.memory:,.0f} | {found.wire:,.0f} |"
        )
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write and print the table; 1 where something was not measured."""
    try:
        latest = json.loads((RESULTS / "latest.json").read_text("utf-8"))
        replicas = json.loads((RESULTS / "replicas.json").read_text("utf-8"))
        text = report(Costs.read(latest, replicas))
    except (OSError, KeyError, ValueError) as error:
        print(f"not measured yet: {error!r}. Run make bench and python -m benchmarks.replicas.")
        return 1
    (RESULTS / "paper.md").write_text(text, "utf-8")
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
