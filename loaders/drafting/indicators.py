"""Which indicator a clause is about: the nearest of the clauses that were curated before.

Every wording of the collection is an example of its indicator, and so are the indicator's own
name and definition. Likeness is the cosine of character pairs, weighted by how rare they are
(TF-IDF), so that the collection itself teaches the proposals as it grows.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from loaders.drafting.flow import read_flow
from loaders.drafting.mentions import find_mentions
from loaders.models import Collection, Plan, Target
from loaders.quantities import Quantity

#: Weights of the clause itself, of what stands before it, and of its plan's title.
_OWN, _BEFORE, _TITLE = 1.0, 0.35, 0.45
_HEAD = 1.7
#: What comes between an indicator's name and its figure.
_VERBS = re.compile(r"(?:力争|预计|实现|达到|达|突破|超过|保持|完成)+$|等?(?:目标)?$")
#: Subjects that a title or a clause names, and that indicators are named for.
_TOPICS = {
    name: re.compile(words)
    for name, words in {
        "metaverse": "元宇宙", "ai": "人工智能|AI|智能体", "robotics": "机器人|具身",
        "digital": "数字经济", "data": "数据(?!中心)|数商", "computing": "算力|智算|数据中心",
        "iot": "物联网", "blockchain": "区块链", "vehicles": "网联|汽车", "future": "未来产业",
        "vr": "虚拟现实|VR", "software": "软件", "electronics": "电子信息",
    }.items()
}  # fmt: skip
#: Below this likeness no indicator is proposed.
ENOUGH = 0.22
_SHORT = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator with its likeness to the clause, 0 to 1, and the scope of the like clause."""

    indicator: str
    likeness: float


@dataclass(frozen=True, slots=True)
class _Example:
    indicator: str
    features: Mapping[str, float]


class IndicatorFinder:
    """Proposes indicators of a collection for clauses.

    Args:
        collection: whose indicators and wordings teach.
        use: says of each target whether its wording may teach; all do by default. Measuring
            leaves out what is measured.
    """

    def __init__(
        self, collection: Collection, use: Callable[[Plan, Target], bool] | None = None
    ) -> None:
        self._families = {name: term.family for name, term in collection.indicators.items()}
        self._names = {name: term.zh for name, term in collection.indicators.items()}
        raw = list(_lessons(collection, use or (lambda plan, target: True)))
        seen = Counter(pair for _, features in raw for pair in features)
        self._rarity = {pair: math.log(1 + len(raw) / count) for pair, count in seen.items()}
        self._unknown = math.log(1 + len(raw))
        self._examples = [_Example(name, self._weighted(features)) for name, features in raw]
        self._index: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, example in enumerate(self._examples):
            for pair, weight in example.features.items():
                self._index[pair].append((number, weight))

    def candidates(
        self, value: Quantity, clause: tuple[str, str], before: str, title: str
    ) -> list[Candidate]:
        """Up to five indicators of the value's unit family, likeliest first.

        Args:
            value: the quantity.
            clause: the clause's words before and behind the quantity.
            before: what stands before the clause in its sentence.
            title: the plan's title.
        """
        features = self._weighted(_features(clause, before, title))
        topics = _topics("".join(clause) + before) or _topics(title)
        about = "".join(clause) + before
        dots: dict[int, float] = defaultdict(float)
        for pair, weight in features.items():
            for number, other in self._index.get(pair, ()):
                dots[number] += weight * other
        best: dict[str, float] = {}
        free = value.family in ("multiple", "rank")
        for number, dot in dots.items():
            name = self._examples[number].indicator
            if free or self._families[name] == value.family:
                fit = dot * self._fit(name, topics, about)
                best[name] = max(best.get(name, 0.0), fit)
        ranked = sorted(best.items(), key=lambda item: -item[1])[:5]
        return [Candidate(name, round(likeness, 3)) for name, likeness in ranked]

    def _fit(self, indicator: str, topics: set[str], about: str) -> float:
        """1 where the indicator's own words suit the clause, less where they speak against it."""
        fit = 1.0
        own = _topics(self._names[indicator])
        if own and topics and not own & topics:
            fit *= 0.4
        if "核心" in self._names[indicator] and "核心" not in about:
            fit *= 0.75
        if "digital" in own and "核心" in about and "核心" not in self._names[indicator]:
            fit *= 0.6  # 数字经济 and 数字经济核心产业 are measured side by side
        return fit

    def _weighted(self, features: Mapping[str, float]) -> dict[str, float]:
        weighted = {p: w * self._rarity.get(p, self._unknown) for p, w in features.items()}
        length = math.sqrt(sum(weight * weight for weight in weighted.values())) or 1.0
        return {pair: weight / length for pair, weight in weighted.items()}


def _lessons(
    collection: Collection, use: Callable[[Plan, Target], bool]
) -> Iterable[tuple[str, Mapping[str, float]]]:
    for name, term in collection.indicators.items():
        sector = collection.sectors[term.sector].zh
        yield name, _features(("", term.zh), term.definition, sector)
    for plan in collection.plans:
        for target in plan.targets:
            if use(plan, target):
                words, before = _around(_flat(target.wording), target.value)
                yield target.indicator, _features(words, before, _flat(plan.title))


def _flat(text: str) -> str:
    return read_flow(text).text.replace("\n", "")


def _around(wording: str, value: Quantity) -> tuple[tuple[str, str], str]:
    """The words before and behind a curated figure, and what its wording says before those."""
    for mention in find_mentions(wording):
        if mention.value == value or mention.value.si_low == value.si_low:
            start = max(wording.rfind(mark, 0, mention.start) for mark in ",;。:") + 1
            stops = [at for mark in ",;。" if (at := wording.find(mark, mention.end)) >= 0]
            end = min(stops, default=len(wording))
            return (wording[start : mention.start], wording[mention.end : end]), wording[:start]
    return ("", wording), ""


def _features(clause: tuple[str, str], before: str, title: str) -> dict[str, float]:
    """Pairs of characters with their weights.

    What is counted stands at the end of the clause, or right before the figure.
    """
    features: dict[str, float] = {}
    first, last = (_VERBS.sub("", part) for part in clause)
    head = last[-5:] if len(last) > 1 else first[-6:]
    for weight, text in (
        (_TITLE, title),
        (_BEFORE, before),
        (_OWN, first),
        (_OWN, last),
        (_HEAD, head),
    ):
        for pair in _pairs(text):
            features[pair] = max(weight, features.get(pair, 0.0))
    return features


def _topics(text: str) -> set[str]:
    return {name for name, words in _TOPICS.items() if words.search(text)}


def _pairs(text: str) -> Iterable[str]:
    """Pairs of neighbouring characters that are words, not figures or marks."""
    letters = "".join(c if c.isalpha() else " " for c in text.lower())
    for word in letters.split():
        if word.isascii() and len(word) <= _SHORT * 4:
            yield word
        else:
            yield from (word[i : i + 2] for i in range(len(word) - 1))
