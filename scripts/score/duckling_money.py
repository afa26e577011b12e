#!/usr/bin/env python3
"""Scores money amounts against the AmountOfMoney examples of Duckling's English corpora ({"file", "text", "expected"} lines).

usage: duckling_money.py --texts EXAMPLES.jsonl > docs.jsonl
       duckling_money.py EXAMPLES.jsonl ANNOTATIONS.jsonl [--show]

An example passes when the values said are the one expected (`simple`), the two ends of a range (`between`: at_least and at_most) or
a bounded one (`under`, `above`), with equal amounts and the same currency. Where Duckling names a sign or a kind (`Dollar`, `Pound`,
`Dinar`, `Cent`), what that stands for without a country counts; `Unnamed`, bucks or a bare number, is met by USD alone.

The corpora of single countries (AU, CA, ...) hold coins and "grand" only, and Duckling is told the country beside the text, which a
document is not: `a dime` is AUD 0.10 there. Nothing is let pass for that. What they would be if only the amount were compared is a
figure of its own, and so is the general corpus (Corpus.hs) with and without its bare numbers, which are no money.
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

def met(values, expected, any_currency=False):
    names, pairs = wanted(expected)
    named = lambda value: any_currency or bool(names & {value.get("currency"), value.get("unit")})
    same = lambda value, amount, bound: (abs(float(value["amount"]) - amount) < 1e-6 * max(1, amount)
        and named(value) and (bound is None or value["bound"] == bound))
    return len(values) == len(pairs) and all(same(value, *pair) for value, pair in zip(values, pairs))

def main(path, annotations, show):
    said = {d["doc_id"]: d.get("values", []) for d in map(json.loads, open(annotations, encoding="utf-8"))}
    rows = []
    for i, file, words, expected in load(path):
        values = [v for v in said.get(i, []) if v.get("kind", "money") == "money"]
        bare = "Unnamed" in expected and "buck" not in words
        rows.append((file != "Corpus.hs", bare, met(values, expected), met(values, expected, any_currency=True)))
        if show and not rows[-1][2]:
            print(file, repr(words), "| want", expected, "| said", [(v["amount"], v.get("currency") or v.get("unit"), v["bound"]) for v in values])
    def figure(name, cases):
        print(f"{name}: {sum(cases)} of {len(cases)} ({100 * sum(cases) / len(cases):.1f} %)")
    figure("general corpus", [ok for country, _, ok, _ in rows if not country])
    figure("general corpus without bare numbers", [ok for country, bare, ok, _ in rows if not country and not bare])
    figure("coins and grands of single countries", [ok for country, _, ok, _ in rows if country])
    figure("the same, amount alone", [ok for country, _, _, ok in rows if country])
    figure("all examples", [ok for _, _, ok, _ in rows])

if __name__ == "__main__":
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    if sys.argv[1:2] == ["--texts"] and len(args) == 1:
        for i, _, words, _ in load(args[0]):
            print(json.dumps({"id": i, "text": words}, ensure_ascii=False))
    elif len(args) == 2:
        main(*args, show="--show" in sys.argv)
    else:
        sys.exit(__doc__)
