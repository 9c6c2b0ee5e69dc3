"""The colours that stand for data, for every room that draws: screen, pictures, office files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from analysis.map_states import State

_CHINESE = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC"'
_LATIN = '"Source Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial'
#: System fonts by language: whose quotation marks and dashes come first matters.
FONTS = {"zh": f"{_CHINESE}, {_LATIN}, sans-serif", "en": f"{_LATIN}, {_CHINESE}, sans-serif"}


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours and font of one theme. ``classes`` run from low to high values.

    tests/analysis/test_palette.py holds them to 3:1 where a mark means something, and to
    differences that remain with every kind of colour vision. A class may be paler: ``border``,
    around every province, is not.
    """

    name: str
    font: str
    page: str
    ink: str
    muted: str
    rule: str
    blank: str
    outside: str
    border: str
    hatch: str
    accent: str
    warn: str
    bar: str
    bar_soft: str
    band: str
    classes: tuple[str, ...]
    regions: tuple[str, ...]


LIGHT = Palette(
    name="light",
    font=FONTS["zh"],
    page="#ffffff",
    ink="#1b1f24",
    muted="#5b6570",
    rule="#dde2e7",
    blank="#eef0f2",
    outside="#f8f8f8",
    border="#87929d",
    hatch="#7d8894",
    accent="#c9420d",
    warn="#9a5b00",
    bar="#2b6ea6",
    bar_soft="#6497c1",
    band="#f4f6f8",
    classes=("#b7d4eb", "#88bbdd", "#5394c5", "#2a70a8", "#0f4c81"),
    regions=("#2b6ea6", "#c2571a", "#4c8a5b", "#8a5ba6", "#b08900", "#5b6570"),
)
DARK = Palette(
    name="dark",
    font=FONTS["zh"],
    page="#12161b",
    ink="#e8ebee",
    muted="#9aa5b0",
    rule="#333b44",
    blank="#262d35",
    outside="#1a2027",
    border="#66717c",
    hatch="#75818d",
    accent="#ff8a4c",
    warn="#f0b45b",
    bar="#5fa3d6",
    bar_soft="#456c8e",
    band="#191f26",
    classes=("#1f4a6e", "#2a6490", "#3f86ba", "#72aedb", "#b9dcf5"),
    regions=("#5fa3d6", "#f0935c", "#7fbf8f", "#bd93d8", "#d9b84a", "#9aa5b0"),
)


def palette(name: str | None, language: str = "zh") -> Palette:
    """The palette of the browser's theme ("light" or "dark"), with the language's font."""
    return replace(DARK if name == "dark" else LIGHT, font=FONTS[language])


def class_colours(colours: Palette, count: int) -> list[str]:
    """``count`` colours from the scale, spread over its whole length, low to high."""
    scale = colours.classes
    if count <= 1:
        return [scale[len(scale) // 2 + 1]]
    return [scale[round(step * (len(scale) - 1) / (count - 1))] for step in range(count)]


#: How a state that is not a value is drawn: name of its fill in the palette, and its pattern.
_STATES = {
    State.DRAFT: ("blank", "accent-dots"),
    State.OTHER_DEADLINE: ("blank", "accent"),
    State.OTHER_KIND: ("blank", "dots"),
    State.LEFT_OUT: ("rule", ""),
    State.NO_FIGURE: ("blank", "lines"),
    State.NO_PLAN: ("blank", ""),
    State.OUTSIDE: ("outside", ""),
}


def state_look(colours: Palette, state: State) -> tuple[str, str]:
    """Fill and pattern of a province without a value.

    The pattern is "" (none), "lines" or "dots" in the colour of hatching, or "accent" (lines) or
    "accent-dots" in the accent colour.
    """
    fill, pattern = _STATES[state]
    return str(getattr(colours, fill)), pattern
