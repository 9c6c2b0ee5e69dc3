// What the app's own elements do with what pages/shared/ sends them: pages/shared/fetching.py calls one of these with
// every change. `files` are fetched by it: `code` is a module of this folder, `file` any other.
const read = data => JSON.parse(new TextDecoder().decode(data));
const fill = (box, html) => {
  if (box.filled !== html) box.innerHTML = box.filled = html;
};
/** The page was left: else the next change tries again. */
const left = () => undefined;

function choose(files, box, wanted, setTriggerValue) {
  box.wanted = () => box.choices.show(wanted, (name, entry) => setTriggerValue("chosen", [name, entry]));
  if (box.choices) box.wanted();
  else files.code("choices.js").then(found => {
    box.choices ??= found.open(box);
    box.wanted();
  }).catch(left);
}

/** pages/shared/choices.py */
export function choices({ data, parentElement, setTriggerValue }, files) {
  const [before, box] = parentElement.querySelectorAll(".before, .choices");
  const { html, ...wanted } = read(data);
  fill(before, html);
  choose(files, box, wanted, setTriggerValue);
}

/** pages/shared/china.py: shapes are fetched once; what is sent with every change is only what to paint. */
export function china({ data, parentElement, setTriggerValue }, files) {
  const [above, box, below] = parentElement.querySelectorAll(".choices, .china, .below");
  const { drawing, height, html, ...wanted } = read(data);
  box.style.height = height ? `${height}px` : ""; // else the style sheet's
  fill(below, html);
  choose(files, above, wanted, setTriggerValue);
  box.wanted = () => box.china.show(drawing, adcode => setTriggerValue("clicked", adcode));
  if (box.china) box.wanted();
  else Promise.all([files.code("china.js"), files.json("outlines.json")]).then(([found, shapes]) => {
    box.china ??= found.open(box, shapes);
    box.wanted();
  }).catch(left);
}

/** pages/shared/card_table.py: cells become text nodes, never markup. */
export function card_table({ data, parentElement, setTriggerValue }, files) {
  const [before, title, table, empty, below] = parentElement.querySelectorAll(
    ".before, h2.own, table.cards, .empty.own, .choices");
  const { html, heading, heads, rows, nothing, ...wanted } = read(data);
  const { lang } = wanted;
  fill(before, html);
  title.textContent = heading;
  table.hidden = !(empty.hidden = rows.length > 0);
  empty.textContent = nothing;
  choose(files, below, wanted, setTriggerValue);
  const cell = (name, { text, other }, attributes = {}) => {
    const made = Object.assign(document.createElement(name), attributes);
    const inner = attributes.scope === "row" ? made.appendChild(document.createElement("button")) : made;
    inner.textContent = text;
    made.lang = other || lang;
    return made;
  };
  const row = cells => {
    const made = document.createElement("tr");
    made.append(...cells);
    return made;
  };
  table.tHead.replaceChildren(row(heads.map(text => cell("th", { text }, { scope: "col" }))));
  table.tBodies[0].replaceChildren(...rows.map(([adcode, first, ...rest]) => {
    const made = row([cell("th", first, { scope: "row" }), ...rest.map(item => cell("td", item))]);
    made.onclick = () => setTriggerValue("opened", adcode);
    return made;
  }));
}

/** pages/shared/html_view.py: a button in the HTML has its name as data-press. */
export function html({ data, parentElement, setTriggerValue }) {
  const box = parentElement.querySelector("div");
  fill(box, new TextDecoder().decode(data));
  box.onclick = event => {
    const button = event.target.closest("button[data-press]");
    if (button) setTriggerValue("pressed", button.dataset.press);
  };
}

/** pages/shared/story_draft.py */
export function story_draft(component, files) {
  files.code("story_draft.js").then(found => found.mount(component)).catch(left);
}

// pages/shared/fold.py. An open flap closes by a click beside it or by Escape; what Streamlit opens of it lies elsewhere.
const shown = new Map(); // button -> what closes it, and the class of what it opened
const within = (button, target) =>
  target.closest(`.${shown.get(button).panel}, [data-baseweb], [role=dialog]`) || button.contains(target);
/** Show what is open, or hide it until the server has taken it away. */
const see = (button, visible) => {
  const box = document.querySelector(`.${shown.get(button).panel}`)?.closest('[data-testid="stLayoutWrapper"]');
  if (box) box.style.display = visible ? "" : "none";
};
/** After what the same click does elsewhere: Streamlit would send both with the part of the page of one. */
const LATER = 100;
const close = (leaves, after) => {
  for (const button of shown.keys()) {
    if (!button.isConnected) shown.delete(button);
    else if (button.ariaExpanded === "true" && leaves(button)) {
      button.ariaExpanded = "false"; // told once, whatever else happens until the answer comes
      see(button, false);
      setTimeout(shown.get(button).close, LATER);
      after?.(button);
    }
  }
};
document.addEventListener("pointerdown", event => close(button => !within(button, event.target)));
document.addEventListener("keydown", event => {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (event.target.closest("input[aria-expanded=true], [role=dialog]")) return; // a list or dialog closes first
  close(() => true, button => button.focus()); // wherever the keyboard is: a button that was just pressed may be gone
});

export function flap({ data, parentElement, setStateValue }) {
  const button = parentElement.querySelector("button");
  button.lastChild.textContent = data.label;
  button.querySelector("path").setAttribute("d", data.sign);
  button.classList.toggle("quiet", data.quiet);
  button.ariaExpanded = String(data.open);
  shown.set(button, { panel: data.panel, close: () => setStateValue("open", false) });
  if (data.open) see(button, true);
  button.onclick = () => {
    const open = button.ariaExpanded !== "true";
    button.ariaExpanded = String(open);
    see(button, open);
    setStateValue("open", open);
  };
}
