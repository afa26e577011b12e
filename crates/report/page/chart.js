// What all charts share: a drawing that follows its element's size and the page's colours, and hints made of text.

const charts = new Map();
const FONT = getComputedStyle(document.body).fontFamily;

/** The drawing in an element, made when it is first needed. */
function chartIn(id) {
  if (!charts.has(id)) {
    const chart = echarts.init(byId(id), null, { renderer: "canvas" });
    new ResizeObserver(() => chart.resize()).observe(byId(id));
    charts.set(id, chart);
  }
  return charts.get(id);
}

/** Draws; `said` is what the chart shows, in words. */
function draw(id, said, options) {
  byId(id).setAttribute("aria-label", said);
  const hint = {
    renderMode: "html", confine: true, transitionDuration: 0, padding: 0, borderWidth: 0, className: "hint",
    backgroundColor: "transparent", extraCssText: "box-shadow: none",
  };
  const chart = chartIn(id);
  chart.setOption({
    animation: false, textStyle: { fontFamily: FONT, color: colour("ink") },
    ...options, tooltip: { ...hint, ...options.tooltip },
  }, { notMerge: true });
  return chart;
}

/** A hint is an element, never markup: names may hold anything. */
function hint(title, rows) {
  return make("div", {}, make("strong", {}, foreign(title)),
    ...rows.map(([name, value, key]) => make("div", { class: "row" },
      make("span", { class: key ? `key ${key}` : "key" }, name), make("span", {}, value))));
}

/** The axes of bars over time. */
function timeAxes(ticks, unit) {
  const label = { color: colour("muted"), fontSize: 11, hideOverlap: true };
  return {
    grid: { left: 8, right: 8, top: 16, bottom: 4, containLabel: true },
    xAxis: {
      type: "category", data: ticks, axisTick: { show: false }, axisLabel: label,
      axisLine: { lineStyle: { color: colour("rule-strong") } },
    },
    yAxis: {
      type: "value", splitNumber: 3, minInterval: unit ? undefined : 1,
      axisLabel: { ...label, formatter: (value) => rounded(value) }, splitLine: { lineStyle: { color: colour("rule") } },
    },
  };
}

/** Bars over each other; the uppermost has round corners, and thin gaps keep them apart. */
const stacked = (name, data, fill) => ({
  type: "bar", stack: "all", name, data, barMaxWidth: 40, barCategoryGap: "22%", cursor: "pointer",
  itemStyle: { color: fill, borderColor: colour("paper"), borderWidth: data.length > 120 ? 0 : 0.75 },
  emphasis: { disabled: true },
});

/** The bins of the events that have a date, and a count or sum for each bin and series. */
function binned(dated, series, add) {
  const by = basis();
  const days = Int32Array.from(dated.map((event) => event[by]).filter((day) => day !== null)).sort();
  if (days.length === 0) return null;
  // A few odd dates far away, misread or long past, must not squeeze all others into one bar.
  const [low, high] = [days[Math.floor(days.length * 0.005)], days[Math.ceil(days.length * 0.995) - 1]];
  const spread = Math.max(high - low, 30);
  const near = days.filter((day) => day >= low - spread && day <= high + spread);
  const unit = unitFor(near[0], near.at(-1));
  const bins = binsOf(unit, near[0], near.at(-1));
  const places = new Map(bins.map((bin, place) => [bin, place]));
  const sums = Array.from({ length: series }, () => new Array(bins.length).fill(0));
  let outside = 0;
  for (const event of dated) {
    const place = event[by] === null ? undefined : places.get(UNITS[unit].start(event[by]));
    if (place !== undefined) add(event, sums, place);
    else if (event[by] !== null) outside += 1;
  }
  return { unit, bins, sums, outside, names: bins.map(UNITS[unit].name), ticks: bins.map(UNITS[unit].tick) };
}
