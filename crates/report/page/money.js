// What deals were worth, in one currency at a time: sums over currencies would mean nothing.

const VALUE = ROLES.indexOf("value");
const PAYING = rolesOf("buyer", "funder");
const PAID = rolesOf("seller", "recipient");
const NO_SUMS = Object.freeze([]);

/** The largest amount that a deal names in each currency: {currency, amount}. Smaller ones are parts or prices apiece. */
function sumsOf(event) {
  event.sums ??= event.type === DEAL && event.status !== NEGATED ? sumsIn(event.fillers) : NO_SUMS;
  return event.sums;
}

function sumsIn(fillers) {
  let sums = NO_SUMS;
  for (const filler of fillers) {
    if (filler[0] !== VALUE || !(filler[9] > 0 && filler[10] > 0)) continue;
    const [amount, currency] = [Number(string(filler[9])), string(filler[10])];
    if (!Number.isFinite(amount)) continue;
    const same = sums.find((sum) => sum.currency === currency);
    if (same) same.amount = Math.max(same.amount, amount);
    else sums = [...sums, { currency, amount: Math.max(0, amount) }];
  }
  return sums;
}

function drawMoney(found) {
  const currencies = new Map();
  for (const event of found.events) {
    for (const { currency } of sumsOf(event)) currencies.set(currency, (currencies.get(currency) ?? 0) + 1);
  }
  byId("money").hidden = currencies.size === 0;
  if (currencies.size === 0) return void undraw("values");
  const ranked = [...currencies].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const currency = currencies.has(state.currency) ? state.currency : ranked[0][0];
  fill(byId("currency"), ...ranked.map(([name, number]) =>
    make("option", { value: name, selected: name === currency }, `${name} (${counted(number, "deal")})`)));
  const deals = dealsIn(found.events, currency, currencies.get(currency));
  drawValues(deals, currency);
  const said = (sum) => money(sum, currency);
  drawRanking("payers", rankedActors(deals.paying, 7, said), "No buyer or funder is named.");
  drawRanking("paid-to", rankedActors(deals.paid, 7, said), "No seller or recipient is named.");
}

/** The deals in a currency, what each is worth, and what each actor paid and was paid. */
function dealsIn(chosen, currency, number) {
  const days = DAYS[basis()];
  const deals = {
    events: [], worths: new Float64Array(number), total: 0, undated: 0,
    paying: new Float64Array(actors.length), paid: new Float64Array(actors.length),
  };
  for (const event of chosen) {
    for (const sum of sumsOf(event)) if (sum.currency === currency) addDeal(deals, event, sum.amount, days[event.index] !== NO_DAY);
  }
  return deals;
}

function addDeal(deals, event, worth, isDated) {
  deals.worths[deals.events.length] = worth;
  deals.events.push(event);
  deals.total += worth;
  if (!isDated) deals.undated += 1;
  event.acting.forEach((actor, place) => {
    const part = event.parts[place];
    if (PAYING[part]) deals.paying[actor] += worth;
    if (PAID[part]) deals.paid[actor] += worth;
  });
}

function drawValues(deals, currency) {
  const axis = binned(deals.events, STATUSES.length, (event, sums, place, at) => { sums[event.status][place] += deals.worths[at]; });
  const said = `${money(deals.total, currency)} in ${counted(deals.events.length, "deal")}, each by the largest amount that it names`;
  const undated = deals.undated > 0 ? ` ${count(deals.undated)} without a date ${deals.undated === 1 ? "is" : "are"} not drawn.` : "";
  byId("money-note").textContent =
    `${said}. Other currencies and deals that did not happen are not in it.${undated}${leftOut(axis?.outside ?? 0, "deal")}`;
  byId("values").hidden = axis === null;
  byId("values-table").parentElement.hidden = axis === null;
  byId("values-legend").hidden = axis === null;
  if (axis === null) return void undraw("values");
  const rows = STATUSES.map((status, place) => [status, axis.sums[place], `deal-${status}`]).filter(([, sums]) => sums.some(Boolean));
  fill(byId("values-legend"), ...rows.map(([status, , key]) => make("span", { class: `key ${key}` }, status)));
  drawBars("values", said, axis, rows, (sum) => money(sum, currency), true);
  tableOf("values-table", axis, rows.map(([status]) => `${status}, ${currency}`), rows);
}
