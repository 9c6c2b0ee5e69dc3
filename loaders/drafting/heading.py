"""What a text says of the plan itself: title, number, date, period, jurisdiction; else nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from loaders.dates import parse_date
from loaders.drafting.flow import one_line, read_flow
from loaders.drafting.titles import Titles
from loaders.models import Level
from loaders.regions import NATION, regions

_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,12}[〔\[(](?:19|20)[0-9]{2}[〕\])][0-9]{1,4}号")
_DATE = re.compile(r"(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_PERIOD = re.compile(r"(20[0-9]{2})年?[-—–－]{1,2}(20[0-9]{2})年?")
_SPACE = re.compile(r"\s+(?=[\u3000-\u9fff\uff00-\uffef])|(?<=[\u3000-\u9fff\uff00-\uffef])\s+")
_NUMBERED = re.compile(r"^[0-9]{1,2}[.、．]\s*")
#: Titles, numbers and dates stand at the start of a text; a date also at its end.
_TOP = 3000


@dataclass(frozen=True, slots=True)
class Heading:
    """What was found; None where the text does not say. ``adcode`` is of the region it names."""

    title: str | None = None
    number: str | None = None
    issued: str | None = None
    period: str | None = None
    adcode: str | None = None


def read_heading(text: str) -> Heading:
    """What the text says of its plan."""
    whole = read_flow(text[:_TOP])
    flow = whole.text
    first = Titles(flow).first()
    title = None
    if first:
        title = one_line(text[slice(*whole.span(first.start, first.end))])
        title = _SPACE.sub("", _NUMBERED.sub("", title)).strip("《》*# ")
    number = _NUMBER.search(flow)
    period = _PERIOD.search(title or "")
    return Heading(
        title=title,
        number=number[0] if number else None,
        issued=_issued(flow),
        period=f"{period[1]}-{period[2]}" if period else None,
        adcode=_region(title or "") or _region(flow[:400]),
    )


def _issued(flow: str) -> str | None:
    for match in _DATE.finditer(flow):
        written = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"
        try:
            return parse_date(written).text
        except ValueError:
            continue
    return None


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """(name, adcode) of nation, provinces and cities, most exact first."""
    named: list[tuple[str, str]] = []
    for region in regions().values():
        short = re.sub(r"(?:维吾尔|壮族|回族)?自治区$|特别行政区$|[省市]$", "", region.name)
        if region.level is Level.CITY and region.name == regions()[region.province].name:
            continue  # the one city of a municipality
        if region.level in (Level.PROVINCE, Level.CITY) and len(short) > 1:
            named.append((short, region.adcode))
        named.append((region.name, region.adcode))
    order = {Level.DISTRICT: 0, Level.CITY: 1, Level.PROVINCE: 2, Level.NATION: 3}
    named.sort(key=lambda item: (order[regions()[item[1]].level], -len(item[0])))
    return tuple((name, adcode) for name, adcode in named if adcode != NATION)


def _region(text: str) -> str | None:
    """The region that the text names first; of several at one place the most exact."""
    places = [(text.find(name), number, adcode) for number, (name, adcode) in enumerate(_names())]
    return min((place for place in places if place[0] >= 0), default=(0, 0, None))[2]
