"""Every quantity that a text states, in the value form of ``targets.yaml``.

Works on a flow (:mod:`loaders.drafting.flow`): narrow forms, simplified characters, no spaces
beside Chinese. What is found is written as a curator would write it and parsed by
:func:`loaders.quantities.parse_quantity`, so nothing comes out that the house's format lacks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from loaders.quantities import BadQuantity, Comparator, Quantity, parse_quantity
from loaders.units import UnknownUnit, known_units


@dataclass(frozen=True, slots=True)
class Mention:
    """A quantity at ``start`` up to ``end`` of the flow, its comparator's words included."""

    start: int
    end: int
    value: Quantity


def _choice(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_AT_LEAST, _MORE, _AT_MOST, _LESS, _ABOUT = ">= ", "> ", "<= ", "< ", "约 "
_BEFORE = {
    "不少于": _AT_LEAST, "不低于": _AT_LEAST, "不小于": _AT_LEAST, "至少": _AT_LEAST,
    "≥": _AT_LEAST, ">=": _AT_LEAST, "不得少于": _AT_LEAST, "不得低于": _AT_LEAST,
    "不超过": _AT_MOST, "不高于": _AT_MOST, "不多于": _AT_MOST, "最多": _AT_MOST, "≤": _AT_MOST,
    "不得超过": _AT_MOST, "最高": _AT_MOST, "最高不超过": _AT_MOST,
    "超过": _MORE, "超": _MORE, "突破": _MORE, "逾": _MORE, "高于": _MORE, "大于": _MORE,
    "多于": _MORE, ">": _MORE, "低于": _LESS, "小于": _LESS, "少于": _LESS, "不足": _LESS,
    "<": _LESS, "约": _ABOUT, "约为": _ABOUT, "大约": _ABOUT, "近": _ABOUT, "接近": _ABOUT,
}  # fmt: skip
_AFTER = {
    "以上": _AT_LEAST, "及以上": _AT_LEAST, "左右": _ABOUT, "上下": _ABOUT,
    "以内": _AT_MOST, "之内": _AT_MOST, "以下": _AT_MOST, "内": _AT_MOST, "余": _MORE, "多": _MORE,
}  # fmt: skip
#: A multiplier as sources write it: a factor, and the multiplier that the house's units know.
_MULTIPLIERS = {
    "": (1, ""), "十": (10, ""), "百": (100, ""), "千": (1000, ""), "万": (1, "万"),
    "十万": (10, "万"), "百万": (100, "万"), "千万": (1000, "万"), "亿": (1, "亿"),
    "十亿": (10, "亿"), "百亿": (100, "亿"), "千亿": (1000, "亿"), "万亿": (1, "万亿"),
}  # fmt: skip
#: Spellings of units that sources use for the house's own.
_SPELLINGS = {
    "工作日": "个工作日", "百分点": "个百分点", "标准机架": "架", "个标准机架": "架", "机架": "架",
    "个机架": "架", "大创新": "个", "大应用": "个", "大场景": "个", "标准架": "架", "户企业": "户", "P算力": "PFLOPS", "PF": "PFLOPS",
    "P": "PFLOPS", "EF": "EFLOPS", "E": "EFLOPS", "Tb/s": "Tbps", "Gb/s": "Gbps", "T": "Tbps",
}  # fmt: skip
#: Known units without a multiplier; those that mean other things as well have rules of their own.
_UNITS = {unit for unit in known_units() if unit[0] not in "万亿/"} - {
    "点",
    "名",
    "日",
    "天",
    "年",
    "倍",
}
_FLOPS = r"[TPEZ][Ff][Ll][Oo][Pp][Ss](?:/s)?"
_UNIT = rf"{_FLOPS}|{_choice({*_UNITS, *_SPELLINGS})}"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = r"[一二两三四五六七八九十百千]{1,5}"
#: What makes a unit another word (元宇宙, 三次产业, 四个月, 人次) or another currency.
_NOT_A_UNIT = r"(?!宇宙|月(?![均度])|年)(?<!次(?=产业))"
_FIGURE = re.compile(
    rf"(?P<before>{_choice(_BEFORE)})?(?:达到|达|到|在|为)?(?:人民币)?"
    rf"(?<![0-9A-Za-z.第数几每上/〔\[一二三四五六七八九十百千])(?P<low>{_DIGITS}|(?P<percent>百分之){_CHINESE}|{_CHINESE}|(?=(?:万亿|亿)元))"
    rf"(?:(?P<lowmult>{_choice(_MULTIPLIERS)})(?:元|个|家|项|%)?|个|家|项|%)??"
    rf"(?:(?:-{{1,2}}|至|到|或)(?P<high>{_DIGITS}|{_CHINESE}))?"
    rf"(?P<inner>余|多|以上)?(?P<mult>{_choice(_MULTIPLIERS)})(?P<inner2>余|多|以上)?"
    rf"(?:(?P<unit>{_UNIT}){_NOT_A_UNIT}|(?P<bare>(?<=[亿万])(?![元级级家个项])|(?<=之[一二两三四五六七八九十])))"
    rf"(?P<after>{_choice(_AFTER.keys() - {'内'})}|(?<=日)内)?"
)
_INDEX = re.compile(
    rf"(?:水平|指数|得分|评分)[^,;。\n]{{0,6}}?(?P<before>{_choice(_BEFORE)})?(?:达到|达|为|至)?"
    rf"(?P<low>{_DIGITS})(?P<after>{_choice(_AFTER)})?(?=[,;。、)\n]|$)"
)
_DURATION = re.compile(
    rf"(?P<before>{_choice(_BEFORE)})?(?:达到|达|到|在|为)?(?<![0-9第])(?P<low>[0-9]{{1,3}})"
    rf"(?P<unit>年|天|日)(?P<after>{_choice(_AFTER)})?(?!度)"
)
_RANK = re.compile(
    r"(?:全国|国内|全球|世界|西部|中部|东部|东北|全省|全区)(?:排名)?第(?P<rank>[一二三四五六七八九十]|[0-9]{1,2})"
    r"(?:名|位)?(?![0-9批届期次个家条款季产])|第(?P<place>[一二三四五六七八九十]|[0-9]{1,2})(?:名|位)(?!次)"
)
_MULTIPLE = re.compile(
    rf"(?P<double>倍增(?!作用|效应|器)|翻一?番)|(?P<four>翻两番)"
    rf"|(?:(?P<grown>增长|提高|增加|提升)|的|达到|达|为)(?P<before>{_choice(_BEFORE)})?(?P<low>{_DIGITS}|{_CHINESE})倍(?P<after>以上)?"
)
_COVERAGE = re.compile(r"(?<![非])全覆盖")
_MONEY = re.compile(r"规模|产值|收入|营收|增加值|总额|投资|GDP|资金|交易额|总量|经济|产业|贸易")
_PEOPLE = re.compile(
    r"(?:每一?|(?<=[,;。\n]))万名?(?:常住)?(?:人|人口)[^,;。\n]*$|万人拥有[^,;。\n]*$"
)
#: What stands behind an amount that only describes a firm or a park: 10亿元企业, 千亿级.
_DESCRIBES = re.compile(
    r"^(?:级|规模级|量级|(?:规模|产值|营收)?(?:以上|以下)?的?(?:企业|产业集群|园区|项目))"
)
#: What one masters: 突破50项关键技术 is no more-than.
_FEAT = re.compile(r"(?:重点|重大|前沿|“?卡脖子”?)?(?:关键|核心|共性|标志性|技术)")
_FOREIGN = re.compile(r"^(?:美|欧|日|港|澳|加|韩|新)元|^英镑|^卢布")


def find_mentions(text: str) -> list[Mention]:
    """Every quantity of a flow's text, in order, none overlapping another."""
    found: list[Mention] = []
    for reader in (_figures, _multiples, _ranks, _indices, _durations, _coverage):
        for mention in reader(text):
            if all(mention.end <= other.start or other.end <= mention.start for other in found):
                found.append(mention)
    found.sort(key=lambda mention: mention.start)
    return [_shared_sign(text, found, index) for index in range(len(found))]


def _shared_sign(text: str, found: list[Mention], index: int) -> Mention:
    """The mention, with the comparator of the one before it: 分别超过350亿元和2000亿元."""
    mention = found[index]
    former = found[index - 1] if index else None
    if former is None or mention.value.comparator is not Comparator.EXACT:
        return mention
    apart = text[former.end : mention.start] not in ("和", "、", "及", "与")
    if apart or "分别" not in text[max(0, former.start - 8) : former.start]:
        return mention
    sign = re.match(r"[<>=约]*", former.value.text)
    written = f"{sign[0] if sign else ''} {mention.value.text}".strip()
    return Mention(mention.start, mention.end, parse_quantity(written))


def _figures(text: str) -> Iterator[Mention]:
    for match in _FIGURE.finditer(text):
        mention = _figure(match, text)
        if mention is not None:
            yield mention


def _figure(match: re.Match[str], text: str) -> Mention | None:
    behind = text[match.end() : match.end() + 12]
    if not match["low"] and not match["before"]:
        return None
    if _FOREIGN.match(behind) or (match["unit"] == "人" and behind[:1] == "次"):
        return None
    unit = _unit(match, text, behind)
    sign = _sign(match)
    spelled = not match["low"][:1].isdigit()
    if unit is None or (spelled and not _counts(match, unit, sign)):
        return None
    if unit == "元" and match["after"] in (None, "以上") and _DESCRIBES.match(behind):
        return None
    factor, multiplier = _MULTIPLIERS[match["mult"]]
    ends = [_number(match["low"]), *([_number(match["high"])] if match["high"] else [])]
    if match["lowmult"] and match["high"] and not match["mult"]:
        return None
    return _made(match, sign, [end * factor for end in ends], multiplier, unit)


def _counts(match: re.Match[str], unit: str, sign: str) -> bool:
    """Whether a number in characters is a figure: 百家, 三个 or 不少于一次, and not 一个 or 二类."""
    if match["percent"] or (unit == "元" and match["mult"] and match["low"] in ("", "百", "千")):
        return True
    if unit not in ("家", "个", "项", "件", "款", "座", "次", "所", "户", "台"):
        return False
    return bool(sign) or match["low"] not in ("一",)


def _unit(match: re.Match[str], text: str, behind: str) -> str | None:
    if match["percent"]:
        return "%"
    if match["unit"] is None:
        if behind.startswith("级"):
            return None
        clause = re.split(r"[,;。\n]", text[max(0, match.start() - 40) : match.start()])[-1]
        return "元" if _MONEY.search(clause) and match["mult"] != "万" else "个"
    unit = _SPELLINGS.get(match["unit"], match["unit"])
    if re.fullmatch(_FLOPS, unit):
        unit = unit.upper().removesuffix("/S")
    if unit == "EFLOPS" and match["unit"] == "E" and behind[:1].isalnum() and behind[:1].isascii():
        return None
    if match["unit"] in ("P", "E", "T") and behind[:1].isascii() and behind[:1].isalpha():
        return None
    if unit in ("个", "台", "件") and _PEOPLE.search(
        text[max(0, match.start() - 30) : match.start()]
    ):
        unit += "/万人"
    return unit


def _sign(match: re.Match[str]) -> str:
    groups = match.groupdict()
    words = [groups.get(name) for name in ("after", "inner2", "inner")]
    behind = next((_AFTER[word] for word in words if word), "")
    before = groups.get("before")
    if before is None or (before == "突破" and behind):  # 突破100项以上技术: a verb
        return behind
    if before == "突破" and _FEAT.match(match.string, match.end()):
        return ""
    return _BEFORE[before]


def _made(
    match: re.Match[str], sign: str, ends: list[Decimal], multiplier: str, unit: str
) -> Mention | None:
    """The mention, or None where the house's format has no such value."""
    number = "-".join(f"{end.normalize():f}" for end in ends)
    if multiplier and unit not in _UNITS_WITH_MULTIPLIER:
        scale = {"万": 10**4, "亿": 10**8, "万亿": 10**12}[multiplier]
        number = "-".join(f"{(end * scale).normalize():f}" for end in ends)
        multiplier = ""
    written = f"{sign if len(ends) == 1 else ''}{number} {multiplier}{unit}"
    try:
        return Mention(match.start(), match.end(), parse_quantity(written))
    except (BadQuantity, UnknownUnit):
        return None


_UNITS_WITH_MULTIPLIER = {unit[1:] for unit in known_units() if unit[0] == "亿"}


def _number(written: str) -> Decimal:
    text = written.removeprefix("百分之").replace(",", "") or "1"
    if text[0].isdigit():
        return Decimal(text)
    total, digit = 0, 0
    for character in text:
        size = {"十": 10, "百": 100, "千": 1000}.get(character)
        if size:
            total += (digit or 1) * size
            digit = 0
        else:
            digit = 2 if character == "两" else "零一二三四五六七八九".index(character)
    return Decimal(total + digit)


def _multiples(text: str) -> Iterator[Mention]:
    for match in _MULTIPLE.finditer(text):
        if match["double"] or match["four"]:
            factor = Decimal(2 if match["double"] else 4)
        else:
            factor = _number(match["low"]) + (1 if match["grown"] else 0)
        sign = _sign(match).strip() if match["low"] else ""
        sign = sign if sign in (">=", ">", "约") else ""
        written = f"{sign} x{factor.normalize():f}".strip()
        yield Mention(match.start(), match.end(), parse_quantity(written))


def _ranks(text: str) -> Iterator[Mention]:
    for match in _RANK.finditer(text):
        rank = _number(match["rank"] or match["place"])
        if rank >= 1:
            yield Mention(match.start(), match.end(), parse_quantity(f"第 {rank:f} 名"))


def _indices(text: str) -> Iterator[Mention]:
    for match in _INDEX.finditer(text):
        mention = _made(match, _sign(match), [_number(match["low"])], "", "点")
        if mention is not None:
            start = match.start("before") if match["before"] else match.start("low")
            yield Mention(start, mention.end, mention.value)


def _durations(text: str) -> Iterator[Mention]:
    for match in _DURATION.finditer(text):
        if _sign(match):
            mention = _made(match, _sign(match), [_number(match["low"])], "", match["unit"])
            if mention is not None:
                yield mention


def _coverage(text: str) -> Iterator[Mention]:
    for match in _COVERAGE.finditer(text):
        yield Mention(match.start(), match.end(), parse_quantity("100 %"))
