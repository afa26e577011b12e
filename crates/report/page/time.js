// Days as numbers since 1970-01-01, and the bins of a time axis.

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const dayOf = (year, month, day) => Date.UTC(year, month - 1, day) / DAY;
const parts = (day) => {
  const date = new Date(day * DAY);
  return [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
};

/** The day of YYYY-MM-DD, or null. */
function parseDay(text) {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const day = found && dayOf(Number(found[1]), Number(found[2]), Number(found[3]));
  return found && isoDay(day) === text ? day : null;
}

function isoDay(day) {
  const [year, month, date] = parts(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** "28 May 2021" */
function longDay(day) {
  const [year, month, date] = parts(day);
  return `${date} ${MONTHS[month - 1]} ${year}`;
}

/** The first day that a TIMEX3 value means, if it says at least the month or the week; else null. */
function parseTimex(value) {
  // Date.UTC takes the year 44 for 1944.
  if (Number(value.slice(0, 4)) < 100) return null;
  const day = parseDay(value.slice(0, 10));
  if (day !== null) return day;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(value);
  if (month) return dayOf(Number(month[1]), Number(month[2]), 1);
  const week = /^(\d{4})-W(\d{2})/.exec(value);
  return week ? monday(dayOf(Number(week[1]), 1, 4)) + 7 * (Number(week[2]) - 1) : null;
}

const monday = (day) => day - ((day + 3) % 7 + 7) % 7;

/** "28 May" */
const shortDay = (day) => `${parts(day)[2]} ${MONTHS[parts(day)[1] - 1]}`;

/** How days are put together: the day on which the bin of a day begins, the next bin, its name in full and on an axis. */
const UNITS = {
  day: { start: (day) => day, next: (day) => day + 1, name: longDay, tick: shortDay },
  week: { start: monday, next: (day) => day + 7, name: (day) => `week of ${longDay(day)}`, tick: shortDay },
  month: {
    start: (day) => dayOf(parts(day)[0], parts(day)[1], 1),
    next: (day) => dayOf(parts(day)[0], parts(day)[1] + 1, 1),
    name: (day) => `${MONTHS[parts(day)[1] - 1]} ${parts(day)[0]}`,
    tick: (day) => (parts(day)[1] === 1 ? String(parts(day)[0]) : MONTHS[parts(day)[1] - 1]),
  },
  year: {
    start: (day) => dayOf(parts(day)[0], 1, 1),
    next: (day) => dayOf(parts(day)[0] + 1, 1, 1),
    name: (day) => String(parts(day)[0]),
    tick: (day) => String(parts(day)[0]),
  },
};

/** The unit in which a span of days makes bars that can be told apart. */
function unitFor(first, last) {
  const days = last - first + 1;
  return days <= 62 ? "day" : days <= 400 ? "week" : days <= 366 * 8 ? "month" : "year";
}

/** Sums are told by month; so many months that they cannot be told apart, by year. */
const monthsOrYears = (first, last) => (last - first < 366 * 10 ? "month" : "year");

/** All bins from the first day to the last, without gaps. Odd dates must not make millions of bars. */
function binsOf(unit, first, last, most = 1000) {
  const bins = [];
  for (let day = UNITS[unit].start(first); day <= last && bins.length < most; day = UNITS[unit].next(day)) bins.push(day);
  return bins;
}
