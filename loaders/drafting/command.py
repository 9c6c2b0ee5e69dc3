"""``python -m loaders draft FILE``: proposed targets of a plan's text; nothing is written."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from language.catalogue import LANGUAGES
from loaders.collection import TARGETS, load_collection
from loaders.documents_text import Unreadable, read_document
from loaders.drafting.entry import Entry, entry_text
from loaders.drafting.heading import read_heading
from loaders.drafting.measure import Tally, measure_documents, measure_wordings, total
from loaders.drafting.proposals import Drafter, Proposal
from loaders.drafting.suggest import plan_record, target_record, with_ids
from loaders.models import Collection
from loaders.problems import InvalidData, in_language


def add_draft(commands: Any) -> None:
    """Add the command to the parser of ``python -m loaders``."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "draft", help="propose targets from the text of a plan (.txt, .docx, .pdf); writes nothing"
    )
    parser.add_argument("text", nargs="?", type=Path, metavar="FILE", help="the plan")
    parser.add_argument("--collection", type=Path, default=TARGETS, help="the file that teaches")
    parser.add_argument("--format", choices=("list", "yaml", "json"), default="list")
    parser.add_argument("--title", default="", help="the plan's title, where the text has none")
    parser.add_argument(
        "--all", action="store_true", help="figures too that do not read like a target"
    )
    parser.add_argument(
        "--lang", choices=tuple(LANGUAGES), default="en", help="language of the messages"
    )
    parser.add_argument(
        "--measure", type=Path, metavar="FOLDER",
        help="compare with what was curated from the documents of this folder",
    )  # fmt: skip


def run_draft(options: argparse.Namespace) -> int:
    """Run it; returns the exit status: 0, or 1 with a message where a file cannot be read."""
    try:
        collection = load_collection(options.collection)
    except InvalidData as error:
        print(error.in_language(options.lang), file=sys.stderr)
        return 1
    if options.measure is not None:
        return _measured(collection, options.measure)
    if options.text is None:
        print("draft: name a FILE, or a folder with --measure", file=sys.stderr)
        return 1
    stop = "。" if options.lang == "zh" else ". "
    try:
        document = read_document(options.text.read_bytes())
    except OSError as error:
        print(f"{options.text}: {error.strerror}. Check the name of the file.", file=sys.stderr)
        return 1
    except Unreadable as error:
        what, remedy = (in_language(options.lang, part) for part in (error.what, error.remedy))
        print(f"{options.text}: {what}{stop}{remedy}", file=sys.stderr)
        return 1
    if document.assumed:
        print(f"{options.text}: {in_language(options.lang, document.assumed)}", file=sys.stderr)
    found = Drafter(collection).propose(document.text, options.title)
    shown = [proposal for proposal in found if options.all or proposal.likely]
    sys.stdout.write(_written(shown, document.text, collection, options.format))
    print(f"{len(shown)} of {len(found)} figures proposed", file=sys.stderr)
    return 0


def _written(shown: list[Proposal], text: str, collection: Collection, form: str) -> str:
    if form == "json":
        return json.dumps([asdict(p) for p in shown], ensure_ascii=False, indent=2) + "\n"
    if form == "yaml":
        return _entry(shown, text, collection)
    return "".join(
        f"{p.start}-{p.end}\t{p.value}\t{p.indicator or '?'}\t{p.deadline or '-'}\t"
        f"{'+'.join(p.scope) or '-'}\t{p.clause}\n"
        for p in shown
    )


def _entry(shown: list[Proposal], text: str, collection: Collection) -> str:
    """All that is proposed as YAML; what a person has to say is named in a comment on top."""
    plan = plan_record(read_heading(text), collection, [p.indicator for p in shown])
    taken = {target.id for plan in collection.plans for target in plan.targets}
    records = with_ids(map(target_record, shown), plan["jurisdiction"], taken)
    unsure = [
        f"#   {record['id']}: no indicator is like this clause; nearest: "
        + (", ".join(c.indicator for c in p.candidates[:3]) or "none")
        for record, p in zip(records, shown, strict=True)
        if p.indicator is None
    ]
    todo = [
        "# Proposed by rules from the text: check every line against the plan before it is entered.",
        "# Still to write: title_en, issuers, issuers_en, document, and what is missing below.",
    ]
    return "\n".join([*todo, *unsure, entry_text(Entry(plan, tuple(records)))])


def _measured(collection: Collection, folder: Path) -> int:
    tallies = measure_documents(collection, folder)
    if not tallies:
        print(f"{folder} has none of the files that the documents name", file=sys.stderr)
        return 1
    for name, tally in tallies.items():
        print(f"{name}: {_counts(tally)}")
    print(f"all documents: {_counts(total(tallies.values()))}")
    for name, tally in measure_wordings(collection).items():
        print(f"{name}: {_recall(tally)}; {_fields(tally.fields, tally.found)}")
    return 0


def _counts(tally: Tally) -> str:
    return (
        f"{_recall(tally)}; {tally.right} of {tally.proposed} proposals right "
        f"({tally.precision:.1%}); {_fields(tally.fields, tally.found)}"
    )


def _recall(tally: Tally) -> str:
    return f"{tally.found} of {tally.curated} curated figures found ({tally.recall:.1%})"


def _fields(fields: Mapping[str, int], found: int) -> str:
    return ", ".join(
        f"{name} {count} ({count / max(found, 1):.1%})" for name, count in fields.items()
    )
