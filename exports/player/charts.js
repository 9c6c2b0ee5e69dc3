/* Ranked bars, the timeline, the matrix and a plan's clauses, as plain HTML that wraps and scales. */

const CHARTS = { bars: drawBars, timeline: drawTimeline, matrix: drawMatrix, plan: drawPlan, nothing: drawNothing };

const FEW = { bars: 8, matrix: 4, plan: 4 };

/** The chart of a drawing that is not a map. */
function drawChart(doc, drawing, words) {
  const chart = element(doc, "div", `ps-chart ps-${drawing.kind}`);
  // A few rows are written larger.
  chart.classList.toggle("ps-few", drawing.rows?.length <= FEW[drawing.kind]);
  CHARTS[drawing.kind](doc, chart, drawing, words);
  return chart;
}

function counted(text, count) {
  return text.replace("{count}", count);
}

function footnote(doc, texts) {
  const shown = texts.filter(Boolean);
  return shown.length ? element(doc, "p", "ps-more", shown.join(" · ")) : "";
}

/** A number is solid, a range hatched from its low end, a minimum open, about fading. */
function drawBars(doc, chart, drawing, words) {
  const rows = element(doc, "div", "ps-rows");
  for (const row of drawing.rows) {
    const line = element(doc, "div", "ps-row");
    if (row.spot) line.classList.add("ps-lit");
    if (row.city) line.classList.add("ps-city");
    line.append(element(doc, "span", "ps-place", row.place), element(doc, "span", "ps-name", row.label));
    const track = element(doc, "span", "ps-track");
    const share = end => `${(end / drawing.most) * 100}%`;
    const low = row.low ?? row.high;
    if (low !== null && !["rank", "multiple"].includes(row.comparator)) {
      const bar = element(doc, "i", `ps-bar ps-${row.comparator}`);
      bar.style.width = share(low);
      track.append(bar);
      if (row.comparator === "range" && row.high > row.low) {
        const rest = element(doc, "i", "ps-bar ps-rest");
        rest.style.width = share(row.high - row.low);
        track.append(rest);
      }
    }
    track.append(element(doc, "b", "", row.text));
    line.append(track);
    rows.append(line);
  }
  chart.append(rows);
  const legend = element(doc, "p", "ps-legend");
  if (drawing.rows.some(row => row.city)) {
    legend.append(swatch(doc, "bar_soft", "", words.city));
  }
  chart.append(legend);
  const more = drawing.more ? counted(words.more, drawing.more) : "";
  chart.append(footnote(doc, [more, ...drawing.caveats]));
}

function drawTimeline(doc, chart, drawing, words) {
  const grid = element(doc, "div", "ps-lanes");
  const axis = element(doc, "div", "ps-axis");
  const first = drawing.years[0], count = drawing.years.length;
  const step = Math.ceil(count / 12);
  for (const year of drawing.years) {
    if ((year - first) % step) continue;
    const tick = element(doc, "span", "", String(year));
    tick.style.left = `${((year - first) / count) * 100}%`;
    axis.append(tick);
  }
  const ground = element(doc, "div", "ps-ground");
  drawing.bands.forEach((band, number) => {
    const box = element(doc, "i", number % 2 ? "ps-band" : "ps-band ps-shaded");
    box.style.left = `${band.from * 100}%`;
    box.style.width = `${(band.to - band.from) * 100}%`;
    box.append(element(doc, "span", "", band.to - band.from > 0.12 ? band.name : ""));
    ground.append(box);
  });
  const today = element(doc, "i", "ps-today");
  today.style.left = `${drawing.today * 100}%`;
  today.append(element(doc, "span", "", words.today));
  ground.append(today);
  const back = element(doc, "div", "ps-back");
  back.append(axis, ground);
  grid.append(back);
  let region = "";
  for (const row of drawing.rows) {
    const lane = element(doc, "div", "ps-lane");
    if (row.spot) lane.classList.add("ps-lit");
    lane.append(element(doc, "span", "ps-region", row.region === region ? "" : row.region));
    lane.append(element(doc, "span", "ps-name", row.label));
    region = row.region;
    const track = element(doc, "span", "ps-track");
    if (row.to !== null) {
      const bar = element(doc, "i", "ps-span");
      bar.classList.toggle("ps-expired", row.expired);
      bar.classList.toggle("ps-draft", row.draft);
      bar.style.left = `${row.from * 100}%`;
      bar.style.width = `${Math.max(row.to - row.from, 0.004) * 100}%`;
      track.append(bar);
    }
    if (row.dated) {
      const dot = element(doc, "i", "ps-issued");
      dot.style.left = `${row.from * 100}%`;
      track.append(dot);
    }
    row.marks.forEach((mark, number) => {
      const point = element(doc, "i", "ps-due");
      point.style.left = `${mark.at * 100}%`;
      const next = row.marks[number + 1];
      if (!next || next.at - mark.at > 0.13) point.append(element(doc, "span", "", mark.text));
      track.append(point);
    });
    lane.append(track);
    grid.append(lane);
  }
  chart.append(grid);
  const legend = element(doc, "p", "ps-legend");
  legend.append(swatch(doc, "bar_soft", "", words.running), swatch(doc, "rule", "", words.passed));
  legend.append(element(doc, "span", "ps-sign", `◆ ${words.due}`));
  chart.append(legend, footnote(doc, [
    drawing.more ? counted(words.more, drawing.more) : "",
    drawing.undated ? counted(words.undated, drawing.undated) : "",
  ]));
}

