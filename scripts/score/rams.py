#!/usr/bin/env python3
"""Scores meetings, negotiations and purchases against RAMS passages (Ebner et al. 2020).

usage: rams.py GOLD.jsonl EVENTS.jsonl [--show]
       rams.py --texts GOLD.jsonl

GOLD: {id, text, event: {type, trigger: {start, end}, arguments: [{role, start, end, text}]}}, one event a passage, of which many
are hypothetical. EVENTS: what `dateline extract` writes for the texts (`--texts` prints them as documents).

Found: a meet or deal event with a mention that overlaps the trigger. Right participants: of a found event whose passage names
participants (of purchases: those who give and who receive; sums are left out), every one overlaps a filler that stands for a
person or body, whatever its role, or shares its last word with it or with its name; a pronoun may also be any filler that no
other participant is, since fillers stand where the text names them. `one` counts events that have at least one of them.
"""
import collections, json, re, sys

FAMILIES = {
    "meetings": lambda t: t == "contact.discussion.meet",
    "negotiations": lambda t: t.startswith("contact.negotiate"),
    "purchases": lambda t: t.endswith(".purchase"),
}
WHO = {"participant", "giver", "recipient"}
SIDES = {"participant", "host", "party", "buyer", "seller", "funder", "recipient", "target"}

def overlaps(a, b):
    return a["start"] < b["end"] and b["start"] < a["end"]

PRONOUNS = set("he she it they we i you him her them us me his its their our my your".split())

def is_sum(text):
    return re.match(r"[$€£#]|\d", text) is not None

def matched(who, fillers):
    """Per participant whether a filler is right."""
    direct = [[f for f in fillers if same(a, f)] for a in who]
    free = [f for f in fillers if not any(f in found for found in direct)]
    hit = []
    for argument, found in zip(who, direct):
        pronoun = not found and argument["text"].lower() in PRONOUNS and free
        hit.append(bool(found) or bool(pronoun))
        if pronoun:
            free.pop()
    return hit

def same(argument, filler):
    """The filler covers a part of the argument, or is named by the argument's words."""
    if overlaps(argument, filler):
        return True
    words = argument["text"].lower().split()
    return any((filler.get(key) or "").lower().split()[-1:] == words[-1:] for key in ("name", "text") if words)

def main(gold_path, events_path, show):
    said = collections.defaultdict(list)
    for line in open(events_path, encoding="utf-8"):
        event = json.loads(line)
        said[event["doc_id"]].append(event)
    tally = collections.defaultdict(lambda: [0] * 5)
    for line in open(gold_path, encoding="utf-8"):
        record = json.loads(line)
        gold = record["event"]
        family = next((name for name, test in FAMILIES.items() if test(gold["type"])), None)
        if family is None:
            continue
        row = tally[family]
        row[0] += 1
        found = [e for e in said[record["id"]] if e["type"] in ("meet", "deal") and any(overlaps(m, gold["trigger"]) for m in e["mentions"])]
        who = [a for a in gold["arguments"] if a["role"] in WHO and not is_sum(a["text"])]
        fillers = [f for e in found for role in SIDES for f in e["roles"].get(role, [])]
        hit = matched(who, fillers)
        row[1] += bool(found)
        if found and who:
            row[2] += 1
            row[3] += all(hit)
            row[4] += any(hit)
        if show and not (found and all(hit)):
            start, end = gold["trigger"]["start"], gold["trigger"]["end"]
            text = record["text"]
            print(f"{family}: {'missed' if not found else 'other participants'}\n   {text[max(0, start - 130):start]}[{text[start:end]}]{text[end:end + 110]}")
            print("   gold", [(a["role"], a["text"]) for a in who], "said", [(e["rule"], r, f["text"]) for e in found for r, fs in e["roles"].items() for f in fs])
    tally["all"] = [sum(row[i] for row in tally.values()) for i in range(5)]
    for name, (gold, found, named, every, one) in tally.items():
        print(f"{name:<13} found {found} of {gold} ({100 * found / max(gold, 1):.1f} %), right participants: all {every}, one {one} of {named} "
              f"({100 * every / max(named, 1):.1f} %, {100 * one / max(named, 1):.1f} %)")

def texts(gold_path):
    for line in open(gold_path, encoding="utf-8"):
        record = json.loads(line)
        print(json.dumps({"id": record["id"], "text": record["text"]}))

if __name__ == "__main__":
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if "--texts" in sys.argv and len(args) == 1:
        texts(args[0])
    elif len(args) == 2:
        main(*args, show="--show" in sys.argv)
    else:
        sys.exit(__doc__)
