// Who did something with whom: pairs of actors on the two sides of an event.

/** In a meeting everybody meets everybody; in a deal the sides deal with each other. */
const SIDES = [["party", "party"], ["buyer", "seller"], ["buyer", "target"], ["funder", "recipient"], ["seller", "target"]]
  .map(([one, other]) => [rolesOf(one), rolesOf(other)]);

/** Whether the roles of the one and those of the other lie on two sides. */
const areTied = (one, other) => SIDES.some(([left, right]) => ((one & left) && (other & right)) || ((one & right) && (other & left)));

/** Pairs by their number: the numbers of their actors, the smaller first. A pair has a number from when it is first met. */
const [lower, higher] = [[], []];
const pairNumbers = new Map();

function pairOf(one, other) {
  const [low, high] = one < other ? [one, other] : [other, one];
  const key = low * actors.length + high;
  let pair = pairNumbers.get(key);
  if (pair === undefined) {
    pair = lower.length;
    pairNumbers.set(key, pair);
    lower.push(low);
    higher.push(high);
  }
  return pair;
}

function pairsOf({ type, acting, parts }) {
  const pairs = [];
  for (let one = 0; one < acting.length; one += 1) {
    for (let other = one + 1; other < acting.length; other += 1) {
      if (type === MEET || areTied(parts[one], parts[other])) pairs.push(pairOf(acting[one], acting[other]));
    }
  }
  return pairs.length > 0 ? pairs : NONE;
}

/** {named: how many events of a family name each actor, weights: how many tie each pair}, of what counts. */
function ties(chosen, type) {
  const counts = countedStatuses();
  const tying = chosen.filter((event) => event.type === type && counts[event.status] === 1);
  for (const event of tying) event.pairs ??= pairsOf(event);
  const [named, weights] = [new Uint32Array(actors.length), new Uint32Array(lower.length)];
  for (const event of tying) {
    for (const actor of event.acting) named[actor] += 1;
    for (const pair of event.pairs) weights[pair] += 1;
  }
  return { named, weights };
}

/** The strongest ties: {one, other, weight}. */
function strongest(weights, most) {
  const isBefore = (one, other) => lower[one] < lower[other] || (lower[one] === lower[other] && higher[one] < higher[other]);
  return largest(weights, most, isBefore).map((pair) => ({ one: actors[lower[pair]], other: actors[higher[pair]], weight: weights[pair] }));
}
