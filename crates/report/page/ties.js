// Who did something with whom: pairs of actors on the two sides of an event.

/** In a meeting everybody meets everybody; in a deal the sides deal with each other. What did not happen ties nobody. */
const SIDES = [["party", "party"], ["buyer", "seller"], ["buyer", "target"], ["funder", "recipient"], ["seller", "target"]];

/** Whether two roles tie, at the number of the one times the number of roles, and the other. */
const TYING = new Uint8Array(ROLES.length * ROLES.length);
for (const [one, other] of SIDES.map((side) => side.map((role) => ROLES.indexOf(role)))) {
  TYING[one * ROLES.length + other] = 1;
  TYING[other * ROLES.length + one] = 1;
}

/** Pairs by their number: the numbers of their actors, the smaller first. A pair has a number from when it is first met. */
const [lower, higher] = [[], []];
const pairNumbers = new Map();
const NO_PAIRS = Object.freeze([]);

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
      const ties = type === MEET || TYING[parts[one] * ROLES.length + parts[other]] === 1;
      if (ties) pairs.push(pairOf(acting[one], acting[other]));
    }
  }
  return pairs.length > 0 ? pairs : NO_PAIRS;
}

/** {named: how many events of a family name each actor, weights: how many tie each pair}. */
function ties(chosen, type) {
  const tying = chosen.filter((event) => event.type === type && event.status !== NEGATED);
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
