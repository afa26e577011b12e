// What is chosen on the page, kept in the address after #, so that a view can be bookmarked and sent.

const UNCHOSEN = Object.freeze({
  types: [], subtypes: [], statuses: [], actors: [], measures: [], words: "", from: "", to: "", by: "", confidence: 0,
  ties: "meet", currency: "", sort: "date", down: true, page: 1,
});

/** Dates of events unless more events are dated by their publication. */
const defaultBasis = (() => {
  const dated = (basis) => DAYS[basis].reduce((sum, day) => sum + (day !== NO_DAY ? 1 : 0), 0);
  return dated("published") >= dated("happened") ? "published" : "happened";
})();

let state = { ...UNCHOSEN };

/** Which date of an event counts: that of its publication, or its own. */
const basis = () => state.by || defaultBasis;

function readAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const list = (name, allowed) => [...new Set(given.getAll(name).filter((value) => allowed(value)))];
  // Addresses are written by hand, too: what is chosen has the spelling of the page.
  const named = given.getAll("actor").map(actorNamed).filter((actor) => actor !== undefined);
  const measured = given.getAll("measure").map(measureNamed).filter((measure) => measure !== undefined);
  const one = (name, pattern, otherwise) => (pattern.test(given.get(name) ?? "") ? given.get(name) : otherwise);
  state = {
    types: list("type", (value) => TYPES.includes(value)),
    subtypes: list("subtype", (value) => SUBTYPES.some(([subtype]) => subtype === value)),
    statuses: list("status", (value) => STATUSES.includes(value)),
    actors: [...new Set(named)].map((actor) => actor.name),
    measures: [...new Set(measured)].map((measure) => measures[measure]),
    words: given.get("words") ?? "",
    from: one("from", /^\d{4}-\d{2}-\d{2}$/, ""),
    to: one("to", /^\d{4}-\d{2}-\d{2}$/, ""),
    by: one("by", /^(published|happened)$/, ""),
    confidence: Number(one("confidence", /^(100|\d{1,2})$/, "0")),
    ties: one("ties", /^(meet|deal)$/, UNCHOSEN.ties),
    currency: one("currency", /^[A-Z]{3}$/, ""),
    sort: one("sort", /^(date|type|confidence)$/, UNCHOSEN.sort),
    down: one("down", /^[01]$/, "1") === "1",
    page: Number(one("page", /^[1-9]\d{0,6}$/, "1")),
  };
}

/** Browsers allow some hundred changes of the address in a while, and some viewers allow none. */
let writing;

function writeAddress() {
  clearTimeout(writing);
  writing = setTimeout(() => {
    try {
      history.replaceState(null, "", addressOf());
    } catch {
      // The page works without an address.
    }
  }, 250);
}

function addressOf() {
  const said = new URLSearchParams();
  const names = { types: "type", subtypes: "subtype", statuses: "status", actors: "actor", measures: "measure" };
  for (const [key, value] of Object.entries(state)) {
    if (Array.isArray(value)) value.forEach((item) => said.append(names[key], item));
    else if (value !== UNCHOSEN[key]) said.set(key, value === true ? 1 : value === false ? 0 : value);
  }
  const address = said.toString();
  return address ? `#${address}` : location.pathname + location.search;
}

/** The list with the value, or without it where it was there. */
const toggled = (list, value) => (list.includes(value) ? list.filter((other) => other !== value) : [...list, value]);

const isFiltered = () => ["types", "subtypes", "statuses", "actors", "measures"].some((key) => state[key].length > 0)
  || state.words.trim() !== "" || state.from !== "" || state.to !== "" || state.confidence > 0;
