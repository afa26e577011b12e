// Events over time, by family. A click on a bar chooses its days.

function drawTimeline(found) {
  const by = basis() === "published" ? "date of publication" : "date of the event, where the text tells it";
  const undated = found.undated > 0 ? ` ${counted(found.undated, "event")} without such a date ${found.undated === 1 ? "is" : "are"} not drawn.` : "";
  const axis = binned(found.events, TYPES.length, (event, sums, place) => { sums[event.type][place] += 1; });
  byId("timeline").hidden = axis === null;
  if (axis === null) {
    byId("timeline-note").textContent = `No event has a ${by.split(",")[0]}.`;
    fill(byId("timeline-table"));
    return;
  }
  const odd = axis.outside > 0 ? ` ${counted(axis.outside, "event")} of far-away days ${axis.outside === 1 ? "is" : "are"} left out.` : "";
  byId("timeline-note").textContent = `By ${by}, each ${axis.unit}.${undated}${odd}`;
  const families = TYPES.map((type, place) => [FAMILIES[type], axis.sums[place], type]).filter(([, sums]) => sums.some(Boolean));
  const said = `Events by ${axis.unit}, ${axis.names[0]} to ${axis.names.at(-1)}: ` +
    families.map(([name, sums]) => `${count(sums.reduce((sum, one) => sum + one, 0))} ${name.toLowerCase()}`).join(", ");
  const chart = draw("timeline", said, {
    ...timeAxes(axis.ticks),
    series: families.map(([name, sums, type]) => stacked(name, sums, colour(type))),
    tooltip: {
      trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: colour("wash") } },
      formatter: (bars) => hint(axis.names[bars[0].dataIndex],
        families.map(([name, sums, type]) => [name, count(sums[bars[0].dataIndex]), type])),
    },
  });
  chart.getZr().off("click");
  chart.getZr().on("click", ({ offsetX, offsetY }) => {
    const place = chart.containPixel("grid", [offsetX, offsetY]) ? chart.convertFromPixel({ xAxisIndex: 0 }, offsetX) : -1;
    if (axis.bins[place] !== undefined) chooseDays(axis.bins[place], UNITS[axis.unit].next(axis.bins[place]) - 1);
  });
  tableOf("timeline-table", () => plainTable([axis.unit, ...families.map(([name]) => name)],
    axis.names.map((name, place) => [name, ...families.map(([, sums]) => count(sums[place]))])));
}

function chooseDays(from, to) {
  change({ from: isoDay(from), to: isoDay(to) });
}

/** Fills a table that stands behind a chart, when it is opened or already is. */
function tableOf(id, table) {
  const details = byId(id).parentElement;
  const show = () => { if (details.open) fill(byId(id), table()); };
  details.ontoggle = show;
  show();
}
