"""Hostile files, uploads and addresses: each is loaded rightly or refused clearly, in bounded time and memory.

    python -m tests.robustness.fuzz [--count 20000] [--seed 1] [--only KIND ...]

Input number N of a seed (and of the same kinds) is always the same. A failure is printed with its number and kept under
build/fuzz; the exit status is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import faulthandler
import json
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs

import yaml

from analysis.atlas import Atlas, build_atlas, open_atlas
from analysis.view import View, parse_view
from loaders.boundaries import PROVINCES, read_boundaries
from loaders.collection import load_collection
from loaders.problems import InvalidData
from loaders.side_files import load_context, load_curation
from loaders.tables import coverage_table
from tests.conftest import SMALL
from tests.robustness.fuzz_uploads import documents, stories, templates, workbooks
from tests.robustness.hostile import STRINGS
from tests.robustness.outcome import told

#: Bounds that every input must keep: seconds of the processor, bytes of address space.
SECONDS, MEMORY = 20, 3_000_000_000
CURATION = """\
searches:
  - {adcode: "110000", sector: metaverse, date: 2025-01-02, queries: [a, b]}
rejected:
  - {region: 某市, value: 5 亿元, url: "https://a.cn/b", reason: 无期限}
"""
CONTEXT = """\
documents:
  d: {title: 公报, publisher: 统计局, kind: primary, url: "https://a.cn"}
figures:
  - {adcode: "110000", indicator: gdp, year: 2024, value: 49843.1, status: final, document: d, wording: 全年}
"""
#: Values of every type and size, as YAML writes them.
VALUES = [
    "", "~", "null", "true", "-1", "0", "1e308", "-1e308", ".inf", ".nan", "0x7fffffff", "9" * 400,
    "1" + "0" * 308 + " 亿元", "1e308 元", "1:1:1", "2025-02-30", "1066-10-14", "9999-12-31",
    "0000-00-00", "2025-06-30T25:61:61Z", "[]", "{}", "[[]]", "[1, two, null]", "{a: {b: c}}",
    "!!python/object/apply:os.system [true]", "!!binary AAAA", "!!timestamp x", "!!set {a, b}",
    "!!int ''", "!!bool x", "&a [x]", "*a", "<<", "=", "? x", "- ", "|", ">-", "'", '"', "%", "@",
    "510000", '"510000"', '"999999"', "x0", "第 0 名", "第 99999999999 名", "2-1 家", "１００ 亿元",
    "[2025, 2020]", "2025-2020", "2023—2025", "²-³", "[null, 1]", "[.inf, .nan]",
]  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run the inputs; prints what became of each kind, and the slowest."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="+", choices=KINDS, default=[*KINDS], metavar="KIND")
    options = parser.parse_args(arguments)
    faulthandler.enable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    begun = time.monotonic()
    outcomes, slowest, failures = run(options.count, options.seed, options.only)
    for name, count in sorted(outcomes.items()):
        print(f"{name:32}{count:8,}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{options.count:,} inputs in {time.monotonic() - begun:.0f} s; slowest {slowest:.2f} s; "
        f"peak memory {peak:.0f} MB; {failures} failures"
    )
    return 1 if failures else 0


def run(count: int, seed: int, names: list[str]) -> tuple[Counter[str], float, int]:
    """What became of the inputs, the slowest one's seconds, and how many failed."""
    outcomes: Counter[str] = Counter()
    slowest, failures = 0.0, 0
    atlas = open_atlas()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            chance = random.Random(f"{seed}/{number}")
            name = names[number % len(names)]
            start = time.process_time()
            try:
                with _limit(SECONDS):
                    outcome = KINDS[name](chance, Path(folder) / "input", atlas)
            except Exception:
                failures += 1
                outcome = "FAILED"
                print(f"input {number} of seed {seed} ({name}):", file=sys.stderr)
                traceback.print_exc(limit=-6)
                _keep(Path(folder) / "input", f"{seed}-{number}")
            slowest = max(slowest, time.process_time() - start)
            outcomes[f"{name}: {outcome}"] += 1
    return outcomes, slowest, failures


def _keep(path: Path, name: str) -> None:
    kept = Path("build/fuzz")
    kept.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        (kept / name).write_bytes(path.read_bytes())


