// Opens reports in a browser and compares them with the records; test.sh says how to run it.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { drawn, launch, open, report, scrolled } from "./browser.mjs";
import { HOSTILE, made } from "./made.mjs";
import * as records from "./records.mjs";
import { measure } from "./speed.mjs";

const [program, seeds, pictures] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "dateline-report-"));
const browser = await launch();
const lines = (rows) => rows.map((row) => JSON.stringify(row)).join("\n");
const parse = (text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line));
const english = (number) => number.toLocaleString("en", { maximumFractionDigits: 2 });
const text = (page, selector) => page.locator(selector).first().innerText();
let passed = 0;

async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}`);
    throw error;
  }
}

async function picture(page, name, fullPage = true) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await scrolled(page);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
}

/** The numbers that the page shows must be those of `rows`. */
async function shows(page, rows, all) {
  const of = rows.length === all.length ? "" : ` of ${english(all.length)}`;
  const documents = new Set(rows.map((row) => row.doc_id)).size;
  assert.ok((await text(page, "#lead")).startsWith(`${english(rows.length)}${of} events in ${english(documents)} document`), await text(page, "#lead"));
  if (rows.length === 0) return assert.ok(await page.locator("#none").isVisible());
  assert.ok((await text(page, "#range")).endsWith(` of ${english(rows.length)}`), await text(page, "#range"));
  assert.equal(await page.locator("#table tr.event").count(), Math.min(25, rows.length));
  const named = records.named(rows, "meet");
  if (named.length === 0) return;
  const [first, number] = (await page.locator("#named li").first().innerText()).split("\n");
  // Of those who are named equally often any may come first.
  assert.equal(number, english(named[0][1]));
  assert.ok(named.some(([name, often]) => name === first && often === named[0][1]), first);
}

const families = async (page) => (await page.locator(".figure-of").allInnerTexts()).map((number) => Number(number.replaceAll(",", "")));

const seedRows = parse(readFileSync(seeds, "utf8"));
const rows = [...made(5000)];
const seedPage = report(program, lines(seedRows), join(folder, "seeds.html"));
const madePage = report(program, lines(rows), join(folder, "made.html"));

try {
  await test("the sample stories are shown, light and dark, wide and narrow", async () => {
    for (const [name, view] of Object.entries({ light: {}, dark: { dark: true }, narrow: { width: 390, height: 844 } })) {
      const { page, close } = await open(browser, seedPage, view);
      await shows(page, seedRows, seedRows);
      assert.deepEqual(await families(page), records.TYPES.map((type) => seedRows.filter((row) => row.type === type).length));
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: wider than the window`);
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
    await shows(page, deals.filter((row) => row.status === "planned"), rows);
    await drawn(page, () => page.click('.chip[data-key="possible"]'));
    const open_ = deals.filter((row) => ["planned", "possible"].includes(row.status));
    await shows(page, open_, rows);
    await drawn(page, () => page.fill("#confidence", "70"));
    const sure = open_.filter((row) => row.confidence >= 0.7);
    await shows(page, sure, rows);
    await drawn(page, () => page.fill("#from", "2026-03-01"));
    await drawn(page, () => page.fill("#to", "2026-04-15"));
    const dated = sure.filter((row) => row.published >= "2026-03-01" && row.published <= "2026-04-15");
    await shows(page, dated, rows);
    await drawn(page, () => page.fill("#words", "copper MINE"));
    const searched = dated.filter((row) => ["copper", "mine"].every((word) => records.searched(row).includes(word)));
    assert.ok(searched.length > 0 && searched.length < dated.length);
    await shows(page, searched, rows);
    await page.waitForFunction(() => location.hash.includes("words="));
    const address = await page.evaluate(() => location.hash);
    const again = await open(browser, madePage, { hash: address });
    await shows(again.page, searched, rows);
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
    await drawn(page, () => page.click("#named li:first-child button"));
    await shows(page, rows.filter((row) => records.actors(row).has(name)), rows);
    await drawn(page, () => page.click(".token"));
    const { names, weight } = records.strongest(rows);
    const pair = page.locator("#pairs li", { hasText: names[0] }).filter({ hasText: names[1] }).first();
    assert.equal(await pair.locator(".number").innerText(), english(weight));
    await drawn(page, () => pair.locator("button").click());
    await shows(page, rows.filter((row) => names.every((one) => records.actors(row).has(one))), rows);
    await close();
  });

  await test("money is summed in one currency at a time", async () => {
    for (const currency of ["USD", "JPY"]) {
      const { page, close } = await open(browser, madePage, { hash: `#currency=${currency}` });
      const sums = records.sums(rows, currency);
      const total = sums.reduce((sum, amount) => sum + amount, 0);
      const rounded = total >= 1e9 ? `${(total / 1e9).toLocaleString("en", { maximumFractionDigits: total < 1e10 ? 1 : 0 })} billion` : "";
      assert.ok((await text(page, "#money-note")).startsWith(`${currency} ${rounded} in ${english(sums.length)} deals`), await text(page, "#money-note"));
      await close();
    }
  });

  await test("a bar of the timeline and its table say the same", async () => {
    const { page, close } = await open(browser, madePage);
    await page.click("#timeline + .numbers summary");
    const cells = await page.locator("#timeline-table td").allInnerTexts();
    const dated = rows.filter((row) => row.published !== null).length;
    assert.equal(cells.reduce((sum, cell) => sum + Number(cell), 0), dated);
    const box = await page.locator("#timeline").boundingBox();
    await drawn(page, () => page.mouse.click(box.x + box.width / 2, box.y + box.height - 60));
    const [from, to] = [await page.inputValue("#from"), await page.inputValue("#to")];
    await shows(page, rows.filter((row) => row.published !== null && row.published >= from && row.published <= to), rows);
    await close();
  });

  await test("far-away dates are said to be left out, and one event is one", async () => {
    const far = rows.filter((row) => row.roles.value?.[0].currency === "USD" && row.published && row.status === "occurred").slice(0, 300)
      .map((row, index) => ({ ...row, published: index === 7 ? "1850-05-01" : row.published, roles: { ...row.roles, time: [{ text: "then", value: "0044-03", start: 1, end: 5 }] } }));
    const { page, close } = await open(browser, report(program, lines(far), join(folder, "far.html")));
    for (const [note, one] of [["timeline", "event"], ["money", "deal"]]) assert.match(await text(page, `#${note}-note`), new RegExp(` 1 ${one} of far-away days is left out`));
    await drawn(page, () => page.selectOption("#by", "happened"));
    assert.match(await text(page, "#timeline-note"), /^No event has a date of the event/);
    await close();
    const single = await open(browser, report(program, lines(far.slice(0, 1)), join(folder, "single.html")));
    assert.match(await text(single.page, "#lead"), /^1 event in 1 document, /);
    await single.close();
  });

  await test("what documents say stays text, and only web addresses are links", async () => {
    const hostile = rows.filter((row) => JSON.stringify(row.roles).includes("broken") || row.url?.startsWith("javascript"));
    assert.ok(hostile.length > 50);
    const file = report(program, lines(hostile), join(folder, "hostile.html"));
    for (const ties of ["meet", "deal"]) {
      const { page, close } = await open(browser, file, { hash: `#ties=${ties}` });
      for (const button of await page.locator("#table button.open").all()) await button.click();
      const addresses = await page.locator("main a").evaluateAll((links) => links.map((link) => [link.protocol, link.rel]));
      for (const address of addresses) assert.deepEqual(address, ["https:", "noopener noreferrer"]);
      assert.equal(await page.locator("main img, main svg, main script").count(), 0);
      await scrolled(page);
      await page.locator("#network").scrollIntoViewIfNeeded();
      const box = await page.locator("#network").boundingBox();
      for (let x = 20; x < box.width; x += 24) for (let y = 20; y < box.height; y += 48) await page.mouse.move(box.x + x, box.y + y);
      await page.fill("#words", HOSTILE[1]);
      await close();
    }
  });

  await test("a script that is put into the page does not run", async () => {
    const { page } = await open(browser, madePage);
    await page.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.broken = 1";
      document.body.append(script);
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.broken=1'>");
    });
    await page.waitForFunction(() => window.violations?.length >= 1);
    assert.equal(await page.evaluate(() => window.broken), undefined);
    await page.context().close();
  });

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
    const { page, close } = await open(browser, report(program, lines(old), join(folder, "old.html")));
    await page.click("#table button.open");
    assert.match(await text(page, "tr.more:not([hidden])"), /The records hold no sentences/);
    await close();
    const empty = await open(browser, report(program, "", join(folder, "empty.html")));
    assert.equal(await text(empty.page, "#lead"), "There are no events in this file.");
    await empty.close();
  });

  const many = report(program, lines([...made(50_000)]), join(folder, "many.html"));
  await measure(browser, many);
  console.log(`${passed} passed`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
