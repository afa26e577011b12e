"""Figures of a model on the development sections, inside Python: entity F1, UPOS, UAS and LAS on gold words.

The figures that count come from the program itself (see the model card); these steer the training.
"""

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


@torch.no_grad()
def evaluate(reader, corpora, tokenizer, labels, settings, quick=False):
    reader.eval()
    right = said = gold = words = upos = heads = relations = 0
    for kind, corpus in corpora.items():
        windows = corpus.windows(settings.pieces)
        windows = windows[:: 3 if quick else 1]
        for first in range(0, len(windows), 16):
            inputs, sentences = collate(windows[first : first + 16], tokenizer)
            with torch.autocast("cpu", torch.bfloat16, enabled=not settings.no_bf16):
                hidden = reader(**inputs).float()
            for firsts, sentence in sentences:
                states = hidden[[row for row, _ in firsts], [column for _, column in firsts]]
                if kind == "ner":
                    mine = spans([labels["tags"][i] for i in reader.classifier(states).argmax(-1).tolist()])
                    true = spans([labels["tags"][i] for i in sentence["tags"]])
                    right, said, gold = right + len(mine & true), said + len(mine), gold + len(true)
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
    figures = {"f1": 200 * right / max(said + gold, 1)}
    for name, count in (("upos", upos), ("uas", heads), ("las", relations)):
        figures[name] = 100 * count / max(words, 1)
    return {name: round(figure, 2) for name, figure in figures.items()}
