#!/usr/bin/env python3
"""Scores money amounts against the AmountOfMoney examples of Duckling's English corpora ({"file", "text", "expected"} lines).

usage: duckling_money.py --texts EXAMPLES.jsonl > docs.jsonl
       duckling_money.py EXAMPLES.jsonl ANNOTATIONS.jsonl [--show]

An example passes when the values said are the one expected (`simple`), the two ends of a range (`between`: at_least and at_most) or
a bounded one (`under`, `above`), with equal amounts and the same currency. Where Duckling names a sign or a kind (`Dollar`, `Pound`,
`Dinar`, `Cent`), what that stands for without a country counts; `Unnamed` is met by any currency. The corpora of single countries
(AU, CA, ...) are told the country beside the text, which a document is not: there a coin or a "grand" may be the American one. The
second figure leaves those out, the third counts each distinct text once.
"""
import ast, json, re, sys

KINDS = {"Dollar": {"USD"}, "Pound": {"GBP"}, "Cent": {"cents", "pence"}, "Dinar": {"dinars"}, "Rial": {"IRR", "rials"},
         "Riyal": {"SAR", "riyals"}, "Unnamed": {"USD"}}

def load(path):
    rows = [json.loads(line) for line in open(path, encoding="utf-8")]
    rows = [row for row in rows if "AmountOfMoney" in row["file"]]
    return [(f"case{i:04}", row["file"].split("/EN/")[1], text(row["text"]), row["expected"]) for i, row in enumerate(rows)]

def text(haskell):
    """The corpora are source code: `20\\x20ac` is twenty euros, and `\\&` ends an escape."""
    return re.sub(r"\\x([0-9a-f]+)(\\&)?", lambda found: chr(int(found[1], 16)), haskell)

def wanted(expected):
    """The names of the currency, and the (amount, bound) pairs."""
    kind, name, numbers = re.fullmatch(r"\((\w+) (\w+) (.*)\)", expected).groups()
    numbers = ast.literal_eval(numbers)
    bounds = {"simple": [None], "between": ["at_least", "at_most"], "under": ["at_most"], "above": ["at_least"]}[kind]
    return KINDS.get(name, {name}), list(zip(numbers if isinstance(numbers, tuple) else [numbers], bounds))

def met(values, expected, country):
    names, pairs = wanted(expected)
    names = names | {"USD"} if country else names
    same = lambda value, amount, bound: (abs(float(value["amount"]) - amount) < 1e-6 * max(1, amount)
        and bool(names & {value.get("currency"), value.get("unit")}) and (bound is None or value["bound"] == bound))
    return len(values) == len(pairs) and all(same(value, *pair) for value, pair in zip(values, pairs))

def main(path, annotations, show):
    said = {d["doc_id"]: d.get("values", []) for d in map(json.loads, open(annotations, encoding="utf-8"))}
    right = {}
    for i, file, words, expected in load(path):
        country = file != "Corpus.hs"
        values = [v for v in said.get(i, []) if v.get("kind", "money") == "money"]
        right[i] = (country, words, met(values, expected, country))
        if show and not right[i][2]:
            print(file, repr(words), "| want", expected, "| said", [(v["amount"], v.get("currency") or v.get("unit"), v["bound"]) for v in values])
    def figure(name, cases):
        print(f"{name}: {sum(cases)} of {len(cases)} ({100 * sum(cases) / len(cases):.1f} %)")
    figure("all examples", [ok for _, _, ok in right.values()])
    figure("without those of single countries", [ok for country, _, ok in right.values() if not country])
    figure("distinct texts", list({words: ok for _, words, ok in right.values()}.values()))

if __name__ == "__main__":
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if sys.argv[1:2] == ["--texts"] and len(args) == 1:
        for i, _, words, _ in load(args[0]):
            print(json.dumps({"id": i, "text": words}, ensure_ascii=False))
    elif len(args) == 2:
        main(*args, show="--show" in sys.argv)
    else:
        sys.exit(__doc__)
