// Filters, and addresses that keep them.

import assert from "node:assert/strict";

import { drawn, open } from "../browser.mjs";
import { browser, english, families, madePage, picture, rows, shows, test, text } from "../harness.mjs";
import * as records from "../records.mjs";

await test("filters, one by one and together, find what the records hold", async () => {
  const { page, close } = await open(browser, madePage, { height: 1340 });
  await shows(page, rows, rows);
  await picture(page, "report", false);
  await picture(page, "made-light");
  await drawn(page, () => page.click('.total[data-key="deal"]'));
  const deals = rows.filter((row) => row.type === "deal");
  await shows(page, deals, rows);
  assert.deepEqual(await families(page), records.TYPES.map((type) => rows.filter((row) => row.type === type).length), "the families' own counts stay");
  await drawn(page, () => page.click('.chip[data-key="planned"]'));
  await shows(page, deals.filter((row) => row.status === "planned"), rows, ["planned"]);
  await drawn(page, () => page.click('.chip[data-key="possible"]'));
  const open_ = deals.filter((row) => ["planned", "possible"].includes(row.status));
  await shows(page, open_, rows, ["planned", "possible"]);
  await drawn(page, () => page.fill("#confidence", "70"));
  const sure = open_.filter((row) => row.confidence >= 0.7);
  await shows(page, sure, rows, ["planned", "possible"]);
  await drawn(page, () => page.fill("#from", "2026-03-01"));
  await drawn(page, () => page.fill("#to", "2026-04-15"));
  const dated = sure.filter((row) => row.published >= "2026-03-01" && row.published <= "2026-04-15");
  await shows(page, dated, rows, ["planned", "possible"]);
  await drawn(page, () => page.fill("#words", "copper MINE"));
  const searched = dated.filter((row) => ["copper", "mine"].every((word) => records.searched(row).includes(word)));
  assert.ok(searched.length > 0 && searched.length < dated.length);
  await shows(page, searched, rows, ["planned", "possible"]);
  await page.waitForFunction(() => location.hash.includes("words="));
  const address = await page.evaluate(() => location.hash);
  const again = await open(browser, madePage, { hash: address });
  await shows(again.page, searched, rows, ["planned", "possible"]);
  assert.equal(await again.page.inputValue("#words"), "copper MINE");
  await again.close();
  await drawn(page, () => page.fill("#words", "no such words anywhere"));
  await shows(page, [], rows);
  await drawn(page, () => page.click("#again"));
  await shows(page, rows, rows);
  await close();
});

await test("an actor and a tie can be chosen", async () => {
  const { page, close } = await open(browser, madePage);
  const [[name]] = records.named(rows, "meet");
  assert.equal(await text(page, "#named .name"), name);
  await drawn(page, () => page.click("#named li:first-child button"));
  await shows(page, rows.filter((row) => records.actors(row).has(name)), rows);
  await drawn(page, () => page.click(".token"));
  const [[names, weight]] = records.ties(rows, "meet");
  const pair = page.locator("#pairs li", { hasText: names[0] }).filter({ hasText: names[1] }).first();
  assert.equal(await pair.locator(".number").innerText(), english(weight));
  await drawn(page, () => pair.locator("button").click());
  await shows(page, rows.filter((row) => names.every((one) => records.actors(row).has(one))), rows);
  await close();
});

await test("a kind of event can be chosen, and counts of the others stay", async () => {
  const { page, close } = await open(browser, madePage);
  const chip = (kind) => page.locator(`#families .chip[data-key="${kind}"]`);
  const of = (...kinds) => rows.filter((row) => kinds.includes(row.subtype));
  await drawn(page, () => chip("visit").click());
  await shows(page, of("visit"), rows);
  for (const kind of ["talks", "visit", "transaction", "change"]) assert.equal(await chip(kind).locator(".many").innerText(), english(of(kind).length));
  await drawn(page, () => chip("acquisition").click());
  await shows(page, of("visit", "acquisition"), rows);
  await drawn(page, () => chip("visit").click());
  await shows(page, of("acquisition"), rows);
  await drawn(page, () => page.click('.total[data-key="deal"]'));
  await drawn(page, () => page.click('#statuses [data-key="planned"]'));
  const planned = (kind) => of(kind).filter((row) => row.status === "planned" && row.type === "deal").length;
  for (const kind of ["talks", "transaction", "acquisition"]) assert.equal(await chip(kind).locator(".many").innerText(), english(planned(kind)), kind);
  await close();
});

await test("the box takes actors however they are spelled, and says when nobody has a name", async () => {
  const { page, close } = await open(browser, madePage);
  const known = new Set(rows.flatMap((row) => [...records.actors(row)]));
  const suggested = await page.locator("#actors option").evaluateAll((options) => options.map((option) => option.value));
  assert.ok(suggested.length === Math.min(200, known.size) && suggested.every((name) => known.has(name)), "only those with a name and a kind");
  const enter = (name) => page.fill("#actor", name).then(() => page.press("#actor", "Enter"));
  await drawn(page, () => enter("  kenya "));
  await drawn(page, () => enter("Germany"));
  await shows(page, rows.filter((row) => ["Kenya", "Germany"].every((name) => records.actors(row).has(name))), rows);
  assert.deepEqual(await page.locator(".token bdi").allInnerTexts(), ["Kenya", "Germany"]);
  for (const nobody of ["Nobody at all", "They", "we", "the two sides"]) {
    await enter(nobody);
    assert.equal(await page.locator("#actor").evaluate((box) => box.validationMessage), "No actor has this name.", nobody);
  }
  assert.equal(await page.locator(".token").count(), 2);
  await close();
});

await test("addresses written by hand choose what they mean, once, and one that cannot be written breaks nothing", async () => {
  const [[name]] = records.named(rows, "meet");
  const [shouted, said] = [name.toUpperCase(), name].map((one) => `actor=${encodeURIComponent(one)}`);
  const { page, close } = await open(browser, madePage, { hash: `#${shouted}&${said}` });
  assert.deepEqual(await page.locator(".token bdi").allInnerTexts(), [name]);
  await shows(page, rows.filter((row) => records.actors(row).has(name)), rows);
  assert.equal(await page.locator("#named li:first-child button").getAttribute("aria-pressed"), "true");
  await page.evaluate(() => { history.replaceState = () => { throw new Error("no more addresses"); }; });
  await drawn(page, () => page.click(".token"));
  await page.waitForTimeout(400);
  await drawn(page, () => page.click('.total[data-key="figure"]'));
  await shows(page, rows.filter((row) => row.type === "figure"), rows);
  await close();
});
