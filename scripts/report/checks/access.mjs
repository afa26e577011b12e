// Who has no mouse, does not see the pictures, or turns the telephone round.

import assert from "node:assert/strict";

import { drawn, open } from "../browser.mjs";
import { browser, madePage, rows, seedPage, shows, tableBehind, test } from "../harness.mjs";
import * as records from "../records.mjs";

await test("everything has a name, and the keyboard gets everywhere", async () => {
  const { page, close } = await open(browser, madePage);
  const nameless = await page.evaluate(() => [
    ...[...document.querySelectorAll("button, a")].filter((one) => !(one.innerText || one.getAttribute("aria-label")) && one.id !== "skip"),
    ...[...document.querySelectorAll("input, select")].filter((one) => !one.labels?.length),
    ...[...document.querySelectorAll('[role="img"]')].filter((one) => !one.getAttribute("aria-label")),
  ].map((one) => one.outerHTML));
  assert.deepEqual(nameless, []);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "events");
  await page.focus('.total[data-key="meet"]');
  await drawn(page, () => page.keyboard.press("Space"));
  assert.equal(await page.evaluate(() => document.activeElement.dataset.key), "meet", "the focus stays where it was");
  assert.equal(await page.locator('.total[data-key="meet"]').getAttribute("aria-pressed"), "true");
  const stands = () => page.evaluate(() => document.activeElement.dataset.key ?? document.activeElement.id);
  for (const [place, expected] of [
    ["#named li:nth-child(3) button", null], ["th.confidence button", "confidence"], ["#pages button:nth-of-type(3)", "Next"],
    ["#pages button:nth-of-type(4)", "events"], ["#table button.open", null], ["#chosen .token", "events"], ["#clear", "events"],
  ]) {
    await page.focus(place);
    const before = await stands();
    if (place.includes("open")) await page.keyboard.press("Enter");
    else await drawn(page, () => page.keyboard.press("Enter"));
    assert.equal(await stands(), expected ?? before, `the focus after ${place}`);
  }
  await close();
});

await test("the network can be read and used as a table", async () => {
  for (const type of ["meet", "deal"]) {
    const { page, close } = await open(browser, madePage, { hash: `#ties=${type}` });
    const [head, ...shown] = await tableBehind(page, "network-table");
    assert.deepEqual(head, ["Who", "With whom", type === "meet" ? "Meetings" : "Deals"]);
    const ties = records.ties(rows, type);
    assert.deepEqual(shown.map(([, , number]) => Number(number)), ties.slice(0, 60).map(([, number]) => number));
    const told = new Map(ties.map(([pair, number]) => [pair.join(" and "), number]));
    for (const [one, other, number] of shown) assert.equal(told.get([one, other].sort().join(" and ")), Number(number));
    const [one, other] = shown[5];
    await page.focus("#network-table tbody tr:nth-child(6) td:last-child button");
    await drawn(page, () => page.keyboard.press("Enter"));
    await shows(page, rows.filter((row) => [one, other].every((name) => records.actors(row).has(name))), rows);
    await drawn(page, () => page.click("#clear"));
    await page.focus("#network-table tbody tr:nth-child(6) td:nth-child(2) button");
    await drawn(page, () => page.keyboard.press("Enter"));
    await shows(page, rows.filter((row) => records.actors(row).has(other)), rows);
    await close();
  }
});

await test("the filters can be reached however the window changes", async () => {
  const { page, close } = await open(browser, seedPage, { width: 390, height: 844 });
  const search = page.locator("#words");
  assert.ok(!(await search.isVisible()), "folded where there is little room");
  await page.setViewportSize({ width: 844, height: 390 });
  await search.waitFor({ state: "visible" });
  await page.setViewportSize({ width: 390, height: 844 });
  assert.ok(await page.locator("#filters summary").isVisible());
  if (await search.isVisible()) await page.click("#filters summary");
  assert.ok(!(await search.isVisible()));
  await page.click("#filters summary");
  assert.ok(await search.isVisible());
  await close();
});
