/* Search over ATLAS_INDEX: every word must occur somewhere; a match in the title counts most.
   The same rule as analysis/search.py: form, case and the kind of dash do not matter. */
"use strict";
{
  const MOST = 60;
  const plain = text => text.normalize("NFKC").toLowerCase().replace(/[—–]/g, "-");
  /** Folded sign by sign, so that a place in it is the same place in the text. */
  const sameLength = text => text.split("").map(sign => plain(sign).length === 1 ? plain(sign) : sign).join("");
  const QUOTES = /["'“”‘’《》「」]/g;
  const status = document.getElementById("count");
  const list = document.getElementById("results");
  const input = document.querySelector("#search input");
  const chinese = status.dataset.lang === "zh";
  const entries = globalThis.ATLAS_INDEX.map(([place, zh, en, zhLine, enLine, text]) => ({
    place, text,
    title: chinese ? zh : en || zh,
    line: chinese ? zhLine : enLine,
    inTitle: plain(`${zh} ${en}`),
    inLine: plain(`${zhLine} ${enLine}`),
    inText: plain(text),
  }));

  function find(query) {
    const words = plain(query).replace(QUOTES, " ").split(/\s+/).filter(Boolean);
    if (!words.length) return { words, found: [] };
    const found = [];
    for (const entry of entries) {
      let score = 0;
      for (const word of words) {
        const own = 4 * entry.inTitle.includes(word) + 2 * entry.inLine.includes(word) + entry.inText.includes(word);
        if (!own) { score = 0; break; }
        score += own;
      }
      if (score) found.push([score, entry]);
    }
    found.sort((one, other) => other[0] - one[0]);
    return { words, found: found.map(([, entry]) => entry) };
  }

  /** The text as nodes, with each word marked; texts are always texts, never markup. */
  function marked(text, words) {
    const folded = sameLength(text);
    const made = document.createDocumentFragment();
    let at = 0;
    while (at < text.length) {
      let start = -1, length = 0;
      for (const word of words) {
        const place = folded.indexOf(word, at);
        if (place >= 0 && (start < 0 || place < start)) { start = place; length = word.length; }
      }
      if (start < 0) break;
      made.append(text.slice(at, start));
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, start + length);
      made.append(mark);
      at = start + length;
    }
    made.append(text.slice(at));
    return made;
  }

  function excerpt(text, words) {
    const at = Math.max(0, Math.min(...words.map(word => sameLength(text).indexOf(word)).filter(n => n >= 0), text.length) - 40);
    return (at ? "…" : "") + text.slice(at, at + 150) + (at + 150 < text.length ? "…" : "");
  }

  function row(entry, words) {
    const [page, anchor] = entry.place.split("#");
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `${status.dataset.home}${page}.html${anchor ? `#${anchor}` : ""}`;
    link.append(marked(entry.title, words));
    const line = document.createElement("div");
    line.className = "place";
    line.append(marked(entry.line, words));
    item.append(link, line);
    if (words.some(word => entry.inText.includes(word))) {
      const text = document.createElement("div");
      text.append(marked(excerpt(entry.text, words), words));
      item.append(text);
    }
    return item;
  }

  function show() {
    const { words, found } = find(input.value);
    const { found: count, first, none } = status.dataset;
    status.textContent = !words.length ? "" : !found.length ? none
      : count.replace("{count}", found.length) + (found.length > MOST ? ` · ${first.replace("{count}", MOST)}` : "");
    list.replaceChildren(...found.slice(0, MOST).map(entry => row(entry, words)));
  }

  input.value = new URLSearchParams(location.search).get("q") ?? "";
  input.addEventListener("input", () => {
    show();
    try {
      history.replaceState(null, "", input.value ? `?q=${encodeURIComponent(input.value)}` : "?");
    } catch { /* a page opened from a folder keeps its address */ }
  });
  document.getElementById("search").addEventListener("submit", event => event.preventDefault());
  show();
}
