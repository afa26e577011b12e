// What a report should show, counted from the records without a look at the page's own code.

export const TYPES = ["meet", "deal", "figure"];
const ACTING = ["participant", "host", "party", "buyer", "seller", "funder", "recipient", "target", "about"];
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

const name = (filler) => (filler.name ?? filler.text).replace(CONTROLS, "\ufffd").replace(/\s+/g, " ").trim();

/** The names of those who act in an event; the first spelling of a name counts for all. */
const spellings = new Map();
export function actors(row) {
  const names = ACTING.flatMap((role) => row.roles[role] ?? []).map(name);
  return new Set(names.map((one) => {
    if (!spellings.has(one.toLowerCase())) spellings.set(one.toLowerCase(), one);
    return spellings.get(one.toLowerCase());
  }));
}

/** Names and how many events of a family they are in, most first; what did not happen does not count. */
export function named(rows, type) {
  const counts = new Map();
  for (const row of rows.filter((one) => one.type === type && one.status !== "negated")) {
    for (const actor of actors(row)) counts.set(actor, (counts.get(actor) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}

/** The two that met most often. */
export function strongest(rows) {
  const counts = new Map();
  for (const row of rows.filter((one) => one.type === "meet" && one.status !== "negated")) {
    const met = [...actors(row)].sort();
    for (const one of met) for (const other of met) if (one < other) counts.set(JSON.stringify([one, other]), (counts.get(JSON.stringify([one, other])) ?? 0) + 1);
  }
  const [pair, weight] = [...counts].sort((a, b) => b[1] - a[1])[0];
  return { names: JSON.parse(pair), weight };
}

/** The largest amount in a currency that each deal names which is not denied. */
export function sums(rows, currency) {
  const deals = rows.filter((row) => row.type === "deal" && row.status !== "negated");
  const amounts = deals.map((row) => (row.roles.value ?? []).filter((value) => value.currency === currency).map((value) => Number(value.amount)));
  return amounts.filter((some) => some.length > 0).map((some) => Math.max(...some));
}

/** All words of an event in which a search looks. */
export function searched(row) {
  const fillers = Object.values(row.roles).flat().flatMap((filler) => [filler.text, filler.name ?? ""]);
  return [row.title ?? "", row.doc_id, ...row.mentions.map((mention) => mention.sentence.text ?? ""), ...fillers].join("\n").toLowerCase();
}
