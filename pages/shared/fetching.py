"""Code of the browser that it fetches once by its address, instead of with every change."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_STATIC = Path(__file__).resolve().parent.parent.parent / "static"
#: Everything that static/components.js fetches, and itself.
_FILES = ("components.js", "china.js", "choices.js", "story_draft.js", "outlines.json")
# Streamlit sends a component's own script with each of its changes, so it is short; and it serves scripts as plain
# text, which no browser runs: the text becomes a module here, one for all components.
_SCRIPT = """
const files = (globalThis.atlas ??= (() => {
  const kept = {};
  // A server that is not there is asked again: nothing else would, once it is back and the page as it was.
  const file = async name => {
    for (let pause = 500; ; pause = Math.min(2 * pause, 30000)) {
      const answer = await fetch(`./app/static/${name}?v=VERSION`).catch(() => null);
      if (answer?.ok) return answer;
      await new Promise(then => setTimeout(then, pause));
    }
  };
  const once = (name, make) => (kept[name] ??= file(name).then(make).catch(() => kept[name] = undefined));
  const code = name => once(name, async answer =>
    import(URL.createObjectURL(new Blob([await answer.text()], { type: "text/javascript" }))));
  return { code, json: name => once(name, answer => answer.json()) };
})());
AHEAD
export default component => {
  if (files.own) files.own.NAME(component, files);
  else files.code("components.js").then(own => (files.own = own)?.NAME(component, files));
};
"""


@cache
def script(name: str, *ahead: str) -> str:
    """The script of a component that calls the function of this name in static/components.js.

    What that function fetches itself is asked for ``ahead``: it need not wait for the function's own code.
    The content of the files is in their address, so that a browser that has them asks again only when
    one changes.
    """
    version = hashlib.sha256()
    for file in _FILES:
        version.update((_STATIC / file).read_bytes())
    kinds = (("json" if file.endswith(".json") else "code", file) for file in ahead)
    asked = "".join(f'files.{kind}("{file}"); ' for kind, file in kinds)
    filled = _SCRIPT.replace("VERSION", version.hexdigest()[:12]).replace("NAME", name)
    return filled.replace("AHEAD", asked)
