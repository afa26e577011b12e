// What deals were worth, in one currency at a time: sums over currencies would mean nothing.

const VALUE = ROLES.indexOf("value");
const PAYING = rolesOf("buyer", "funder");
const PAID = rolesOf("seller", "recipient");

/** The largest amount that a deal names in each currency: {currency, amount}. Smaller ones are parts or prices apiece. */
function sumsOf(event) {
  event.sums ??= event.type === DEAL && event.status !== NEGATED ? sumsIn(event.fillers) : NONE;
  return event.sums;
}

function sumsIn(fillers) {
  let sums = NONE;
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
  const [said, those] = [(sum) => money(sum, currency), `in deals ${countedInWords()}`];
  for (const id of ["payers", "paid-to"]) byId(`${id}-of`).textContent = those;
  drawRanking("payers", rankedActors(deals.paying, 7, said), `No buyer or funder is named ${those}.`);
  drawRanking("paid-to", rankedActors(deals.paid, 7, said), `No seller or recipient is named ${those}.`);
}

/** The deals in a currency, how many of each status there are and for how much, and what each actor paid and was paid. */
function dealsIn(chosen, currency, number) {
  const [days, counts] = [DAYS[basis()], countedStatuses()];
  const deals = {
    events: [], worths: new Float64Array(number), undated: 0,
    numbers: STATUSES.map(() => 0), totals: STATUSES.map(() => 0),
    paying: new Float64Array(actors.length), paid: new Float64Array(actors.length),
  };
  for (const event of chosen) {
    for (const sum of sumsOf(event)) {
      if (sum.currency !== currency) continue;
      addDeal(deals, event, sum.amount);
      if (days[event.index] === NO_DAY) deals.undated += 1;
      if (counts[event.status] === 1) addSides(deals, event, sum.amount);
    }
  }
  return deals;
}

function addDeal(deals, event, worth) {
  deals.worths[deals.events.length] = worth;
  deals.events.push(event);
  deals.numbers[event.status] += 1;
  deals.totals[event.status] += worth;
}

function addSides({ paying, paid }, { acting, parts }, worth) {
  acting.forEach((actor, place) => {
    if (parts[place] & PAYING) paying[actor] += worth;
    if (parts[place] & PAID) paid[actor] += worth;
  });
}

function drawValues(deals, currency) {
  const add = (event, sums, place, at) => { sums[event.status][place] += deals.worths[at]; };
  const axis = binned(deals.events, STATUSES.length, add, monthsOrYears);
  const told = STATUSES.map((status, place) => [status, `deal-${status}`, place]).filter(([, , place]) => deals.numbers[place] > 0);
  const inWords = told.map(([status, , place]) =>
    `${status}: ${money(deals.totals[place], currency)} in ${counted(deals.numbers[place], "deal")}`);
  fill(byId("values-legend"), ...told.map(([, key], place) => make("span", { class: `key ${key}` }, inWords[place])));
  const undated = deals.undated > 0 ? ` ${count(deals.undated)} without a date ${deals.undated === 1 ? "is" : "are"} not drawn.` : "";
  byId("money-note").textContent = `${axis ? `By ${axis.unit}, each` : "Each"} deal by the largest amount that it names.`
    + ` Other currencies and denied deals are not in it.${undated}${leftOut(axis?.outside ?? 0, "deal")}`
    + ` The lists count deals ${countedInWords()}${howToCountMore()}.`;
  byId("values").hidden = axis === null;
  byId("values-table").parentElement.hidden = axis === null;
  if (axis === null) return void undraw("values");
  const rows = told.map(([status, key, place]) => [status, axis.sums[place], key]).filter(([, sums]) => sums.some(Boolean));
  drawBars("values", `Values of deals by ${axis.unit}, ${inWords.join(", ")}`, axis, rows, (sum) => money(sum, currency), true);
  tableOf("values-table", axis, rows.map(([status]) => `${status}, ${currency}`), rows, inFull);
}
