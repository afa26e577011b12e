// The filters: what is chosen is shown in them, and what is changed in them is chosen.

const MOST_SUGGESTIONS = 200;

function watchControls() {
  const wait = (delay, act) => { let timer; return () => { clearTimeout(timer); timer = setTimeout(act, delay); }; };
  byId("controls").addEventListener("submit", (event) => event.preventDefault());
  byId("words").addEventListener("input", wait(120, () => change({ words: byId("words").value })));
  byId("actor").addEventListener("change", () => {
    const actor = actorNamed(byId("actor").value);
    byId("actor").setCustomValidity(actor || !byId("actor").value ? "" : "No actor has this name.");
    if (!actor) return void byId("actor").reportValidity();
    byId("actor").value = "";
    if (!isChosen(actor)) toggleActor(actor.name);
  });
  for (const id of ["from", "to"]) byId(id).addEventListener("change", () => change({ [id]: byId(id).value }));
  byId("by").addEventListener("change", () => change({ by: byId("by").value }));
  // Sliders tell every pixel; more than a change in a frame is not seen.
  let sliding = 0;
  const slide = () => { sliding = 0; change({ confidence: Number(byId("confidence").value) }); };
  byId("confidence").addEventListener("input", () => {
    byId("least").textContent = `${byId("confidence").value} %`;
    sliding ||= requestAnimationFrame(slide);
  });
  byId("currency").addEventListener("change", () => change({ currency: byId("currency").value }, () => later(drawMoney)));
  for (const id of ["clear", "again"]) byId(id).addEventListener("click", clearAll);
  byId("skip").addEventListener("click", () => { byId("events").scrollIntoView(); byId("events").focus(); });
  suggestActors();
}

function clearAll() {
  const { by, ties: tie, currency, sort, down } = state;
  change({ ...UNCHOSEN, by, ties: tie, currency, sort, down });
  // The buttons that clear all have nothing left to do.
  standOn(null);
}

/** The actors that are named most often, to choose from while typing. */
function suggestActors() {
  const named = new Uint32Array(actors.length);
  for (const event of events) for (const actor of event.acting) named[actor] += 1;
  fill(byId("actors"), ...largest(named, MOST_SUGGESTIONS).map((id) => make("option", { value: actors[id].name })));
}

function showControls(found) {
  const set = (id, value) => { if (byId(id).value !== value) byId(id).value = value; };
  if (document.activeElement !== byId("words")) set("words", state.words);
  set("from", state.from);
  set("to", state.to);
  set("by", basis());
  set("confidence", String(state.confidence));
  byId("least").textContent = `${state.confidence} %`;
  byId("clear").disabled = !isFiltered();
  fillKeepingFocus(byId("families"), ...TYPES.map((type, place) => family(type, found.types[place], found.subtypes)));
  fillKeepingFocus(byId("statuses"), ...STATUSES.map((status, place) => chip(status, found.statuses[place],
    state.statuses.includes(status), () => change({ statuses: toggled(state.statuses, status) }))));
  fillKeepingFocus(byId("chosen"), ...state.actors.map((name) => token("actor", name, toggleActor)),
    ...state.measures.map((name) => token("measure", name, toggleMeasure)));
  showTies();
}

/** What is chosen and stands in no field: a click does without it. */
const token = (kind, name, drop) => make("button", { type: "button", class: "token", "data-key": `${kind} ${name}`, onclick: () => drop(name),
  "aria-label": `Do without ${name}` }, foreign(name), make("span", { "aria-hidden": "true" }, " ×"));

/** A family of events: how many there are, and of which kinds. Both choose. */
function family(type, number, subtypes) {
  const chosen = state.types.includes(type);
  const kinds = SUBTYPES.map(([name, of], place) => [name, of, subtypes[place]]).filter(([, of]) => of === type);
  return make("div", { class: `family ${type}` },
    make("button", { type: "button", class: "total", "data-key": type, "aria-pressed": String(chosen),
      onclick: () => change({ types: toggled(state.types, type) }) },
      make("span", { class: "figure-of" }, count(number)), make("span", { class: `key ${type}` }, FAMILIES[type])),
    make("div", { class: "chips" }, ...kinds.map(([name, , many]) => chip(name, many, state.subtypes.includes(name),
      () => change({ subtypes: toggled(state.subtypes, name) }), MANY[name]))));
}

const chip = (key, number, chosen, choose, name = key) => make("button", { type: "button", class: number > 0 ? "chip" : "chip none", "data-key": key,
  "aria-pressed": String(chosen), onclick: choose }, name, make("span", { class: "many" }, count(number)));
