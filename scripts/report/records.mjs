// What a report should show, counted from the records without a look at the page's own code.

export const TYPES = ["meet", "deal", "figure"];
const ACTING = ["participant", "host", "party", "buyer", "seller", "funder", "recipient", "target", "about"];
const SIDES = [["party", "party"], ["buyer", "seller"], ["buyer", "target"], ["funder", "recipient"], ["seller", "target"]];
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;

/** Counts that start from 0, most first. */
class Counts extends Map {
  add(key, number = 1) { this.set(key, (this.get(key) ?? 0) + number); }
  ranked() { return [...this].sort((a, b) => b[1] - a[1]); }
}

/** Text as a page shows it in a line. */
const shown = (text) => text.replace(CONTROLS, "\ufffd").replace(/\s+/g, " ").trim();

/** The names of those who play these roles: who has no name or no kind is nobody. The first spelling of a name counts for all. */
const spellings = new Map();
function actorsIn(row, roles) {
  const fillers = roles.flatMap((role) => row.roles[role] ?? []).filter(({ name, kind }) => name && kind);
  return new Set(fillers.map(({ name }) => {
    const one = shown(name);
    if (!spellings.has(one.toLowerCase())) spellings.set(one.toLowerCase(), one);
    return spellings.get(one.toLowerCase());
  }));
}

export const actors = (row) => actorsIn(row, ACTING);

/** The events of a family that count in rankings: those that occurred, unless other statuses are asked for. */
const counting = (rows, type, statuses = ["occurred"]) => rows.filter((row) => row.type === type && statuses.includes(row.status));

/** Names and how many events of a family they are in. */
export function named(rows, type, statuses) {
  const counts = new Counts();
  for (const row of counting(rows, type, statuses)) for (const actor of actors(row)) counts.add(actor);
  return counts.ranked();
}

/** Pairs and how many events tie them: [[one, other], number], the names of a pair sorted. */
export function ties(rows, type, statuses) {
  const counts = new Counts();
  for (const row of counting(rows, type, statuses)) {
    const sides = type === "meet" ? [[ACTING, ACTING]] : SIDES.map((side) => side.map((role) => [role]));
    const pairs = sides.flatMap(([one, other]) => [...actorsIn(row, one)].flatMap((first) => [...actorsIn(row, other)].map((second) => [first, second])));
    for (const pair of new Set(pairs.filter(([one, other]) => one !== other).map((pair) => JSON.stringify(pair.sort())))) counts.add(pair);
  }
  return counts.ranked().map(([pair, number]) => [JSON.parse(pair), number]);
}

/** What a deal is worth in a currency: the largest amount that it names; undefined where it names none or is denied. */
function worth(row, currency) {
  const amounts = (row.roles.value ?? []).filter((value) => value.currency === currency).map((value) => Number(value.amount));
  return row.type === "deal" && row.status !== "negated" && amounts.length > 0 ? Math.max(...amounts) : undefined;
}

/** The deals in a currency: {row, sum}. */
export const deals = (rows, currency) => rows.map((row) => ({ row, sum: worth(row, currency) })).filter(({ sum }) => sum !== undefined);

/** Names and the sums of the deals that count in which they play these roles. */
export function sides(rows, currency, roles, statuses) {
  const counts = new Counts();
  for (const { row, sum } of deals(counting(rows, "deal", statuses), currency)) for (const actor of actorsIn(row, roles)) counts.add(actor, sum);
  return counts.ranked();
}

/** The sums of dated deals by "2026-03" and status. */
export function months(rows, currency) {
  const counts = new Counts();
  for (const { row, sum } of deals(rows, currency)) if (row.published) counts.add(`${row.published.slice(0, 7)} ${row.status}`, sum);
  return counts;
}

export const measures = (row) => (row.type === "figure" ? new Set((row.roles.measure ?? []).map((one) => shown(one.name ?? one.text).toLowerCase())) : new Set());

/** Measures and how many figures tell them. */
export function measured(rows) {
  const counts = new Counts();
  for (const row of rows) for (const measure of measures(row)) counts.add(measure);
  return counts.ranked();
}

/** The day of an event as YYYY-MM-DD, from the first of its times that tells at least the month or the week; or null. */
export function happened(row) {
  for (const { value = "" } of row.roles.time ?? []) {
    const [, day] = /^(\d{4}-\d{2}-\d{2})(T|$)/.exec(value) ?? [];
    const [, month] = /^(\d{4}-\d{2})$/.exec(value) ?? [];
    const [, year, week] = /^(\d{4})-W(\d{2})/.exec(value) ?? [];
    if (day ?? month) return day ?? `${month}-01`;
    if (week) return firstOfWeek(Number(year), Number(week));
  }
  return null;
}

/** The first week of a year is that of its first Thursday. */
function firstOfWeek(year, week) {
  const thursday = new Date(Date.UTC(year, 0, 1));
  while (thursday.getUTCDay() !== 4) thursday.setUTCDate(thursday.getUTCDate() + 1);
  thursday.setUTCDate(thursday.getUTCDate() + 7 * (week - 1) - 3);
  return thursday.toISOString().slice(0, 10);
}

/** All words of an event in which a search looks. */
export function searched(row) {
  const fillers = Object.values(row.roles).flat().flatMap((filler) => [filler.text, filler.name ?? ""]);
  return [row.title ?? "", row.doc_id, ...row.mentions.map((mention) => mention.sentence.text ?? ""), ...fillers].join("\n").toLowerCase();
}
