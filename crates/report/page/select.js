// Which events pass the filters, and how many would if one filter more were chosen or dropped.

/**
 * {events, types, subtypes, statuses, undated}: the counts of a filter's choices disregard that filter itself.
 * Each event keeps in `found` the last find that it was in.
 */
function select() {
  const rest = restTest();
  const days = DAYS[basis()];
  const found = {
    events: [], undated: 0,
    types: TYPES.map(() => 0), subtypes: SUBTYPES.map(() => 0), statuses: STATUSES.map(() => 0),
  };
  const types = allowed(TYPES, state.types);
  const subtypes = allowed(SUBTYPES.map(([name]) => name), state.subtypes);
  const statuses = allowed(STATUSES, state.statuses);
  for (const event of events) {
    const byType = types[event.type];
    const bySubtype = subtypes[event.subtype];
    const byStatus = statuses[event.status];
    if (byType + bySubtype + byStatus < 2 || !rest(event)) continue;
    if (byStatus && bySubtype) found.types[event.type] += 1;
    if (byStatus && byType) found.subtypes[event.subtype] += 1;
    if (byType && bySubtype) found.statuses[event.status] += 1;
    if (byType && bySubtype && byStatus) {
      found.events.push(event);
      event.found = found;
      if (days[event.index] === NO_DAY) found.undated += 1;
    }
  }
  return found;
}

/** For each label 1 or 0; nothing chosen allows everything. */
const allowed = (labels, chosen) => labels.map((label) => (chosen.length === 0 || chosen.includes(label) ? 1 : 0));

/** The words of the last search, and whether each event holds them: YES, NO, or 0 where nobody has looked yet. */
let search = { words: [], answers: new Uint8Array(events.length) };
const [YES, NO] = [1, 2];

function holds(event) {
  const { words, answers } = search;
  if (answers[event.index] === 0) answers[event.index] = words.every((word) => searchable(event).includes(word)) ? YES : NO;
  return answers[event.index] === YES;
}

function searchFor(words) {
  if (words.join(" ") === search.words.join(" ")) return;
  // Who types on asks for more: what does not hold the beginning of a word does not hold the word.
  const asksMore = search.words.every((old) => words.some((word) => word.includes(old)));
  search = { words, answers: search.answers.map((answer) => (asksMore && answer === NO ? NO : 0)) };
}

/** The test of everything but type, subtype and status. */
function restTest() {
  searchFor(state.words.toLowerCase().split(/\s+/).filter(Boolean));
  const isSearch = search.words.length > 0;
  const acting = state.actors.map((name) => actorNamed(name).id);
  const measured = state.measures.map(measureNamed);
  const isNarrow = acting.length + measured.length > 0;
  const [from, to] = [parseDay(state.from), parseDay(state.to)];
  // No day is less than all days.
  const [first, last] = [from ?? (to === null ? NO_DAY : NO_DAY + 1), to ?? Infinity];
  const least = state.confidence * 100;
  const days = DAYS[basis()];
  return (event) => {
    if (event.confidence < least) return false;
    const day = days[event.index];
    if (day < first || day > last) return false;
    // Loops over nothing cost time, too, where all events are gone through.
    if (isNarrow && !(acting.every((actor) => event.acting.includes(actor)) && measured.every((one) => event.measured.includes(one)))) return false;
    return !isSearch || holds(event);
  };
}
