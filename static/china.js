// Paints the map of charts/map.py. Shapes come once from the app's own static files; a change of
// the values repaints them and makes none anew.
const NS = "http://www.w3.org/2000/svg";

const make = (parent, name, attributes = {}) => {
  const element = document.createElementNS(NS, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  parent.append(element);
  return element;
};

// The browser paints anew what is written, be it the same: so only what is another is written.
const paint = (path, fill) => path.getAttribute("fill") === fill || path.setAttribute("fill", fill);

class China {
  constructor(box, shapes) {
    Object.assign(this, { box, shapes, seen: {}, unit: 0, id: `china${Math.random().toString(36).slice(2)}` });
    const viewBox = `0 0 10000 ${shapes.height}`;
    // A wide stroke along all coasts takes the browser 70 ms to paint: below the values, as a layer
    // that no value changes, and a path for each province, which takes half of the time of one for all.
    this.coasts = make(box, "svg", { viewBox, fill: "none", "aria-hidden": true });
    for (const d of Object.values(shapes.provinces)) make(this.coasts, "path", { d, "data-stroke": 2.4 });
    const svg = (this.svg = make(box, "svg", { viewBox, role: "img" }));
    // What a click on a region changes, on a layer of its own too: the values below are not painted again.
    const marks = (this.marks = make(box, "svg", { viewBox, class: "over", "aria-hidden": true }));
    this.tip = document.createElement("div");
    this.tip.className = "tip";
    box.append(this.tip);
    const all = Object.values(shapes.provinces).join("");
    this.patterns = make(svg, "defs");
    this.fills = make(svg, "g", { class: "provinces" });
    this.hatch = make(svg, "g", { class: "over" });
    this.borders = make(svg, "path", { d: all, class: "over", fill: "none", "data-stroke": 0.8 });
    // The dashes of the South China Sea are thinner than a point of the screen without a stroke.
    this.line = make(svg, "path", { d: shapes.line, class: "over", "data-stroke": 1.1 });
    const [x, y, width, height] = shapes.frame;
    this.frame = make(svg, "rect", { x, y, width, height, "data-stroke": 1 });
    this.insetFills = make(svg, "g", { class: "inset" });
    this.insetHatch = make(svg, "g", { class: "over" });
    const near = Object.values(shapes.inset).join("");
    this.insetBorders = make(svg, "path", { d: near, class: "over", fill: "none", "data-stroke": 0.8 });
    this.insetLine = make(svg, "path", { d: shapes.inset_line, class: "over", "data-stroke": 1.1 });
    this.outline = make(marks, "path", { fill: "none", "data-stroke": 2 });
    this.insetOutline = make(marks, "path", { fill: "none", "data-stroke": 2 });
    this.label = make(marks, "g");
    this.cities = make(marks, "g", { class: "cities" });
    this.signs = make(marks, "g");
    this.areas = [];
    const area = (adcode, d, group, hatched) => {
      const path = make(group, "path", { d, "data-adcode": adcode, fill: "none" });
      const over = hatched && make(hatched, "path", { d, fill: "none" });
      this.areas.push({ adcode, path, over });
      return path;
    };
    for (const [adcode, d] of Object.entries(shapes.provinces)) area(adcode, d, this.fills, this.hatch);
    for (const [adcode, d] of Object.entries(shapes.inset)) area(adcode, d, this.insetFills, this.insetHatch);
    this.reefs = area("460000", shapes.reefs, this.insetFills);
    this.reefs.dataset.stroke = 1;
    box.addEventListener("pointermove", event => this.point(event));
    box.addEventListener("pointerleave", () => (this.tip.style.display = "none"));
    box.addEventListener("click", event => {
      const adcode = event.target.closest("[data-adcode]")?.dataset.adcode;
      if (adcode) this.clicked(adcode);
    });
    new ResizeObserver(() => this.scale()).observe(svg);
  }

  // Text, points, strokes and patterns have the same size on every screen: in units of the drawing.
  // With vector-effect: non-scaling-stroke the browser measured all coasts again, in 0.1 s, whenever
  // something on the page opened or closed.
  scale() {
    const box = this.svg.getBoundingClientRect();
    const unit = Math.max(10000 / box.width, this.shapes.height / box.height);
    if (!Number.isFinite(unit) || unit === this.unit) return; // not laid out, or as before
    this.unit = unit;
    for (const pattern of this.patterns.children) pattern.setAttribute("patternTransform", `scale(${unit})`);
    if (this.data) this.words(this.data);
    for (const layer of [this.coasts, this.svg, this.marks]) this.sized(layer);
  }

  sized(root) {
    for (const part of root.querySelectorAll("[data-stroke]"))
      part.setAttribute("stroke-width", part.dataset.stroke * this.unit);
    for (const dot of root.querySelectorAll("[data-r]")) dot.setAttribute("r", dot.dataset.r * this.unit);
    for (const text of root.querySelectorAll("text")) {
      text.setAttribute("font-size", text.dataset.size * this.unit);
      text.setAttribute("dy", text.dataset.dy * this.unit);
    }
  }

  show(data, clicked) {
    const { shapes } = this;
    const { colours } = data;
    this.clicked = clicked;
    this.data = data;
    if (this.isNew("name", data.name)) this.svg.setAttribute("aria-label", data.name);
    if (this.isNew("look", colours)) this.dress(colours);
    const none = [null, ""];
    for (const { adcode, path, over } of this.areas) {
      const [fill, pattern] = data.provinces[adcode] ?? none;
      paint(path, fill === null ? colours.land : data.fills[fill]);
      if (over) paint(over, pattern ? `url(#${this.id}${pattern})` : "none");
    }
    const chosen = data.selected ? `${data.selected.slice(0, 2)}0000` : "";
    this.outline.setAttribute("d", shapes.provinces[chosen] ?? "");
    this.insetOutline.setAttribute("d", shapes.inset[chosen] ?? "");
    const dots = Object.entries(data.cities).map(([adcode, [fill]]) => [adcode, data.fills[fill]]);
    if (this.isNew("dots", [dots, data.selected, colours])) this.points(dots, data);
    if (!this.unit) this.scale();
    if (this.isNew("said", [data.inset, data.signs, colours])) this.words(data);
    if (this.last && this.tip.style.display !== "none") this.tell();
  }

  // Whether something is another than it was when it was asked for last.
  isNew(name, what) {
    const now = JSON.stringify(what);
    const differs = this.seen[name] !== now;
    this.seen[name] = now;
    return differs;
  }

  dress(colours) {
    for (const part of [this.borders, this.insetBorders]) part.setAttribute("stroke", colours.border);
    for (const part of [this.coasts, this.reefs]) part.setAttribute("stroke", colours.coast);
    for (const part of [this.line, this.insetLine]) {
      part.setAttribute("fill", colours.coast);
      part.setAttribute("stroke", colours.coast);
    }
    for (const part of [this.outline, this.insetOutline]) part.setAttribute("stroke", colours.accent);
    this.frame.setAttribute("fill", colours.page);
    this.frame.setAttribute("stroke", colours.coast);
    Object.assign(this.tip.style, {
      background: colours.page, color: colours.ink, borderColor: colours.rule, fontFamily: colours.font,
    });
    this.patterns.replaceChildren();
    const pattern = name =>
      make(this.patterns, "pattern", {
        id: `${this.id}${name}`, width: 6, height: 6, patternUnits: "userSpaceOnUse",
        patternTransform: `scale(${this.unit || 10})`,
      });
    for (const [kind, colour] of [["", colours.coast], ["accent", colours.accent]]) {
      const lines = pattern(kind || "lines");
      // A stroke over the corner closes the gap between tiles. In the accent lines lean the other
      // way and dots are larger: who sees no colour sees that.
      const d = kind ? "M-1 5l2 2M0 0l6 6M5-1l2 2" : "M-1 1l2-2M0 6l6-6M5 7l2-2";
      make(lines, "path", { d, stroke: colour, "stroke-width": 0.8 });
      const dots = pattern(kind ? "accent-dots" : "dots");
      make(dots, "circle", { cx: 3, cy: 3, r: kind ? 1.9 : 1.1, fill: colour });
    }
  }

  points(dots, { colours, selected }) {
    this.cities.replaceChildren();
    // Those with a value lie on those without; one under the pointer comes to the top.
    const order = [...dots].sort((a, b) => !!a[1] - !!b[1]);
    for (const [places, share] of [[this.shapes.places, 1], [this.shapes.inset_places, 0.6]])
      for (const [adcode, fill] of order) {
        const place = places[adcode];
        if (!place) continue;
        make(this.cities, "circle", {
          cx: place[0], cy: place[1], "data-r": (adcode === selected ? 7.5 : 5) * share, "data-adcode": adcode,
          fill: fill ?? colours.land, stroke: colours.ink, "data-stroke": share,
        });
      }
    this.sized(this.cities);
  }

  words({ inset, signs, colours }) {
    const [x, y, width, height] = this.shapes.frame;
    this.label.replaceChildren();
    const small = width / this.unit < 80; // on a telephone one word to a line
    const name = inset.join(" ");
    // One small line covers less of the sea than two larger ones.
    const one = !small && inset.length > 1 && name.length * 5 < width / this.unit;
    const lines = small ? name.split(" ") : one ? [name] : inset;
    const size = small || one ? 9 : 11;
    lines.forEach((line, number) => {
      const text = make(this.label, "text", {
        x: x + width / 2, y: y + height, "text-anchor": "middle", fill: colours.muted,
        "data-size": size, "data-dy": (size + 1) * (number - lines.length) + size - 4, "font-family": colours.font,
      });
      text.textContent = line;
    });
    this.signs.replaceChildren();
    for (const [adcode, sign] of Object.entries(signs)) {
      const [cx, cy] = this.shapes.places[adcode] ?? [];
      if (cx === undefined) continue;
      make(this.signs, "circle", { cx, cy, "data-r": 10, fill: colours.page, opacity: 0.85 });
      const text = make(this.signs, "text", {
        x: cx, y: cy, "text-anchor": "middle", fill: colours.ink, "font-weight": 700,
        "data-size": 15, "data-dy": 5, "font-family": colours.font,
      });
      text.textContent = sign;
    }
    this.sized(this.label);
    this.sized(this.signs);
  }

  point(event) {
    const adcode = event.target.closest("[data-adcode]")?.dataset.adcode;
    const box = this.box.getBoundingClientRect();
    if (!adcode) {
      this.last = null;
      this.tip.style.display = "none";
      return;
    }
    this.at = [event.clientX - box.left, event.clientY - box.top];
    if (adcode !== this.last) {
      this.last = adcode;
      if (event.target.parentNode === this.cities) this.cities.append(event.target);
      this.tell();
    }
    this.move();
  }

  tell() {
    const { provinces, cities } = this.data;
    const lines = provinces[this.last]?.[2] ?? cities[this.last]?.[1] ?? [];
    this.tip.replaceChildren(
      ...lines.map(line => {
        const row = document.createElement("p");
        row.className = line[0];
        row.textContent = line.slice(1);
        return row;
      })
    );
    this.tip.style.display = lines.length ? "block" : "none";
  }

  move() {
    const [x, y] = this.at;
    const { offsetWidth: width, offsetHeight: height } = this.tip;
    const left = x + 14 + width > this.box.clientWidth ? x - 14 - width : x + 14;
    const top = y + 14 + height > this.box.clientHeight ? y - 10 - height : y + 14;
    this.tip.style.left = `${Math.max(0, left)}px`;
    this.tip.style.top = `${Math.max(0, top)}px`;
  }
}

export const open = (box, shapes) => new China(box, shapes);
