/* The presentation: keys, clicks and swipes move through the scenes; the address names the scene. */

const YEAR_PAUSE = 1500;
const KEYS = {
  ArrowRight: "next", ArrowDown: "next", PageDown: "next", " ": "next",
  ArrowLeft: "previous", ArrowUp: "previous", PageUp: "previous", Backspace: "previous",
  Home: "first", End: "last", b: "blank", ".": "blank", f: "full", "?": "help",
  p: "play", s: "speaker", l: "language", t: "theme", e: "explore", Escape: "leave",
};
/** What the help lists: the name of a word, and its keys. */
const HELP = [
  ["next", "→ ↓ PageDown Space"], ["previous", "← ↑ PageUp"], ["first", "Home"], ["last", "End"],
  ["jump", ""], ["play", "P"], ["blank", "B ."], ["full", "F"], ["speaker", "S"], ["language", "L"],
  ["theme", "T"], ["explore", "E"], ["help", "?"], ["leave", "Esc"],
];
const TOOLS = ["speaker", "language", "theme", "full", "explore", "help", "leave"];

class Player {
  /**
   * options: lang, theme ("light", "dark"; without it, what the system prefers), `leave()` and
   * `explore(address)` where there is an app to go to, `shadow` to keep the styles apart.
   */
  constructor(parent, payload, options = {}) {
    const doc = parent.ownerDocument;
    this.doc = doc;
    this.payload = payload;
    this.options = options;
    this.lang = options.lang ?? "zh";
    this.quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    this.theme = options.theme ?? (dark ? "dark" : "light");
    this.started = Date.now();
    this.digits = "";
    this.speaker = null;
    this.host = element(doc, "div", "ps-host");
    const inside = this.host.attachShadow({ mode: "open" });
    const style = element(doc, "style");
    style.textContent = STYLE;
    this.root = element(doc, "main", "ps ps-player");
    inside.append(style, this.root);
    this.stage = new Stage(doc, payload);
    this.build();
    parent.append(this.host);
    this.listeners = new AbortController();
    this.listen();
    this.go(this.fromAddress(), "replace");
  }

  build() {
    const { doc } = this;
    this.root.append(this.stage.root);
    this.zones = ["previous", "next"].map(name => {
      const zone = element(doc, "button", `ps-zone ps-${name}`, name === "next" ? "›" : "‹");
      zone.addEventListener("click", () => this.act(name));
      this.root.append(zone);
      return zone;
    });
    this.progress = element(doc, "nav", "ps-progress");
    this.steps = this.payload.scenes.map((_, number) => {
      const step = element(doc, "button");
      step.addEventListener("click", () => this.go(number));
      this.progress.append(step);
      return step;
    });
    this.number = element(doc, "span", "ps-number");
    this.years = element(doc, "div", "ps-years");
    this.playing = element(doc, "button");
    this.playing.addEventListener("click", () => this.act("play"));
    this.scrub = element(doc, "input");
    this.scrub.type = "range";
    this.scrub.addEventListener("input", () => { this.pause(); this.setYear(Number(this.scrub.value)); });
    this.scrub.addEventListener("change", () => this.scrub.blur());
    this.years.append(this.playing, this.scrub);
    this.stage.holder.append(this.years);
    this.stage.foot.append(this.number);
    this.tools = element(doc, "div", "ps-tools");
    this.help = element(doc, "div", "ps-help");
    this.blank = element(doc, "div", "ps-blank");
    this.typed = element(doc, "div", "ps-typed");
    this.message = element(doc, "div", "ps-message");
    this.message.setAttribute("role", "status");
    for (const layer of [this.help, this.blank]) layer.hidden = true;
    this.help.addEventListener("click", () => { this.help.hidden = true; });
    this.root.append(this.progress, this.tools, this.typed, this.message, this.help, this.blank);
  }

  listen() {
    const { signal } = this.listeners;
    this.keys = event => this.key(event);
    window.addEventListener("keydown", this.keys, { capture: true, signal });
    window.addEventListener("popstate", () => this.go(this.fromAddress(), "keep"), { signal });
    window.addEventListener("hashchange", () => this.go(this.fromAddress(), "keep"), { signal });
    window.addEventListener("pagehide", () => this.speaker?.close(), { signal });
    this.root.addEventListener("pointermove", () => this.wake(), { signal });
    let from = null;
    this.root.addEventListener("touchstart", event => {
      from = event.touches.length === 1 ? event.touches[0] : null;
    }, { passive: true, signal });
    this.root.addEventListener("touchend", event => {
      if (!from || event.target === this.scrub) return;
      const to = event.changedTouches[0];
      const x = to.clientX - from.clientX, y = to.clientY - from.clientY;
      if (Math.abs(x) > 50 && Math.abs(x) > 1.5 * Math.abs(y)) this.act(x < 0 ? "next" : "previous");
    }, { passive: true, signal });
  }

