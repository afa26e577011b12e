#!/usr/bin/env python3
"""Makes crates/frames/senses/*.txt, what kinds of things English nouns name, from WordNet 3.0 (Fellbaum 1998).

usage: senses.py WORDNET OUT
       WORDNET holds data.noun, index.noun and cntlist.rev: scripts/lexicon/senses.sh fetches Debian's package `wordnet-base`.

A noun's senses lie in 26 lexicographer files (noun.person, noun.act, ...). Each sense weighs its count in WordNet's tagged texts
plus 1 / its rank. A noun goes into `persons` when at least half its weight lies there, into `groups` (bodies) when at least half
lies in groups or persons; of the others with less than 15 % there, it goes into `abstracts` when 60 % of its weight lies in files
of what cannot be handed over, else into `things`. Names (capital letter) and, of the last two, rare nouns are
left out.
"""
import collections, pathlib, re, sys

FILES = """adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition
noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person
noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state noun.substance
noun.time""".split()
ABSTRACT = set("""act attribute cognition communication event feeling motive phenomenon process quantity relation shape state
time""".split())
# Nouns never met in the tagged texts count when all their senses lie here: no beasts, plants and substances.
COMMON = set("artifact act attribute cognition communication event feeling possession state".split())
# noun.Tops holds the top words of the other files; these are the ones that matter here.
TOPS = {"person": "person", "people": "group", "group": "group", "state": "state"}

def rows(path):
    with open(path, encoding="latin1") as lines:
        yield from (line.split() for line in lines if not line.startswith(" "))

def main(folder, out):
    counts = {}
    for key, rank, count in rows(folder / "cntlist.rev"):
        lemma, place = key.split("%")
        if place.startswith("1:"):
            counts[lemma, int(rank)] = int(count)
    sense, lower = {}, set()
    for row in rows(folder / "data.noun"):
        sense[row[0]] = FILES[int(row[1])].removeprefix("noun.")
        lower.update(word for word in row[4:4 + 2 * int(row[3], 16):2] if word.islower())
    lists = collections.defaultdict(list)
    for row in rows(folder / "index.noun"):
        lemma = row[0]
        if not re.fullmatch(r"[a-z][a-z-]+", lemma) or lemma not in lower:
            continue
        weight, met = collections.Counter(), 0
        for rank, synset in enumerate(row[-int(row[2]):], 1):
            file = sense[synset]
            count = counts.get((lemma, rank), 0)
            weight[TOPS.get(lemma, file) if file == "Tops" else file] += count + 1 / rank
            met += count
        total = sum(weight.values())
        acting = (weight["person"] + weight["group"]) / total
        if weight["person"] >= total / 2:
            lists["persons"].append(lemma)
        elif acting >= 0.5:
            lists["groups"].append(lemma)
        elif acting < 0.15 and (met or set(weight) <= COMMON):
            abstract = sum(weight[file] for file in ABSTRACT) >= 0.6 * total
            lists["abstracts" if abstract else "things"].append(lemma)
    for name, words in lists.items():
        (out / f"{name}.txt").write_text("".join(f"{word}\n" for word in sorted(words)), encoding="utf-8")

if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
