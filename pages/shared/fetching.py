"""Code of the browser that it fetches once by its address, instead of with every change."""

from __future__ import annotations

import hashlib
from pathlib import Path

_STATIC = Path(__file__).resolve().parent.parent.parent / "static"
# Streamlit serves scripts as plain text, which no browser runs: the text becomes a module here.
_FETCH = """
// A server that is not there is asked again: nothing else would, once it is back and the page as it was.
const file = async name => {
  for (let pause = 500; ; pause = Math.min(2 * pause, 30000)) {
    const answer = await fetch(`./app/static/${name}?v=VERSION`).catch(() => null);
    if (answer?.ok) return answer;
    await new Promise(then => setTimeout(then, pause));
  }
};
const code = name => file(name).then(answer => answer.text())
  .then(text => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" }))));
"""


def fetching(*names: str) -> str:
    """The functions ``file`` and ``code`` for a component's script.

    ``names`` are all files under static/ that it asks for: their content is in the address, so that a
    browser that has them asks again only when one changes.
    """
    version = hashlib.sha256()
    for name in names:
        version.update((_STATIC / name).read_bytes())
    return _FETCH.replace("VERSION", version.hexdigest()[:12])
