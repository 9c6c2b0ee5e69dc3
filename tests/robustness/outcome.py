"""What a refusal must say: every problem with its place, what is wrong, and what to do."""

from __future__ import annotations

from loaders.problems import InvalidData, in_language


def told(error: InvalidData) -> str:
    """The word "refused", once each problem of the error is found to be told."""
    assert error.problems
    for problem in error.problems:
        assert problem.line >= 1
        assert len(str(problem)) < 20_000
        assert problem.in_language("zh")
        words(problem.what, problem.remedy)
    return "refused"


def words(what: str, remedy: str) -> str:
    """The word "refused", once both sentences are there in both languages."""
    assert what
    assert remedy
    assert in_language("zh", what)
    assert in_language("zh", remedy)
    return "refused"
