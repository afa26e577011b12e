#!/usr/bin/env python3
"""Writes a trained checkpoint as a model folder: half-precision safetensors, config with labels, tokenizer.

usage: export.py RUN MODEL [--encoder FOLDER]

RUN is the OUT folder of `train.py`. The weights are stored as F16 (every runtime widens them), under Hugging Face's
names for `BertForTokenClassification`; `upos.*` and `parser.*` are further heads. `checksums.txt` lists SHA-256 sums.
"""

import argparse
import hashlib
import json
import pathlib
import shutil

import torch
from safetensors.torch import save_file
from transformers import BertConfig

from model import TOKEN_TYPES
from train import minilm


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--encoder", type=pathlib.Path)
    options = parser.parse_args()
    options.model.mkdir(parents=True, exist_ok=True)
    encoder = options.encoder or minilm()
    labels = json.loads((options.run / "labels.json").read_text())
    state = torch.load(options.run / "checkpoint.pt", map_location="cpu")["model"]
    tensors = {name: tensor.half().contiguous() for name, tensor in state.items() if tensor.is_floating_point()}
    save_file(tensors, options.model / "model.safetensors", metadata={"format": "pt"})

    config = BertConfig.from_pretrained(encoder).to_diff_dict()
    config = BertConfig.from_pretrained(encoder).to_dict() | config
    tags = labels["tags"]
    config |= {
        "architectures": ["BertForTokenClassification"],
        "type_vocab_size": TOKEN_TYPES,
        "id2label": {str(number): tag for number, tag in enumerate(tags)},
        "label2id": {tag: number for number, tag in enumerate(tags)},
        "upos_labels": labels["upos"],
        "relation_labels": labels["relations"],
    }
    for name in ("_name_or_path", "transformers_version", "dtype", "torch_dtype"):
        config.pop(name, None)
    (options.model / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")

    # The sentence encoder's file asks for padding and truncation, which a tagger must not have.
    tokenizer = json.loads((encoder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer |= {"padding": None, "truncation": None}
    (options.model / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")
    shutil.copyfile(options.run / "log.jsonl", options.model / "training-log.jsonl")
    (options.model / "model.safetensors").chmod(0o644)

    names = ["config.json", "model.safetensors", "tokenizer.json", "training-log.jsonl"]
    sums = [f"{hashlib.sha256((options.model / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (options.model / "checksums.txt").write_text("".join(sums))


if __name__ == "__main__":
    main()
