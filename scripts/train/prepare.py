#!/usr/bin/env python3
"""Turns the annotated corpora into word-level examples that `train.py` reads.

usage: prepare.py DATA OUT --words target/release/examples/words

DATA holds `ner/conll2003/{train,dev,test}.txt` (word TAB tag) and `ud/en_{ewt,gum}-{train,dev,test}.conllu.xz`.
The named-entity texts are split into words by the program itself, so that the model learns on the words that it will
be given; the treebanks keep their gold words. Writes `OUT/{ner,ud}-{train,dev,test}.jsonl`, one sentence a line:
`{"doc", "words", "tags"}` or `{"doc", "words", "upos", "heads", "relations"}` (heads count from 1, 0 is the root).
Sentences of GUM also have `tags`, as far as its mentions tell them (`mentions.py`).
"""

import argparse
import json
import lzma
import pathlib
import subprocess

from mentions import entity_tags

SENTENCES_PER_TEXT = 20


def conll_sentences(path):
    """Yields lists of (word, tag)."""
    sentence = []
    for line in path.open(encoding="utf-8"):
        line = line.rstrip("\n")
        if line.strip():
            word, tag = line.split("\t")[0], line.split("\t")[-1]
            sentence.append((word, tag))
        elif sentence:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def conll_texts(path):
    """Yields (text, entities): texts of consecutive sentences, entities as (start, end, kind)."""
    sentences = list(conll_sentences(path))
    for first in range(0, len(sentences), SENTENCES_PER_TEXT):
        text, entities = "", []
        for sentence in sentences[first : first + SENTENCES_PER_TEXT]:
            for number, (word, tag) in enumerate(sentence):
                text += " " if number else ""
                start, text = len(text), text + word
                if tag.startswith("B-") or (tag != "O" and (not number or sentence[number - 1][1][2:] != tag[2:])):
                    entities.append([start, len(text), tag[2:]])
                elif tag != "O":
                    entities[-1][1] = len(text)
            text += "\n"
        yield text, entities


def tag_words(tokens, entities):
    """The tag of each word: that of the entity that it overlaps."""
    tags, at = [], 0
    for token in tokens:
        while at < len(entities) and entities[at][1] <= token["start"]:
            at += 1
        inside = at < len(entities) and entities[at][0] < token["end"]
        first = inside and (not tags or tags[-1][0] != at)
        tags.append((at if inside else None, f"{'B' if first else 'I'}-{entities[at][2]}" if inside else "O"))
    return [tag for _, tag in tags]


def prepare_entities(path, out, words):
    texts = list(conll_texts(path))
    lines = "".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, (text, _) in enumerate(texts))
    answer = subprocess.run([words], input=lines, capture_output=True, check=True, text=True).stdout
    with out.open("w", encoding="utf-8") as file:
        for (text, entities), line in zip(texts, answer.splitlines(), strict=True):
            found = json.loads(line)
            tags = tag_words(found["tokens"], entities)
            for start, end in found["sentences"]:
                spans = found["tokens"][start:end]
                sentence = [text[span["start"] : span["end"]] for span in spans]
                # Documents are not marked in the corpus: one stream, so that windows may start anywhere.
                print(json.dumps({"doc": 0, "words": sentence, "tags": tags[start:end]}), file=file)


def prepare_trees(paths, out):
    with out.open("w", encoding="utf-8") as file:
        doc = 0
        for path in paths:
            sentence = []
            for line in lzma.open(path, "rt", encoding="utf-8"):
                line = line.rstrip("\n")
                if line.startswith("# newdoc"):
                    doc += 1
                elif not line and sentence:
                    words, upos, xpos, heads, relations, misc = zip(*sentence)
                    record = {"doc": doc, "words": words, "upos": upos, "heads": heads, "relations": relations}
                    if "gum" in path.name:
                        record["tags"] = entity_tags(words, xpos, upos, misc)
                    print(json.dumps(record), file=file)
                    sentence = []
                elif line and line[0] != "#":
                    columns = line.split("\t")
                    if columns[0].isdigit():
                        sentence.append((*(columns[i] for i in (1, 3, 4)), int(columns[6]), columns[7], columns[9]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--words", default="target/release/examples/words", help="the program's word splitter")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for part in ("train", "dev", "test"):
        prepare_entities(options.data / f"ner/conll2003/{part}.txt", options.out / f"ner-{part}.jsonl", options.words)
        paths = [options.data / f"ud/en_{name}-{part}.conllu.xz" for name in ("ewt", "gum")]
        prepare_trees(paths, options.out / f"ud-{part}.jsonl")


if __name__ == "__main__":
    main()
