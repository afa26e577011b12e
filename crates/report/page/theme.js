// Light and dark: the system's choice until the reader makes another.

const dark = matchMedia("(prefers-color-scheme: dark)");

const isDark = () => (document.documentElement.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";

function setTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
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

/** A colour of the style sheet as canvas understands it. */
function colour(name) {
  const probe = byId("main");
  probe.style.setProperty("outline-color", `var(--${name})`);
  const value = getComputedStyle(probe).outlineColor;
  probe.style.removeProperty("outline-color");
  return value;
}
