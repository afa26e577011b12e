// The strongest ties as a network. A click on an actor or a tie chooses it.

const MOST_TIES = 60;
const KINDS = { person: "person", organisation: "organisation", country: "country" };

function drawNetwork(found) {
  const meeting = state.ties === "meet";
  const { named, weights } = ties(found.events, meeting ? MEET : DEAL);
  const shown = strongest(weights, MOST_TIES);
  const number = weights.reduce((sum, weight) => sum + (weight > 0 ? 1 : 0), 0);
  const those = `${meeting ? "meetings" : "deals"} ${countedInWords()}`;
  drawRanking("named", rankedActors(named, 8, count), `Nobody is named in ${those}.`);
  drawRanking("pairs", shown.slice(0, 8).map(({ one, other, weight }) => ({
    name: `${one.name} – ${other.name}`, number: weight, said: count(weight),
    choose: () => change({ actors: [one.name, other.name] }),
  })), "No two sides are named together.");
  byId("network").hidden = shown.length === 0;
  const told = number === 0 ? "Nothing ties anybody in" : `${shown.length < number ? `The ${MOST_TIES} strongest of ` : ""}${counted(number, "tie")} of`;
  byId("network-note").textContent = `${told} ${those}${howToCountMore()}.`;
  byId("network-legend").hidden = shown.length === 0;
  byId("network-table").parentElement.hidden = shown.length === 0;
  fillBehind("network-table", () => tableOfTies(shown, meeting));
  if (shown.length === 0) undraw("network");
  else drawGraph(shown, meeting);
}

/** The same ties for those who cannot see the picture or have no mouse: each actor and each tie can be chosen, as there. */
function tableOfTies(shown, meeting) {
  const button = (key, choose, text, said = null) =>
    make("button", { type: "button", class: "choose", "data-key": key, "aria-label": said, onclick: choose }, text);
  return plainTable(["Who", "With whom", meeting ? "Meetings" : "Deals"], shown.map(({ one, other, weight }) => {
    const [first, second] = [one, other].map(({ name }) => () => toggleActor(name));
    const both = () => change({ actors: [one.name, other.name] });
    const tie = `${one.id} ${other.id}`;
    return [button(`first ${tie}`, first, foreign(one.name)), button(`second ${tie}`, second, foreign(other.name)),
      button(`both ${tie}`, both, count(weight), `${one.name} and ${other.name}: ${counted(weight, meeting ? "meeting" : "deal")}`)];
  }));
}

/** Which ties are shown: those of meetings or those of deals. */
function showTies() {
  fillKeepingFocus(byId("ties"), ...[["meet", "Meetings"], ["deal", "Deals"]].map(([type, name]) => make("button", { type: "button",
    "data-key": type, "aria-pressed": String(state.ties === type),
    onclick: () => change({ ties: type }, () => { showTies(); later(drawNetwork); }) }, name)));
}

function drawGraph(shown, meeting) {
  const weights = new Map();
  for (const { one, other, weight } of shown) {
    for (const actor of [one, other]) weights.set(actor, (weights.get(actor) ?? 0) + weight);
  }
  draw("network", `The strongest ties: ${shown.slice(0, 5).map(({ one, other, weight }) =>
    `${one.name} and ${other.name}, ${weight}`).join("; ")}. The table below has all that are drawn.`,
  () => graph(shown, weights, meeting), (chart) => {
    chart.off("click");
    chart.on("click", ({ dataType, data }) => {
      if (dataType === "edge") change({ actors: [data.source, data.target].map((id) => actors[Number(id)].name) });
      else toggleActor(actors[Number(data.name)].name);
    });
  });
}

function graph(shown, weights, meeting) {
  const most = Math.max(...weights.values());
  const widest = shown[0].weight;
  const { clientWidth: width, clientHeight: height } = byId("network");
  // Half of the longest label has room beside a place.
  const [side, longest] = width < 500 ? [54, 17] : [76, 24];
  // Places are as far apart as the element is large: were they stretched later, circles would be stretched with them.
  const places = layOut([...weights.keys()], shown, width - 2 * side, height - 60);
  const largest = width < 500 ? 16 : 27;
  return {
    series: [{
      type: "graph", layout: "none", roam: false, left: side, right: side, top: 24, bottom: 36, cursor: "pointer",
      data: [...weights].map(([actor, weight]) => ({
        name: String(actor.id), x: places.get(actor)[0], y: places.get(actor)[1], symbolSize: 7 + largest * Math.sqrt(weight / most),
        itemStyle: { color: colour(KINDS[actor.kind] ?? "other"), borderColor: colour("paper"), borderWidth: 1.5 },
        label: { fontWeight: weight > most / 3 ? 600 : 400 },
      })),
      links: shown.map(({ one, other, weight }) => ({
        source: String(one.id), target: String(other.id), value: weight,
        // Where all are weak, none is drawn as if it were strong.
        lineStyle: { width: 1 + (4 * (weight - 1)) / Math.max(widest - 1, 4), curveness: 0.12 },
      })),
      lineStyle: { color: colour("edge"), opacity: 1 },
      label: {
        show: true, position: "bottom", distance: 3, color: colour("ink"), fontSize: 11.5, textBorderColor: colour("paper"),
        textBorderWidth: 3, formatter: ({ name }) => shortened(actors[Number(name)].name, longest),
      },
      labelLayout: { hideOverlap: true },
      emphasis: { focus: "adjacency", lineStyle: { color: colour("ink") } },
      blur: { itemStyle: { opacity: 0.2 }, lineStyle: { opacity: 0.06 }, label: { opacity: 0.2 } },
    }],
    tooltip: { trigger: "item", formatter: (item) => tieHint(item, weights, meeting) },
  };
}

function tieHint({ dataType, data }, weights, meeting) {
  if (dataType === "edge") {
    const [one, other] = [data.source, data.target].map((id) => actors[Number(id)].name);
    return hint(`${one} – ${other}`, [[meeting ? "Meetings" : "Deals", count(data.value)]]);
  }
  const actor = actors[Number(data.name)];
  return hint(actor.name, [["Kind", actor.kind], ["In these ties", count(weights.get(actor))]]);
}

const shortened = (text, most) => ([...text].length > most ? `${[...text].slice(0, most - 1).join("")}…` : text);
