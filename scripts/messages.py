"""Which messages of the code the Chinese catalogue lacks, and which it holds in vain.

    python scripts/messages.py     lists both; exit 1 if there are any

Reads the code's syntax tree: ``pybabel extract`` misses what stands inside an f-string.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("analysis", "charts", "exports", "language", "loaders", "pages")
#: Function name -> position of the message among its arguments.
_CALLS = {"t": 0, "mark": 0, "say": 0, "translate": 1}


def messages_in_code(root: Path = ROOT) -> set[str]:
    """Every message that the code asks the catalogue for."""
    found: set[str] = set()
    for room in ROOMS:
        for file in (root / room).rglob("*.py"):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    found |= _message(node)
        for file in (root / room).rglob("templates/*.html"):
            found |= _messages_in_template(file)
    return found


def _messages_in_template(file: Path) -> set[str]:
    """Messages that a template asks for with ``t("...")``."""
    tree = Environment(autoescape=True).parse(file.read_text("utf-8"))
    found = extract_from_ast(tree, ("t",), babel_style=False)
    return {str(texts[0]) for _, _, texts in found if isinstance(texts, tuple)}


def _message(call: ast.Call) -> set[str]:
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    place = _CALLS.get(name)
    if place is None or len(call.args) <= place:
        return set()
    argument = call.args[place]
    text = argument.value if isinstance(argument, ast.Constant) else None
    return {text} if isinstance(text, str) else set()


def messages_in_catalogue(root: Path = ROOT) -> dict[str, str]:
    """Messages of ``language/zh.po`` with their Chinese."""
    with (root / "language" / "zh.po").open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file, locale="zh_CN") if m.id}


def main() -> int:
    """Print what is missing and what is left over."""
    code, catalogue = messages_in_code(), messages_in_catalogue()
    missing = sorted(text for text in code if not catalogue.get(text))
    unused = sorted(set(catalogue) - code)
    for text in missing:
        print(f"missing  {text!r}")
    for text in unused:
        print(f"unused   {text!r}")
    return 1 if missing or unused else 0


if __name__ == "__main__":
    sys.exit(main())
