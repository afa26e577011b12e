// Who did something with whom: pairs of actors on the two sides of an event.

/** In a meeting everybody meets everybody; in a deal the sides deal with each other. What did not happen ties nobody. */
const SIDES = [["buyer", "seller"], ["buyer", "target"], ["funder", "recipient"], ["seller", "target"]];

function pairsOf(event) {
  const acting = [...event.acting];
  const pairs = [];
  for (let one = 0; one < acting.length; one += 1) {
    for (let other = one + 1; other < acting.length; other += 1) {
      const [role, otherRole] = [acting[one][1], acting[other][1]];
      const met = TYPES[event.type] === "meet" || (role === "party" && otherRole === "party");
      const dealt = SIDES.some((side) => side.includes(role) && side.includes(otherRole) && role !== otherRole);
      if (met || dealt) pairs.push([acting[one][0], acting[other][0]]);
    }
  }
  return pairs;
}

/** {pairs: strongest first, named: most often named first}, of one family's events. */
function ties(chosen, type) {
  const [weights, named] = [new Map(), new Map()];
  for (const event of chosen) {
    if (TYPES[event.type] !== type || STATUSES[event.status] === "negated") continue;
    for (const actor of event.acting.keys()) named.set(actor, (named.get(actor) ?? 0) + 1);
    event.pairs ??= pairsOf(event);
    for (const [one, other] of event.pairs) {
      const [low, high] = one.id < other.id ? [one, other] : [other, one];
      const key = low.id * actors.length + high.id;
      weights.set(key, (weights.get(key) ?? 0) + 1);
    }
  }
  const pairs = [...weights].map(([key, weight]) => ({
    one: actors[Math.floor(key / actors.length)], other: actors[key % actors.length], weight,
  }));
  return {
    pairs: pairs.sort((a, b) => b.weight - a.weight || a.one.id - b.one.id || a.other.id - b.other.id),
    named: [...named].sort((a, b) => b[1] - a[1] || a[0].id - b[0].id),
  };
}
