/* The map: 34 provinces drawn once; a scene changes their colours, patterns and labels only. */

const SVG = "http://www.w3.org/2000/svg";
let drawings = 0;

/** An HTML element of a document with a class and a text; texts are always texts, never markup. */
function element(doc, tag, name = "", text = "") {
  const made = doc.createElement(tag);
  if (name) made.className = name;
  if (text) made.textContent = text;
  return made;
}

function shape(doc, tag, attributes = {}) {
  const made = doc.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

class ChinaMap {
  /** Draw the geometry of a payload; nothing is coloured before `show`. */
  constructor(doc, geometry, words) {
    this.doc = doc;
    this.geometry = geometry;
    this.key = `ps${++drawings}`;
    this.units = new Map();
    this.points = new Map();
    this.labels = [];
    this.tips = {};
    const [width, height] = geometry.size;
    this.box = element(doc, "div", "ps-map");
    this.box.style.aspectRatio = `${width} / ${height}`;
    this.svg = shape(doc, "svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
    this.svg.append(this.patterns());
    this.svg.append(this.land(geometry.provinces, ""));
    this.svg.append(shape(doc, "path", { class: "ps-line", d: geometry.line }));
    this.outlines = shape(doc, "g", { class: "ps-outlines" });
    this.svg.append(this.outlines);
    this.svg.append(this.inset(geometry.inset, words));
    this.leaders = shape(doc, "g", { class: "ps-leaders" });
    this.dots = shape(doc, "g", { class: "ps-dots" });
    this.svg.append(this.leaders, this.dots);
    this.box.append(this.svg);
    this.tip = element(doc, "div", "ps-tip");
    this.box.append(this.tip);
    this.svg.addEventListener("pointermove", event => this.point(event));
    this.svg.addEventListener("pointerleave", () => this.tip.classList.remove("on"));
  }

  patterns() {
    const defs = shape(this.doc, "defs");
    for (const accent of [false, true]) {
      const colour = `var(--${accent ? "accent" : "hatch"})`;
      const lines = this.pattern(accent ? "accent" : "lines", 92, `rotate(${accent ? -45 : 45})`);
      lines.append(shape(this.doc, "rect", { width: 20, height: 92, style: `fill:${colour}` }));
      const dots = this.pattern(accent ? "accent-dots" : "dots", 96, "rotate(30)");
      dots.append(shape(this.doc, "circle", { cx: 48, cy: 48, r: accent ? 27 : 17, style: `fill:${colour}` }));
      defs.append(lines, dots);
    }
    return defs;
  }

  pattern(name, size, turned) {
    return shape(this.doc, "pattern", {
      id: `${this.key}-${name}`, width: size, height: size,
      patternUnits: "userSpaceOnUse", patternTransform: turned,
    });
  }

  /** Two paths a province: its colour, and a pattern over it. */
  land(provinces, kind) {
    const group = shape(this.doc, "g", { class: `ps-land ${kind}` });
    for (const [adcode, d] of Object.entries(provinces)) {
      const fill = shape(this.doc, "path", { class: "ps-fill", d, "data-adcode": adcode });
      const pattern = shape(this.doc, "path", { class: "ps-pattern", d });
      group.append(fill, pattern);
      const known = this.units.get(adcode) ?? [];
      known.push({ fill, pattern });
      this.units.set(adcode, known);
    }
    return group;
  }

  inset(inset, words) {
    const [x, y, width, height] = inset.frame;
    const group = shape(this.doc, "g", { class: "ps-inset" });
    group.append(shape(this.doc, "rect", { class: "ps-sea", x, y, width, height }));
    group.append(this.land(inset.provinces, "small"));
    this.reefs = shape(this.doc, "path", { class: "ps-reefs", d: inset.reefs });
    group.append(this.reefs, shape(this.doc, "path", { class: "ps-line", d: inset.line }));
    group.append(shape(this.doc, "rect", { class: "ps-frame", x, y, width, height }));
    this.sea = shape(this.doc, "text", { x: x + width / 2, y: y + height - 70, "text-anchor": "middle" });
    group.append(this.sea);
    return group;
  }

  /** Colour the map after one frame of a scene; `spotlight` lists the adcodes that stand out. */
  show(frame, spotlight, words) {
    const lit = new Set(spotlight);
    this.tips = frame.tips;
    this.nameSea(words.sea);
    this.svg.classList.toggle("ps-spotlit", lit.size > 0);
    this.outlines.replaceChildren();
    for (const [adcode, parts] of this.units) {
      const [fill, pattern] = frame.provinces[adcode] ?? ["blank", ""];
      for (const part of parts) {
        part.fill.style.fill = `var(--${fill})`;
        part.fill.dataset.fill = fill;
        part.pattern.setAttribute("fill", pattern ? `url(#${this.key}-${pattern})` : "none");
        for (const path of [part.fill, part.pattern]) path.classList.toggle("ps-lit", lit.has(adcode));
      }
      if (lit.has(adcode)) {
        const outline = shape(this.doc, "path", { class: "ps-outline", d: this.geometry.provinces[adcode] });
        outline.dataset.adcode = adcode;
        this.outlines.append(outline);
      }
      if (adcode === "460000") this.reefs.style.fill = `var(--${fill})`;
    }
    this.showPoints(frame.cities, lit);
    this.showLabels(frame.labels, spotlight);
  }

  /** The inset's name, on two lines where one is too narrow for it. */
  nameSea(name) {
    const last = name.lastIndexOf(" ");
    const lines = last < 0 ? [name] : [name.slice(0, last), name.slice(last + 1)];
    this.sea.replaceChildren(...lines.map((line, number) => {
      const span = shape(this.doc, "tspan", { x: this.sea.getAttribute("x"), dy: number ? "1.1em" : `${-1.1 * (lines.length - 1)}em` });
      span.textContent = line;
      return span;
    }));
  }

  showPoints(cities, lit) {
    const shown = new Set(cities.map(city => city.adcode));
    for (const [adcode, dot] of this.points) dot.classList.toggle("on", shown.has(adcode));
    for (const city of cities) {
      let dot = this.points.get(city.adcode);
      if (!dot) {
        dot = shape(this.doc, "circle", { cx: city.at[0], cy: city.at[1], "data-adcode": city.adcode });
        this.points.set(city.adcode, dot);
        this.dots.append(dot);
      }
      dot.classList.add("on");
      dot.classList.toggle("ps-lit", lit.has(city.adcode));
      dot.classList.toggle("ps-hollow", !city.fill);
      dot.style.fill = `var(--${city.fill || "page"})`;
    }
  }

  showLabels(labels, spotlight) {
    for (const { node } of this.labels) node.remove();
    this.labels = spotlight.filter(adcode => labels[adcode]?.at).map(adcode => {
      const node = element(this.doc, "div", "ps-label");
      node.dataset.adcode = adcode;
      node.append(element(this.doc, "span", "", labels[adcode].name));
      if (labels[adcode].figure) node.append(element(this.doc, "b", "", labels[adcode].figure));
      this.box.append(node);
      return { node, adcode, at: labels[adcode].at };
    });
    this.place();
  }

  /** Put each label where it covers no other one; a line leads to it where it stands apart. */
  place() {
    this.leaders.replaceChildren();
    const [width, height] = this.geometry.size;
    const screen = this.box.clientWidth;
    if (!screen) return;
    const unit = screen / width;
    // The inset's name is as large as the words around the map, however small the map is.
    this.sea.style.fontSize = `${(parseFloat(getComputedStyle(this.box).fontSize) * 0.92) / unit}px`;
    if (!this.labels.length) return;
    const anchors = this.labels.map(({ at }) => ({ x: at[0] * unit, y: at[1] * unit, w: 0, h: 0 }));
    const taken = [];
    const sizes = this.labels.map(({ node }) => [node.offsetWidth, node.offsetHeight]);
    this.labels.forEach((label, number) => {
      const [w, h] = sizes[number];
      const { x, y } = anchors[number];
      const room = this.bounds(label.adcode, unit);
      const others = anchors.filter((_, other) => other !== number)
        .map(a => ({ x: a.x - h / 4, y: a.y - h / 4, w: h / 2, h: h / 2 }));
      const lit = this.labels.filter(other => other !== label).map(other => this.bounds(other.adcode, unit));
      let best = null;
      for (const [dx, dy, apart] of candidates(w, h, room.w > w * 0.8 && room.h > h * 0.9)) {
        const box = { x: x + dx - w / 2, y: y + dy - h / 2, w, h, apart };
        const out = Math.max(0, -box.x) + Math.max(0, box.x + w - screen)
          + Math.max(0, -box.y) + Math.max(0, box.y + h - height * unit);
        const over = [...taken, ...others].reduce((sum, other) => sum + overlap(box, other), 0);
        const beside = lit.reduce((sum, other) => sum + overlap(box, other), 0);
        const cost = over + beside * 0.25 + out * 200 + Math.hypot(dx, dy) * 0.5;
        if (!best || cost < best.cost) best = { ...box, cost };
      }
      taken.push(best);
      label.node.style.left = `${(best.x / screen) * 100}%`;
      label.node.style.top = `${(best.y / (height * unit)) * 100}%`;
      if (best.apart) this.lead(x, y, best, unit);
    });
  }

  /** The box around a province, in pixels; empty for a city. */
  bounds(adcode, unit) {
    const path = this.units.get(adcode)?.[0]?.fill;
    if (!path) return { x: 0, y: 0, w: 0, h: 0 };
    const box = path.getBBox();
    return { x: box.x * unit, y: box.y * unit, w: box.width * unit, h: box.height * unit };
  }

  lead(x, y, box, unit) {
    const to = {
      x: Math.min(Math.max(x, box.x), box.x + box.w),
      y: Math.min(Math.max(y, box.y), box.y + box.h),
    };
    this.leaders.append(shape(this.doc, "line", {
      x1: x / unit, y1: y / unit, x2: to.x / unit, y2: to.y / unit,
    }));
  }

  /** Say what is known of the region under the pointer. */
  point(event) {
    const lines = this.tips[event.target.dataset?.adcode];
    this.tip.classList.toggle("on", Boolean(lines));
    if (!lines) return;
    this.tip.replaceChildren(...lines.map(([look, text]) => element(this.doc, "p", look, text)));
    const box = this.box.getBoundingClientRect();
    const x = event.clientX - box.x, y = event.clientY - box.y;
    this.tip.style.left = `${Math.max(0, Math.min(x + 16, box.width - this.tip.offsetWidth))}px`;
    const below = y + 18 + this.tip.offsetHeight < box.height;
    this.tip.style.top = `${below ? y + 18 : y - 14 - this.tip.offsetHeight}px`;
  }
}

/** Where a label may stand, from its point: in the middle of a large region, else around it. */
function candidates(w, h, fits) {
  const around = [];
  for (const far of [0.9, 1.7, 2.8]) {
    const sideways = w / 2 + h * far * 0.55, upright = h / 2 + h * far * 0.45;
    around.push([sideways, 0, true], [-sideways, 0, true], [0, -upright, true], [0, upright, true]);
    for (const [x, y] of [[1, 1], [1, -1], [-1, 1], [-1, -1]]) {
      around.push([x * sideways, y * upright, true]);
    }
  }
  return fits ? [[0, 0, false], ...around] : around;
}

function overlap(one, other) {
  const w = Math.min(one.x + one.w, other.x + other.w) - Math.max(one.x, other.x);
  const h = Math.min(one.y + one.h, other.y + other.h) - Math.max(one.y, other.y);
  return w > 0 && h > 0 ? w * h : 0;
}
