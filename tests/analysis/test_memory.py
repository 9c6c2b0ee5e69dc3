"""Answers are kept, and no more of them than were asked for."""

from __future__ import annotations

from analysis.memory import Memory


def test_the_answers_asked_for_last_are_kept():
    memory, made = Memory(2), []

    def answer(name: str) -> str:
        return memory.ask(name, lambda: made.append(name) or name.upper())

    assert [answer(name) for name in ("a", "b", "a", "c", "a", "b")] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]
