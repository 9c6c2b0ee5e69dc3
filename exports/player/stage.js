/* The stage shows one scene in a box of any size: the screen, the speaker's window or a preview. */

class Stage {
  constructor(doc, payload) {
    this.doc = doc;
    this.payload = payload;
    this.root = element(doc, "section", "ps-box");
    this.slide = element(doc, "div", "ps-slide");
    this.headline = element(doc, "h1", "ps-headline");
    this.text = element(doc, "p", "ps-text");
    this.body = element(doc, "div", "ps-body");
    this.holder = element(doc, "div", "ps-holder");
    this.map = new ChinaMap(doc, payload.map, payload.words.zh);
    this.year = element(doc, "div", "ps-year");
    this.holder.append(this.map.box, this.year);
    this.side = element(doc, "aside", "ps-side");
    this.chart = null;
    this.body.append(this.holder, this.side);
    this.subtitle = element(doc, "p", "ps-subtitle");
    this.source = element(doc, "p", "ps-source");
    this.foot = element(doc, "footer", "ps-foot");
    this.foot.append(this.source);
    this.slide.append(this.headline, this.text, this.subtitle, this.body, this.foot);
    this.root.append(this.slide);
    this.index = -1;
    this.frame = 0;
    const window_ = doc.defaultView;
    this.observer = new window_.ResizeObserver(() => this.map.place());
    this.observer.observe(this.map.box);
  }

  scene(lang = this.lang) {
    return this.payload.scenes[this.index][lang];
  }

  /** Show a scene; `frame` is the place of the year in a scene that has years, the last by default. */
  show(index, lang, frame = null) {
    this.index = index;
    this.lang = lang;
    const words = this.payload.words[lang], scene = this.scene(), drawing = scene.drawing;
    this.slide.lang = lang === "zh" ? "zh-CN" : "en";
    this.slide.style.fontFamily = this.payload.fonts[lang];
    this.headline.textContent = scene.headline;
    this.text.textContent = scene.text;
    this.subtitle.textContent = scene.subtitle;
    this.source.textContent = scene.source;
    this.chart?.remove();
    this.chart = null;
    const mapped = drawing.kind === "map";
    this.slide.classList.toggle("ps-mapped", mapped);
    if (mapped) {
      this.setYear(frame ?? drawing.frames.length - 1);
    } else {
      this.headline.after(this.text);
      this.side.replaceChildren();
      this.year.textContent = "";
      this.chart = fitChart(this.doc, this.body, drawing, words);
    }
    this.root.dataset.scene = this.payload.scenes[index].id;
  }

  /** Show one year of the scene's map. */
  setYear(number) {
    const drawing = this.scene().drawing, words = this.payload.words[this.lang];
    this.frame = Math.max(0, Math.min(number, drawing.frames.length - 1));
    const frame = drawing.frames[this.frame];
    this.map.svg.setAttribute("aria-label", this.scene().headline);
    this.map.show(frame, drawing.spotlight, words);
    this.year.replaceChildren();
    if (frame.year) {
      this.year.append(element(this.doc, "span", "", words.year), element(this.doc, "b", "", String(frame.year)));
    }
    const values = this.values(frame, words);
    this.side.replaceChildren(this.text, values, this.legend(drawing, words));
    // What has no room beside the map is on the map all the same.
    while (this.side.scrollHeight > this.side.clientHeight + 1 && values.children.length > 2) {
      const unlit = [...values.children].filter(line => !line.classList.contains("ps-lit"));
      (unlit.at(-1) ?? values.lastElementChild).remove();
    }
  }

  values(frame, words) {
    const list = element(this.doc, "ol", "ps-values");
    for (const value of frame.values) {
      const line = element(this.doc, "li", value.spot ? "ps-lit" : "");
      const key = element(this.doc, "i", value.city ? "ps-dot" : "");
      key.style.backgroundColor = `var(--${value.fill})`;
      line.append(key, element(this.doc, "span", "", value.name), element(this.doc, "b", "", value.figure));
      line.append(element(this.doc, "small", "", value.due));
      list.append(line);
    }
    if (!frame.values.length) list.append(element(this.doc, "li", "ps-none", words.none));
    return list;
  }

  legend(drawing, words) {
    const legend = element(this.doc, "p", "ps-legend");
    for (const key of drawing.legend) legend.append(swatch(this.doc, key.fill, key.pattern, key.words));
    if (drawing.points) {
      const dot = swatch(this.doc, "page", "", words.city);
      dot.firstChild.className = "ps-dot";
      legend.append(dot);
    }
    return legend;
  }

  close() {
    this.observer.disconnect();
    this.root.remove();
  }
}

/** Set the colours of a theme on a root. */
function dress(root, payload, theme) {
  for (const [name, colour] of Object.entries(payload.palettes[theme])) {
    root.style.setProperty(`--${name}`, colour);
  }
  root.style.colorScheme = theme;
  root.dataset.theme = theme;
}
