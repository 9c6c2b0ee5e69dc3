/* Ranked bars, the timeline, the matrix and a plan's clauses, as plain HTML that wraps and scales. */

const CHARTS = { bars: drawBars, timeline: drawTimeline, matrix: drawMatrix, plan: drawPlan, paths: drawPaths, nothing: drawNothing };

const FEW = { bars: 8, matrix: 4, plan: 4, paths: 5 };

/** Put a drawing's chart into a box: rows that have no room are counted instead, the lit ones last. */
function fitChart(doc, box, drawing, words) {
  let chart = drawChart(doc, drawing, words);
  box.append(chart);
  for (const tight of [true, false]) {
    while (chart.scrollHeight > chart.clientHeight + 1 && (tight ? !chart.classList.contains("ps-tight") : drawing.rows?.length > 2)) {
      if (!tight) {
        const last = drawing.rows.findLastIndex(row => !row.spot);
        drawing = { ...drawing, rows: drawing.rows.toSpliced(last, 1), more: drawing.more + 1 };
        chart.remove();
        chart = drawChart(doc, drawing, words);
        box.append(chart);
      }
      chart.classList.add("ps-tight");
    }
  }
  return chart;
}

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
  if (drawing.rows.length <= 4) rows.style.setProperty("--row", "5em");
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
    const figure = element(doc, "b", "", row.text);
    if (row.note) figure.append(element(doc, "small", "", row.note));
    track.append(figure);
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
    const place = (year - first) / count;
    if ((year - first) % step || Math.abs(place - drawing.today) < 0.06) continue;
    const tick = element(doc, "span", "", String(year));
    tick.style.left = `${place * 100}%`;
    axis.append(tick);
  }
  const ground = element(doc, "div", "ps-ground");
  drawing.bands.forEach((band, number) => {
    const box = element(doc, "i", number % 2 ? "ps-band" : "ps-band ps-shaded");
    box.style.left = `${band.from * 100}%`;
    box.style.width = `${(band.to - band.from) * 100}%`;
    box.append(element(doc, "span", "", band.to - band.from > 0.015 * band.name.length + 0.04 ? band.name : ""));
    ground.append(box);
  });
  const today = element(doc, "i", "ps-today");
  today.style.left = `${drawing.today * 100}%`;
  today.append(element(doc, "span", "", words.today));
  ground.append(today);
  const back = element(doc, "div", "ps-back");
  back.append(ground, axis);
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
      const box = element(doc, "td", cell?.spot ? "ps-lit" : "");
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

/** One line a region: what is reported (circles) and what is promised (diamonds) on one scale. */
function drawPaths(doc, chart, drawing, words) {
  const grid = element(doc, "div", "ps-paths-grid");
  const head = element(doc, "div", "ps-path ps-path-head");
  head.append(element(doc, "span"), element(doc, "span"));
  head.append(pathSign(doc, "ps-told", words.reported), pathSign(doc, "ps-aim", words.promised));
  grid.append(head);
  for (const row of drawing.rows) {
    const line = element(doc, "div", row.spot ? "ps-path ps-lit" : "ps-path");
    line.dataset.adcode = row.adcode;
    const track = element(doc, "span", "ps-track");
    const places = [...row.reported, ...row.promised].map(point => point.at / drawing.most);
    const rail = element(doc, "i", "ps-rail");
    rail.style.left = `${Math.min(...places) * 100}%`;
    rail.style.width = `${(Math.max(...places) - Math.min(...places)) * 100}%`;
    track.append(element(doc, "i", "ps-base"), rail);
    for (const [points, look] of [[row.promised, "ps-aim"], [row.reported, "ps-told"]]) {
      for (const point of points) {
        const sign = element(doc, "i", look);
        sign.style.left = `${(point.at / drawing.most) * 100}%`;
        track.append(sign);
      }
    }
    line.append(element(doc, "span", "ps-name", row.name), track);
    line.append(pathFigures(doc, row.reported, words), pathFigures(doc, row.promised, words));
    grid.append(line);
  }
  chart.append(grid, footnote(doc, [drawing.more ? counted(words.more, drawing.more) : ""]));
}

function pathSign(doc, look, words) {
  const item = element(doc, "span", "ps-path-sign");
  item.append(element(doc, "i", look), element(doc, "span", "", words));
  return item;
}

function pathFigures(doc, points, words) {
  const cell = element(doc, "span", "ps-path-figures");
  for (const point of points) {
    const item = element(doc, "span");
    item.append(element(doc, "b", "", point.text));
    item.append(element(doc, "small", "", [point.when, point.state].filter(Boolean).join(" · ")));
    cell.append(item);
  }
  if (!points.length) cell.append(element(doc, "span", "ps-none", words.none));
  return cell;
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
