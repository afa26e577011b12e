// The page follows the state: every change writes the address and draws what it concerns anew.

let found;
const DRAWINGS = [drawTimeline, drawNetwork, drawMoney];

/** Changes the state. What is found changes with it and begins at the first page of the table, unless `follow` does less. */
function change(changes, follow = show) {
  began ??= performance.now();
  state = { ...state, ...(follow === show ? { page: 1 } : {}), ...changes };
  writeAddress();
  follow();
  later();
}

/** Numbers, lists and the table at once; pictures with the next frames. */
function show() {
  began ??= performance.now();
  found = select();
  byId("none").hidden = found.events.length > 0;
  byId("found").hidden = found.events.length === 0;
  showLead();
  showControls(found);
  drawTable();
  drawFigures(found);
  later(...DRAWINGS);
}

/** What is still to be drawn; one drawing a frame keeps the page at hand, and many changes in a frame are drawn once. */
const due = new Set();
let frame = 0;
let began = null;

function later(...drawings) {
  began ??= performance.now();
  for (const drawing of drawings) due.add(drawing);
  frame ||= requestAnimationFrame(drawNext);
}

function drawNext() {
  if (found.events.length === 0) due.clear();
  const next = DRAWINGS.find((drawing) => due.delete(drawing));
  frame = due.size > 0 ? requestAnimationFrame(drawNext) : 0;
  next?.(found);
  if (due.size > 0) return;
  // For those who measure the page.
  document.documentElement.dataset.drawn = (performance.now() - began).toFixed(1);
  began = null;
}

/** Paper does not wait for frames. */
function drawAll() {
  for (const drawing of found.events.length > 0 ? DRAWINGS : []) drawing(found);
  paintAll();
}

/** The last lead that each document was counted for. */
const countedFor = new Uint32Array(documents.size);
let leads = 0;

function showLead() {
  const shown = found.events;
  const days = DAYS[basis()];
  leads += 1;
  let [told, first, last] = [0, Infinity, -Infinity];
  for (const { index, story } of shown) {
    if (countedFor[story.document] !== leads) told += 1;
    countedFor[story.document] = leads;
    const day = days[index];
    if (day === NO_DAY) continue;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const span = first > last ? "" : first === last ? `, ${longDay(first)}` : `, ${longDay(first)} to ${longDay(last)}`;
  const undated = found.undated > 0 ? `; ${count(found.undated)} undated` : "";
  const number = isFiltered() ? `${count(shown.length)} of ${counted(events.length, "event")}` : counted(shown.length, "event");
  byId("lead").textContent = `${number} in ${counted(told, "document")}${span}${undated}`;
}

function start() {
  byId("main").hidden = false;
  watchTheme((now) => {
    if (found === undefined) return;
    if (now) drawAll();
    else later(...DRAWINGS);
  });
  if (events.length === 0) {
    byId("lead").textContent = "There are no events in this file.";
    fill(byId("main"), make("p", { class: "empty" }, "Nothing was found in the documents that were read, or no events passed. ",
      "If that is a surprise, look at rejects.jsonl and manifest.json beside the events: they account for every document."));
    return;
  }
  watchWidth();
  readAddress();
  watchControls();
  show();
  let resizing;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => later(drawNetwork), 150); });
  addEventListener("hashchange", () => { readAddress(); show(); });
  // The first search should not wait for its index.
  whenIdle(() => prepareSearch(0));
}

/** Where there is little room the filters begin folded, and their summary opens them; where there is enough, they have none. */
function watchWidth() {
  const narrow = matchMedia("(max-width: 720px)");
  byId("filters").open = !narrow.matches;
  narrow.addEventListener("change", () => { if (!narrow.matches) byId("filters").open = true; });
}

const whenIdle = (act) => (globalThis.requestIdleCallback ? requestIdleCallback(act) : setTimeout(act, 50));

function prepareSearch(from) {
  const to = Math.min(from + 1000, events.length);
  for (let index = from; index < to; index += 1) searchable(events[index]);
  if (to < events.length) whenIdle(() => prepareSearch(to));
}

start();
