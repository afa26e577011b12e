// Events over time, by family.

function drawTimeline(found) {
  const by = basis() === "published" ? "date of publication" : "date of the event, where the text tells it";
  const undated = found.undated > 0 ? ` ${counted(found.undated, "event")} without such a date ${found.undated === 1 ? "is" : "are"} not drawn.` : "";
  const axis = binned(found.events, TYPES.length, (event, sums, place) => { sums[event.type][place] += 1; }, unitFor);
  byId("timeline").hidden = axis === null;
  if (axis === null) {
    undraw("timeline");
    byId("timeline-note").textContent = `No event has a ${by.split(",")[0]}.`;
    byId("timeline-table").parentElement.hidden = true;
    return;
  }
  byId("timeline-table").parentElement.hidden = false;
  byId("timeline-note").textContent = `By ${by}, each ${axis.unit}.${undated}${leftOut(axis.outside, "event")}`;
  const families = TYPES.map((type, place) => [FAMILIES[type], axis.sums[place], type]).filter(([, sums]) => sums.some(Boolean));
  const said = `Events by ${axis.unit}, ${axis.names[0]} to ${axis.names.at(-1)}: ` +
    families.map(([name, sums]) => `${count(sums.reduce((sum, one) => sum + one, 0))} ${name.toLowerCase()}`).join(", ");
  drawBars("timeline", said, axis, families, count);
  tableOf("timeline-table", axis, families.map(([name]) => name), families, count);
}
