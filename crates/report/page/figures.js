// Reported figures: what is measured most, and the latest readings in a line each.

const [READINGS, MOST_MEASURES] = [12, 10];

function drawFigures(found) {
  const figures = found.events.filter((event) => event.type === FIGURE);
  byId("figures").hidden = figures.length === 0;
  if (figures.length === 0) return;
  const numbers = new Uint32Array(measures.length);
  for (const event of figures) for (const measure of event.measured) numbers[measure] += 1;
  const isBefore = (one, other) => measures[one] < measures[other];
  drawRanking("measures", largest(numbers, MOST_MEASURES, isBefore).map((measure) => ({
    name: measures[measure], number: numbers[measure], said: count(numbers[measure]),
    choose: () => toggleMeasure(measures[measure]), chosen: state.measures.includes(measures[measure]),
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

const toggleMeasure = (name) => change({ measures: toggled(state.measures, name) });

const wordsOf = (event, role, by = (filler) => filler.text) => fillersOf(event, role).map(by).join(", ");

/** Name, class, text. */
const COLUMNS_OF_FIGURES = [
  ["Measure", "", (event) => wordsOf(event, "measure")],
  ["Of", "", (event) => wordsOf(event, "about", nameOf)],
  ["Told by", "soft", (event) => string(event.mentions[0][2])],
  ["Change", "amount", (event) => wordsOf(event, "change")],
  ["Level", "amount", (event) => wordsOf(event, "value")],
  ["When", "soft when", (event) => wordsOf(event, "time")],
];
