#!/usr/bin/env python3
"""Fits how often an event of a score is right, and writes it as data/calibration.toml of the events' crate.

usage: confidence.py CALIBRATION.toml SEEDS_GOLD.jsonl SEEDS_EVENTS.jsonl DEALS_GOLD.jsonl DEALS_EVENTS.jsonl [--write]

EVENTS are what `dateline extract` wrote with CALIBRATION.toml as it is; the map is undone to have the scores again. Right is:
  seeds   an event that events.py pairs with gold (optional gold counts neither way); weight 1
  deals   an acquisition whose target, or without one whose buyer or seller, is a slot of the story (`acquisitions.py`'s gold; the
          words of one within those of the other); weight 0.3, since that gold holds one deal a story and calls all others wrong
Each type of event has a map of its own. Scores are put into bins of about equal weight; a bin's share of right events is drawn towards the share of all by `PRIOR` events;
neighbours that fall are pooled (isotonic regression); shares rise by at least `STEP` so that the map can be undone.
Prints the bins, and with --write writes the file. The draw of passages that name one trigger each (RAMS) is left out: there no
event can be counted wrong.
"""
import json, re, sys
import events as scorer

TYPES, BINS, LEAST, PRIOR, STEP, MOST = ["meet", "deal", "figure"], 10, 12.0, 8.0, 0.005, 0.98

def knots_of(path):
    maps = {}
    for part in re.split(r"^\[", open(path, encoding="utf-8").read(), flags=re.M)[1:]:
        maps[part.split("]")[0]] = [tuple(map(float, pair)) for pair in re.findall(r"\[([\d.]+), ([\d.]+)\]", part)]
    return maps

def undo(knots, share):
    for (x0, y0), (x1, y1) in zip(knots, knots[1:]):
        if share <= y1:
            return x0 + (x1 - x0) * (share - y0) / (y1 - y0)
    return 1.0

def read(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]

def seeds(gold_path, events_path):
    said = read(events_path)
    for doc in read(gold_path):
        mine = [e for e in said if e["doc_id"].rsplit("/", 1)[-1] in (doc["doc"], doc["doc"].rsplit(".", 1)[0])]
        pairs = sorted(((scorer.pair_score(g, s), i, j) for i, g in enumerate(doc["events"]) for j, s in enumerate(mine)), reverse=True)
        gold_of, taken = {}, set()
        for score, i, j in pairs:
            if score > 0 and i not in taken and j not in gold_of:
                gold_of[j] = i
                taken.add(i)
        for j, event in enumerate(mine):
            if j not in gold_of or not doc["events"][gold_of[j]].get("optional"):
                yield event["type"], event["confidence"], j in gold_of, 1.0

LEGAL = set("inc corp co ltd plc ag sa nv bv the a an its of and company group holdings".split())

def words(text):
    return [w for w in re.sub(r"[^a-z0-9 ]+", " ", (text or "").lower()).split() if w not in LEGAL]

def alike(a, b):
    short, long = sorted((words(a), words(b)), key=len)
    return bool(short) and any(long[i:i + len(short)] == short for i in range(len(long) - len(short) + 1))

def deals(gold_path, events_path):
    slots = {d["id"]: d["slots"] for d in read(gold_path)}
    for event in read(events_path):
        if event["subtype"] != "acquisition" or event["doc_id"] not in slots:
            continue
        hits = {}
        for role, slot in (("target", "acquired"), ("buyer", "purchaser"), ("seller", "seller")):
            names = [n for alternatives in slots[event["doc_id"]].get(slot, []) for n in alternatives]
            fillers = event["roles"].get(role, [])
            if fillers:
                hits[role] = any(alike(f.get(key), n) for f in fillers for key in ("name", "text") for n in names)
        yield "deal", event["confidence"], hits.get("target", any(hits.values())), 0.3

def fit(sample, mean):
    sample = sorted(sample)
    total = sum(w for _, _, w in sample)
    bins, current = [], []
    for item in sample:
        current.append(item)
        if sum(w for _, _, w in current) >= max(total / BINS, min(LEAST, total)):
            bins.append(current)
            current = []
    bins[-1].extend(current)
    pools = []
    for items in bins:
        weight = sum(w for _, _, w in items)
        score = sum(w * s for s, _, w in items) / weight
        share = (sum(w * right for _, right, w in items) + PRIOR * mean) / (weight + PRIOR)
        pools.append([score, share, weight, items])
        while len(pools) > 1 and pools[-2][1] >= pools[-1][1]:
            (s1, p1, w1, i1), (s2, p2, w2, i2) = pools[-2:]
            w = w1 + w2
            pools[-2:] = [[(s1 * w1 + s2 * w2) / w, (p1 * w1 + p2 * w2) / w, w, i1 + i2]]
    knots = [(0.0, 0.0)]
    # The lowest score seen is a tenth worse than its bin; nothing is known below.
    lowest = sample[0][0]
    if pools[0][0] - lowest > 0.02:
        knots.append((round(lowest, 3), round(0.9 * pools[0][1], 3)))
    for score, share, _, items in pools:
        print(f"score {items[0][0]:.3f} to {items[-1][0]:.3f}: {len(items)} events, {sum(r for _, r, _ in items)} right, share {share:.3f}")
        knots.append((round(score, 3), round(min(max(share, knots[-1][1] + STEP), MOST - STEP), 3)))
    # Nothing is known of the highest scores: they get half of the doubt of the last bin.
    return knots + [(1.0, round(min(MOST, (1 + knots[-1][1]) / 2), 3))]

def main(path, seeds_gold, seeds_events, deals_gold, deals_events, write):
    old = knots_of(path)
    labelled = [*seeds(seeds_gold, seeds_events), *deals(deals_gold, deals_events)]
    mean = sum(w * right for _, _, right, w in labelled) / sum(w for *_, w in labelled)
    lines = [
        "# How often events of a score (`merge.toml`, [confidence]) are right: score and share, straight between the knots, by type.",
        "# Fitted by scripts/score/confidence.py, which says how, from the events of the five seed stories (right: pairs with gold)",
        f"# and the acquisitions of the Reuters training stories (right: its target is the story's): {len(labelled)} events.",
    ]
    for kind in TYPES:
        print(kind)
        knots = fit([(undo(old[kind], share), right, weight) for of, share, right, weight in labelled if of == kind], mean)
        lines += ["", f"[{kind}]", "knots = [", *(f"  [{score}, {share}]," for score, share in knots), "]"]
    print("\n".join(lines))
    if write:
        open(path, "w", encoding="utf-8").write("\n".join(lines) + "\n")

if __name__ == "__main__":
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if len(args) != 5:
        sys.exit(__doc__)
    main(*args, write="--write" in sys.argv)
