"""Reads results in JSON, as `dateline bench -o json` and the benches of `benches/` write them with `--json`.

A result is an object with `bench` (machine, model, commit, load) and `rows`. Files are named DATE-KIND.json; the newest of
a kind is the last by name. memory.py writes DATE-memory-NAME.csv.
"""
import json, pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
RUNS = ROOT / "benches" / "runs"

# The commands that make the files; page.py prints them under each table.
COMMANDS = {
    "engines": "cargo bench -p dateline-benches --bench engines --features onnx,rust-bert,rten,candle,tract -- --json benches/runs/DATE-engines.json",
    "windows": "cargo bench -p dateline-benches --bench engines --features onnx,rust-bert,rten,candle,tract -- --window 256 --json benches/runs/DATE-windows.json",
    "limit": "cargo bench -p dateline-benches --bench limit -- --all --json benches/runs/DATE-limit.json",
    "batch": "dateline bench --warm -t 1 -b 1,2,4,8,16,32 -o json > benches/runs/DATE-batch.json",
    "length": "dateline bench --warm -t 1 -b 4 -l 8,16,32,64,128,256 -o json > benches/runs/DATE-length.json",
}


def newest(kind, runs=RUNS):
    """The path and the contents of the newest result of a kind; None twice when there is none."""
    paths = sorted(runs.glob(f"*-{kind}.json"))
    if not paths:
        return None, None
    return paths[-1], json.loads(paths[-1].read_text(encoding="utf-8"))


def memory(name, runs=RUNS):
    """(seconds, bytes held) of the newest DATE-memory-NAME.csv, blanks in the name as hyphens; empty when there is none."""
    paths = sorted(runs.glob(f"*-memory-{name.replace(',', '').replace(' ', '-')}.csv"))
    if not paths:
        return []
    lines = paths[-1].read_text(encoding="utf-8").splitlines()
    return [tuple(map(int, line.split(","))) for line in lines if line[0].isdigit()]


def where(bench):
    """The machine and what was measured, in a line."""
    parts = [bench.get("date", "")[:10], bench.get("cpu"), f"{bench['cores']} cores" if bench.get("cores") else None,
             bench.get("native_instructions"), bench.get("model"), f"commit {bench['commit']}" if bench.get("commit") else None]
    return ", ".join(part for part in parts if part)


def busy(bench):
    """How busy the machine was when that says something about the figures; else nothing."""
    load = bench.get("load")
    if load is not None and load > 0.5:
        return f"**Other work ran on the machine** (load {load:.1f} at the start): a glance, no measurement."
    return ""
