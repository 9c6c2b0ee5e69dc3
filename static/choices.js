// Lists, switches and spans to choose from, drawn from what pages/shared/choices.py sends.
const make = (name, attributes = {}, ...inside) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") element.setAttribute(key, value);
  element.append(...inside);
  return element;
};
const plain = text => text.normalize("NFKC").toLowerCase();
/** Pixels between a list and the window's edge, and the height that it needs below its field. */
const EDGE = 8, ENOUGH = 240, MOST = 420;
/** Milliseconds after which what was chosen and not answered is shown as it was. */
const ANSWER = 1000;
let count = 0;

/** What stands over a field: its name, and behind a sign what there is to say of it. */
class Heading {
  constructor(id, ...more) {
    this.label = make("span");
    this.help = make("span", { id: `${id}_help`, class: "said", role: "tooltip" });
    this.sign = make("span", { class: "help", tabindex: 0, role: "note", "aria-describedby": `${id}_help` }, "?", this.help);
    this.drawn = make("div", { class: "name" }, make("label", { for: id }, this.label), this.sign, ...more);
  }

  show({ label, help }) {
    this.label.textContent = label;
    this.help.textContent = help;
    this.sign.hidden = !help;
    this.sign.setAttribute("aria-label", label);
  }
}

// A field shows what is chosen; it opens by a click, an arrow key or by typing, which leaves the entries that have all
// words typed: the pattern "editable combobox with list autocomplete" of W3C's ARIA Authoring Practices.
class List {
  constructor(place, tell) {
    const id = (this.id = `choice${++count}`);
    this.tell = tell;
    this.heading = new Heading(id);
    this.input = make("input", {
      id, type: "text", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-autocomplete": "list",
      "aria-expanded": "false", "aria-controls": `${id}_panel`,
    });
    this.panel = make("div", { id: `${id}_panel`, class: "panel", role: "listbox", popover: "manual" });
    place.append(this.heading.drawn, make("div", { class: "field" }, this.input), this.panel);
    this.input.addEventListener("click", () => (this.opened && !this.typed ? this.close() : this.open()));
    this.input.addEventListener("blur", () => this.close());
    this.input.addEventListener("input", event => event.isComposing || this.find());
    this.input.addEventListener("compositionend", () => this.find());
    this.input.addEventListener("keydown", event => event.isComposing || this.key(event));
    this.panel.addEventListener("pointerdown", event => event.preventDefault()); // the field keeps the keyboard
    this.panel.addEventListener("click", event => {
      const option = event.target.closest('[role="option"]');
      if (option) this.choose(option);
    });
    this.follow = event => (this.opened ? event.target !== this.panel && this.lay() : this.close());
  }

  show(wanted, words) {
    Object.assign(this, { wanted, words, options: null });
    const { label, placeholder, chosen, groups } = wanted;
    this.heading.show(wanted);
    this.panel.ariaLabel = label;
    this.input.placeholder = placeholder;
    const [, text, lang] = groups.flatMap(([, entries]) => entries).find(([value]) => value === chosen) ?? [null, "", ""];
    this.shown = text;
    this.input.lang = lang || words.lang;
    if (this.opened) this.find();
    else this.input.value = this.input.title = text;
  }

  get opened() {
    return this.panel.matches(":popover-open");
  }

  make() {
    this.options = [];
    const option = group => ([value, text, lang, also]) => {
      const made = make("div", {
        id: `${this.id}_${this.options.length}`, role: "option", lang, "aria-selected": value === this.wanted.chosen,
      }, text);
      this.options.push(Object.assign(made, { entry: value, found: plain(`${group} ${text} ${also}`) }));
      return made;
    };
    this.groups = this.wanted.groups.map(([group, entries]) => group
      ? make("div", { role: "group", "aria-label": group },
        make("div", { class: "group", "aria-hidden": true }, group), ...entries.map(option(group)))
      : make("div", { role: "presentation" }, ...entries.map(option(""))));
    this.none = make("div", { class: "none", role: "status" }, this.words.none);
    this.panel.replaceChildren(...this.groups, this.none);
  }

  /** With all entries, what is chosen at hand: or, opened by typing, with those that were meant. */
  open(typed = "") {
    if (this.opened) return;
    this.panel.showPopover();
    this.input.setAttribute("aria-expanded", "true");
    if (!typed) this.input.select();
    this.find(typed);
    this.lay();
    this.active?.scrollIntoView({ block: "center" });
    addEventListener("scroll", this.follow, true);
    addEventListener("resize", this.follow);
  }

  close() {
    removeEventListener("scroll", this.follow, true);
    removeEventListener("resize", this.follow);
    if (!this.opened) return; // or no longer on the page
    this.panel.hidePopover();
    this.typed = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    this.input.value = this.input.title = this.shown;
  }

  /** Below its field, or above where there is more room; never beyond the window. */
  lay() {
    const field = this.input.getBoundingClientRect(), { style } = this.panel;
    const below = innerHeight - field.bottom, up = below < ENOUGH && field.top > below;
    style.minWidth = `${field.width}px`;
    style.maxHeight = `${Math.min(MOST, (up ? field.top : below) - EDGE)}px`;
    style.top = up ? "auto" : `${field.bottom + 2}px`;
    style.bottom = up ? `${innerHeight - field.top + 2}px` : "auto";
    style.left = `${Math.max(EDGE, Math.min(field.left, innerWidth - this.panel.offsetWidth - EDGE))}px`;
  }

