// Numbers, sums and names as people read them.

const [noDigit, oneDigit, someDigits, allDigits] = [0, 1, 6, 20].map((most) => new Intl.NumberFormat("en", { maximumFractionDigits: most }));
const twoFigures = new Intl.NumberFormat("en", { maximumSignificantDigits: 2 });
const MAGNITUDES = [[1e12, "trillion"], [1e9, "billion"], [1e6, "million"]];

const count = (number) => noDigit.format(number);

/** A sum with all its digits, but without the dust of adding fractions. */
const inFull = (sum) => someDigits.format(sum);

/** An amount as the records have it, no digit less; what is no number stays as it is. */
const asWritten = (amount) => (Number.isFinite(Number(amount)) ? allDigits.format(amount) : amount);

/** "1 event", "2 events". */
const counted = (number, one, more = `${one}s`) => `${count(number)} ${number === 1 ? one : more}`;

/** A number in two or three digits and a word, as newspapers write it. */
function rounded(number) {
  // What is rounded to 1,000 million is 1 billion.
  const [size, word] = MAGNITUDES.find(([least]) => number >= 0.9995 * least) ?? [1, ""];
  const scaled = number / size;
  const digits = (scaled < 1 ? twoFigures : scaled < 10 ? oneDigit : noDigit).format(scaled);
  return word ? `${digits} ${word}` : digits;
}

const money = (number, currency) => `${currency} ${rounded(number)}`;

/** Rounded down, so that nothing says 70 % and does not pass the filter "from 70 %". */
const percent = (tenThousandths) => `${Math.floor(tenThousandths / 100)} %`;

/** What families of events are called where there are many of them. */
const FAMILIES = { meet: "Meetings", deal: "Deals", figure: "Figures" };
const MANY = { visit: "visits", call: "calls", agreement: "agreements", transaction: "transactions",
  acquisition: "acquisitions", level: "levels", change: "changes" };
