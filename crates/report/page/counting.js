// What ties and rankings count: what occurred, or what the reader chooses of the rest. What is denied counts nowhere.

/** For each status 1 or 0. */
function countedStatuses() {
  const chosen = state.statuses.length > 0 ? state.statuses : ["occurred"];
  return STATUSES.map((status, place) => (place !== NEGATED && chosen.includes(status) ? 1 : 0));
}

/** The same in words: "that occurred", "that are planned or possible". */
function countedInWords() {
  const statuses = countedStatuses();
  const told = STATUSES.filter((_, place) => statuses[place] === 1);
  const open = told.filter((status) => status !== "occurred").join(" or ");
  const parts = [told.includes("occurred") ? "occurred" : "", open ? `are ${open}` : ""].filter(Boolean);
  return parts.length > 0 ? `that ${parts.join(" or ")}` : "that are not denied";
}

/** How to see what is not counted. */
const howToCountMore = () => (state.statuses.length === 0 ? "; choose a status to count others" : "");
