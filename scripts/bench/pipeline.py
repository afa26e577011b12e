#!/usr/bin/env python3
"""How much faster two cores read than one, and what part of the time is not the model's.

usage: pipeline.py [--rounds 5] [--program target/release/dateline] [--json FILE] INPUT...

Runs `dateline extract` on INPUT by turns: on one core with one job, then on two cores with two jobs, the order changing
from round to round, so that what else the machine does falls on both alike. All figures are from the runs' manifests; the
events of all runs must be the same bytes. Linux only: it uses taskset.
"""
import argparse, json, os, pathlib, platform, statistics, subprocess, sys, tempfile

ARMS = {1: "0", 2: "0,1"}


def run(program, inputs, jobs, folder):
    """One run: its manifest's account of speed, and its events."""
    out = pathlib.Path(folder) / f"jobs-{jobs}"
    command = ["taskset", "-c", ARMS[jobs], program, "-q", "extract", *inputs, "--jobs", str(jobs), "--out", str(out),
               "--restart"]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    if done.returncode > 1:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}")
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return manifest, (out / "events.jsonl").read_bytes()


def shares(manifest):
    """Each stage's part of the wall time."""
    speed = manifest["speed"]
    return {stage: seconds / speed["seconds"] for stage, seconds in speed["stages"].items()}


def busy(manifest):
    """How many cores worked, on average. Other work on the machine moves this less than it moves the times."""
    return sum(manifest["speed"]["stages"].values()) / manifest["speed"]["seconds"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", metavar="INPUT")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--program", default="target/release/dateline")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    load, rounds, events = os.getloadavg()[0], [], None
    with tempfile.TemporaryDirectory() as folder:
        for number in range(options.rounds):
            found = {}
            for jobs in (1, 2) if number % 2 == 0 else (2, 1):
                found[jobs], written = run(options.program, options.inputs, jobs, folder)
                events = events or written
                if written != events:
                    sys.exit(f"round {number + 1}: the events of {jobs} jobs are others")
            rounds.append(found)
            one, two = (found[jobs]["speed"]["tokens_per_second"] for jobs in (1, 2))
            print(f"round {number + 1}: {one:,.0f} and {two:,.0f} words/s, {two / one:.2f} times", file=sys.stderr)
    speeds = {jobs: [found[jobs]["speed"]["tokens_per_second"] for found in rounds] for jobs in ARMS}
    ratios = [two / one for one, two in zip(speeds[1], speeds[2])]
    stages = {stage: statistics.median(shares(found[1])[stage] for found in rounds) for stage in shares(rounds[0][1])}
    result = {
        "bench": {"cpu": platform.processor() or platform.machine(), "load": load, "rounds": options.rounds,
                  "documents": rounds[0][1]["documents"], "tokens": rounds[0][1]["speed"]["tokens"]},
        "one_core": statistics.median(speeds[1]), "two_cores": statistics.median(speeds[2]),
        "ratio": statistics.median(ratios), "lowest": min(ratios), "highest": max(ratios),
        "busy": statistics.median(busy(found[2]) for found in rounds),
        "stages": stages, "not_tagging": 1 - stages["tag"], "stages_but_tag": sum(stages.values()) - stages["tag"],
    }
    print(json.dumps(result, indent=1))
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
