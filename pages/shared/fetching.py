"""Code of the browser that it fetches once by its address, instead of with every change."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).resolve().parent.parent.parent / "static"
# Streamlit serves scripts as plain text, which no browser runs: the text becomes a module here, one for all
# components that ask for it.
_FETCH = """
const versions = VERSIONS;
// A server that is not there is asked again: nothing else would, once it is back and the page as it was.
const file = async name => {
  for (let pause = 500; ; pause = Math.min(2 * pause, 30000)) {
    const answer = await fetch(`./app/static/${name}?v=${versions[name]}`).catch(() => null);
    if (answer?.ok) return answer;
    await new Promise(then => setTimeout(then, pause));
  }
};
const modules = (globalThis.atlasModules ??= new Map());
const code = name => {
  const key = `${name} ${versions[name]}`;
  if (!modules.has(key)) modules.set(key, file(name).then(answer => answer.text())
    .then(text => import(URL.createObjectURL(new Blob([text], { type: "text/javascript" }))))
    .catch(error => { modules.delete(key); throw error; }));
  return modules.get(key);
};
"""


@cache
def fetching(*names: str) -> str:
    """The functions ``file`` and ``code`` for a component's script.

    ``names`` are all files under static/ that it asks for: their content is in the address, so that a
    browser that has them asks again only when one changes.
    """
    versions = {
        name: hashlib.sha256((_STATIC / name).read_bytes()).hexdigest()[:12] for name in names
    }
    return _FETCH.replace("VERSIONS", json.dumps(versions))
