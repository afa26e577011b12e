// The records, unpacked from lists of numbers (`crates/report/src/data.rs` packs them).

const packed = JSON.parse(byId("data").textContent);
const { types: TYPES, subtypes: SUBTYPES, statuses: STATUSES, roles: ROLES } = packed.labels;
const string = (place) => (place > 0 ? packed.strings[place - 1] : "");
const FILLER = ["role", "start", "end", "text", "name", "kind", "country", "title", "value", "amount", "currency", "unit", "bound"];

/** Some roles: 1 at the number of each. Whole files of events are counted by numbers, since words are slow. */
const rolesOf = (...names) => Uint8Array.from(ROLES, (role) => (names.includes(role) ? 1 : 0));

/** Roles whose fillers act: they are counted, ranked and tied. */
const ACTING = rolesOf("participant", "host", "party", "buyer", "seller", "funder", "recipient", "target", "about");
const TIME = ROLES.indexOf("time");
const [MEET, DEAL, FIGURE] = ["meet", "deal", "figure"].map((type) => TYPES.indexOf(type));
const NEGATED = STATUSES.indexOf("negated");

/** Actors by their number: {id, name, kind}; the first spelling of a name counts for all. */
const actors = [];
const actorsByName = new Map();
const folded = (name) => name.replace(/\s+/g, " ").trim().toLowerCase();
const actorNamed = (name) => actorsByName.get(folded(name));

/** The number of the actor in each text, -1 for none: texts are repeated, and each is folded once. */
const actorsOfTexts = new Map();

function actorOf(filler) {
  const text = filler[4] || filler[3];
  if (!actorsOfTexts.has(text)) actorsOfTexts.set(text, newActor(string(text), string(filler[5])));
  return actorsOfTexts.get(text);
}

function newActor(text, kind) {
  const key = folded(text);
  if (!key) return -1;
  if (!actorsByName.has(key)) {
    actorsByName.set(key, { id: actors.length, name: text.replace(/\s+/g, " ").trim(), kind: kind || "other" });
    actors.push(actorsByName.get(key));
  }
  return actorsByName.get(key).id;
}

/** Documents by their id; one that is told with two titles is two stories, but one document. */
const documents = new Map();

/** Many documents are published on a day, and calendars are slow. */
const publications = new Map();

function publication(text) {
  if (!publications.has(text)) publications.set(text, parseDay(text));
  return publications.get(text);
}

const stories = packed.stories.map(([id, title, address, published]) => {
  if (!documents.has(id)) documents.set(id, documents.size);
  return { id, title, address, published: publication(published), document: documents.get(id) };
});

/** `acting` and `parts` belong together: the numbers of the actors and of the role that each plays. */
function unpackEvent([id, story, subtype, status, confidence, rule, mentions, fillers], index) {
  const [acting, parts] = [[], []];
  let happened = null;
  for (const filler of fillers) {
    const role = filler[0];
    if (role === TIME) happened ??= parseTimex(string(filler[8]));
    const actor = ACTING[role] ? actorOf(filler) : -1;
    if (actor < 0 || acting.includes(actor)) continue;
    acting.push(actor);
    parts.push(role);
  }
  return {
    index, id, status, subtype, confidence, rule: string(rule), mentions, fillers, acting, parts,
    story: stories[story],
    type: TYPES.indexOf(SUBTYPES[subtype][1]),
    published: stories[story].published,
    happened,
    // Filled when first needed, but there from the start: objects that change their shape are slow.
    found: null, measures: null, sums: null, pairs: null, searched: null,
  };
}

const events = packed.events.map(unpackEvent);

/** The days of all events by the kind of date; numbers beside each other are gone through much faster than objects. */
const NO_DAY = -2147483648;
const DAYS = {
  published: Int32Array.from(events, (event) => event.published ?? NO_DAY),
  happened: Int32Array.from(events, (event) => event.happened ?? NO_DAY),
};

/** The fillers of an event as objects; only what is looked at closely is worth it. */
function fillersOf(event, ...roles) {
  const wanted = event.fillers.filter((filler) => roles.length === 0 || roles.includes(ROLES[filler[0]]));
  return wanted.map((filler) => Object.fromEntries(FILLER.map((name, place) =>
    [name, place === 0 ? ROLES[filler[0]] : place < 3 ? filler[place] : string(filler[place])])));
}

const nameOf = (filler) => filler.name || filler.text;

/** The sentences that tell an event, each once: {start, text}. Records of old files have none. */
function sentencesOf(event) {
  const places = [...new Set(event.mentions.map((mention) => mention[3]).filter((place) => place > 0))];
  return places.map((place) => ({ start: packed.sentences[place - 1][0], text: packed.sentences[place - 1][1] }));
}

/** What a search looks into, folded. Made once, after the page is shown or when it is first needed. */
function searchable(event) {
  if (event.searched !== null) return event.searched;
  let text = `${event.story.title}\n${event.story.id}`;
  for (const mention of event.mentions) text += `\n${mention[3] > 0 ? packed.sentences[mention[3] - 1][1] : string(mention[2])}`;
  for (const filler of event.fillers) {
    text += `\n${string(filler[3])}`;
    if (filler[4] > 0 && filler[4] !== filler[3]) text += `\n${string(filler[4])}`;
  }
  event.searched = text.toLowerCase();
  return event.searched;
}
