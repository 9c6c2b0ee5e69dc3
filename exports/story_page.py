"""A story as one payload, and as one HTML file that asks nobody for anything.

The payload holds the map's paths once and every scene in both languages as plain data; the player
(``exports/player``) draws it in a browser: in the app, or in the file from a USB stick.
"""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from analysis.atlas import Atlas
from analysis.palette import DARK, FONTS, LIGHT, Palette
from exports.outlines import WIDTH, outlines
from exports.scenes import scene_data
from language.catalogue import LANGUAGES, mark, translate
from loaders.stories import Scene, Story, Words

_PLAYER = Path(__file__).with_name("player")
#: In the order in which one needs the other.
_SCRIPTS = ("map.js", "charts.js", "stage.js", "speaker.js", "player.js")
_COLOURS = (
    "page", "ink", "muted", "rule", "blank", "outside", "border", "hatch", "accent", "warn", "bar",
    "bar_soft", "band",
)  # fmt: skip

#: Words of the player, by the names that it uses.
_WORDS = {
    "next": mark("Next scene"),
    "previous": mark("Previous scene"),
    "first": mark("First scene"),
    "last": mark("Last scene"),
    "blank": mark("Black screen"),
    "full": mark("Full screen"),
    "help": mark("Keys"),
    "jump": mark("Go to a scene by its number"),
    "play": mark("Play or pause the years"),
    "speaker": mark("Speaker view in a second window"),
    "language": mark("Chinese or English"),
    "theme": mark("Light or dark"),
    "explore": mark("Open this view in the app; Back returns here"),
    "leave": mark("Leave"),
    "digits": mark("digits + Enter"),
    "city": mark("city or district"),
    "more": mark("and {count} more"),
    "apart": mark("{count} rows that may not be compared are left out"),
    "undated": mark("{count} plans without a date are not drawn"),
    "today": mark("today"),
    "year": mark("announced by the end of"),
    "none": mark("none"),
    "notes": mark("Speaker notes"),
    "current": mark("Now"),
    "upcoming": mark("Next"),
    "end": mark("End of the story"),
    "elapsed": mark("Elapsed"),
    "clock": mark("Clock"),
    "reset": mark("Start again"),
    "blocked": mark("The browser blocked the second window: allow pop-up windows for this page."),
    "sea": mark("South China Sea"),
    "scene": mark("Scene {number} of {count}"),
    "made": mark("Made on {date}"),
    "running": mark("running"),
    "passed": mark("last deadline passed"),
    "due": mark("deadline of a target"),
    "reported": mark("reported"),
    "promised": mark("promised"),
}


def story_payload(atlas: Atlas, story: Story, name: str, today: date) -> dict[str, Any]:
    """Everything that the player needs to show the story, as plain data.

    Raises:
        ValueError: a scene asks for something that the collection does not have.
    """
    return {
        "name": name,
        "made": today.isoformat(),
        "title": _both(story.title),
        "map": _geometry(),
        "palettes": {"light": _colours(LIGHT), "dark": _colours(DARK)},
        "fonts": FONTS,
        "languages": LANGUAGES,
        "words": {
            lang: {key: translate(lang, text) for key, text in _WORDS.items()} for lang in LANGUAGES
        },
        "scenes": [scene_payload(atlas, scene, today) for scene in story.scenes],
    }


def scene_payload(atlas: Atlas, scene: Scene, today: date) -> dict[str, Any]:
    """One scene in both languages."""
    return {"id": scene.id, **{lang: scene_data(atlas, scene, lang, today) for lang in LANGUAGES}}


def story_page(payload: dict[str, Any], lang: str = "zh") -> bytes:
    """The story as a self-contained HTML file. Its own policy forbids every request."""
    script = f"{player_script()}\nPolicyStory.open(document.body, JSON.parse(document.getElementById('story').textContent), {{lang: {json.dumps(lang)}}});"
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    title = payload["title"][lang]
    return (
        "<!doctype html>\n"
        f'<html lang="{"zh-CN" if lang == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>"
        '<link rel="icon" href="data:,">'
        "<style>html,body{margin:0;height:100%;overflow:hidden}</style></head><body>"
        f'<script type="application/json" id="story">{_inert(payload)}</script>'
        f"<script>{script}</script></body></html>\n"
    ).encode()


@cache
def player_script() -> str:
    """The player: one object, ``PolicyStory``, and no request when it starts."""
    parts = [(_PLAYER / name).read_text("utf-8") for name in _SCRIPTS]
    style = json.dumps((_PLAYER / "player.css").read_text("utf-8"))
    return "\n".join(
        [
            "const PolicyStory = (() => {",
            '"use strict";',
            f"const STYLE = {style};",
            *parts,
            "})();",
        ]
    )


def _inert(payload: dict[str, Any]) -> str:
    """JSON that cannot end the element it stands in, whatever its texts say."""
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def _both(words: Words) -> dict[str, str]:
    return {lang: words.in_language(lang) for lang in LANGUAGES}


@cache
def _geometry() -> dict[str, Any]:
    drawn = outlines()
    return {
        "size": [WIDTH, drawn.height],
        "provinces": drawn.provinces,
        "line": drawn.line,
        "inset": {
            "frame": drawn.frame,
            "provinces": drawn.inset,
            "line": drawn.inset_line,
            "reefs": drawn.reefs,
        },
    }


def _colours(palette: Palette) -> dict[str, str]:
    named = {name: str(getattr(palette, name)) for name in _COLOURS}
    return named | {f"class{number}": colour for number, colour in enumerate(palette.classes)}
