// A browser whose pages tell everything that goes wrong in them.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { existsSync } from "node:fs";

const { chromium } = createRequire(`${process.env.DATELINE_BROWSER}/`)("playwright-core");
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];

const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

export const launch = () => chromium.launch({ executablePath, args: FLAGS });

/** A page of `file`; `close` fails if anything was logged, requested or kept from running. */
export async function open(browser, file, { width = 1280, height = 900, dark = false, hash = "" } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? "dark" : "light", locale: "en-GB" });
  const page = await context.newPage();
  const troubles = [];
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) troubles.push(message.text()); });
  page.on("pageerror", (error) => troubles.push(String(error)));
  page.on("request", (request) => { if (request.url() !== `file://${file}` && !request.url().startsWith("data:")) troubles.push(`request of ${request.url()}`); });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => { (window.violations ??= []).push(`${event.violatedDirective} ${event.blockedURI}`); });
  });
  await page.goto(`file://${file}${hash}`);
  await page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined || document.querySelector("main .empty:not([hidden])"));
  const close = async () => {
    troubles.push(...await page.evaluate(() => window.violations ?? []));
    assert.deepEqual(troubles, [], "what went wrong on the page");
    assert.equal(await page.evaluate(() => window.broken), undefined, "something from a document ran");
    await context.close();
  };
  return { page, close };
}

/** Waits until what was changed is drawn, pictures too. */
export async function drawn(page, act) {
  await page.evaluate(() => { delete document.documentElement.dataset.drawn; });
  await act();
  await page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined);
}

/** Goes once past all charts, which are drawn when they are near. */
export async function scrolled(page) {
  for (const chart of await page.locator(".chart:visible").all()) await chart.scrollIntoViewIfNeeded();
  await page.waitForFunction(() => !document.querySelector(".chart[aria-busy]:not([hidden])"));
  await page.evaluate(() => scrollTo(0, 0));
}

/** Runs the program on lines of events; gives the page's file. */
export function report(program, lines, file) {
  execFileSync(program, ["report", "-", "--out", file, "--quiet"], { input: lines, stdio: ["pipe", "pipe", "pipe"] });
  return file;
}
