// The page follows the state: every change writes the address and draws what it concerns anew.

let found;
let drawing = 0;

/** Changes the state. A change of what is found begins at the first page of the table again. */
function change(changes, filters = true) {
  state = { ...state, ...(filters ? { page: 1 } : {}), ...changes };
  writeAddress();
  show();
}

/** Numbers, lists and the table at once; pictures with the next frame, however many changes came until then. */
function show() {
  const began = performance.now();
  found = select();
  showLead();
  showControls(found);
  byId("none").hidden = found.events.length > 0;
  byId("found").hidden = found.events.length === 0;
  drawTable();
  drawFigures(found);
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(() => drawCharts(began));
}

function drawCharts(began) {
  if (found.events.length > 0) {
    drawTimeline(found);
    drawNetwork(found);
    drawMoney(found);
  }
  // For those who measure the page.
  document.documentElement.dataset.drawn = (performance.now() - began).toFixed(1);
}

function showLead() {
  const shown = found.events;
  const documents = new Set(shown.map((event) => event.story.id)).size;
  const by = basis();
  let [first, last] = [Infinity, -Infinity];
  for (const { [by]: day } of shown) {
    if (day === null) continue;
    first = Math.min(first, day);
    last = Math.max(last, day);
  }
  const span = first > last ? "" : first === last ? `, ${longDay(first)}` : `, ${longDay(first)} to ${longDay(last)}`;
  const undated = found.undated > 0 ? `; ${count(found.undated)} undated` : "";
  const all = isFiltered() ? ` of ${count(events.length)}` : "";
  byId("lead").textContent = `${count(shown.length)}${all} events in ${counted(documents, "document")}${span}${undated}`;
}

function start() {
  byId("main").hidden = false;
  watchTheme((now) => {
    if (found === undefined || events.length === 0) return;
    if (now) drawCharts(performance.now());
    else show();
  });
  if (events.length === 0) {
    byId("lead").textContent = "There are no events in this file.";
    fill(byId("main"), make("p", { class: "empty" }, "Nothing was found in the documents that were read, or no events passed. ",
      "If that is a surprise, look at rejects.jsonl and manifest.json beside the events: they account for every document."));
    return;
  }
  if (matchMedia("(max-width: 720px)").matches) byId("filters").open = false;
  readAddress();
  watchControls();
  show();
  let resizing;
  addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => drawCharts(performance.now()), 150); });
  addEventListener("hashchange", () => { readAddress(); show(); });
  // The first search should not wait for its index.
  setTimeout(() => events.forEach(searchable), 300);
}

start();
