"""``data/curation.yaml`` and ``data/context.yaml``, checked like the collection itself."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from loaders.models import (
    Context,
    ContextFigure,
    Curation,
    Document,
    Rejection,
    Search,
)
from loaders.problems import InvalidData, did_you_mean, say
from loaders.records import RecordChecker
from loaders.regions import DATA
from loaders.yaml_source import read_yaml

CURATION = DATA / "curation.yaml"
CONTEXT = DATA / "context.yaml"


def load_curation(path: Path = CURATION, sectors: Collection[str] | None = None) -> Curation:
    """What was searched, when, and which candidates were rejected.

    ``sectors`` are those of the collection: a search for another one is a problem.

    Raises:
        InvalidData: with every problem found.
    """
    source = read_yaml(path)
    checker = RecordChecker(source, Curation, say("Start with searches: and rejected:."))
    searches = checker.records("searches", Search)
    rejected = checker.records("rejected", Rejection)
    seen: dict[tuple[str, str], int] = {}
    for place, search in searches:
        checker.region((*place, "adcode"), search.adcode)
        if sectors is not None and search.sector not in sectors:
            what = say(
                "{value} is not among the {table}", value=repr(search.sector), table="sectors"
            )
            hint = did_you_mean(search.sector, sectors)
            remedy = say("{hint}Add it under {table}: or correct it.", hint=hint, table="sectors")
            source.problem((*place, "sector"), what, remedy)
        line = source.place(place)[0]
        first = seen.setdefault((search.adcode, search.sector), line)
        if first != line:
            name = f"{search.adcode} {search.sector}"
            what = say("{name} is already on line {line}", name=name, line=first)
            source.problem(place, what, say("Join the two searches."))
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
    checker = RecordChecker(source, Context, say("Start with documents: and figures:."))
    documents = checker.mapping("documents", Document)
    figures = checker.records("figures", ContextFigure)
    seen: dict[tuple[str, str, int], int] = {}
    for place, figure in figures:
        checker.region((*place, "adcode"), figure.adcode)
        checker.refer((*place, "document"), figure.document, "documents")
        line = source.place(place)[0]
        first = seen.setdefault((figure.adcode, figure.indicator, figure.year), line)
        if first != line:
            name = f"{figure.adcode} {figure.indicator} {figure.year}"
            what = say("{name} is already on line {line}", name=name, line=first)
            source.problem(place, what, say("Keep the better of the two."))
    if source.problems:
        raise InvalidData(source.problems)
    return Context.model_construct(
        documents=documents, figures=tuple(record for _, record in figures)
    )
