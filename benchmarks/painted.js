// When a page is painted, told alike for every page that is measured. Times are performance.now().
(() => {
  const state = (window.bench = { map: null, title: null, clicked: null, last: 0, drawn: 0, looking: true });
  const maps = ".js-plotly-plot .geo .choroplethlayer path, .china .provinces path";
  const units = () =>
    [...document.querySelectorAll(maps)].filter(
      path => path.getBoundingClientRect().width > 0
    ).length;
  const frames = then => requestAnimationFrame(() => requestAnimationFrame(() => then(performance.now())));
  // A first load: the map's 34 units stand in the document with a size, and two frames have passed.
  // A page without a map is told when to stop looking for one: a frame of its own each 16 ms slows all.
  const look = () => {
    if (state.title === null && document.querySelector("h1.finding")?.textContent) {
      state.title = 0;
      frames(now => (state.title = now));
    }
    if (state.map === null && units() >= 34) {
      state.map = 0;
      frames(now => (state.map = now));
    }
    if (state.looking && (!state.map || !state.title)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  // An interaction: the last change of the document before it is quiet, and one frame more.
  // What is only read out to those who cannot see is no paint.
  const shown = item =>
    !item.target.closest?.('[role="log"]') &&
    (item.type !== "attributes" ||
    (item.target.closest?.(".js-plotly-plot, .china") && !item.target.closest(".hoverlayer, .tip")));
  // plotly.js draws a map anew by writing its paths: its own event is lost where a page makes the
  // plot again in the same element.
  const drawing = item => item.target.closest?.(".js-plotly-plot .geo, .js-plotly-plot .plot-container, .china svg");
  new MutationObserver(list => {
    if (!list.some(shown)) return;
    state.last = performance.now();
    if (list.some(item => shown(item) && drawing(item))) state.drawn += 1;
    requestAnimationFrame(() => (state.last = performance.now()));
  }).observe(document, {
    subtree: true, childList: true, characterData: true, attributes: true,
    attributeFilter: ["d", "style", "transform", "fill"],
  });
  addEventListener("pointerdown", event => (state.clicked = event.timeStamp), true);
  addEventListener("keydown", event => event.key === "Enter" && (state.clicked = event.timeStamp), true);
  state.words = selector =>
    selector
      ? [...document.querySelectorAll(selector)].map(element => element.textContent).join("|")
      : location.search;
})();
