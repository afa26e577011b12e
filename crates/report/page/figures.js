// Reported figures: what is measured most, and the latest readings in a line each.

const READINGS = 12;
const MEASURE = ROLES.indexOf("measure");

function drawFigures(found) {
  const figures = found.events.filter((event) => event.type === FIGURE);
  byId("figures").hidden = figures.length === 0;
  if (figures.length === 0) return;
  const measures = new Map();
  for (const event of figures) {
    event.measures ??= measuresOf(event.fillers);
    for (const measure of event.measures) measures.set(measure, (measures.get(measure) ?? 0) + 1);
  }
  const ranked = [...measures].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 10);
  drawRanking("measures", ranked.map(([name, number]) => ({
    name, number, said: count(number), choose: () => change({ words: name, types: ["figure"] }),
  })), "No measure is named.");
  const latest = someInOrder(inOrder("date", true), READINGS, 0, (event) => event.type === FIGURE);
  byId("figures-note").textContent = figures.length > READINGS
    ? `The latest ${READINGS} of ${counted(figures.length, "figure")}.` : counted(figures.length, "figure");
  const rows = latest.map((event) => COLUMNS_OF_FIGURES.map(([, , text]) => text(event)));
  const told = COLUMNS_OF_FIGURES.map((_, place) => rows.some((row) => row[place] !== ""));
  const cells = (row, cell) => row.map((value, place) => (told[place] ? cell(value, place) : null));
  fill(byId("readings"),
    make("thead", {}, make("tr", {}, ...cells(COLUMNS_OF_FIGURES, ([name]) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...cells(row, (text, place) => (place === 0
      ? make("th", { scope: "row" }, foreign(text)) : make("td", { class: COLUMNS_OF_FIGURES[place][1] }, foreign(text))))))));
}

/** What is measured, each measure once. */
function measuresOf(fillers) {
  const measures = [];
  for (const filler of fillers) {
    if (filler[0] !== MEASURE) continue;
    const measure = string(filler[4] || filler[3]).toLowerCase();
    if (!measures.includes(measure)) measures.push(measure);
  }
  return measures;
}

const wordsOf = (event, role, by = (filler) => filler.text) => fillersOf(event, role).map(by).join(", ");

/** Name, class, text. */
const COLUMNS_OF_FIGURES = [
  ["Measure", "", (event) => wordsOf(event, "measure")],
  ["Of", "", (event) => wordsOf(event, "about", nameOf)],
  ["Told by", "soft", (event) => string(event.mentions[0][2])],
  ["Change", "amount", (event) => wordsOf(event, "change")],
  ["Level", "amount", (event) => wordsOf(event, "value")],
  ["When", "soft", (event) => wordsOf(event, "time")],
];
