#!/usr/bin/env python3
"""Scores time expressions against the Recognizers-Text DateTimeModel cases (recognizers_datetime.json).

usage: recognizers_times.py --texts SPEC.json > docs.jsonl
       recognizers_times.py SPEC.json ANNOTATIONS.jsonl [--show]

A case passes when its expected results and the times that were found match one to one: each expected result takes, in order, the times
that overlap it and no other result has taken, and they say the same; nothing that was found may be left over. A time serves two results
only where it is the date and the time of day of a date with its time; two times serve one result only as the ends of a range or as a day and
the time of that same day (`Tuesday before 5 p.m.` is two expressions in TIMEX3). Both write TIMEX3, with these conventions levelled: where they leave
the year, week or century open and give candidates, any filling counts; `T08` is `T08:00`; `(start,end,length)` is met by the same two ends
(one expression or two), by its start and its length (`3 days starting Monday`) or by the calendar unit that spans exactly them (`2016-Q3`,
`199X`), and by its length only where that is all that the
text says (`for the past 3 years`: TIMEX3 has a length); lengths are compared as numbers, and "a few" (`X`, theirs 3) by their unit. TIMEX3 counts
in the unit that is said, so that `two months ago` and `the week of April 10` are a month and a week that hold their day; fiscal years
are written as years, the end of a day as the day, and a date with its time of day as one expression. Out of scope is what has no
TIMEX3 value or needs a reference time of day, which a document does not have: meals, school years, working days, weeks counted
within a month, time zones, days that do not exist (February 30), `in 3 minutes`.
"""
import collections, datetime, json, re, sys

def load(path):
    return json.loads(open(path, encoding="utf-8-sig").read())

def wanted(case):
    """(start, end, subtype, timex values) of each expected result."""
    for r in case["Results"]:
        kind = r.get("TypeName", r.get("Typename", "?")).split(".")[-1]
        values = (r.get("Resolution") or {}).get("values") or []
        yield r["Start"], r["End"] + 1, kind, sorted({v["timex"] for v in values if v.get("timex")}), r["Text"]

def in_scope(result):
    _, _, kind, values, text = result
    if not values or kind == "timezone":
        return False
    if any(re.search(r"\d\d-W\d\d|-02-30|WXX-\d-#", v) for v in values):
        return False
    counted = re.search(r"\b(min|mins|minutes?|h|hrs?|hours?|s|secs?|seconds?)\b", text)
    return not any(re.search(r"TME|TBH|SY|WD|BD|^TZ", v) or (counted and re.search(r"T\d\d:\d\d:\d\d", v) and not v.startswith("("))
                   or (counted and v.startswith("(") and re.match(r"\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", v)) for v in values)

UNITS = {"Y": ("M", 12), "Q": ("M", 3), "M": ("M", 1), "DE": ("M", 120), "CE": ("M", 1200), "W": ("D", 7), "D": ("D", 1), "NI": ("D", 1), "WE": ("WE", 1)}
CLOCK = {"H": 3600, "M": 60, "S": 1}

def length(value):
    """A length as months, days and seconds, or None."""
    m = re.fullmatch(r"P((?:[\d.X]+[A-Z]+?)*)(?:T((?:[\d.X]+[HMS])+))?", value)
    if not m or value == "P":
        return None
    total = collections.Counter()
    for n, unit in re.findall(r"([\d.]+|X+)(DE|CE|NI|WE|[A-Z])", m[1] or ""):
        base, factor = UNITS.get(unit, (unit, 1))
        total[base] += round(float(n) * factor, 3) if n[0] != "X" else 0
        if n[0] == "X":
            total["X" + base] += 1
    for n, unit in re.findall(r"([\d.]+|X+)([HMS])", m[2] or ""):
        total["S" if n[0] != "X" else "X" + unit] += float(n) * CLOCK[unit] if n[0] != "X" else 1
    return {k: v for k, v in total.items() if v}

def clock(value):
    """Date and time of day apart, the time with minutes."""
    date, _, time = value.partition("T")
    m = re.match(r"(\d\d)(?::(\d\d))?(?::(\d\d))?", time)
    if m:
        time = f"{m[1]}:{m[2] or '00'}" + (f":{m[3]}" if m[3] and m[3] != "00" else "")
    return date, time

