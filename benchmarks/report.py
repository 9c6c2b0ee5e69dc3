"""What was measured as JSON and as a Markdown table: medians, 95th percentiles, ratios, verdicts."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.rows import Measured

_PACKAGES = ("streamlit", "plotly", "pandas", "dash", "openpyxl", "pydantic", "playwright")


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]


def machine() -> dict[str, Any]:
    """Processor, cores, memory, system and versions; no names and no places."""
    cpu = platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
        cpu = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return {
        "processor": cpu,
        "cores": os.cpu_count(),
        "load": [round(value, 1) for value in os.getloadavg()],
        "system": f"{platform.system()} {platform.release().split('-')[0]}",
        "python": platform.python_version(),
        **{name: version(name) for name in _PACKAGES},
    }


def write(found: Measured, growth: list[dict[str, Any]], folder: Path, browser: str) -> str:
    """Write ``latest.json`` and ``latest.md``; what was not measured now is kept from before."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "latest.json"
    old = json.loads(file.read_text("utf-8")) if file.exists() else {}
    rows = {**old.get("rows", {})}
    for row, own in found.items():
        rows[row] = {
            who: {
                "rounds": len(values), "median": median(values), "p95": p95(values),
                "values": [round(value, 4) for value in values],
            }
            for who, values in own.items()
        }  # fmt: skip
    content = {
        "date": str(date.today()),
        "machine": {**machine(), "chromium": browser or old.get("machine", {}).get("chromium", "")},
        "rows": rows,
        "growth": growth or old.get("growth", []),
    }
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", "utf-8")
    text = markdown(content)
    (folder / "latest.md").write_text(text, "utf-8")
    return text


def markdown(content: dict[str, Any]) -> str:
    """The table of the goals, the values behind it, and cost against size."""
    rows = content["rows"]
    about = content["machine"]
    lines = [
        f"# Measured on {content['date']}",
        "",
        ", ".join(f"{key} {value}" for key, value in about.items()) + ".",
        "",
        "| figure | measured (median; p95) | beside | goal | |",
        "|---|---|---|---|---|",
    ]
    for goal in GOALS:
        if line := goal(rows):
            lines.append(line)
    lines += [_large(row, own) for row, own in rows.items() if row.startswith("large: ")]
    lines += ["", "| row | who | rounds | median | p95 |", "|---|---|---|---|---|"]
    for row, own in rows.items():
        for who, item in own.items():
            values = f"{item['median']:,.3f} | {item['p95']:,.3f}"
            lines.append(f"| {row} | {who} | {item['rounds']} | {values} |")
    if content["growth"]:
        lines += ["", *_growth_table(content["growth"])]
    return "\n".join(lines) + "\n"


def _growth_table(records: list[dict[str, Any]]) -> list[str]:
    """Seconds of processor time per size, and the last against the first."""
    heads = " | ".join(f"{record['targets']:,}" for record in records)
    lines = [
        f"| seconds at … targets | {heads} | last ÷ first |",
        "|---|" + "---|" * (len(records) + 1),
    ]

    def line(name: str, pick: Callable[[dict[str, Any]], float], form: str = ".3f") -> None:
        values = [pick(record) for record in records]
        shown = " | ".join(format(value, form) for value in values)
        lines.append(f"| {name} | {shown} | {values[-1] / max(values[0], 1e-9):.1f} |")

    for page in records[0]["pages"]:
        line(f"rerun of {page}", lambda record, page=page: record["pages"][page]["again"])  # type: ignore[misc]
    line("checking", lambda record: record["check"])
    line("building", lambda record: record["build"])
    line("memory, MB", lambda record: record["memory"], ",.0f")
    return lines


Rows = dict[str, dict[str, dict[str, Any]]]


def _least(name: str, row: str) -> Callable[[Rows], str]:
    """The least page beside a blank rerun: below this no page with that answer can come."""
    return _ratio(name, row, "switch", "blank", who="least")


def _ratio(
    name: str, row: str, beside: str, other: str, most: float | None = None, *, who: str = "app"
) -> Callable[[Rows], str]:
    """A ratio of two medians of the same run, with the ``most`` that it may be where it is a goal."""

    def line(rows: Rows) -> str:
        own, rival = rows.get(row, {}).get(who), rows.get(beside, {}).get(other)
        if not own or not rival:
            return ""
        ratio = own["median"] / rival["median"]
        goal = "| (tells whose it is)"
        if most is not None:
            goal = f"≤ × {most} | {'reached' if ratio <= most else '**not reached**'}"
        return (
            f"| {name} | {own['median']:.3f} s; {own['p95']:.3f} s | {other} {rival['median']:.3f} s:"
            f" × {ratio:.2f} | {goal} |"
        )

    return line


