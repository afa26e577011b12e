// Which events pass the filters, and how many would if one filter more were chosen or dropped.

/**
 * {events, types, subtypes, statuses, undated}: the counts of a filter's choices disregard that filter itself.
 * Each event keeps in `found` the last find that it was in.
 */
function select() {
  const rest = restTest();
  const found = {
    events: [], undated: 0,
    types: TYPES.map(() => 0), subtypes: SUBTYPES.map(() => 0), statuses: STATUSES.map(() => 0),
  };
  const types = allowed(TYPES, state.types);
  const subtypes = allowed(SUBTYPES.map(([name]) => name), state.subtypes);
  const statuses = allowed(STATUSES, state.statuses);
  for (const event of events) {
    const [byType, bySubtype, byStatus] = [types[event.type], subtypes[event.subtype], statuses[event.status]];
    if (byType + bySubtype + byStatus < 2 || !rest(event)) continue;
    if (byStatus && bySubtype) found.types[event.type] += 1;
    if (byStatus && byType) found.subtypes[event.subtype] += 1;
    if (byType && bySubtype) found.statuses[event.status] += 1;
    if (byType && bySubtype && byStatus) {
      found.events.push(event);
      event.found = found;
      if (event[basis()] === null) found.undated += 1;
    }
  }
  return found;
}

/** For each label 1 or 0; nothing chosen allows everything. */
const allowed = (labels, chosen) => labels.map((label) => (chosen.length === 0 || chosen.includes(label) ? 1 : 0));

/** The test of everything but type, subtype and status. */
function restTest() {
  const words = state.words.toLowerCase().split(/\s+/).filter(Boolean);
  const acting = state.actors.map((name) => actorsByName.get(name.toLowerCase()));
  const [from, to] = [parseDay(state.from), parseDay(state.to)];
  const least = state.confidence * 100;
  const by = basis();
  return (event) => {
    if (event.confidence < least) return false;
    const day = event[by];
    if (from !== null && (day === null || day < from)) return false;
    if (to !== null && (day === null || day > to)) return false;
    if (!acting.every((actor) => event.acting.has(actor))) return false;
    return words.length === 0 || words.every((word) => searchable(event).includes(word));
  };
}
