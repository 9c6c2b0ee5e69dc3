"""``data/curation.yaml`` and ``data/context.yaml``, checked like the collection itself."""

from __future__ import annotations

from pathlib import Path

from loaders.models import (
    Context,
    ContextFigure,
    Curation,
    Document,
    Rejection,
    Search,
)
from loaders.problems import InvalidData
from loaders.records import RecordChecker
from loaders.regions import DATA
from loaders.yaml_source import read_yaml

CURATION = DATA / "curation.yaml"
CONTEXT = DATA / "context.yaml"


def load_curation(path: Path = CURATION) -> Curation:
    """What was searched, when, and which candidates were rejected.

    Raises:
        InvalidData: with every problem found.
    """
    source = read_yaml(path)
    checker = RecordChecker(source, Curation, "Start with searches: and rejected:.")
    searches = checker.records("searches", Search)
    rejected = checker.records("rejected", Rejection)
    seen: dict[tuple[str, str], int] = {}
    for place, search in searches:
        checker.region((*place, "adcode"), search.adcode)
        line = source.place(place)[0]
        first = seen.setdefault((search.adcode, search.sector), line)
        if first != line:
            what = f"{search.adcode} {search.sector} is already on line {first}"
            source.problem(place, what, "Join the two searches.")
    if source.problems:
        raise InvalidData(source.problems)
    return Curation.model_construct(
        searches=tuple(record for _, record in searches),
        rejected=tuple(record for _, record in rejected),
    )


def load_context(path: Path = CONTEXT) -> Context:
    """GDP and population with their evidence.

    Raises:
        InvalidData: with every problem found.
    """
    source = read_yaml(path)
    checker = RecordChecker(source, Context, "Start with documents: and figures:.")
    documents = checker.mapping("documents", Document)
    figures = checker.records("figures", ContextFigure)
    seen: dict[tuple[str, str, int], int] = {}
    for place, figure in figures:
        checker.region((*place, "adcode"), figure.adcode)
        checker.refer((*place, "document"), figure.document, "documents")
        line = source.place(place)[0]
        first = seen.setdefault((figure.adcode, figure.indicator, figure.year), line)
        if first != line:
            what = f"{figure.adcode} {figure.indicator} {figure.year} is already on line {first}"
            source.problem(place, what, "Keep the better of the two.")
    if source.problems:
        raise InvalidData(source.problems)
    return Context.model_construct(
        documents=documents, figures=tuple(record for _, record in figures)
    )
