#!/usr/bin/env python3
"""Writes the reference outputs that the Rust encoder is compared with: 200 sentences of the sample stories.

usage: reference.py MODEL SEEDS --words target/release/examples/words > scripts/train/reference.jsonl

Each line is `{"words", "logits"}`: the entity scores of every word (its first piece), computed in single precision by
Hugging Face's `BertForTokenClassification` from the shipped half-precision weights, each sentence alone.
"""

import argparse
import json
import pathlib
import subprocess

import torch
from tokenizers import Tokenizer
from transformers import BertForTokenClassification

from windows import shape

SENTENCES = 200


def sentences(folder, words):
    for path in sorted(folder.glob("*.txt")):
        text = path.read_bytes().decode("utf-8")
        line = json.dumps({"id": path.name, "text": text}) + "\n"
        answer = subprocess.run([words], input=line, capture_output=True, check=True, text=True).stdout
        found = json.loads(answer)
        for start, end in found["sentences"]:
            yield [text[token["start"] : token["end"]] for token in found["tokens"][start:end]]


@torch.no_grad()
def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("seeds", type=pathlib.Path)
    parser.add_argument("--words", default="target/release/examples/words")
    options = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(options.model / "tokenizer.json"))
    model = BertForTokenClassification.from_pretrained(options.model, dtype=torch.float32).eval()
    chosen = [words for words in sentences(options.seeds, options.words) if len(words) > 2][:SENTENCES]
    for words in chosen:
        encoding = tokenizer.encode(words, is_pretokenized=True)
        types = [0 if word is None else shape(words[word]) for word in encoding.word_ids]
        logits = model(input_ids=torch.tensor([encoding.ids]), token_type_ids=torch.tensor([types])).logits[0]
        firsts = [encoding.word_ids.index(word) for word in range(len(words))]
        rows = [[round(score, 5) for score in row] for row in logits[firsts].tolist()]
        print(json.dumps({"words": words, "logits": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main()
