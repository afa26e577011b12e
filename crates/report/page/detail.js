// An event in full: its sentences with the words marked, who and what, and where it stands.

function detail(event) {
  const sentences = sentencesOf(event);
  const { title, id, address, published } = event.story;
  return make("div", { class: "detail" },
    make("div", {},
      ...(sentences.length > 0 ? sentences.map((sentence) => marked(event, sentence))
        : [make("p", { class: "soft" }, "The records hold no sentences: they were written by an older version.")]),
      make("p", { class: "origin" }, title ? foreign(title, { class: "headline" }) : null,
        make("span", {}, published === null ? "publication date unknown" : `published ${longDay(published)}`),
        foreign(id, { class: "soft" }), link(address, "Open the document") ?? null)),
    make("dl", {}, ...fillersOf(event).flatMap(term), ...provenance(event)));
}

function term(filler) {
  const name = filler.name && filler.name !== filler.text ? filler.name : "";
  const more = [
    name, filler.title, filler.kind, filler.country,
    filler.currency && filler.amount ? `${filler.currency} ${asWritten(filler.amount)}` : "",
    !filler.currency && filler.amount ? `${asWritten(filler.amount)} ${filler.unit}` : "",
    filler.bound && filler.bound !== "exact" ? filler.bound.replace("_", " ") : "", filler.value,
  ].filter(Boolean);
  return [make("dt", {}, filler.role), make("dd", {}, foreign(filler.text),
    more.length > 0 ? make("span", { class: "soft" }, foreign(more.join(" · "))) : null)];
}

const provenance = (event) => [
  make("dt", { class: "apart" }, "rule"), make("dd", { class: "apart soft" }, foreign(event.rule || "unknown")),
  ...(event.id ? [make("dt", {}, "event"), make("dd", { class: "soft" }, foreign(event.id))] : []),
];
