// Lists of names with bars: each name is a button that chooses it.

/** rows: {name, number, said, choose, chosen}, the largest first. */
function drawRanking(id, rows, otherwise) {
  const most = rows[0]?.number || 1;
  fill(byId(id), ...(rows.length === 0 ? [make("li", { class: "empty" }, otherwise)] : rows.map((row) =>
    make("li", { share: row.number / most },
      make("button", { type: "button", onclick: row.choose, "aria-pressed": row.chosen === undefined ? null : String(row.chosen) },
        foreign(row.name, { class: "name" }), make("span", { class: "number" }, row.said))))));
}

const isChosen = (actor) => state.actors.some((name) => name.toLowerCase() === actor.name.toLowerCase());

function toggleActor(name) {
  change({ actors: toggled(state.actors, name) });
}
