// The numbers of charts, tables and rankings.

import assert from "node:assert/strict";

import { drawn, open } from "../browser.mjs";
import { browser, english, madePage, ranking, ranks, reportOf, rounded, rows, shows, tableBehind, test, text } from "../harness.mjs";
import * as records from "../records.mjs";

/** Choices of statuses: what the address says, which are chosen, what the page calls what counts. */
const STATUSES = [
  ["", undefined, "that occurred"],
  ["&status=planned&status=possible", ["planned", "possible"], "that are planned or possible"],
  ["&status=occurred&status=negated&status=planned", ["occurred", "planned"], "that occurred or are planned"],
];
const chosen = (address) => rows.filter((row) => !address || address.includes(`=${row.status}`));

await test("deals are summed by status and month in one currency at a time, and rankings count what occurred or is chosen", async () => {
  for (const currency of ["USD", "JPY"]) {
    for (const [address, statuses, words] of STATUSES) {
      const { page, close } = await open(browser, madePage, { hash: `#currency=${currency}${address}` });
      const deals = records.deals(chosen(address), currency);
      const told = ["occurred", "planned", "possible"].map((status) => [status, deals.filter(({ row }) => row.status === status)]).filter(([, some]) => some.length > 0);
      const sum = (some) => some.reduce((all, one) => all + one.sum, 0);
      assert.deepEqual(await page.locator("#values-legend span").allInnerTexts(),
        told.map(([status, some]) => `${status}: ${currency} ${rounded(sum(some))} in ${english(some.length)} deals`));
      const undated = deals.filter(({ row }) => !row.published).length;
      const note = await text(page, "#money-note");
      assert.ok(note.includes(` ${undated} without a date `) && note.includes(` The lists count deals ${words}`), note);
      const say = (amount) => `${currency} ${rounded(amount)}`;
      for (const [id, roles, name] of [["payers", ["buyer", "funder"], "Buyers and funders"], ["paid-to", ["seller", "recipient"], "Sellers and recipients"]]) {
        assert.equal(await ranks(page, id, records.sides(chosen(address), currency, roles, statuses), say), 7);
        assert.equal(await text(page, `h3:has(#${id}-of)`), `${name} in deals ${words}`);
      }
      await close();
    }
  }
});

await test("the table of values has a line for every month, with the sums of the records", async () => {
  const { page, close } = await open(browser, madePage, { hash: "#currency=EUR" });
  const [head, ...months] = await tableBehind(page, "values-table");
  assert.deepEqual(head, ["month", "occurred, EUR", "planned, EUR", "possible, EUR"]);
  const sums = records.months(rows, "EUR");
  const expected = ["01", "02", "03", "04", "05", "06"].map((month) => [
    new Date(`2026-${month}-01`).toLocaleString("en", { month: "short", year: "numeric", timeZone: "UTC" }),
    ...["occurred", "planned", "possible"].map((status) => english(sums.get(`2026-${month} ${status}`) ?? 0))]);
  assert.deepEqual(months, expected);
  await close();
});

await test("ties and names of meetings and of deals count what occurred or is chosen", async () => {
  for (const type of ["meet", "deal"]) {
    for (const [address, statuses, words] of STATUSES) {
      const { page, close } = await open(browser, madePage, { hash: `#ties=${type}${address}` });
      await ranks(page, "named", records.named(chosen(address), type, statuses));
      const ties = records.ties(chosen(address), type, statuses).map(([pair, number]) => [pair.join(" – "), number]);
      const shown = await ranking(page, "pairs");
      assert.deepEqual(shown.map(([, number]) => number), ties.slice(0, 8).map(([, number]) => english(number)));
      const told = new Map(ties);
      for (const [pair, number] of shown) assert.equal(number, english(told.get(pair.split(" – ").sort().join(" – "))), pair);
      const note = await text(page, "#network-note");
      assert.ok(note.startsWith(`The 60 strongest of ${english(ties.length)} ties of ${type === "meet" ? "meetings" : "deals"} ${words}`), note);
      await close();
    }
  }
});

await test("a measure is a filter that finds as many figures as it says, and can be taken away", async () => {
  const { page, close } = await open(browser, madePage);
  const all = records.measured(rows);
  assert.equal(await ranks(page, "measures", all), all.length);
  const [name] = (await ranking(page, "measures"))[2];
  const told = rows.filter((row) => records.measures(row).has(name));
  assert.equal(told.length, new Map(all).get(name));
  await drawn(page, () => page.click("#measures li:nth-child(3) button"));
  await shows(page, told, rows);
  await ranks(page, "measures", records.measured(told));
  assert.equal(await page.locator("#measures li:first-child button").getAttribute("aria-pressed"), "true");
  assert.deepEqual(await page.locator(".token bdi").allInnerTexts(), [name]);
  await page.waitForFunction(() => location.hash.includes("measure="));
  const again = await open(browser, madePage, { hash: (await page.evaluate(() => location.hash)).toUpperCase().replace("MEASURE", "measure") });
  await shows(again.page, told, rows);
  await again.close();
  await drawn(page, () => page.click(".token"));
  await shows(page, rows, rows);
  await close();
});

