// How reports look: light, dark, wide, narrow, on paper, and with little to show.

import assert from "node:assert/strict";

import { drawn, open, scrolled } from "../browser.mjs";
import { browser, families, madePage, picture, reportOf, rows, seedPage, seedRows, shows, test, text } from "../harness.mjs";
import * as records from "../records.mjs";

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

await test("the sample stories are shown, light and dark, wide and narrow", async () => {
  for (const [name, view] of Object.entries({ light: {}, dark: { dark: true }, narrow: { width: 390, height: 844 } })) {
    const { page, close } = await open(browser, seedPage, view);
    await shows(page, seedRows, seedRows);
    assert.deepEqual(await families(page), records.TYPES.map((type) => seedRows.filter((row) => row.type === type).length));
    assert.ok(await fits(page), `${name}: wider than the window`);
    await picture(page, `seeds-${name}`);
    await close();
  }
});

await test("every row of the sample stories opens its sentences with its words marked", async () => {
  const { page, close } = await open(browser, seedPage, { hash: "#sort=confidence" });
  const ordered = seedRows.map((row, index) => ({ row, index })).sort((a, b) => b.row.confidence - a.row.confidence || a.index - b.index);
  for (const [place, { row }] of ordered.slice(0, 25).entries()) {
    const button = page.locator("#table button.open").nth(place);
    await button.focus();
    await page.keyboard.press("Enter");
    assert.equal(await button.getAttribute("aria-expanded"), "true");
    const marked = await page.locator("#table tr.more").nth(place).locator("mark.mention").allTextContents();
    assert.deepEqual(marked, row.mentions.map((mention) => mention.text), row.event_id);
  }
  await picture(page, "seeds-open");
  await close();
});

await test("pictures wait until they are near, and paper has them all", async () => {
  const { page, close } = await open(browser, madePage, { height: 500 });
  const bare = (of) => of.locator(".chart:visible").evaluateAll((charts) => charts.filter((one) => !one.querySelector("canvas")).length);
  assert.ok((await bare(page)) > 0);
  await scrolled(page);
  assert.equal(await bare(page), 0);
  await close();
  const paper = await open(browser, madePage, { height: 500 });
  assert.ok((await bare(paper.page)) > 0);
  assert.ok((await paper.page.pdf()).length > 20_000);
  assert.equal(await bare(paper.page), 0);
  await paper.close();
});

await test("the switch turns the page dark, and paper is light", async () => {
  const { page, close } = await open(browser, madePage);
  const lightness = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).reduce((sum, part) => sum + Number(part), 0));
  assert.ok((await lightness()) > 600);
  await drawn(page, () => page.click("#theme"));
  assert.ok((await lightness()) < 150);
  await picture(page, "made-dark");
  assert.ok((await page.pdf()).length > 20_000);
  await close();
});

await test("records without sentences and no records at all are friendly", async () => {
  const old = rows.slice(0, 40).map((row) => ({ ...row, mentions: row.mentions.map((mention) => ({ ...mention, sentence: { start: mention.sentence.start, end: mention.sentence.end } })) }));
  const { page, close } = await open(browser, reportOf(old, "old"));
  await page.click("#table button.open");
  assert.match(await text(page, "tr.more:not([hidden])"), /The records hold no sentences/);
  await close();
  const empty = await open(browser, reportOf([], "empty"));
  assert.equal(await text(empty.page, "#lead"), "There are no events in this file.");
  await empty.close();
});

await test("names of any length leave the page as wide as the window", async () => {
  const long = (name) => `${name}, ${"the Honourable Commission on Commissions ".repeat(4)}${"x".repeat(80)}`;
  const longer = (filler) => ({ ...filler, text: long(filler.text), ...(filler.name ? { name: long(filler.name) } : {}) });
  const wide = rows.slice(0, 60).map((row) => ({ ...row, title: long("Title"), doc_id: long(row.doc_id),
    roles: Object.fromEntries(Object.entries(row.roles).map(([role, fillers]) => [role, fillers.map(longer)])) }));
  const file = reportOf(wide, "wide");
  for (const width of [390, 800, 1280]) {
    const { page, close } = await open(browser, file, { width });
    for (const summary of await page.locator(".numbers summary:visible").all()) await summary.click();
    for (const button of await page.locator("#table button.open").all()) await button.click();
    assert.ok(await fits(page), `${width} pixels`);
    await picture(page, `wide-${width}`);
    await close();
  }
});
