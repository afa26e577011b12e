#!/usr/bin/env python3
"""Writes the lemma tables of the tagger from the NIH SPECIALIST lexicon, as the PyPI package `lemminflect` carries it.

usage: lemmas.py VOCAB OUT

VOCAB is a model's `vocab.txt` or `tokenizer.json`: only common words and the forms of common lemmas are kept. Writes `OUT/verb.tsv` (every
form that is not its lemma) and `OUT/noun.tsv`, `OUT/adjective.tsv` (forms that the tagger's rules get wrong).
"""

import csv
import gzip
import json
import pathlib
import sys

import lemminflect


def common_words(path):
    text = pathlib.Path(path).read_text(encoding="utf-8")
    if path.endswith(".json"):
        return set(json.loads(text)["model"]["vocab"])
    return set(text.split())


def regular_noun(form):
    """The rule of crates/tagger/src/lemma.rs for nouns."""
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    for ending in ("sses", "shes", "ches", "xes", "zzes"):
        if form.endswith(ending):
            return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 3:
        return form[:-1]
    return form


def main(vocab, out):
    common = common_words(vocab)
    folder = pathlib.Path(lemminflect.__file__).parent / "resources"
    tables = {"verb": {}, "noun": {}, "adjective": {}}
    for row in csv.reader(gzip.open(folder / "lemma_lu.csv.gz", "rt", encoding="utf-8")):
        form, kind, lemmas = row[0], row[1], row[2].split("/")
        known = [lemma for lemma in lemmas if (lemma in common or form in common) and lemma.isalpha()]
        if not known or not form.isalpha() or form != form.lower():
            continue
        # A form of two lemmas (`found`) belongs to the other word first, unless it is a lemma itself.
        lemma = next((lemma for lemma in known if lemma != form), known[0])
        if kind == "verb" and lemma != form:
            tables["verb"][form] = lemma
        elif kind == "noun" and regular_noun(form) != lemma:
            tables["noun"][form] = lemma
        elif kind == "adj" and lemma != form:
            tables["adjective"][form] = lemma
    for name, table in tables.items():
        lines = "".join(f"{form}\t{lemma}\n" for form, lemma in sorted(table.items()))
        (pathlib.Path(out) / f"{name}.tsv").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
