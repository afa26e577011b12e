"""Windows of consecutive sentences, as the program cuts them, and batches of windows as tensors."""

import json
import random

import torch

SHAPES = {"lower": 1, "title": 2, "allcaps": 3, "mixed": 4, "digit": 5, "punctuation": 6, "capital": 7}

# What cross entropy ignores.
UNKNOWN = -100


def shape(word):
    """The token type of a word: crates/tokenize/src/shape.rs in Python."""
    if any(c.isnumeric() for c in word):
        return SHAPES["digit"]
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return SHAPES["punctuation"]
    rest, capitals = len(letters) - 1, sum(c.isupper() for c in letters[1:])
    if letters[0].isupper():
        if rest == 0:
            return SHAPES["capital"]
        return SHAPES["title"] if capitals == 0 else SHAPES["allcaps"] if capitals == rest else SHAPES["mixed"]
    return SHAPES["lower"] if capitals == 0 else SHAPES["mixed"]


def without_case(shapes, upper):
    """The shapes of the same words in capitals, or in lower case."""
    turned = []
    for one in shapes:
        if one in (SHAPES["digit"], SHAPES["punctuation"], 0):
            turned.append(one)
        elif upper:
            turned.append(SHAPES["capital"] if one == SHAPES["capital"] else SHAPES["allcaps"])
        else:
            turned.append(SHAPES["lower"])
    return turned


class Corpus:
    """Sentences in pieces."""

    def __init__(self, path, tokenizer, labels):
        self.sentences = []
        for line in open(path, encoding="utf-8"):
            record = json.loads(line)
            if record["words"]:
                self.sentences.append(self.encode(record, tokenizer, labels))

    @staticmethod
    def encode(record, tokenizer, labels):
        words = record["words"]
        encoding = tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False)
        unknown = tokenizer.token_to_id("[UNK]")
        pieces = [[] for _ in words]
        for piece, word in zip(encoding.ids, encoding.word_ids):
            pieces[word].append(piece)
        pieces = [ids or [unknown] for ids in pieces]
        sentence = {"doc": record["doc"], "pieces": pieces, "shapes": [shape(word) for word in words]}
        sentence["length"] = sum(map(len, pieces))
        if "tags" in record:
            sentence["tags"] = [labels["tags"].index(tag) if tag != "?" else UNKNOWN for tag in record["tags"]]
        if "heads" in record:
            sentence["upos"] = [labels["upos"].index(tag) for tag in record["upos"]]
            sentence["heads"] = list(record["heads"])
            # A relation of the development section that was never seen counts as the first label, and as an error.
            sentence["relations"] = [
                labels["relations"].index(name) if name in labels["relations"] else 0 for name in record["relations"]
            ]
        return sentence

    def windows(self, pieces, generator=None):
        """Lists of consecutive sentences of one document, up to `pieces` long; with a generator, cut anew each time."""
        windows, current, length, budget = [], [], 0, pieces
        for sentence in self.sentences:
            fresh = current and sentence["doc"] != current[0]["doc"]
            if current and (fresh or length + sentence["length"] > budget - 2):
                windows.append(current)
                current, length = [], 0
                # Some short windows, so that short texts are read as well as long ones.
                budget = generator.choice([pieces] * 6 + [pieces // 2, pieces // 4]) if generator else pieces
            current.append(sentence)
            length += sentence["length"]
        return windows + ([current] if current else [])


def batches(windows, size, generator):
    """Shuffled batches of windows of about one length."""
    order = sorted(windows, key=lambda window: sum(s["length"] for s in window) + generator.random() * 40)
    groups = [order[first : first + size] for first in range(0, len(order), size)]
    generator.shuffle(groups)
    return groups


def collate(windows, tokenizer, case_dropout=0.0, generator=random, limit=510):
    """The tensors of a batch; words are numbered through the batch as rows of `first` (window, piece)."""
    start, separator = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    rows, sentences = [], []
    for number, window in enumerate(windows):
        ids, types = [start], [0]
        for sentence in window:
            shapes = sentence["shapes"]
            if generator.random() < case_dropout:
                shapes = without_case(shapes, generator.random() < 0.6)
            firsts = []
            for pieces, one in zip(sentence["pieces"], shapes):
                firsts.append((number, len(ids)))
                ids += pieces
                types += [one] * len(pieces)
            sentences.append((firsts, sentence))
        rows.append((ids[: limit + 1] + [separator], types[: limit + 1] + [0]))
    longest = max(len(ids) for ids, _ in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    for number, (row, kinds) in enumerate(rows):
        ids[number, : len(row)], types[number, : len(row)], mask[number, : len(row)] = map(
            torch.tensor, (row, kinds, [1] * len(row))
        )
    # A sentence that does not fit is left out of the loss.
    kept = [(firsts, sentence) for firsts, sentence in sentences if firsts[-1][1] < limit]
    return {"ids": ids, "types": types, "mask": mask}, kept
