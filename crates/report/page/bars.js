// Bars over time: their bins, their picture, and a click on one, which chooses its days.

/**
 * The bins of the events that have a date, and a count or sum for each bin and series; `add` knows the event's place, too,
 * and `unitOf` chooses the bins by the first day and the last.
 */
function binned(dated, series, add, unitOf) {
  const days = DAYS[basis()];
  const sorted = sortedDays(dated, days);
  if (sorted.length === 0) return null;
  // A few odd dates far away, misread or long past, must not squeeze all others into one bar.
  const [low, high] = [sorted[Math.floor(sorted.length * 0.005)], sorted[Math.ceil(sorted.length * 0.995) - 1]];
  const spread = Math.max(high - low, 30);
  const first = sorted.find((day) => day >= low - spread);
  const last = sorted.findLast((day) => day <= high + spread);
  const unit = unitOf(first, last);
  const bins = binsOf(unit, first, last);
  const [start, places] = [bins[0], placesIn(bins, unit)];
  const sums = Array.from({ length: series }, () => new Array(bins.length).fill(0));
  let outside = 0;
  for (let at = 0; at < dated.length; at += 1) {
    const day = days[dated[at].index];
    if (day === NO_DAY) continue;
    if (day >= start && day < start + places.length) add(dated[at], sums, places[day - start], at);
    else outside += 1;
  }
  return { unit, bins, sums, outside, names: bins.map(UNITS[unit].name), ticks: bins.map(UNITS[unit].tick) };
}

function sortedDays(dated, days) {
  const sorted = new Int32Array(dated.length);
  let number = 0;
  for (const event of dated) {
    sorted[number] = days[event.index];
    if (sorted[number] !== NO_DAY) number += 1;
  }
  return sorted.subarray(0, number).sort();
}

/** The bin of each day from the first bin's on: calendars are looked into once for a bin and not for each event. */
function placesIn(bins, unit) {
  const end = UNITS[unit].next(bins.at(-1));
  const places = new Int16Array(end - bins[0]);
  bins.forEach((bin, place) => places.fill(place, bin - bins[0], (bins[place + 1] ?? end) - bins[0]));
  return places;
}

/** What is said of events that the bars leave out. */
const leftOut = (outside, one) => (outside > 0
  ? ` ${counted(outside, one)} of far-away days ${outside === 1 ? "is" : "are"} left out.` : "");

/** rows: [name, sums, class and colour], the lowest first; `tell` says a sum. */
function drawBars(id, said, axis, rows, tell, fractions) {
  draw(id, said, () => ({
    ...timeAxes(axis.ticks, fractions),
    series: rows.map(([name, sums, key]) => stacked(name, sums, lookOf(key, sums.length))),
    tooltip: {
      trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: colour("wash") } },
      formatter: (bars) => hint(axis.names[bars[0].dataIndex],
        rows.map(([name, sums, key]) => [name, tell(sums[bars[0].dataIndex]), key])),
    },
  }), (chart) => {
    chart.getZr().off("click");
    chart.getZr().on("click", ({ offsetX, offsetY }) => {
      const place = chart.containPixel("grid", [offsetX, offsetY]) ? chart.convertFromPixel({ xAxisIndex: 0 }, offsetX) : -1;
      const bin = axis.bins[place];
      if (bin !== undefined) change({ from: isoDay(bin), to: isoDay(UNITS[axis.unit].next(bin) - 1) });
    });
  });
}

/** The axes of bars over time. */
function timeAxes(ticks, fractions) {
  const label = { color: colour("muted"), fontSize: 11, hideOverlap: true };
  return {
    grid: { left: 8, right: 8, top: 16, bottom: 4, containLabel: true },
    xAxis: {
      type: "category", data: ticks, axisTick: { show: false }, axisLabel: label,
      axisLine: { lineStyle: { color: colour("rule-strong") } },
    },
    yAxis: {
      type: "value", splitNumber: 3, minInterval: fractions ? undefined : 1,
      axisLabel: { ...label, formatter: (value) => rounded(value) }, splitLine: { lineStyle: { color: colour("rule") } },
    },
  };
}

/** Bars over each other. */
const stacked = (name, data, itemStyle) => ({
  type: "bar", stack: "all", name, data, barMaxWidth: 40, barCategoryGap: "22%", cursor: "pointer", itemStyle,
  emphasis: { disabled: true },
});

/**
 * What did not happen yet is hatched or hollow: three tints of a colour can be told apart from the paper or from each
 * other, but not both. Thin gaps keep full bars apart as long as there is room.
 */
function lookOf(key, bars) {
  const outlined = { borderColor: colour("deal"), borderWidth: 1 };
  if (key === "deal-planned") return { ...outlined, color: hatching() };
  if (key === "deal-possible") return { ...outlined, color: colour("paper") };
  return { color: colour(key), borderColor: colour("paper"), borderWidth: bars > 120 ? 0 : 0.75 };
}

/** Slanted lines that fit together at the edges, drawn twice as large for sharp screens. */
function hatching() {
  const tile = document.createElement("canvas");
  [tile.width, tile.height] = [10, 10];
  const pen = tile.getContext("2d");
  pen.fillStyle = colour("paper");
  pen.fillRect(0, 0, 10, 10);
  pen.strokeStyle = colour("deal");
  pen.lineWidth = 3.2;
  for (const start of [-10, 0, 10]) {
    pen.moveTo(start - 2, 12);
    pen.lineTo(start + 12, -2);
  }
  pen.stroke();
  return { image: tile, repeat: "repeat", scaleX: 0.5, scaleY: 0.5 };
}

/** The table behind bars; `tell` says a sum in full. */
const tableOf = (id, axis, heads, rows, tell) => fillBehind(id, () => plainTable([axis.unit, ...heads],
  axis.names.map((name, place) => [name, ...rows.map(([, sums]) => tell(sums[place]))])));

/** Fills what stands behind a chart, when it is opened or already is. */
function fillBehind(id, table) {
  const details = byId(id).parentElement;
  const show = () => { if (details.open) fillKeepingFocus(byId(id), table()); };
  details.ontoggle = show;
  show();
}