def same_date(theirs, ours):
    if theirs == ours:
        return True
    weekday = re.fullmatch(r"XXXX-WXX-(\d)", theirs)
    if weekday and re.fullmatch(r"\d{4}-\d\d-\d\d", ours):
        try:
            return datetime.date.fromisoformat(ours).isoweekday() == int(weekday[1])
        except ValueError:
            return False
    return len(theirs) == len(ours) and re.fullmatch(theirs.replace("X", "[0-9X]"), ours) is not None

def interval(value):
    """First and one past the last day that a value spans, as texts; open years stay X."""
    try:
        if m := re.fullmatch(r"(\d{3})X", value):
            return f"{m[1]}0-01-01", f"{int(m[1]) + 1:03}0-01-01"
        if m := re.fullmatch(r"(\d\d)", value):
            return f"{m[1]}00-01-01", f"{int(m[1]) + 1:02}00-01-01"
        if m := re.fullmatch(r"(\d{4})-W(\d\d)", value):
            day = datetime.date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return str(day), str(day + datetime.timedelta(7))
        if m := re.fullmatch(r"(\d{4}|XXXX)(?:-(Q|H)?(\d+))?", value):
            months = {"Q": 3, "H": 6, None: 1}[m[2]] if m[3] else 12
            first = (int(m[3]) - 1) * months if m[3] else 0
            last = first + months
            year = m[1] if last < 12 or m[1] == "XXXX" else str(int(m[1]) + last // 12)
            return f"{m[1]}-{first + 1:02}-01", f"{year}-{last % 12 + 1:02}-01"
        if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
            return value, str(datetime.date.fromisoformat(value) + datetime.timedelta(1))
    except ValueError:
        pass
    return None

def same_end(theirs, ours):
    """Whether one end of a range is the same; a month, quarter or year stands for its first day."""
    span = interval(ours)
    return same(theirs, ours) or bool(span and "T" not in theirs and same_date(theirs, span[0]))

def holds(theirs, ours, text):
    """Whether ours is the month, year or week, as the text counts, that holds their day."""
    if not re.fullmatch(r"[\dX]{4}-\d\d-\d\d", theirs):
        return False
    span = interval(ours)
    if not span or not re.search(r"\b(weeks?|fortnights?|months?|years?)\b", text) or re.fullmatch(r"\d{4}-\d\d-\d\d", ours):
        return False
    day = theirs.replace("XXXX", span[0][:4])
    return span[0] <= day < span[1]

def level(value, text):
    """Their value as TIMEX3 has it: fiscal years are years, the end of a day is the day."""
    value = value.removeprefix("FY")
    return value[:-9] if value.endswith("T23:59:59") and re.search(r"\b(end|eod)\b", text) else value

NUMBER = r"(\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|few|couple|several|half|some)"

def is_counted(text):
    """Whether the text of a range says how long it is, and no point of the calendar but the reference date."""
    said = re.search(rf"\b{NUMBER}\b( of)?( \w+)? (second|sec|minute|min|hour|hr|day|week|month|year|decade|quarter|weekend)s?\b", text.lower())
    point = re.search(r"\b(\d{4}|\d+[:/]\d+|(mon|tues|wednes|thurs|fri|satur|sun)day|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec(?!ade))\w*)\b", text.lower())
    return bool(said or re.search(r"\b(decade|century|fortnight)\b", text.lower())) and not point

def same_range(theirs, ours, text, now):
    start, end, span = theirs.strip("()").split(",")
    ours = [now if v == "PRESENT_REF" else v for v in ours]
    if len(ours) == 1 and is_counted(text) and length(span) is not None and length(span) == length(ours[0]):
        return True
    ends = [v for value in ours for v in value.split("/")]
    if len(ends) == 2:
        whole = [interval(v) for v in ends]
        if same_end(start, ends[0]) and same_end(end, ends[1]):
            return True
        for one, other in (ends, ends[::-1]):
            if length(span) is not None and length(span) == length(one) and same_end(start, other):
                return True
        # "from April to June" may end with the last of June.
        return bool(whole[0] and whole[1] and same_date(start, whole[0][0]) and same_date(end, whole[1][1]))
    whole = interval(ours[0]) if len(ours) == 1 else None
    return bool(whole and same_date(start, whole[0]) and same_date(end, whole[1]))

def same(theirs, ours):
    """Whether one of our values says what theirs says."""
    if theirs == ours or (length(theirs) is not None and length(theirs) == length(ours)):
        return True
    (date, time), (our_date, our_time) = clock(theirs), clock(ours)
    if time != our_time:
        return False
    return not date or same_date(date, our_date)

def vague(theirs, ours, text):
    """Whether theirs takes 3 for the few that ours leaves open."""
    few = re.search(r"\b(few|some|several|couple)\b", text)
    return few and "X" in ours and re.sub(r"\d+", "X", theirs) == ours

def agrees(values, ours, text, now):
    """Whether all that was found for one result says what it says: one value, or the two ends of a range."""
    values = [level(v, text) for v in values]
    if any(v.startswith("(") and same_range(v, ours, text, now) for v in values):
        return True
    if len(ours) == 2 and "T" in ours[1] and ours[0] in (ours[1].split("T")[0], ours[1]):
        ours = ours[1:]
    if len(ours) == 2 and "T" in ours[0] and ours[1] == ours[0].split("T")[0]:
        ours = ours[:1]
    if len(ours) != 1:
        return False
    ours = ours[0]
    if any(not v.startswith("(") and same(v, ours) for v in values):
        return True
    return any(holds(v, ours, text) or vague(v.strip("()").split(",")[-1], ours, text) for v in values)

def assign(results, mine):
    """The values found for each result, and the times that belong to none: a time belongs to the result that it overlaps most."""
    found, spare = [[] for _ in results], []
    for t in mine:
        overlap = [min(t["end"], r[1]) - max(t["start"], r[0]) for r in results]
        hit = [i for i, n in enumerate(overlap) if n > 0]
        if not hit:
            spare.append(t)
        elif len(hit) == 2 and "T" in t["value"] and not t["value"].startswith("P"):
            # One expression of ours is a date and a time of theirs.
            date, _, time = t["value"].partition("T")
            for i in hit:
                found[i].append("T" + time if any(re.match(r"\(?T", v) for v in results[i][3]) else date)
        else:
            found[max(hit, key=lambda i: overlap[i])].append(t["value"])
    return found, spare

def main(spec, ann, show):
    said = {d["doc_id"]: d["times"] for d in map(json.loads, open(ann, encoding="utf-8"))}
    cases, scope, by_type = [0, 0], [0, 0], collections.defaultdict(lambda: [0, 0])
    for i, case in enumerate(load(spec)):
        mine = said.get(f"case{i:04}", [])
        results = list(wanted(case))
        hits, outside = assign(results, mine)
        right = not outside
        for result, said_here in zip(results, hits):
            _, _, kind, values, text = result
            ok = agrees(values, said_here, text, case.get("Context", {}).get("ReferenceDateTime", "")[:10])
            right &= ok
            if in_scope(result):
                by_type[kind][0] += ok
                by_type[kind][1] += 1
                if show and not ok:
                    print(f"case{i:04}", kind, "|", case["Input"], "|", text, "| want", values, "| said", said_here)
        if show and outside:
            print(f"case{i:04} extra |", case["Input"], "|", [(case["Input"][t["start"]:t["end"]], t["value"]) for t in outside])
        by_type["(no time)"][0] += right and not results
        by_type["(no time)"][1] += not results
        cases = [cases[0] + right, cases[1] + 1]
        if results and all(map(in_scope, results)):
            scope = [scope[0] + right, scope[1] + 1]
    for kind, (right, total) in sorted(by_type.items()):
        print(f"{kind:14} {right:4} of {total:4}  {100 * right / max(total, 1):5.1f} %")
    print(f"cases with times, all in scope, {scope[0]} of {scope[1]}  {100 * scope[0] / scope[1]:.1f} %; all cases {cases[0]} of {cases[1]}  "
          f"{100 * cases[0] / cases[1]:.1f} %")

if __name__ == "__main__":
    files = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(files) == 1 and "--texts" in sys.argv:
        for i, case in enumerate(load(files[0])):
            now = case.get("Context", {}).get("ReferenceDateTime", "")[:10] or None
            print(json.dumps({"id": f"case{i:04}", "text": case["Input"], "published": now}, ensure_ascii=False))
    elif len(files) == 2:
        main(*files, show="--show" in sys.argv)
    else:
        sys.exit(__doc__)
