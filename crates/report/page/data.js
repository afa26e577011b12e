// The records, unpacked from lists of numbers (`crates/report/src/data.rs` packs them).

const packed = JSON.parse(byId("data").textContent);
const { types: TYPES, subtypes: SUBTYPES, statuses: STATUSES, roles: ROLES } = packed.labels;
const string = (place) => (place > 0 ? packed.strings[place - 1] : "");
const FILLER = ["role", "start", "end", "text", "name", "kind", "country", "title", "value", "amount", "currency", "unit", "bound"];

/** Some roles: a bit for each, at its number. Whole files of events are counted by numbers, since words are slow. */
const rolesOf = (...names) => names.reduce((roles, name) => roles | (1 << ROLES.indexOf(name)), 0);

/** Roles whose fillers act: they are counted, ranked and tied. */
const ACTING = rolesOf("participant", "host", "party", "buyer", "seller", "funder", "recipient", "target", "about");
const [TIME, MEASURE] = ["time", "measure"].map((role) => ROLES.indexOf(role));
const [MEET, DEAL, FIGURE] = ["meet", "deal", "figure"].map((type) => TYPES.indexOf(type));
const NEGATED = STATUSES.indexOf("negated");

/** Actors by their number: {id, name, kind}; the first spelling of a name counts for all. */
const actors = [];
const actorsByName = new Map();
const folded = (name) => name.replace(/\s+/g, " ").trim().toLowerCase();
const actorNamed = (name) => actorsByName.get(folded(name));

/** The number of the actor of each name, -1 for none: names are repeated, and each is folded once. */
const actorsOfTexts = new Map();

/** "They" of one document and "they" of another are not the same: who has no name or no kind is nobody to count. */
function actorOf(filler) {
  const [name, kind] = [filler[4], filler[5]];
  if (!(name > 0 && kind > 0)) return -1;
  if (!actorsOfTexts.has(name)) actorsOfTexts.set(name, newActor(string(name), string(kind)));
  return actorsOfTexts.get(name);
}

function newActor(text, kind) {
  const key = folded(text);
  if (!key) return -1;
  if (!actorsByName.has(key)) {
    actorsByName.set(key, { id: actors.length, name: text.replace(/\s+/g, " ").trim(), kind });
    actors.push(actorsByName.get(key));
  }
  return actorsByName.get(key).id;
}

/** Measures by their number, and the number of each; "Net profit" is "net profit", and each text is folded once. */
const measures = [];
const measuresByName = new Map();
const measuresOfTexts = new Map();
const measureNamed = (name) => measuresByName.get(folded(name));

function measureOf(filler) {
  const text = filler[4] || filler[3];
  if (!measuresOfTexts.has(text)) measuresOfTexts.set(text, newMeasure(folded(string(text))));
  return measuresOfTexts.get(text);
}

function newMeasure(name) {
  if (!name) return -1;
  if (!measuresByName.has(name)) measuresByName.set(name, measures.push(name) - 1);
  return measuresByName.get(name);
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

const NONE = Object.freeze([]);

/** `acting` and `parts` belong together: the numbers of the actors and the roles that each plays. */
function actorsIn(fillers) {
  const [acting, parts] = [[], []];
  for (const filler of fillers) {
    const part = ACTING & (1 << filler[0]);
    const actor = part === 0 ? -1 : actorOf(filler);
    if (actor < 0) continue;
    const place = acting.indexOf(actor);
    if (place < 0) {
      acting.push(actor);
      parts.push(part);
    } else {
      parts[place] |= part;
    }
  }
  return [acting, parts];
}

function measuresIn(fillers) {
  let measured = NONE;
  for (const filler of fillers) {
    const measure = filler[0] === MEASURE ? measureOf(filler) : -1;
    if (measure >= 0 && !measured.includes(measure)) measured = [...measured, measure];
  }
  return measured;
}

/** The day that the first of the times tells that tell one. */
function dayIn(fillers) {
  let day = null;
  for (const filler of fillers) if (filler[0] === TIME) day ??= parseTimex(string(filler[8]));
  return day;
}

function unpackEvent([id, story, subtype, status, confidence, rule, mentions, fillers], index) {
  const [acting, parts] = actorsIn(fillers);
  const type = TYPES.indexOf(SUBTYPES[subtype][1]);
  return {
    index, id, type, status, subtype, confidence, rule: string(rule), mentions, fillers, acting, parts,
    measured: type === FIGURE ? measuresIn(fillers) : NONE,
    story: stories[story],
    published: stories[story].published,
    happened: dayIn(fillers),
    // Filled when first needed, but there from the start: objects that change their shape are slow.
    found: null, sums: null, pairs: null, searched: null,
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
