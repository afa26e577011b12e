// A sentence with its words marked. Offsets count code points of the document; the sentence knows where it begins.

/** Spans of the event that lie in the sentence and whose words stand there: {start, end, label}, in code points of it. */
function spansIn(event, sentence, points) {
  const mentions = event.mentions.map(([start, end, text]) => ({ start, end, text: string(text), label: "mention" }));
  const fillers = fillersOf(event).map(({ start, end, text, role }) => ({ start, end, text, label: role }));
  const here = [...fillers, ...mentions].map((span) => ({ ...span, start: span.start - sentence.start, end: span.end - sentence.start }));
  // What does not stand at its place belongs to another sentence, or the record is wrong: no mark is better than a false one.
  return here.filter(({ start, end, text }) => start >= 0 && start < end && points.slice(start, end).join("") === text);
}

/** The sentence as an element: shorter spans lie over longer ones, the mention over all. */
function marked(event, sentence) {
  const points = [...sentence.text];
  const cover = new Array(points.length).fill(null);
  const length = (span) => (span.label === "mention" ? 0 : span.end - span.start);
  for (const span of spansIn(event, sentence, points).sort((a, b) => length(b) - length(a))) cover.fill(span, span.start, span.end);
  const pieces = [];
  for (let start = 0, end; start < points.length; start = end) {
    for (end = start + 1; end < points.length && cover[end] === cover[start]; end += 1);
    const words = points.slice(start, end).join("");
    const span = cover[start];
    pieces.push(span === null ? words : make("mark", { class: span.label === "mention" ? "mention" : "filler" }, words,
      // A span that another interrupts is named once.
      span.label === "mention" || span.end !== end ? null : make("small", {}, span.label)));
  }
  return make("p", { class: "sentence", dir: "auto" }, ...pieces);
}
