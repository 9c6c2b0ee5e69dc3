/* The story being written is kept in this browser (localStorage) and nowhere else.

   One entry holds { stamp, base, story }: the name of this state, of the one it was made from, and
   the story. A page's button appends to it without asking the server; the editor is told of every
   state that it does not know and hands back its own. */

const ENTRY = "policy-target-atlas.story";

function kept() {
  try { return JSON.parse(localStorage.getItem(ENTRY)) ?? { stamp: "", story: null }; }
  catch { return { stamp: "", story: null }; }
}

/** Keep a story under a stamp; false where the browser keeps nothing. */
function keep(story, stamp) {
  try { localStorage.setItem(ENTRY, JSON.stringify({ stamp, base: kept().stamp, story })); return true; }
  catch { return false; }
}

/** Called with every run of the page, with what is new. */
export function mount(component) {
  return component.data.scene ? addButton(component) : keeper(component);
}

/** The button on a page: its view becomes the last scene of the story. */
function addButton({ data, parentElement }) {
  // A rerun of the page brings other data to the same button.
  parentElement.shown = data;
  if (parentElement.querySelector("button")) return;
  const style = document.createElement("style");
  style.textContent = `
    button { font: inherit; width: 40px; height: 40px; border: 1px solid var(--st-border-color, #ccc); border-radius: 8px;
      background: transparent; color: inherit; cursor: pointer; padding: 0; display: grid; place-items: center; }
    button:hover, button:focus-visible { border-color: var(--accent); color: var(--accent); outline: none; }
    :focus-visible { outline: 2px solid var(--accent) !important; outline-offset: 1px; }
    svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
    p { position: fixed; z-index: 1000; margin: 0; padding: 8px 12px; border-radius: 6px; font-size: 14px; max-width: 260px;
      background: var(--page); color: var(--ink); border: 1px solid var(--rule); box-shadow: 0 2px 10px rgb(0 0 0 / 15%); }
    p a { color: var(--bar); }
    p:empty { display: none; }`;
  const button = document.createElement("button");
  button.type = "button";
  button.title = data.words.add;
  button.setAttribute("aria-label", data.words.add);
  const NS = "http://www.w3.org/2000/svg";
  const icon = document.createElementNS(NS, "svg");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(NS, "path");
  path.setAttribute("d", "M3 5h18v11H3zM12 16v4M8 20h8M12 7.8v5.4M9.3 10.5h5.4");
  icon.append(path);
  button.append(icon);
  const said = document.createElement("p");
  said.setAttribute("role", "status");
  parentElement.append(style, button, said);
  // What was said stays until the reader goes on elsewhere.
  window.addEventListener("pointerdown", event => {
    if (!event.composedPath().includes(said)) said.replaceChildren();
  });
  button.onclick = () => {
    const { scene: view, title, most, editor, words } = parentElement.shown;
    const { story } = kept();
    const scenes = Array.isArray(story?.scenes) ? story.scenes : [];
    const full = scenes.length >= most;
    const taken = new Set(scenes.map(scene => scene.id));
    let number = 1;
    while (taken.has(`${view.page}-${number}`)) number += 1;
    const scene = { ...view, id: `${view.page}-${number}` };
    const done = !full && keep({ title, ...story, scenes: [...scenes, scene] }, crypto.getRandomValues(new Uint32Array(2)).join("-"));
    const link = document.createElement("a");
    link.href = editor;
    link.textContent = words.open;
    const text = full ? words.full : done ? words.added.replace("{count}", scenes.length + 1) : words.blocked;
    said.replaceChildren(text, " ", link);
    const box = button.getBoundingClientRect();
    said.style.top = `${box.bottom + 6}px`;
    said.style.right = `${Math.max(8, innerWidth - box.right)}px`;
  };
}

/** The editor's end: what others wrote goes to the server's session, the session's own is kept. */
function keeper({ data, parentElement, setTriggerValue }) {
  const meet = () => {
    const here = kept();
    if (here.stamp === data.stamp) return;
    if (here.stamp && !data.seen.includes(here.stamp)) setTriggerValue("kept", here);
    else if (data.stamp && !keep(data.story, data.stamp)) setTriggerValue("blocked", Date.now());
  };
  meet();
  // One listener, whatever the number of reruns: it meets what came last.
  parentElement.meet = meet;
  if (parentElement.listens) return;
  parentElement.listens = true;
  window.addEventListener("storage", event => {
    if (event.key === ENTRY && parentElement.isConnected !== false) parentElement.meet();
  });
  handInWhatIsTyped(parentElement);
}

/* Streamlit hands a text in when its field is left or Ctrl+Enter is pressed. Whoever reloads before
   that would lose it, so a pause in typing counts as that key, on the editor's page only. Between the
   strokes of a Chinese input method there is no pause. */
const PAUSE_MS = 700;

function handInWhatIsTyped(parentElement) {
  let waiting = 0;
  const typed = event => {
    clearTimeout(waiting);
    const field = event.target;
    const text = field.matches?.("textarea, input[type=text]") && !field.getAttribute("role");
    if (!text || (event.isComposing && event.type === "input")) return;
    waiting = setTimeout(() => {
      if (parentElement.isConnected === false || document.activeElement !== field) return;
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true, cancelable: true }));
    }, PAUSE_MS);
  };
  document.addEventListener("input", typed);
  document.addEventListener("compositionend", typed);
}
