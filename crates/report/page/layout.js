// Where actors stand: ties pull them together, all push each other away (Fruchterman and Reingold 1991). The same ties
// give the same picture, since nothing is drawn by lot.

const ROUNDS = 200;
/** How strongly all are drawn to the middle: else loose groups drift away, and all others are pressed together. */
const GRAVITY = 2.5;

/** Places by actor, which fill a box of this size. */
function layOut(nodes, links, width, height) {
  const key = [width, height, ...links.flatMap(({ one, other, weight }) => [one.id, other.id, weight])].join(" ");
  if (laidOut.key !== key) laidOut = { key, places: placesOf(nodes, links, width, height) };
  return laidOut.places;
}

/** The last picture: most changes of the filters leave the strongest ties as they are, or come back to them. */
let laidOut = { key: "", places: null };

function placesOf(nodes, links, width, height) {
  const bodies = nodes.map((node, place) => {
    // The golden angle spreads them evenly, the strongest in the middle.
    const [angle, distance] = [place * 2.399963, Math.sqrt((place + 0.5) / nodes.length)];
    return { node, x: 2 * distance * Math.cos(angle), y: distance * Math.sin(angle), dx: 0, dy: 0 };
  });
  const bodyOf = new Map(bodies.map((body) => [body.node, body]));
  const ideal = 1.5 * Math.sqrt(1 / nodes.length);
  const widest = Math.max(...links.map(({ weight }) => weight));
  const springs = links.map(({ one, other, weight }) => ({
    one: bodyOf.get(one), other: bodyOf.get(other), strength: (0.4 + 0.6 * (weight / widest)) / ideal,
  }));
  for (let round = 0; round < ROUNDS; round += 1) {
    push(bodies, ideal * ideal);
    for (const spring of springs) pull(spring.one, spring.other, spring.strength);
    const most = 0.25 * (1 - round / ROUNDS);
    for (const body of bodies) step(body, most);
  }
  const [xs, ys] = [stretched(bodies.map(({ x }) => x), width), stretched(bodies.map(({ y }) => y), height)];
  return new Map(bodies.map(({ node }, place) => [node, [xs[place], ys[place]]]));
}

/** Numbers moved and stretched so that they go from 0 to `length`. */
function stretched(numbers, length) {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return numbers.map((number) => (high > low ? (length * (number - low)) / (high - low) : length / 2));
}

/** Runs some hundred thousand times for a picture, so that it makes no lists. */
function push(bodies, strength) {
  for (let place = 0; place < bodies.length; place += 1) {
    const one = bodies[place];
    for (let next = place + 1; next < bodies.length; next += 1) {
      const other = bodies[next];
      const x = one.x - other.x;
      const y = one.y - other.y;
      const force = strength / Math.max(x * x + y * y, 1e-4);
      one.dx += x * force;
      one.dy += y * force;
      other.dx -= x * force;
      other.dy -= y * force;
    }
  }
}

function pull(one, other, strength) {
  const x = one.x - other.x;
  const y = one.y - other.y;
  const force = Math.hypot(x, y) * strength;
  one.dx -= x * force;
  one.dy -= y * force;
  other.dx += x * force;
  other.dy += y * force;
}

/** Moves a body, by no more than `most`. The box is wider than high, so that the middle draws more from above and below. */
function step(body, most) {
  const x = body.dx - GRAVITY * body.x;
  const y = body.dy - 2 * GRAVITY * body.y;
  const length = Math.max(Math.hypot(x, y), 1e-9);
  body.x += (x / length) * Math.min(length, most);
  body.y += (y / length) * Math.min(length, most);
  body.dx = 0;
  body.dy = 0;
}
