// Numbers, sums and names as people read them.

const plainNumber = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const [oneDigit, noDigit] = [1, 0].map((digits) => new Intl.NumberFormat("en", { maximumFractionDigits: digits }));
const MAGNITUDES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];

const count = (number) => plainNumber.format(number);

/** "1 event", "2 events". */
const counted = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

/** A number in two or three digits and a word, as newspapers write it. */
function rounded(number) {
  const [size, word] = MAGNITUDES.find(([least]) => number >= least) ?? [1, ""];
  const scaled = number / size;
  const digits = (scaled < 10 ? oneDigit : noDigit).format(scaled);
  return word ? `${digits} ${word}` : digits;
}

const money = (number, currency) => `${currency} ${rounded(number)}`;
const percent = (tenThousandths) => `${Math.round(tenThousandths / 100)} %`;

/** What families of events are called where there are many of them. */
const FAMILIES = { meet: "Meetings", deal: "Deals", figure: "Figures" };
const MANY = { visit: "visits", call: "calls", agreement: "agreements", transaction: "transactions",
  acquisition: "acquisitions", level: "levels", change: "changes" };