def _bytes(name: str, row: str) -> Callable[[Rows], str]:
    def line(rows: Rows) -> str:
        own = rows.get(row, {}).get("app")
        if not own:
            return ""
        verdict = "reached" if own["median"] <= 30_000 else "**not reached**"
        return (
            f"| {name} | {own['median'] / 1000:.1f} KB; {own['p95'] / 1000:.1f} KB | | ≤ 30 KB |"
            f" {verdict} |"
        )

    return line


def _load(rows: Rows) -> str:
    own = rows.get("load", {}).get("check")
    if not own:
        return ""
    kept = rows["load"]["snapshot of all three files"]
    verdict = "reached" if own["median"] >= 20_000 else "**not reached**"
    return (
        f"| load and validate, after parsing | {own['median']:,.0f} targets/s | from the snapshot "
        f"{kept['median']:,.0f}/s | ≥ 20,000/s | {verdict} |"
    )


def _memory(rows: Rows) -> str:
    own = rows.get("memory", {})
    if not own:
        return ""
    apart = own["app"]["median"] - own["blank"]["median"]
    verdict = "reached" if apart <= 3 else "**not reached**"
    return (
        f"| memory per extra session | {own['app']['median']:.2f} MB | blank "
        f"{own['blank']['median']:.2f} MB: + {apart:.2f} MB | ≤ + 3 MB | {verdict} |"
    )


def _large(row: str, own: dict[str, dict[str, Any]]) -> str:
    """A click or a file with the most figures, beside the same with fewer."""
    fewest, *between, most = sorted(own, key=int)
    many, few = own[most], own[fewest]
    ratio = many["median"] / few["median"]
    verdict = "reached" if ratio <= 3 else "**not reached**"
    beside = "; ".join(
        f"{int(size):,} figures {own[size]['median']:.3f} s: × {many['median'] / own[size]['median']:.2f}"
        for size in (fewest, *between)
    )
    return (
        f"| {row.removeprefix('large: ')}, {int(most):,} figures | {many['median']:.3f} s; {many['p95']:.3f} s |"
        f" {beside} | ≤ × 3 of the fewest | {verdict} |"
    )


GOALS: tuple[Callable[[Rows], str], ...] = (
    _ratio("cold load of Map, beside Streamlit with only that map", "cold", "cold", "only_map", 1.15),
    _ratio("cold load of Map, beside Streamlit with only our drawing", "cold", "cold", "only_own_map", 1.15),
    _ratio("cold load of Map, beside a static page", "cold", "cold", "page", 2.0),
    _ratio("language, beside a blank rerun", "language", "switch", "blank", 1.5),
    _ratio("filter, beside a blank rerun", "filter", "switch", "blank", 1.5),
    _ratio("indicator, beside a blank rerun", "indicator", "switch", "blank", 1.5),
    _ratio("language, beside Dash", "language", "switch", "dash_map", 1.2),
    _ratio("filter, beside Dash", "filter", "switch", "dash_map", 1.2),
    _ratio("indicator, beside Dash", "indicator", "switch", "dash_map", 1.2),
    _ratio("province to card, beside a blank rerun", "card", "switch", "blank", 1.3),
    _ratio("language, beside as many empty elements named anew", "language", "rename", "as_many"),
    _ratio("filter, beside as many empty elements", "filter", "switch", "as_many"),
    _ratio("indicator, beside as many empty elements", "indicator", "indicator", "as_many"),
    _ratio("province to card, beside as many empty elements", "card", "switch", "as_many"),
    _ratio("language, beside the least page of Streamlit", "language", "language", "least"),
    _ratio("indicator, beside the least page of Streamlit", "indicator", "indicator", "least"),
    _ratio("province to card, beside the least page of Streamlit", "card", "card", "least"),
    _least("the least page of Streamlit: language", "language"),
    _least("the least page of Streamlit: indicator", "indicator"),
    _least("the least page of Streamlit: card", "card"),
    _ratio("as many empty elements: language", "rename", "switch", "blank", who="as_many"),
    _ratio("as many empty elements: indicator", "indicator", "switch", "blank", who="as_many"),
    _bytes("bytes of a filter", "bytes filter"),
    _bytes("bytes of another indicator", "bytes indicator"),
    _ratio("start to first page", "start", "start", "blank", 1.5),
    _load,
    _memory,
    _ratio("workbook of everything, beside the same cells bare", "workbook", "workbook", "openpyxl", 2.0),
)  # fmt: skip
