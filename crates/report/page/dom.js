// Elements from data. Text is set as text and never as markup, so that nothing in a document can become part of the page.

const byId = (id) => document.getElementById(id);

/** An element; attributes whose name begins with "on" are listeners, `share` is a width between 0 and 1. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "share") element.style.setProperty("--share", `${(100 * value).toFixed(1)}%`);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Puts these children in place of those that are there. */
function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
}

/** New elements take the place of old ones; who stood on one by keyboard must not be thrown out. */
function fillKeepingFocus(element, ...children) {
  const key = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  fill(element, ...children);
  if (key !== undefined) standOn([...element.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key));
}

/** Moves the focus to an element that can take it, or else to the events. */
function standOn(element) {
  const events = byId("found").hidden ? byId("again") : byId("events");
  (element && !element.disabled ? element : events).focus({ preventScroll: true });
}

/** Text of a document: its direction is its own and does not reach what stands around it. */
const foreign = (text, attributes = {}) => make("bdi", attributes, text);

/** A link to a document; the address is looked at once more. */
function link(address, ...children) {
  let safe = false;
  try {
    safe = ["http:", "https:"].includes(new URL(address).protocol);
  } catch {
    // No address at all is no link either.
  }
  return safe ? make("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, ...children) : null;
}

/** A table of few columns: what a chart shows, for those who cannot see it. */
function plainTable(head, rows) {
  const cell = (value, index) => (index === 0 ? make("th", { scope: "row" }, value) : make("td", {}, value));
  return make("table", { class: "plain" },
    make("thead", {}, make("tr", {}, ...head.map((name) => make("th", { scope: "col" }, name)))),
    make("tbody", {}, ...rows.map((row) => make("tr", {}, ...row.map(cell)))));
}
