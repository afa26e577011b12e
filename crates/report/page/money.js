// What deals were worth, in one currency at a time: sums over currencies would mean nothing.

/** The largest amount that a deal names in each currency: [currency, amount]. Smaller ones are parts or prices apiece. */
function sumsOf(event) {
  if (event.sums) return event.sums;
  const largest = new Map();
  if (TYPES[event.type] === "deal" && STATUSES[event.status] !== "negated") {
    for (const { currency, amount } of fillersOf(event, "value")) {
      const number = Number(amount);
      if (currency && amount && Number.isFinite(number)) largest.set(currency, Math.max(largest.get(currency) ?? 0, number));
    }
  }
  event.sums = [...largest];
  return event.sums;
}

function drawMoney(found) {
  const currencies = new Map();
  for (const event of found.events) {
    for (const [currency] of sumsOf(event)) currencies.set(currency, (currencies.get(currency) ?? 0) + 1);
  }
  byId("money").hidden = currencies.size === 0;
  if (currencies.size === 0) return;
  const ranked = [...currencies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const currency = currencies.has(state.currency) ? state.currency : ranked[0][0];
  fill(byId("currency"), ...ranked.map(([name, number]) =>
    make("option", { value: name, selected: name === currency }, `${name} (${counted(number, "deal")})`)));
  const worth = (event) => sumsOf(event).find(([name]) => name === currency)?.[1] ?? 0;
  const deals = found.events.filter((event) => sumsOf(event).some(([name]) => name === currency));
  drawValues(deals, worth, currency);
  drawSides("payers", deals, worth, currency, ["buyer", "funder"], "No buyer or funder is named.");
  drawSides("paid-to", deals, worth, currency, ["seller", "recipient"], "No seller or recipient is named.");
}

function drawValues(deals, worth, currency) {
  const shown = STATUSES.filter((status) => status !== "negated");
  const axis = binned(deals, STATUSES.length, (event, sums, place) => { sums[event.status][place] += worth(event); });
  const undated = deals.filter((event) => event[basis()] === null).length;
  const total = deals.reduce((sum, event) => sum + worth(event), 0);
  const said = `${money(total, currency)} in ${counted(deals.length, "deal")}, each by the largest amount that it names`;
  byId("money-note").textContent = `${said}. Other currencies and deals that did not happen are not in it.${
    undated > 0 ? ` ${count(undated)} without a date ${undated === 1 ? "is" : "are"} not drawn.` : ""}`;
  byId("values").hidden = axis === null;
  byId("values-table").parentElement.hidden = axis === null;
  byId("values-legend").hidden = axis === null;
  if (axis === null) return;
  const rows = shown.map((status) => [status, axis.sums[STATUSES.indexOf(status)]]).filter(([, sums]) => sums.some(Boolean));
  fill(byId("values-legend"), ...rows.map(([status]) => make("span", { class: `key deal-${status}` }, status)));
  const chart = draw("values", said, {
    ...timeAxes(axis.ticks, currency),
    series: rows.map(([status, sums]) => stacked(status, sums, colour(`deal-${status}`))),
    tooltip: {
      trigger: "axis", axisPointer: { type: "shadow", shadowStyle: { color: colour("wash") } },
      formatter: (bars) => hint(axis.names[bars[0].dataIndex],
        rows.map(([status, sums]) => [status, money(sums[bars[0].dataIndex], currency), `deal-${status}`])),
    },
  });
  chart.getZr().off("click");
  chart.getZr().on("click", ({ offsetX, offsetY }) => {
    const place = chart.containPixel("grid", [offsetX, offsetY]) ? chart.convertFromPixel({ xAxisIndex: 0 }, offsetX) : -1;
    if (axis.bins[place] !== undefined) chooseDays(axis.bins[place], UNITS[axis.unit].next(axis.bins[place]) - 1);
  });
  tableOf("values-table", () => plainTable([axis.unit, ...rows.map(([status]) => `${status}, ${currency}`)],
    axis.names.map((name, place) => [name, ...rows.map(([, sums]) => count(sums[place]))])));
}

function drawSides(id, deals, worth, currency, roles, otherwise) {
  const sums = new Map();
  for (const event of deals) {
    for (const [actor, role] of event.acting) {
      if (roles.includes(role)) sums.set(actor, (sums.get(actor) ?? 0) + worth(event));
    }
  }
  const ranked = [...sums].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id).slice(0, 7);
  drawRanking(id, ranked.map(([actor, sum]) => ({
    name: actor.name, number: sum, said: money(sum, currency), choose: () => toggleActor(actor.name), chosen: isChosen(actor),
  })), otherwise);
}