@contextlib.contextmanager
def _limit(seconds: int) -> Iterator[None]:
    """End what takes longer: seconds of the processor, or ten times as many on the clock."""

    def late(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    signal.signal(signal.SIGPROF, late)
    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(10 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)


def _fields(chance: random.Random, path: Path, _: Atlas) -> str:
    """Some values of a sound file replaced by values of any kind, or by hostile strings."""
    lines = SMALL.splitlines()
    for _number in range(chance.choice((1, 1, 1, 2, 5))):
        place = chance.randrange(len(lines))
        head, colon, _value = lines[place].partition(": ")
        if colon:
            value = chance.choice(VALUES) if chance.random() < 0.5 else _quoted(chance)
            lines[place] = f"{head}: {value}"
    return _load_collection("\n".join(lines).encode("utf-8", "surrogatepass"), path)


def _quoted(chance: random.Random) -> str:
    text = chance.choice(STRINGS) * chance.choice((1, 1, 1, 40))
    return json.dumps(text, ensure_ascii=chance.random() < 0.3)


def _lines(chance: random.Random, path: Path, _: Atlas) -> str:
    """Lines left out, repeated, moved, indented anew."""
    lines = SMALL.splitlines()
    for _number in range(chance.randint(1, 6)):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        change = chance.randrange(5)
        if change == 0 and len(lines) > 3:
            del lines[one]
        elif change == 1:
            lines.insert(other, lines[one])
        elif change == 2:
            lines[one], lines[other] = lines[other], lines[one]
        elif change == 3:
            lines[one] = " " * chance.randint(0, 12) + lines[one].lstrip()
        else:
            lines[one] += chance.choice((" {", " [", ":", " &a", " *a", " #", "\t", " |", "\\"))
    return _load_collection("\n".join(lines).encode(), path)


def _bytes(chance: random.Random, path: Path, _: Atlas) -> str:
    """Single bytes changed, cut off, or put in."""
    raw = bytearray(SMALL.encode())
    for _number in range(chance.randint(1, 8)):
        place = chance.randrange(len(raw))
        change = chance.randrange(3)
        if change == 0:
            raw[place] = chance.randrange(256)
        elif change == 1:
            raw[place:place] = bytes(chance.choices(range(256), k=chance.randint(1, 4)))
        else:
            del raw[place : place + chance.randint(1, 30)]
    return _load_collection(bytes(raw), path)


def _encodings(chance: random.Random, path: Path, _: Atlas) -> str:
    """The sound file in other encodings, with and without a mark, with NUL bytes, cut."""
    name = chance.choice(("gb18030", "gbk", "big5", "utf-16", "utf-16-le", "utf-16-be", "utf-32",
                          "utf-8-sig", "utf-8", "utf-7", "shift_jis"))  # fmt: skip
    raw = SMALL.encode(name, "replace")
    if chance.random() < 0.4:
        raw = chance.choice((b"\x84\x31\x95\x33", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) + raw
    if chance.random() < 0.4:
        place = chance.randrange(len(raw))
        raw = raw[:place] + chance.choice((b"\0", b"\x1b", b"\xc0\x80", b"\x85")) + raw[place:]
    if chance.random() < 0.3:
        raw = raw[: chance.randrange(len(raw))]
    return _load_collection(raw, path)


def _bombs(chance: random.Random, path: Path, _: Atlas) -> str:
    """Aliases of aliases, deep nesting, many keys, long texts."""
    size = chance.choice((10, 100, 1_000, 20_000))
    form = chance.randrange(8)
    if form == 0:
        steps = [f"k{i}: &k{i} [{', '.join([f'*k{i - 1}'] * 9)}]" for i in range(1, min(size, 60))]
        text = "\n".join(["k0: &k0 [x]", *steps])
    elif form == 1:
        text = chance.choice(("[", "{a: ", "- ", "[\n", "? ", "!!map {a: ", "&a [")) * size
    elif form == 2:
        text = "\n".join(" " * min(i, 900) + f"k{i}:" for i in range(min(size, 900)))
    elif form == 3:
        text = SMALL + "".join(f"k{i}: 1\n" for i in range(size))
    elif form == 4:
        text = SMALL + "    title: 又一\n" * size
    elif form == 5:
        text = SMALL.replace("元宇宙", "元" * size)
    elif form == 6:
        text = SMALL + "observations:\n" + "- {id: x}\n" * size
    else:
        text = SMALL.replace(
            "2500 亿元\n", chance.choice(("9", "1:", " ", "约", "-")) * size + " 亿元\n"
        )
    return _load_collection(text.encode(), path)


def _load_collection(raw: bytes, path: Path) -> str:
    path.write_bytes(raw)
    try:
        collection = load_collection(path)
    except InvalidData as error:
        return told(error)
    data = yaml.load(raw.decode("utf-8-sig"), Loader=yaml.CBaseLoader)
    for name in ("plans", "observations", "sectors", "scopes", "indicators", "documents"):
        assert len(getattr(collection, name)) == len(data.get(name) or ()), f"{name} dropped"
    targets = sum(len(plan.get("targets") or ()) for plan in data["plans"])
    atlas = build_atlas(collection)
    assert len(atlas.targets) == targets, "a target was dropped"
    coverage_table(collection)
    parse_view({}, atlas)
    return "loaded"


def _side_files(chance: random.Random, path: Path, _: Atlas) -> str:
    """The two files beside the collection, field by field."""
    text, load = chance.choice(((CURATION, load_curation), (CONTEXT, load_context)))
    parts = text.split(": ")
    place = chance.randrange(1, len(parts))
    end = min((parts[place].find(sign) for sign in ",}]\n" if sign in parts[place]), default=0)
    value = chance.choice(VALUES) if chance.random() < 0.5 else _quoted(chance)
    parts[place] = value + parts[place][end:]
    path.write_bytes(": ".join(parts).encode("utf-8", "surrogatepass"))
    try:
        load(path)
    except InvalidData as error:
        return told(error)
    return "loaded"


def _geojson(chance: random.Random, path: Path, _: Atlas) -> str:
    """One feature of the provinces, with a part replaced or its bytes broken."""
    item = json.loads(PROVINCES.read_text("utf-8").splitlines()[3].rstrip(","))
    item["geometry"]["coordinates"] = [[item["geometry"]["coordinates"][0][0][:6]]]
    ring = item["geometry"]["coordinates"][0][0]
    ring.append(ring[0])
    values = [None, True, -1, 1e308, float("inf"), float("nan"), "x", [], {}, [[]], [1], [1, 2, 3]]
    holders = [item, item["properties"], item["geometry"], ring, ring[1], [item]]
    holder = chance.choice(holders)
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if chance.random() < 0.5 and holder is not holders[-1]:
        holder[chance.choice(keys)] = chance.choice(values)
    raw = json.dumps({"type": "FeatureCollection", "features": [item]}).encode()
    if chance.random() < 0.5:
        place = chance.randrange(len(raw))
        raw = raw[:place] + bytes([chance.randrange(256)]) + raw[place + chance.randint(0, 3) :]
    path.write_bytes(raw)
    try:
        read_boundaries(path)
    except InvalidData as error:
        return told(error)
    return "loaded"


def _addresses(chance: random.Random, _: Path, atlas: Atlas) -> str:
    """Query strings: known and unknown parameters with hostile, huge and repeated values."""
    names = [*View.__dataclass_fields__, "x", "__proto__", "embed", ""]
    pieces = []
    for _number in range(chance.choice((1, 2, 5, 300))):
        value = chance.choice((chance.choice(STRINGS), chance.choice(VALUES), "٣", "²", "9" * 5000))
        pieces.append((chance.choice(names), value))
    query: dict[str, list[str]] = {}
    for name, value in pieces:
        query.setdefault(name, []).append(value)
    parsed = parse_view(query, atlas)
    again = parse_view(parse_qs(parsed.view.query_string(), keep_blank_values=True), atlas)
    assert again.view == parsed.view
    assert not again.unknown
    return "loaded"


KINDS: dict[str, Callable[[random.Random, Path, Atlas], str]] = {
    "fields": _fields,
    "lines": _lines,
    "bytes": _bytes,
    "encodings": _encodings,
    "bombs": _bombs,
    "side files": _side_files,
    "geojson": _geojson,
    "addresses": _addresses,
    "workbooks": workbooks,
    "documents": documents,
    "templates": templates,
    "stories": stories,
}

if __name__ == "__main__":
    sys.exit(main())
