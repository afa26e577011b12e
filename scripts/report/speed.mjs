// How long 50,000 events take; nothing is asserted, since machines differ.

import { drawn, open } from "./browser.mjs";

const CLICKS = ['.total[data-key="deal"]', '.chip[data-key="occurred"]', '.total[data-key="meet"]', "#named li:first-child button", ".token",
  "#clear", '#ties [data-key="deal"]', '#table [data-key="type"]', '#pages [data-key="Next"]'];

/** Prints the times of opening, of filters and of a search. */
export async function measure(browser, file) {
  const began = performance.now();
  const { page, close } = await open(browser, file);
  console.log(`50,000 events: drawn ${Math.round(performance.now() - began)} ms after the file was opened`);
  await page.waitForTimeout(2500);
  await page.evaluate(() => {
    window.longest = 0;
    new PerformanceObserver((seen) => { for (const { duration } of seen.getEntries()) window.longest = Math.max(window.longest, duration); })
      .observe({ type: "longtask" });
  });
  for (const selector of CLICKS) {
    const answered = await page.evaluate((one) => {
      delete document.documentElement.dataset.drawn;
      window.longest = 0;
      const start = performance.now();
      document.querySelector(one).click();
      return performance.now() - start;
    }, selector);
    console.log(`  ${selector}: numbers and table after ${Math.round(answered)} ms, ${await pictures(page)}`);
  }
  await page.evaluate(() => { window.longest = 0; });
  await drawn(page, () => page.fill("#words", "copper mine"));
  console.log(`  search: ${await pictures(page)}`);
  await close();
}

/** The longest task is how long the page may not have answered; below 50 ms browsers do not tell it. */
async function pictures(page) {
  await page.waitForFunction(() => document.documentElement.dataset.drawn !== undefined);
  await page.waitForTimeout(100);
  const [all, longest] = await page.evaluate(() => [Number(document.documentElement.dataset.drawn), window.longest]);
  return `pictures after ${Math.round(all)} ms, ${longest > 0 ? `longest task ${Math.round(longest)} ms` : "no task of 50 ms"}`;
}
