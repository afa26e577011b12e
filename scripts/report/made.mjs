// Made-up events in the shape of real ones: what a few months of business and political news give.
//
// usage: node scripts/report/made.mjs [NUMBER] > events.jsonl
//
// The same number gives the same events. Names are invented or belong to countries; some things in them are hostile.

import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

const PLACES = ["Berlin", "Paris", "Geneva", "Jakarta", "Nairobi", "Brasília", "Tokyo", "Ankara", "Oslo", "Doha"];
const COUNTRIES = ["Germany", "France", "Indonesia", "Kenya", "Brazil", "Japan", "Turkey", "Norway", "Qatar", "Canada", "Chile", "Poland"];
const FIRST = ["Anna", "Jonas", "Mei", "Kofi", "Lucía", "Omar", "Ingrid", "Pavel", "Amara", "Hiro", "Nadia", "Tomás"];
const LAST = ["Varga", "Okafor", "Lindqvist", "Tanaka", "Moreau", "Hadley", "Petrov", "Salazar", "Njoroge", "Aydin"];
const STEMS = ["North", "Delta", "Orion", "Harbour", "Alpine", "Cobalt", "Meridian", "Summit", "Pioneer", "Granite", "Zenith", "Beacon"];
const TRADES = ["Energy", "Motors", "Foods", "Bank", "Airlines", "Mining", "Telecom", "Steel", "Pharma", "Shipping"];
const TOPICS = ["trade", "energy supplies", "a ceasefire", "climate finance", "fisheries", "border controls"];
const ASSETS = ["20 regional jets", "a copper mine", "a 25 percent stake", "solar panels", "two container ships", "a data centre"];
const MEASURES = ["exports", "net profit", "sales", "output", "unemployment", "inflation", "orders", "investment"];
const CURRENCIES = ["USD", "USD", "USD", "USD", "EUR", "EUR", "GBP", "JPY"];
const STATUSES = ["occurred", "occurred", "occurred", "occurred", "occurred", "planned", "planned", "possible", "negated"];

/** Who is told of without a name or without a kind: those of one story are not those of another. */
const NAMELESS = [{ text: "They" }, { text: "we", kind: "organisation" }, { text: "who", kind: "person" }, { text: "the two sides", name: "the two sides" }];

/** Times as the program writes them, from such as tell a day to such as tell none. */
const TIMES = [(day) => day, (day) => `${day}T10:30`, (day) => day.slice(0, 7), (day) => `${day.slice(0, 4)}-W0${1 + (Number(day.slice(8)) % 9)}`,
  (day) => day.slice(0, 4), () => "PAST_REF"];

/** Names, titles and addresses that would like to be more than text. */
export const HOSTILE = [
  "</script><script>window.broken=1</script>", "<img src=x onerror=window.broken=1>", "{a|b} {b} {c}", "\u202egnp.exe",
  "javascript:window.broken=1", "\"><svg onload=window.broken=1>", "${window.broken=1}", "{{data}}", "&lt;b&gt; &amp;", "👩‍🚀 Corp",
];

