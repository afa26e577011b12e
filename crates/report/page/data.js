// The records, unpacked from lists of numbers (`crates/report/src/data.rs` packs them).

const packed = JSON.parse(byId("data").textContent);
const { types: TYPES, subtypes: SUBTYPES, statuses: STATUSES, roles: ROLES } = packed.labels;
const string = (place) => (place > 0 ? packed.strings[place - 1] : "");
const FILLER = ["role", "start", "end", "text", "name", "kind", "country", "title", "value", "amount", "currency", "unit", "bound"];

/** Roles whose fillers act: they are counted, ranked and tied. */
const ACTING = new Set(["participant", "host", "party", "buyer", "seller", "funder", "recipient", "target", "about"]
  .map((role) => ROLES.indexOf(role)));

/** Actors by their folded name: {id, name, kind}. */
const actors = [];
const actorsByName = new Map();

function actorOf(filler) {
  const name = string(filler[4] || filler[3]).replace(/\s+/g, " ").trim();
  const key = name.toLowerCase();
  if (!key) return null;
  if (!actorsByName.has(key)) {
    actorsByName.set(key, { id: actors.length, name, kind: string(filler[5]) || "other" });
    actors.push(actorsByName.get(key));
  }
  return actorsByName.get(key);
}

const stories = packed.stories.map(([id, title, address, published]) => ({ id, title, address, published: parseDay(published) }));

function unpackEvent([id, story, subtype, status, confidence, rule, mentions, fillers], index) {
  const acting = new Map();
  for (const filler of fillers) {
    const actor = ACTING.has(filler[0]) ? actorOf(filler) : null;
    if (actor && !acting.has(actor)) acting.set(actor, ROLES[filler[0]]);
  }
  const time = fillers.filter((filler) => ROLES[filler[0]] === "time").map((filler) => parseTimex(string(filler[8])));
  return {
    index, id, status, subtype, confidence, rule: string(rule), mentions, fillers, acting,
    story: stories[story],
    type: TYPES.indexOf(SUBTYPES[subtype][1]),
    published: stories[story].published,
    happened: time.find((day) => day !== null) ?? null,
  };
}

const events = packed.events.map(unpackEvent);

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
  event.searched ??= [
    event.story.title, event.story.id,
    ...event.mentions.map((mention) => (mention[3] > 0 ? packed.sentences[mention[3] - 1][1] : string(mention[2]))),
    ...event.fillers.flatMap((filler) => [string(filler[3]), string(filler[4] ?? 0)]),
  ].join("\n").toLowerCase();
  return event.searched;
}