  words() {
    return this.payload.words[this.lang];
  }

  placeInWords() {
    return this.words().scene.replace("{number}", this.index + 1).replace("{count}", this.payload.scenes.length);
  }

  /** The scene that the address names, by id or by number; the first one where it names none. */
  fromAddress() {
    let name = window.location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* as it is */ }
    const found = this.payload.scenes.findIndex(scene => scene.id === name);
    const number = /^\d+$/.test(name) ? Number(name) - 1 : 0;
    return found >= 0 ? found : number;
  }

  /** Show a scene. history: "push" a step for the back key, "replace" the address, or "keep" it. */
  go(index, history = "push") {
    const to = Math.max(0, Math.min(index, this.payload.scenes.length - 1));
    if (to === this.index && history !== "replace") return;
    this.pause();
    this.index = to;
    const scene = this.payload.scenes[to], frames = scene[this.lang].drawing.frames ?? [];
    const moving = frames.length > 1 && !this.quiet;
    this.stage.show(to, this.lang, moving ? 0 : null);
    this.say();
    if (history !== "keep") this.write(scene.id, history);
    this.years.hidden = frames.length < 2;
    this.scrub.max = String(frames.length - 1);
    this.scrub.value = String(this.stage.frame);
    this.speaker?.show();
    if (moving) this.play();
  }

  write(id, how) {
    try {
      window.history[how === "push" ? "pushState" : "replaceState"](window.history.state, "", `#${id}`);
    } catch {  // a browser that allows no such step from a file
      window.location.hash = id;
    }
  }

  /** All words of the frame around the stage, in the language. */
  say() {
    const words = this.words(), count = this.payload.scenes.length;
    dress(this.root, this.payload, this.theme);
    this.root.style.fontFamily = this.payload.fonts[this.lang];
    this.root.lang = this.lang === "zh" ? "zh-CN" : "en";
    this.root.setAttribute("aria-label", this.payload.title[this.lang]);
    this.steps.forEach((step, number) => {
      step.title = this.payload.scenes[number][this.lang].headline;
      step.setAttribute("aria-label", words.scene.replace("{number}", number + 1).replace("{count}", count));
      step.classList.toggle("ps-done", number <= this.index);
      step.toggleAttribute("aria-current", number === this.index);
    });
    this.number.textContent = `${this.index + 1} / ${count}`;
    ["previous", "next"].forEach((name, place) => this.zones[place].setAttribute("aria-label", words[name]));
    this.zones[0].disabled = this.index === 0;
    this.zones[1].disabled = this.index === count - 1;
    this.playing.setAttribute("aria-label", words.play);
    this.scrub.setAttribute("aria-label", words.year);
    this.tools.replaceChildren(...TOOLS.filter(name => this.can(name)).map(name => {
      const button = element(this.doc, "button", "", words[name]);
      button.append(element(this.doc, "kbd", "", HELP.find(item => item[0] === name)[1]));
      button.addEventListener("click", () => { button.blur(); this.act(name); });
      return button;
    }));
    const table = element(this.doc, "dl");
    for (const [name, keys] of HELP.filter(item => this.can(item[0]))) {
      const term = element(this.doc, "dt");
      for (const key of (keys || words.digits).split(keys ? " " : "\n")) term.append(element(this.doc, "kbd", "", key));
      table.append(term, element(this.doc, "dd", "", words[name]));
    }
    this.help.replaceChildren(element(this.doc, "h2", "", this.payload.title[this.lang]), table,
      element(this.doc, "p", "", words.made.replace("{date}", this.payload.made)));
    this.stage.doc.title = `${this.index + 1} · ${this.payload.title[this.lang]}`;
  }

  can(name) {
    return !["explore", "leave"].includes(name) || Boolean(this.options[name]);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target === this.scrub || this.host.shadowRoot.activeElement === this.scrub) {
      if (event.key.startsWith("Arrow")) return;
    }
    const pressed = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const digit = /^\d$/.test(pressed);
    const action = pressed === " " && event.shiftKey ? "previous" : KEYS[pressed];
    if (!digit && !action && pressed !== "Enter") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (digit) this.type(pressed);
    else if (pressed === "Enter") this.enter();
    else this.act(action);
  }

  type(digit) {
    this.digits = (this.digits + digit).slice(-2);
    this.typed.textContent = `${this.digits} ⏎`;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.clearTyped(), 4000);
  }

  clearTyped() {
    this.digits = "";
    this.typed.textContent = "";
  }

  enter() {
    const number = Number(this.digits);
    this.clearTyped();
    if (number) this.go(number - 1);
    else this.act("next");
  }

  act(name) {
    const covered = !this.blank.hidden;
    this.blank.hidden = name === "blank" ? covered : true;
    // A key that lights the screen again does no more than that.
    if (covered && ["next", "previous", "leave"].includes(name)) return;
    if (name === "next") this.go(this.index + 1);
    else if (name === "previous") this.go(this.index - 1);
    else if (name === "first") this.go(0);
    else if (name === "last") this.go(this.payload.scenes.length - 1);
    else if (name === "help") this.help.hidden = !this.help.hidden;
    else if (name === "play") this.timer ? this.pause() : this.play();
    else if (name === "full") this.fullScreen();
    else if (name === "speaker") this.openSpeaker();
    else if (name === "language") this.set({ lang: this.lang === "zh" ? "en" : "zh" });
    else if (name === "theme") this.set({ theme: this.theme === "dark" ? "light" : "dark" });
    else if (name === "explore") this.options.explore?.(this.stage.scene().address);
    else if (name === "leave") this.leave();
  }

  leave() {
    if (!this.help.hidden) this.help.hidden = true;
    else if (this.doc.fullscreenElement) this.doc.exitFullscreen();
    else this.options.leave?.();
  }

  set(changes) {
    Object.assign(this, changes);
    this.stage.show(this.index, this.lang, this.stage.frame);
    this.say();
    this.speaker?.show();
  }

  async fullScreen() {
    try {
      await (this.doc.fullscreenElement ? this.doc.exitFullscreen() : this.host.requestFullscreen());
    } catch { /* not allowed here: the window stays as it is */ }
  }

  /** Run through the years, from the start where they are at their end. */
  play() {
    const frames = this.stage.scene().drawing.frames ?? [];
    if (frames.length < 2) return;
    if (this.stage.frame === frames.length - 1) this.setYear(0);
    this.playing.textContent = "❚❚";
    this.timer = setInterval(() => {
      this.setYear(this.stage.frame + 1);
      if (this.stage.frame === frames.length - 1) this.pause();
    }, YEAR_PAUSE);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.playing.textContent = "▶";
  }

  setYear(frame) {
    this.stage.setYear(frame);
    this.scrub.value = String(this.stage.frame);
    this.speaker?.setYear(this.stage.frame);
  }

  openSpeaker() {
    this.speaker?.close();
    this.speaker = Speaker.open(this, this.keys);
    if (this.speaker) this.speaker.show();
    else this.tell(this.words().blocked);
  }

  speakerClosed(speaker) {
    if (this.speaker === speaker) this.speaker = null;
  }

  tell(text) {
    this.message.textContent = text;
    clearTimeout(this.told);
    this.told = setTimeout(() => { this.message.textContent = ""; }, 6000);
  }

  /** Show the tools while the mouse moves. */
  wake() {
    this.root.classList.add("ps-awake");
    clearTimeout(this.asleep);
    this.asleep = setTimeout(() => this.root.classList.remove("ps-awake"), 2500);
  }

  /** The same story after a change of its data; the scene stays. */
  update(payload) {
    const id = this.payload.scenes[this.index].id;
    this.payload = payload;
    this.stage.payload = payload;
    if (this.speaker) this.openSpeaker();
    const place = payload.scenes.findIndex(scene => scene.id === id);
    this.index = -1;
    this.progress.replaceChildren();
    this.steps = payload.scenes.map((_, number) => {
      const step = element(this.doc, "button");
      step.addEventListener("click", () => this.go(number));
      this.progress.append(step);
      return step;
    });
    this.go(Math.max(place, 0), "replace");
  }

  close() {
    this.listeners.abort();
    this.pause();
    for (const timer of [this.typing, this.told, this.asleep]) clearTimeout(timer);
    this.speaker?.close();
    this.stage.close();
    this.host.remove();
  }
}

/** One scene in a box of its own, without keys: what a story's writer looks at. */
function preview(parent, payload, { lang, theme, index = 0 }) {
  const doc = parent.ownerDocument;
  const style = element(doc, "style");
  style.textContent = STYLE;
  const root = element(doc, "div", "ps ps-preview");
  root.style.fontFamily = payload.fonts[lang];
  dress(root, payload, theme);
  const stage = new Stage(doc, payload);
  root.append(stage.root);
  parent.replaceChildren(style, root);
  stage.show(index, lang);
  // A picture of the scene: its headline is no heading of the page that it stands on.
  root.setAttribute("role", "img");
  root.setAttribute("aria-label", stage.headline.textContent);
  return { close: () => { stage.close(); parent.replaceChildren(); } };
}

return { open: (parent, payload, options) => new Player(parent, payload, options), preview };