await test("the latest readings are those of the records", async () => {
  const { page, close } = await open(browser, madePage);
  const figures = rows.map((row, index) => ({ row, index })).filter(({ row }) => row.type === "figure");
  const latest = figures.sort((a, b) => (b.row.published ?? "").localeCompare(a.row.published ?? "") || a.index - b.index).slice(0, 12);
  const words = (row, role, by = "text") => (row.roles[role] ?? []).map((filler) => filler[by] ?? filler.text).join(", ");
  const expected = latest.map(({ row }) => [words(row, "measure"), words(row, "about", "name"), row.mentions[0].text, words(row, "change"), words(row, "time")]);
  const shown = await page.locator("#readings tr").evaluateAll((lines) => lines.map((line) => [...line.children].map((cell) => cell.innerText)));
  assert.deepEqual(shown, [["Measure", "Of", "Told by", "Change", "When"], ...expected]);
  assert.equal(await text(page, "#figures-note"), `The latest 12 of ${english(figures.length)} figures.`);
  await close();
});

await test("a bar of the timeline and its table say the same", async () => {
  const { page, close } = await open(browser, madePage);
  const [head, ...weeks] = await tableBehind(page, "timeline-table");
  assert.deepEqual(head, ["week", "Meetings", "Deals", "Figures"]);
  const dated = rows.filter((row) => row.published !== null);
  assert.deepEqual([1, 2, 3].map((place) => weeks.reduce((sum, week) => sum + Number(week[place]), 0)),
    records.TYPES.map((type) => dated.filter((row) => row.type === type).length));
  const box = await page.locator("#timeline").boundingBox();
  await drawn(page, () => page.mouse.click(box.x + box.width / 2, box.y + box.height - 60));
  const [from, to] = [await page.inputValue("#from"), await page.inputValue("#to")];
  await shows(page, rows.filter((row) => row.published !== null && row.published >= from && row.published <= to), rows);
  await close();
});

await test("events can be dated by what they tell, as far as they tell a month, a week or a day", async () => {
  const { page, close } = await open(browser, madePage);
  await drawn(page, () => page.selectOption("#by", "happened"));
  const days = rows.map(records.happened);
  const undated = days.filter((day) => day === null).length;
  assert.ok(undated > 1000 && undated < 4000);
  assert.ok((await text(page, "#lead")).endsWith(`; ${english(undated)} undated`), await text(page, "#lead"));
  const [, ...bins] = await tableBehind(page, "timeline-table");
  const drawnEvents = bins.flatMap((bin) => bin.slice(1)).reduce((sum, number) => sum + Number(number), 0);
  const outside = Number(/ (\d+) events? of far-away days/.exec(await text(page, "#timeline-note"))?.[1] ?? 0);
  assert.equal(drawnEvents + outside, rows.length - undated);
  await drawn(page, () => page.fill("#from", "2026-02-02"));
  await drawn(page, () => page.fill("#to", "2026-03-01"));
  await shows(page, rows.filter((_, index) => days[index] !== null && days[index] >= "2026-02-02" && days[index] <= "2026-03-01"), rows);
  await close();
});

await test("numbers keep what matters: small amounts, full percents, and a thousand million", async () => {
  const [deal, figure] = ["deal", "figure"].map((type) => rows.find((row) => row.type === type && row.published && row.status === "occurred"));
  const value = (amount, unit) => [{ text: "so much", amount, ...unit, start: 1, end: 8 }];
  const few = [
    { ...deal, event_id: "1", confidence: 0.696, roles: { ...deal.roles, value: value("0.004", { currency: "USD" }) } },
    { ...deal, event_id: "2", confidence: 0.7, roles: { ...deal.roles, value: value("999999999", { currency: "EUR" }) } },
    { ...figure, event_id: "3", confidence: 1, roles: { ...figure.roles, change: value("0.125", { unit: "%" }) } },
  ];
  const { page, close } = await open(browser, reportOf(few, "few"), { hash: "#sort=confidence&down=0&currency=USD" });
  assert.equal(await text(page, "#values-legend"), "occurred: USD 0.004 in 1 deal");
  assert.deepEqual((await tableBehind(page, "values-table")).at(-1).slice(1), ["0.004"]);
  assert.deepEqual(await page.locator("td.confidence").allInnerTexts(), ["69 %", "70 %", "100 %"]);
  for (const button of await page.locator("#table button.open").all()) await button.click();
  for (const amount of ["USD 0.004", "EUR 999,999,999", "0.125 %"]) assert.ok((await page.locator("#table").innerText()).includes(amount), amount);
  await drawn(page, () => page.selectOption("#currency", "EUR"));
  assert.equal(await text(page, "#values-legend"), "occurred: EUR 1 billion in 1 deal");
  await drawn(page, () => page.fill("#confidence", "70"));
  assert.deepEqual(await page.locator("td.confidence").allInnerTexts(), ["70 %", "100 %"]);
  await close();
});

await test("far-away dates are said to be left out, and one event is one", async () => {
  const far = rows.filter((row) => row.roles.value?.[0].currency === "USD" && row.published && row.status === "occurred").slice(0, 300)
    .map((row, index) => ({ ...row, published: index === 7 ? "1850-05-01" : row.published, roles: { ...row.roles, time: [{ text: "then", value: "0044-03", start: 1, end: 5 }] } }));
  const { page, close } = await open(browser, reportOf(far, "far"));
  for (const [note, one] of [["timeline", "event"], ["money", "deal"]]) assert.match(await text(page, `#${note}-note`), new RegExp(` 1 ${one} of far-away days is left out`));
  await drawn(page, () => page.selectOption("#by", "happened"));
  assert.match(await text(page, "#timeline-note"), /^No event has a date of the event/);
  await close();
  const single = await open(browser, reportOf(far.slice(0, 1), "single"));
  assert.match(await text(single.page, "#lead"), /^1 event in 1 document, /);
  await single.close();
});
