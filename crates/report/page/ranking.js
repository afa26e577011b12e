// Lists of names with bars: each name is a button that chooses it.

/** rows: {name, number, said, choose, chosen}, the largest first. */
function drawRanking(id, rows, otherwise) {
  const most = rows[0]?.number || 1;
  fillKeepingFocus(byId(id), ...(rows.length === 0 ? [make("li", { class: "empty" }, otherwise)] : rows.map((row) =>
    make("li", { share: row.number / most },
      make("button", { type: "button", "data-key": row.name, onclick: row.choose,
        "aria-pressed": row.chosen === undefined ? null : String(row.chosen) },
        foreign(row.name, { class: "name", title: row.name }), make("span", { class: "number" }, row.said))))));
}

/** The actors with the largest numbers, as rows of a ranking. */
const rankedActors = (numbers, most, say) => largest(numbers, most).map((id) => ({
  name: actors[id].name, number: numbers[id], said: say(numbers[id]), choose: () => toggleActor(actors[id].name), chosen: isChosen(actors[id]),
}));

const isChosen = (actor) => state.actors.includes(actor.name);

function toggleActor(name) {
  change({ actors: toggled(state.actors, name) });
}

/** The places of the largest numbers above 0, the largest first. Of equal ones the first in the list is first, or the one that `isBefore` says. */
function largest(numbers, most, isBefore = (one, other) => one < other) {
  const leads = (one, other) => numbers[one] > numbers[other] || (numbers[one] === numbers[other] && isBefore(one, other));
  const top = [];
  for (let place = 0; place < numbers.length; place += 1) {
    if (!(numbers[place] > 0)) continue;
    if (top.length === most && !leads(place, top[most - 1])) continue;
    let at = top.length;
    while (at > 0 && leads(place, top[at - 1])) at -= 1;
    top.splice(at, 0, place);
    if (top.length > most) top.pop();
  }
  return top;
}
