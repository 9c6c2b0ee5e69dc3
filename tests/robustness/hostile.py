"""Strings that do harm where text is taken for code: markup, links, formulas, paths, formats."""

from __future__ import annotations

import json

#: What raises an alarm in a browser: a dialog, or a request to this host, which does not exist.
ALARM = "alarm.invalid"
MARKUP = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    f"<img src=https://{ALARM}/i.png>",
    "<svg/onload=alert(1)>",
    f"<iframe src=//{ALARM}></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "</style><script>alert(1)</script>",
    "<!--", "]]>", "<b>bold</b><br>x", "&lt;script&gt;", "<details open ontoggle=alert(1)>",
]  # fmt: skip
MARKDOWN = [
    f"![x](https://{ALARM}/m.png)",
    f"[x](https://{ALARM}/)",
    "[x](javascript:alert(1))",
    f"<https://{ALARM}/a>",
    "**bold** _it_ ~~gone~~ `code`",
    "# heading", "1. list", "- list", "> quote", "---", "| a | b |",
    "$x^2$ $$y$$", ":red[red] :material/bolt: :smile:", "\\[x\\]", "[[x]]", "~a~b~",
]  # fmt: skip
OTHER = [
    "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", f'=HYPERLINK("https://{ALARM}","x")',
    "../../etc/passwd", "..\\..\\x", "/etc/passwd", "C:\\con", "a/b\\c:d*e?f|g",
    "{0.__class__}", "{title}", "%s%n", "%{hovertext}", "${7*7}", "{{7*7}}", "#{x}",
    "'; DROP TABLE plans; --", "\u202egnp.exe", "\u0000", "\u200b", "\ufeff", "\U0001f600", "á̂̃" * 5,
    "\x1b[31m", "\r\nSet-Cookie: a=b", "\ud800", "A" * 3000, "元" * 1999, " ", "\n\n", "NaN", "None",
]  # fmt: skip
STRINGS = [*MARKUP, *MARKDOWN, *OTHER]
_TEXTS = {
    "zh": " ".join(MARKUP[:7] + MARKDOWN[:6]),
    "en": " ".join(MARKUP[7:] + MARKDOWN[6:]),
    "short": "<img src=x onerror=alert(1)> **b** [l](javascript:alert(1))",
}


def hostile_collection() -> str:
    """A sound ``targets.yaml`` in whose every field of free text stands markup."""
    zh, en, short = (json.dumps(_TEXTS[name], ensure_ascii=False) for name in _TEXTS)
    definition = f"definition: {zh}\n    definition_en: {en}"
    plans = "".join(
        f"""
  - id: plan-{number}
    title: {short if number else zh}
    title_en: {short if number else en}
    issuers: [{short}]
    issuers_en: [{short}]
    jurisdiction: "{adcode}"
    sector: metaverse
    status: {status}
    number: {short}
    issued: 2023-0{number + 1}-18
    document: bulletin
    url: "https://{ALARM}/<b>{number}"
    locator: {short}
    note: {zh}
    note_en: {en}
    targets:
      - id: target-{number}
        indicator: metaverse_industry
        value: {2500 + number} 亿元
        deadline: 2025
        scope: [core]
        wording: {zh}
        locator: {short}
        note: {zh}
        note_en: {en}
        also: [{{document: bulletin, wording: {short}, locator: {short}}}]
        conflicts: [{{document: bulletin, value: 3 亿元, wording: {zh}, reason: {zh}, reason_en: {en}}}]
      - id: part-{number}
        indicator: metaverse_industry
        value: 3 亿元
        part: {short}
        part_en: {short}
        wording: {en}
"""
        for number, (adcode, status) in enumerate(
            [
                ("510000", "in_force"),
                ("500000", "in_force"),
                ("510100", "draft"),
                ("110000", "in_force"),
            ]
        )
    ).replace("/<b>", "/%3Cb%3E")
    return f"""\
sectors:
  metaverse: {{zh: {short}, en: {short}}}
scopes:
  core:
    zh: {short}
    en: {short}
    {definition}
indicators:
  metaverse_industry:
    zh: {short}
    en: {short}
    {definition}
    family: money
    sector: metaverse
documents:
  bulletin: {{title: {zh}, publisher: {short}, publisher_en: {short}, kind: bulletin, file: b.txt, url: "https://{ALARM}/d", note: {zh}}}
plans:{plans}
observations:
  - id: seen
    indicator: metaverse_industry
    jurisdiction: "510000"
    value: 9 亿元
    date: 2022
    scope: [core]
    wording: {zh}
    document: bulletin
    locator: {short}
    note: {zh}
"""


def hostile_curation() -> str:
    """A sound ``curation.yaml`` of the same kind."""
    zh, en, short = (json.dumps(_TEXTS[name], ensure_ascii=False) for name in _TEXTS)
    return f"""\
searches:
  - {{adcode: "510000", sector: metaverse, date: 2025-01-02, queries: [{zh}], note: {en}}}
rejected:
  - {{region: {short}, plan: {zh}, indicator: {short}, value: {short}, url: "https://{ALARM}/r", reason: {zh}, reason_en: {en}}}
"""


def hostile_context() -> str:
    """A sound ``context.yaml`` of the same kind."""
    zh, en, short = (json.dumps(_TEXTS[name], ensure_ascii=False) for name in _TEXTS)
    return f"""\
documents:
  d: {{title: {zh}, publisher: {short}, kind: primary, url: "https://{ALARM}/c"}}
figures:
  - {{adcode: "510000", indicator: gdp, year: 2024, value: 49843.1, status: final, document: d, wording: {zh}, note: {zh}, note_en: {en}}}
"""


def hostile_story() -> str:
    """A sound story over the hostile collection."""
    zh, en, short = (
        json.dumps(_TEXTS[name].replace("{", ""), ensure_ascii=False) for name in _TEXTS
    )
    words = f"{{zh: {zh}, en: {en}}}"
    return f"""\
title: {{zh: {short}, en: {short}}}
summary: {words}
scenes:
  - id: race
    page: map
    view: {{indicator: metaverse_industry, scope: core, deadline: 2025}}
    headline: {{zh: {short}, en: {short}}}
    text: {words}
    notes: {words}
  - id: paper
    page: plan
    view: {{plan: plan-0}}
    headline: {{zh: {short}, en: {short}}}
"""