  /** Leave the entries with all words typed; the first of them, or without words the chosen one, is at hand. */
  find(typed = this.input.value) {
    if (!this.opened) return this.open(typed);
    if (!this.options) this.make();
    this.typed = typed.trim();
    const words = plain(this.typed).split(/\s+/);
    for (const option of this.options) option.hidden = !words.every(word => option.found.includes(word));
    for (const group of this.groups) group.hidden = !group.querySelector('[role="option"]:not([hidden])');
    this.none.hidden = this.groups.some(group => !group.hidden);
    const left = this.left();
    this.point(left.find(option => !this.typed && option.entry === this.wanted.chosen) ?? left[0]);
  }

  left() {
    return this.options.filter(option => !option.hidden);
  }

  point(option) {
    this.active?.classList.remove("active");
    this.active = option;
    option?.classList.add("active");
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (steps && !this.opened) this.open();
    else if (steps) {
      const left = this.left();
      this.point(left[Math.max(0, Math.min(left.length - 1, left.indexOf(this.active) + steps))]);
    } else if (event.key === "Enter" && this.opened && this.active) this.choose(this.active);
    else if (event.key === "Enter" && !this.opened) this.open();
    else if (event.key === "Escape" && this.opened) {
      this.close();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  }

  choose({ entry, textContent }) {
    const { name, chosen } = this.wanted;
    if (chosen !== null) this.shown = textContent; // else it is a way to somewhere, and chooses nothing that stays
    this.close();
    if (entry !== chosen) this.tell(name, entry);
  }
}

/** Few entries, all in sight. What is there stays, and with it the keyboard's place. */
class Switch {
  constructor(place, tell) {
    this.id = `choice${++count}`;
    this.tell = tell;
    this.label = make("legend");
    this.box = make("div", { class: "switch" });
    place.append(make("fieldset", {}, this.label, this.box));
  }

  show({ name, label, hidden, chosen, groups: [[, entries]] }) {
    this.label.textContent = label;
    this.label.className = hidden ? "unseen" : "name";
    while (this.box.children.length > entries.length) this.box.lastChild.remove();
    while (this.box.children.length < entries.length)
      this.box.append(make("label", {}, make("input", { type: "radio", name: this.id }), make("span")));
    entries.forEach(([value, text, lang], number) => {
      const { children: [input, words] } = this.box.children[number];
      words.textContent = text;
      words.lang = lang;
      input.checked = value === chosen;
      input.onchange = () => this.tell(name, value);
    });
  }
}

class Span {
  constructor(place, tell) {
    const id = `choice${++count}`;
    this.tell = tell;
    this.value = make("output", { for: id });
    this.heading = new Heading(id, this.value);
    this.input = make("input", { id, type: "range" });
    [this.low, this.high] = [make("span"), make("span")];
    place.append(this.heading.drawn, make("div", { class: "span" }, this.low, this.input, this.high));
    this.input.addEventListener("input", () => (this.value.value = this.input.value));
    this.input.addEventListener("change", () => this.tell(this.wanted.name, Number(this.input.value)));
  }

  show(wanted) {
    this.wanted = wanted;
    this.heading.show(wanted);
    [this.low.textContent, this.high.textContent] = [wanted.low, wanted.high];
    Object.assign(this.input, { min: wanted.low, max: wanted.high, value: wanted.chosen });
    this.value.value = wanted.chosen;
  }
}

const KINDS = { list: List, switch: Switch, span: Span };

class Choices {
  constructor(box) {
    this.box = box;
    this.shown = new Map();
  }

  /** Show these and no others; one that is shown already and is to stay as it is is left alone. */
  show({ choices, ...words }, tell) {
    this.tell = tell;
    for (const [name, { place }] of this.shown) {
      if (choices.some(wanted => wanted.name === name)) continue;
      place.remove();
      this.shown.delete(name);
    }
    for (const wanted of choices) {
      const told = JSON.stringify([wanted, words]), { name } = wanted;
      if (!this.shown.has(name)) {
        const place = this.box.appendChild(make("div", { class: "choice", "data-name": name }));
        const choice = new KINDS[wanted.kind](place, (...chosen) => {
          this.shown.get(name).told = null; // what comes back counts, be it what was there before
          this.tell(...chosen);
          setTimeout(() => this.settle(name), ANSWER);
        });
        this.shown.set(name, { place, choice });
      }
      const shown = this.shown.get(name);
      if (shown.told !== told) shown.choice.show(wanted, words);
      Object.assign(shown, { told, wanted, words });
    }
  }

  /** A server that was just replaced does not know the page yet, and a choice is lost: it must not look made. */
  settle(name) {
    const shown = this.shown.get(name);
    if (shown?.told !== null) return; // answered, or gone
    const { testScriptState: state } = document.querySelector(".stApp")?.dataset ?? {};
    if (state === "running") setTimeout(() => this.settle(name), ANSWER);
    else shown.choice.show(shown.wanted, shown.words);
  }
}

export const open = box => new Choices(box);
