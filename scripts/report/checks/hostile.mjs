// What documents say cannot act on the page.

import assert from "node:assert/strict";

import { open, scrolled } from "../browser.mjs";
import { browser, madePage, reportOf, rows, test } from "../harness.mjs";
import { HOSTILE } from "../made.mjs";

await test("what documents say stays text, and only web addresses are links", async () => {
  const hostile = rows.filter((row) => JSON.stringify(row.roles).includes("broken") || row.url?.startsWith("javascript"));
  assert.ok(hostile.length > 50);
  const file = reportOf(hostile, "hostile");
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
