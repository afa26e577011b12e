#!/usr/bin/env python3
"""Averages the weights of several runs that started from one checkpoint (a "model soup", Wortsman et al., 2022).

usage: average.py OUT RUN RUN ...

Each RUN is the OUT folder of a `train.py`. OUT gets their mean as `checkpoint.pt`, their labels, and their logs one
after the other.
"""

import pathlib
import shutil
import sys

import torch


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    out, *runs = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    states = [torch.load(run / "checkpoint.pt", map_location="cpu")["model"] for run in runs]
    labels = [(run / "labels.json").read_text() for run in runs]
    if len(set(labels)) > 1:
        sys.exit("the runs differ in their labels")
    mean = {
        name: torch.stack([state[name] for state in states]).mean(0) if tensor.is_floating_point() else tensor
        for name, tensor in states[0].items()
    }
    torch.save({"model": mean}, out / "checkpoint.pt")
    shutil.copyfile(runs[0] / "labels.json", out / "labels.json")
    (out / "log.jsonl").write_text("".join((run / "log.jsonl").read_text() for run in runs))


if __name__ == "__main__":
    main()
