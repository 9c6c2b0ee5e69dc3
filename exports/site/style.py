"""The site's style: the house's colours for light and dark pages, then the rules of ``site.css``."""

from __future__ import annotations

from pathlib import Path

from analysis.palette import DARK, FONTS, LIGHT, Palette

ASSETS = Path(__file__).with_name("assets")
_NAMES = ("page", "ink", "muted", "rule", "blank", "outside", "hatch", "accent", "warn", "bar", "bar_soft", "band")  # fmt: skip


def style_sheet() -> str:
    """The whole style sheet: the system's choice of light or dark holds until the reader chooses."""
    light, dark = _variables(LIGHT), _variables(DARK)
    fonts = f"--font:{FONTS['zh']};--font-en:{FONTS['en']};"
    return (
        f":root{{{fonts}{light}}}\n"
        f"@media (prefers-color-scheme: dark){{:root:not([data-theme=light]){{{dark}}}}}\n"
        f":root[data-theme=dark]{{{dark}}}\n"
        f"@media print{{:root,:root[data-theme=dark],:root:not([data-theme=light]){{{light}}}}}\n"
        + (ASSETS / "site.css").read_text("utf-8")
    )


def _variables(colours: Palette) -> str:
    names = "".join(f"--{name}:{getattr(colours, name)};" for name in _NAMES)
    return names + "".join(f"--class{n}:{colour};" for n, colour in enumerate(colours.classes))
