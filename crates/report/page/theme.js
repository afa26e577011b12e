// Light and dark: the system's choice until the reader makes another.

const dark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  colours.clear();
  byId("theme").textContent = isDark() ? "Light" : "Dark";
}

/** `redraw` is called when colours change: charts cannot see the style sheet. */
function watchTheme(redraw) {
  // Pages from disk may have no storage; then the choice holds as long as the page is open.
  const stored = () => { try { return localStorage.getItem("dateline-theme"); } catch { return null; } };
  const store = (theme) => { try { localStorage.setItem("dateline-theme", theme); } catch { /* see above */ } };
  setTheme(["light", "dark"].includes(stored()) ? stored() : null);
  byId("theme").addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    store(theme);
    setTheme(theme);
    redraw();
  });
  dark.addEventListener("change", () => { setTheme(document.documentElement.dataset.theme); redraw(); });
  // Paper is white.
  let before;
  addEventListener("beforeprint", () => { before = document.documentElement.dataset.theme; setTheme("light"); redraw(true); });
  addEventListener("afterprint", () => { setTheme(before); redraw(); });
}

/** Colours of the style sheet as canvas understands them, until the theme changes: to look one up is slow. */
const colours = new Map();

function colour(name) {
  if (!colours.has(name)) colours.set(name, lookUp(name));
  return colours.get(name);
}

function lookUp(name) {
  const probe = byId("main");
  probe.style.setProperty("outline-color", `var(--${name})`);
  const value = getComputedStyle(probe).outlineColor;
  probe.style.removeProperty("outline-color");
  return value;
}
