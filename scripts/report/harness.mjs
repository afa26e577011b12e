// What the checks share: reports to look at, what they must show, and how a check is told.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch, report, scrolled } from "./browser.mjs";
import { made } from "./made.mjs";
import * as records from "./records.mjs";

const [program, seeds, pictures] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "dateline-report-"));

const parse = (text) => text.split("\n").filter(Boolean).map((line) => JSON.parse(line));

/** A report of these events, in a file of this name. */
export const reportOf = (rows, name) => report(program, rows.map((row) => JSON.stringify(row)).join("\n"), join(folder, `${name}.html`));

export const browser = await launch();
export const seedRows = parse(readFileSync(seeds, "utf8"));
export const rows = parse([...made(5000)].map((row) => JSON.stringify(row)).join("\n"));
export const seedPage = reportOf(seedRows, "seeds");
export const madePage = reportOf(rows, "made");

let passed = 0;

export async function test(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    console.log(`FAILED ${name}`);
    throw error;
  }
}

export async function finish() {
  await browser.close();
  rmSync(folder, { recursive: true });
  return passed;
}

export async function picture(page, name, fullPage = true) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await scrolled(page);
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage });
}

export const english = (number, most = 0) => number.toLocaleString("en", { maximumFractionDigits: most });

/** A sum as the page rounds it: "5.1 billion". */
export function rounded(sum) {
  const [size, word] = [[1e9, " billion"], [1e6, " million"]].find(([least]) => sum >= 0.9995 * least) ?? [1, ""];
  return `${english(sum / size, sum / size < 10 ? 1 : 0)}${word}`;
}

export const text = (page, selector) => page.locator(selector).first().innerText();

/** Names and numbers of a ranking, as shown. */
export const ranking = async (page, id) =>
  (await page.locator(`#${id} li:not(.empty)`).allInnerTexts()).map((line) => line.split("\n").map((part) => part.trim()));

/** A ranking shows the first of `expected`, most first; of those with equal numbers any may come first. */
export async function ranks(page, id, expected, say = english) {
  const shown = await ranking(page, id);
  const told = new Map(expected.map(([name, number]) => [name, say(number)]));
  assert.deepEqual(shown.map(([, number]) => number), expected.slice(0, shown.length).map(([, number]) => say(number)), id);
  for (const [name, number] of shown) assert.equal(number, told.get(name), `${id}: ${name}`);
  assert.equal(new Set(shown.map(([name]) => name)).size, shown.length, id);
  return shown.length;
}

/** The cells of a table behind a chart, row by row; opens it. */
export async function tableBehind(page, id) {
  const details = page.locator(`#${id}`).locator("xpath=..");
  if (!(await details.evaluate((one) => one.open))) await details.locator("summary").click();
  return page.locator(`#${id} tr`).evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.innerText.trim())));
}

/** The numbers that the page shows must be those of `shown`. */
export async function shows(page, shown, all, statuses) {
  const of = shown.length === all.length ? "" : ` of ${english(all.length)}`;
  const documents = new Set(shown.map((row) => row.doc_id)).size;
  assert.ok((await text(page, "#lead")).startsWith(`${english(shown.length)}${of} events in ${english(documents)} document`), await text(page, "#lead"));
  if (shown.length === 0) return assert.ok(await page.locator("#none").isVisible());
  assert.ok((await text(page, "#range")).endsWith(` of ${english(shown.length)}`), await text(page, "#range"));
  assert.equal(await page.locator("#table tr.event").count(), Math.min(25, shown.length));
  const ties = await page.locator('#ties [aria-pressed="true"]').getAttribute("data-key");
  await ranks(page, "named", records.named(shown, ties, statuses));
}

export const families = async (page) => (await page.locator(".figure-of").allInnerTexts()).map((number) => Number(number.replaceAll(",", "")));
