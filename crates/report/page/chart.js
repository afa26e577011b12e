// What all charts share: a drawing that follows its element's size and the page's colours, and hints made of text.

const charts = new Map();
const FONT = getComputedStyle(document.body).fontFamily;

/** The drawing in an element, made when it is first needed. */
function chartIn(id) {
  if (!charts.has(id)) {
    const element = byId(id);
    const chart = echarts.init(element, null, { renderer: "canvas" });
    // The observer tells the size that it begins with and that it is hidden, too: no reasons to draw again.
    const fits = () => element.clientWidth === 0
      || (chart.getWidth() === element.clientWidth && chart.getHeight() === element.clientHeight);
    new ResizeObserver(() => { if (!fits()) chart.resize(); }).observe(element);
    charts.set(id, chart);
  }
  return charts.get(id);
}

/** Drawings that wait until the reader comes near: to draw is slow, and most changes are looked at from above. */
const waiting = new Map();
const NEAR = 200;
const coming = new IntersectionObserver((seen) => {
  for (const { isIntersecting, target } of seen) if (isIntersecting) paint(target.id);
}, { rootMargin: `${NEAR}px` });

/**
 * Draws as soon as the element is near what is seen. `said` is what the chart shows, in words; `options` gives the
 * picture; `listen` takes the chart to hear clicks.
 */
function draw(id, said, options, listen) {
  const element = byId(id);
  element.setAttribute("aria-label", said);
  element.setAttribute("aria-busy", "true");
  waiting.set(id, { options, listen });
  const { top, bottom, width } = element.getBoundingClientRect();
  if (width > 0 && top < innerHeight + NEAR && bottom > -NEAR) paint(id);
  else coming.observe(element);
}

function paint(id) {
  const element = byId(id);
  coming.unobserve(element);
  if (!waiting.has(id)) return;
  const { options, listen } = waiting.get(id);
  undraw(id);
  const chart = chartIn(id);
  const hint = {
    renderMode: "html", confine: true, transitionDuration: 0, padding: 0, borderWidth: 0, className: "hint",
    backgroundColor: "transparent", extraCssText: "box-shadow: none",
  };
  const picture = options();
  chart.setOption({
    animation: false, textStyle: { fontFamily: FONT, color: colour("ink") },
    ...picture, tooltip: { ...hint, ...picture.tooltip },
  }, { replaceMerge: ["series"] });
  listen(chart);
}

/** What waits need not be drawn any more. */
function undraw(id) {
  waiting.delete(id);
  byId(id).removeAttribute("aria-busy");
}

/** Draws what waits, wherever the reader is: paper shows all. */
function paintAll() {
  for (const id of [...waiting.keys()]) if (byId(id).clientWidth > 0) paint(id);
}

/** A hint is an element, never markup: names may hold anything. */
function hint(title, rows) {
  return make("div", {}, make("strong", {}, foreign(title)),
    ...rows.map(([name, value, key]) => make("div", { class: "row" },
      make("span", { class: key ? `key ${key}` : "key" }, name), make("span", {}, value))));
}
