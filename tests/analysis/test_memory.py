"""Answers are kept, and no more of them than were asked for."""

from __future__ import annotations

import pickle

from analysis.memory import Memory


def test_the_answers_asked_for_last_are_kept():
    memory, made = Memory(2), []

    def answer(name: str) -> str:
        return memory.ask(name, lambda: made.append(name) or name.upper())

    assert [answer(name) for name in ("a", "b", "a", "c", "a", "b")] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]


def test_another_process_gets_an_empty_one_of_the_same_size():
    memory = Memory(2)
    memory.ask("a", lambda: 1)
    other = pickle.loads(pickle.dumps(memory))
    assert [other.ask(key, lambda: 2) for key in "aba"] == [2, 2, 2]
    assert memory.ask("a", lambda: 3) == 1
