"""Visitors at the same time: each sees its own language and its own file, and nobody else's."""

from __future__ import annotations

import asyncio

from tests.robustness.soak import Expected, Log, Walker
from tests.robustness.wire import Visitor


def test_two_visitors_share_nothing_but_the_data(app: str) -> None:
    log = asyncio.run(_two(app))
    assert log.errors == []


async def _two(app: str) -> Log:
    log, expected = Log(), Expected()
    alone = Visitor(app)
    await alone.open()
    for lang in ("zh", "en"):
        shown = await alone.visit("timeline", f"lang={lang}")
        expected["timeline", "", lang] = shown.texts()
    await alone.close()
    one, other = (Walker(app, number, expected, log, seed=1) for number in (1, 2))
    other.lang = "en"
    for walker in (one, other):
        await walker.visitor.open()

    async def look(walker: Walker) -> None:
        shown = await walker.visitor.visit("timeline", f"lang={walker.lang}")
        walker.check(shown)
        walker.same(shown, ("timeline", "", walker.lang))

    for step in (look, Walker.own_file, look, Walker.menu):
        await asyncio.gather(step(one), step(other))
    for walker in (one, other):
        await walker.visitor.close()
    return log