function drawMatrix(doc, chart, drawing, words) {
  const table = element(doc, "table");
  const head = element(doc, "tr");
  head.append(element(doc, "th"));
  for (const column of drawing.columns) {
    const cell = element(doc, "th", column.spot ? "ps-lit" : "", column.name);
    cell.scope = "col";
    head.append(cell);
  }
  table.append(head);
  for (const row of drawing.rows) {
    const line = element(doc, "tr", row.spot ? "ps-lit" : "");
    const name = element(doc, "th", "", row.name);
    name.scope = "row";
    line.append(name);
    for (const cell of row.cells) {
      const box = element(doc, "td");
      if (cell) {
        const bar = element(doc, "i", "ps-share");
        bar.style.width = `${cell.share * 100}%`;
        box.append(element(doc, "b", "", cell.text), bar, element(doc, "span", "", cell.note));
      } else {
        box.append(element(doc, "span", "ps-none", words.none));
      }
      line.append(box);
    }
    table.append(line);
  }
  chart.append(table, footnote(doc, [
    drawing.more ? counted(words.more, drawing.more) : "",
    drawing.apart ? counted(words.apart, drawing.apart) : "",
  ]));
}

function drawPlan(doc, chart, drawing, words) {
  chart.append(element(doc, "h2", "", drawing.title));
  chart.append(element(doc, "p", "ps-facts", drawing.facts.join(" · ")));
  if (drawing.empty) chart.append(element(doc, "p", "ps-empty", drawing.empty));
  const list = element(doc, "div", "ps-clauses");
  for (const row of drawing.rows) {
    const line = element(doc, "div", row.spot ? "ps-clause ps-lit" : "ps-clause");
    const figure = element(doc, "div", "ps-figure");
    figure.append(element(doc, "b", "", row.figure), element(doc, "span", "", row.due));
    const words_ = element(doc, "div", "ps-wording");
    words_.append(element(doc, "span", "", row.name), element(doc, "q", "", row.wording));
    line.append(figure, words_);
    list.append(line);
  }
  chart.append(list);
  chart.append(footnote(doc, [drawing.more ? counted(words.more, drawing.more) : ""]));
}

function drawNothing(doc, chart, drawing) {
  chart.append(element(doc, "p", "ps-empty", drawing.text));
}

/** A coloured or patterned square with its meaning. */
function swatch(doc, fill, pattern, words) {
  const item = element(doc, "span", "ps-key");
  const box = element(doc, "i", pattern ? `ps-${pattern}` : "");
  box.style.backgroundColor = `var(--${fill})`;
  item.append(box, element(doc, "span", "", words));
  return item;
}
