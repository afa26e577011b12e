#!/usr/bin/env python3
"""Figures of a model inside Python: entity F1, UPOS, UAS and LAS on gold words, F1 of the names in GUM's mentions.

usage: evaluate.py PREPARED RUN [PART]      (PREPARED as `prepare.py` wrote it, RUN as `train.py`; PART: dev or test)

The figures that count come from the program itself (see the model card); these steer the training.
"""

import json
import pathlib
import sys
import types

import torch

from windows import collate


def spans(tags):
    """The entities in a list of tags, as (first word, end, kind)."""
    found, start = set(), None
    for at, tag in enumerate([*tags, "O"]):
        if start is not None and (tag[0] != "I" or tag[2:] != tags[start][2:]):
            found.add((start, at, tags[start][2:]))
            start = None
        if tag[0] == "B" or (tag[0] == "I" and start is None):
            start = at
    return found


def count_names(states, sentence, reader, labels, counts):
    """Adds the entities that are right, said and true; where the tags of a sentence are not all known, those that are."""
    unknown = [tag < 0 for tag in sentence["tags"]]
    mine = spans([labels["tags"][i] for i in reader.classifier(states).argmax(-1).tolist()])
    mine = {span for span in mine if not any(unknown[span[0] : span[1]])}
    true = spans([labels["tags"][tag] if tag >= 0 else "O" for tag in sentence["tags"]])
    for at, count in enumerate((len(mine & true), len(mine), len(true))):
        counts[at] += count


@torch.no_grad()
def evaluate(reader, corpora, tokenizer, labels, settings, quick=False):
    reader.eval()
    entities, mentions = [0, 0, 0], [0, 0, 0]
    words = upos = heads = relations = 0
    for kind, corpus in corpora.items():
        windows = corpus.windows(settings.pieces)
        windows = windows[:: 3 if quick else 1]
        for first in range(0, len(windows), 16):
            inputs, sentences = collate(windows[first : first + 16], tokenizer)
            with torch.autocast("cpu", torch.bfloat16, enabled=not settings.no_bf16):
                hidden = reader(**inputs).float()
            for firsts, sentence in sentences:
                states = hidden[[row for row, _ in firsts], [column for _, column in firsts]]
                if "tags" in sentence:
                    count_names(states, sentence, reader, labels, entities if kind == "ner" else mentions)
                if kind == "ner":
                    continue
                arcs = reader.parser.arcs(states[None], states[None])[0].argmax(-1)
                true_heads = torch.tensor(sentence["heads"])
                names = reader.parser.relations(states, states[(arcs - 1).clamp(min=0)]).argmax(-1)
                names = torch.where(arcs == 0, torch.tensor(labels["relations"].index("root")), names)
                same = arcs == true_heads
                words += len(same)
                upos += int((reader.upos(states).argmax(-1) == torch.tensor(sentence["upos"])).sum())
                heads += int(same.sum())
                relations += int((same & (names == torch.tensor(sentence["relations"]))).sum())
    figures = {
        name: 200 * right / max(said + true, 1)
        for name, (right, said, true) in (("f1", entities), ("mentions_f1", mentions))
    }
    for name, count in (("upos", upos), ("uas", heads), ("las", relations)):
        figures[name] = 100 * count / max(words, 1)
    return {name: round(figure, 2) for name, figure in figures.items()}


def main():
    import model as models
    from tokenizers import Tokenizer
    from train import minilm
    from windows import Corpus

    if len(sys.argv) < 3:
        sys.exit(__doc__)
    prepared, run, part = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), (*sys.argv[3:], "dev")[0]
    labels = json.loads((run / "labels.json").read_text())
    tokenizer = Tokenizer.from_file(str(minilm() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    reader, _ = models.pretrained(minilm(), *(len(labels[name]) for name in ("tags", "upos", "relations")))
    reader.load_state_dict(torch.load(run / "checkpoint.pt", map_location="cpu")["model"])
    corpora = {kind: Corpus(prepared / f"{kind}-{part}.jsonl", tokenizer, labels) for kind in ("ner", "ud")}
    print(evaluate(reader, corpora, tokenizer, labels, types.SimpleNamespace(pieces=192, no_bf16=True)))


if __name__ == "__main__":
    main()