/** Numbers between 0 and 1 from a seed (mulberry32). */
function lots(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A text that grows, and knows the place of each piece in code points. */
class Telling {
  constructor(start) { this.start = start; this.text = ""; }
  say(text) { this.text += text; return this; }
  mark(text, more = {}) {
    const start = this.start + [...this.text].length;
    this.text += text;
    return { text, ...more, start, end: start + [...text].length };
  }
}

export function* made(number, seed = 7) {
  const lot = lots(seed);
  const any = (list) => list[Math.floor(lot() * list.length)];
  // A few are named often, most seldom.
  const favoured = (list) => list[Math.floor(list.length * lot() ** 2.2)];
  const people = FIRST.flatMap((first) => LAST.map((last) => `${first} ${last}`));
  const firms = STEMS.flatMap((stem) => TRADES.map((trade) => `${stem} ${trade}`));
  const often = (someone) => () => (lot() < 0.06 ? any(NAMELESS) : someone());
  const person = often(() => ({ name: favoured(people), kind: "person" }));
  const firm = often(() => (lot() < 0.01 ? { name: any(HOSTILE), kind: "other" } : { name: favoured(firms), kind: "organisation" }));
  const state = () => ({ name: favoured(COUNTRIES), kind: "country" });
  let story = null;
  for (let index = 0; index < number; index += 1) {
    if (story === null || lot() < 0.4) story = storyOf(index, lot, any);
    yield event(index, story, { lot, any, person, firm, state });
  }
}

function storyOf(index, lot, any) {
  const today = Date.UTC(2026, 0, 5) / 864e5 + Math.floor(170 * lot());
  const published = lot() < 0.03 ? null : dayText(today);
  const hostile = index % 97 === 13;
  return {
    today, doc_id: `story-${String(index).padStart(6, "0")}`, published,
    title: hostile ? any(HOSTILE) : `${any(["Talks", "Deals", "Markets", "Ministers", "Companies"])} in ${any(PLACES)}, report ${index}`,
    url: hostile ? "javascript:window.broken=1" : lot() < 0.2 ? null : `https://news.example/${index}`,
  };
}

const dayText = (day) => new Date(day * 864e5).toISOString().slice(0, 10);

function event(index, { today, ...story }, tools) {
  const { lot, any } = tools;
  const kind = lot();
  const telling = new Telling(100 + Math.floor(4000 * lot()));
  const told = kind < 0.36 ? meeting(telling, tools) : kind < 0.78 ? deal(telling, tools) : figure(telling, tools);
  if (lot() < 0.5) {
    telling.say(" It happened ");
    told.roles.time = [telling.mark("then", { value: any(TIMES)(dayText(today + Math.floor(60 * lot()) - 50)) })];
    telling.say(".");
  }
  if (index % 61 === 7) telling.say(` ${any(HOSTILE)}`);
  const length = [...telling.text].length;
  const sentence = { start: telling.start, end: telling.start + length, text: telling.text };
  return {
    event_id: index.toString(16).padStart(16, "0"), ...story, type: told.type, subtype: told.subtype,
    status: told.type === "figure" ? "occurred" : any(STATUSES), confidence: Number((0.35 + 0.64 * lot() ** 0.5).toFixed(4)),
    code: null, rule: `${told.type}/${told.subtype}/made`, model: "made@000000000000",
    mentions: [{ ...told.mention, sentence }], roles: told.roles,
  };
}

function meeting(telling, { lot, any, person, state }) {
  const first = telling.mark(...named(lot() < 0.5 ? person() : state()));
  telling.say(" ");
  const visit = lot() < 0.25;
  const mention = telling.mark(visit ? "visited" : "met");
  telling.say(" ");
  const second = telling.mark(...named(lot() < 0.5 ? person() : state()));
  telling.say(" in ");
  const place = telling.mark(any(PLACES));
  telling.say(" to talk about ");
  const topic = telling.mark(any(TOPICS));
  telling.say(".");
  const sides = visit ? { participant: [first], host: [second] } : { participant: [first, second], topic: [topic] };
  return { type: "meet", subtype: visit ? "visit" : "talks", mention, roles: { ...sides, place: [place] } };
}

function deal(telling, { lot, any, firm, state }) {
  const buyer = telling.mark(...named(lot() < 0.8 ? firm() : state()));
  telling.say(" ");
  const mention = telling.mark("bought");
  telling.say(" ");
  const asset = telling.mark(any(ASSETS));
  telling.say(" from ");
  const seller = telling.mark(...named(firm()));
  const roles = { buyer: [buyer], seller: [seller], asset: [asset] };
  if (lot() < 0.8) {
    const [amount, currency] = [Math.round(10 ** (6 + 3.5 * lot()) / 1e5) * 1e5, any(CURRENCIES)];
    telling.say(" for ");
    roles.value = [telling.mark(`${currency} ${amount / 1e6} million`, { amount: String(amount), currency, bound: "exact" })];
  }
  telling.say(", the companies said.");
  return { type: "deal", subtype: lot() < 0.3 ? "acquisition" : "transaction", mention, roles };
}

function figure(telling, { lot, any, firm, state }) {
  const about = telling.mark(...named(lot() < 0.5 ? firm() : state()));
  telling.say("'s ");
  const measure = telling.mark(any(MEASURES));
  telling.say(" ");
  const mention = telling.mark(any(["rose", "fell"]));
  telling.say(" by ");
  const amount = (20 * lot()).toFixed(1);
  const change = telling.mark(`${amount} percent`, { amount, unit: "%", bound: "exact" });
  telling.say(" in the first quarter.");
  return { type: "figure", subtype: "change", mention, roles: { measure: [measure], about: [about], change: [change] } };
}

/** The words, and what they are known to mean. */
const named = ({ text, ...known }) => [text ?? known.name, known];

if (import.meta.url === `file://${process.argv[1]}`) {
  const lines = function* () { for (const event of made(Number(process.argv[2] ?? 5000))) yield `${JSON.stringify(event)}\n`; };
  await pipeline(Readable.from(lines()), process.stdout);
}
