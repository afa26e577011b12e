// The events as a table, a page of it at a time. A row opens the sentences that tell the event.

const PAGE = 25;
const COLUMNS = [["date", "Date"], ["type", "Type"], [null, "What happened"], [null, "Status"], ["confidence", "Confidence"], [null, "Document"]];
const ORDERS = {
  date: (event) => DAYS[basis()][event.index],
  type: (event) => event.subtype,
  confidence: (event) => event.confidence,
};

/** All events in an order, made once: filters are quick since they only pass some over. */
const orders = new Map();

function inOrder(sort, down) {
  const name = `${sort} ${down} ${basis()}`;
  if (!orders.has(name)) orders.set(name, sorted(ORDERS[sort], down ? -1 : 1));
  return orders.get(name);
}

/** The numbers of the events. Each key is made one number with the event's own, since numbers are sorted at once. */
function sorted(key, sign) {
  // What has no date comes last whichever way the others are sorted.
  const last = 2 ** 24;
  const keyed = Float64Array.from(events, (event) => {
    const value = key(event);
    return (value === NO_DAY ? last : sign * value) * events.length + event.index;
  }).sort();
  return Uint32Array.from(keyed, (number) => ((number % events.length) + events.length) % events.length);
}

/** The first `most` events of an order that are found, are right, and stand behind the first `skipped`. */
function someInOrder(ordered, most, skipped, right = () => true) {
  const some = [];
  let passed = 0;
  for (const index of ordered) {
    const event = events[index];
    if (event.found !== found || !right(event)) continue;
    if (passed >= skipped) some.push(event);
    passed += 1;
    if (some.length === most) break;
  }
  return some;
}

function drawTable() {
  const total = found.events.length;
  const pages = Math.max(1, Math.ceil(total / PAGE));
  const page = Math.min(state.page, pages);
  const shown = someInOrder(inOrder(state.sort, state.down), PAGE, (page - 1) * PAGE);
  byId("range").textContent = total === 0 ? "" :
    `${count((page - 1) * PAGE + 1)} to ${count((page - 1) * PAGE + shown.length)} of ${count(total)}`;
  fillKeepingFocus(byId("table"), make("thead", {}, make("tr", {}, ...COLUMNS.map(headCell))), make("tbody", {}, ...shown.flatMap(rowsOf)));
  drawPages(page, pages);
}

function headCell([key, name]) {
  const isSorted = key !== null && key === state.sort;
  const turn = () => change({ sort: key, down: isSorted ? !state.down : key !== "type" }, drawTable);
  return make("th", { scope: "col", class: name.toLowerCase().split(" ")[0], "aria-sort": isSorted ? (state.down ? "descending" : "ascending") : null },
    key === null ? name : make("button", { type: "button", "data-key": key, onclick: turn }, name, make("span", { "aria-hidden": "true" }, isSorted ? (state.down ? " ↓" : " ↑") : "")));
}

function rowsOf(event) {
  const id = `event-${event.index}`;
  const day = event[basis()];
  const more = make("tr", { id, class: "more", hidden: true });
  const open = make("button", { type: "button", class: "open", "data-key": id, "aria-expanded": "false", "aria-controls": id, onclick: () => {
    const opened = more.hidden;
    if (opened && !more.firstChild) more.append(make("td", { colspan: COLUMNS.length }, detail(event)));
    more.hidden = !opened;
    open.setAttribute("aria-expanded", String(opened));
  } }, summary(event));
  return [make("tr", { class: "event" },
    make("td", { class: "date" }, day === null ? make("span", { class: "soft" }, "undated") : longDay(day)),
    make("td", { class: "type" }, make("span", { class: `key ${TYPES[event.type]}` }, SUBTYPES[event.subtype][0])),
    make("td", { class: "what" }, open),
    make("td", { class: `status ${STATUSES[event.status]}` }, STATUSES[event.status]),
    make("td", { class: "confidence" }, percent(event.confidence)),
    make("td", { class: "document" }, foreign(event.story.title || event.story.id))), more];
}

/** What stands behind the word that tells an event: first what it is about, then the rest with a word that says what it is. */
const ABOUT = ["host", "asset", "stake", "target", "recipient", "subject", "change"];
const BESIDE = { about: "of", value: "", seller: "seller", topic: "on", place: "in" };

/** Who, the word that tells it, and the rest: "Siemens bought a stake in Alstom · €1.1 billion". */
function summary(event) {
  const first = fillersOf(event, "participant", "party", "buyer", "funder", "measure");
  const names = (fillers, by) => [...new Set(fillers.map(by))].slice(0, 6).join(", ");
  const said = (filler) => (filler.amount ? filler.text : nameOf(filler));
  const beside = Object.entries(BESIDE).map(([role, word]) => [word, names(fillersOf(event, role), said)]).filter(([, text]) => text);
  return make("bdi", {}, make("strong", {}, names(first, nameOf)), ` ${string(event.mentions[0][2])} `,
    names(fillersOf(event, ...ABOUT), said), ...beside.map(([word, text]) => make("span", { class: "beside" },
      " · ", word ? make("span", { class: "soft" }, `${word} `) : null, text)));
}

function drawPages(page, pages) {
  const go = (to) => () => { change({ page: to }, drawTable); byId("events").scrollIntoView(); };
  const button = (name, to, disabled) => make("button", { type: "button", class: "quiet", "data-key": name, disabled, onclick: go(to) }, name);
  fillKeepingFocus(byId("pages"), ...(pages === 1 ? [] : [
    button("First", 1, page === 1), button("Previous", page - 1, page === 1),
    make("span", {}, `Page ${count(page)} of ${count(pages)}`),
    button("Next", page + 1, page === pages), button("Last", pages, page === pages)]));
}
