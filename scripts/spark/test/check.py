#!/usr/bin/env python3
"""Proves that what Spark commits is what `dateline extract` writes, row for row, whatever dies on the way.

usage: check.py [COUNT [ROUNDS]]

Needs dateline_spark and pyspark in this Python, and Java 17. COUNT made-up stories (20,000 by default) are read by one
process, then by two executors of one core each: undisturbed, with a worker killed in the middle of a task, and with an
executor killed. Prints what took how long. With ROUNDS only the times are compared: one process and the cluster by turns.
"""

import contextlib
import json
import os
import pathlib
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import pyspark
from pyspark.sql import SparkSession

import dateline_spark
from dateline_spark import job
from dateline_spark.process import program_path

STORIES = pathlib.Path(__file__).with_name("stories.py")
MASTER = "local-cluster[2,1,1024]"

# Parts of the input: enough that something is left to do after a kill, few enough that the model is loaded seldom.
PARTITIONS = 8
JOB = ["--format", "json", "--partitions", str(PARTITIONS)]


def say(text):
    print(f"spark: {text}", flush=True)


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


class Bare:
    """What one process makes of the stories."""

    def __init__(self, program, stories, out):
        self.command = [program, "extract", stories, "--out", out, "--jobs", "2", "--quiet"]
        self.out = pathlib.Path(out)

    def measure(self):
        """Runs, and reads what came of it."""
        self.seconds = timed(self.run)
        self.events = sorted((self.out / "events.jsonl").read_text().splitlines())
        self.rejects = sorted(self.reject(line) for line in (self.out / "rejects.jsonl").read_text().splitlines())
        self.skips = sorted(self.skip(line) for line in (self.out / "skipped.jsonl").read_text().splitlines())

    def run(self):
        code = subprocess.run([*self.command, "--restart"]).returncode
        assert code == 1, f"extract ended with {code}: some of the stories are no stories"

    @staticmethod
    def reject(line):
        reject = json.loads(line)
        number = int(reject["position"].removeprefix("line ")) - 1
        # The messages differ: here a line has no text, there a row.
        return f"story-{number:06}", reject["stage"], reject["code"]

    @staticmethod
    def skip(line):
        skip = json.loads(line)
        return skip["doc_id"], skip["reason"], skip["message"]


def processes(*words):
    """The ids of the processes whose command line has all `words`, with the seconds of work that they have behind them."""
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if all(word in command for word in words):
                fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
                yield int(folder.name), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Killer(threading.Thread):
    """Kills one process with `words` in its command line when a worker is in the middle of a task."""

    def __init__(self, program, *words):
        super().__init__(daemon=True)
        self.program, self.words, self.killed = program, words, None
        self.start()

    def run(self):
        # The model is loaded by then, and documents are read.
        while not any(work > 2 for _, work in processes(self.program, "worker")):
            time.sleep(0.1)
        found = sorted(processes(*self.words), key=lambda process: process[1])
        self.killed = found[-1][0]
        os.kill(self.killed, signal.SIGKILL)


class Cluster:
    """Two executors of one core each."""

    def __init__(self, folder, program):
        os.environ["SPARK_HOME"] = os.path.dirname(pyspark.__file__)
        os.environ["PYSPARK_PYTHON"] = sys.executable
        self.folder, self.program = folder, program
        builder = SparkSession.builder.master(MASTER).config("spark.ui.enabled", "false")
        builder = builder.config(job.COMMITTER, "1").config(job.BATCH, "256")
        self.spark = builder.config("spark.local.dir", folder / "local").getOrCreate()
        self.spark.sparkContext.setLogLevel("ERROR")
        self.application = self.spark.sparkContext.applicationId

    def run(self, name, *arguments):
        """Runs the job; gives where its output is, and how many of its tasks failed or stages began again."""
        out, context = self.folder / name, self.spark.sparkContext
        context.setJobGroup(name, name)
        sys.argv = ["job.py", "--out", str(out), "--program", self.program, *arguments]
        job.main()
        tracker = context.statusTracker()
        stages = [stage for number in tracker.getJobIdsForGroup(name) for stage in tracker.getJobInfo(number).stageIds]
        infos = filter(None, map(tracker.getStageInfo, stages))
        # With an executor go the rows that it holds for others: then the stage begins again, and only its new attempt shows.
        return out, sum(info.numFailedTasks + info.currentAttemptId for info in infos)

    def rows(self, out):
        """The events, the rejects and the skips, each sorted."""
        assert sorted(path.name for path in out.iterdir() if not path.name.startswith(".")) == [
            "_SUCCESS", "kind=event", "kind=reject", "kind=skip",
        ], f"{out} holds something else than the committed output"
        rows = self.spark.read.parquet(str(out)).collect()
        assert len({row.event_id for row in rows if row.kind == "event"}) == sum(row.kind == "event" for row in rows)
        return (
            sorted(row.record for row in rows if row.kind == "event"),
            sorted((row.position, row.stage, row.reason) for row in rows if row.kind == "reject"),
            sorted((row.doc_id, row.reason, row.message) for row in rows if row.kind == "skip"),
        )


def compare(cluster, out, bare):
    events, rejects, skips = cluster.rows(out)
    assert events == bare.events, f"{len(events)} events, {len(bare.events)} of one process: they differ"
    assert rejects == bare.rejects, f"{len(rejects)} rejects, {len(bare.rejects)} of one process: they differ"
    assert skips == bare.skips, f"{len(skips)} skips, {len(bare.skips)} of one process: they differ"


def few(cluster, stories, program, **options):
    """The outcomes of a few of the stories, which ask little of the executors once they have started."""
    some = cluster.spark.read.json(str(stories)).limit(20).repartition(2)
    return dateline_spark.extract(some, program=program, **options)


def overhead(cluster, stories, bare, rounds, program):
    """What Spark costs beside one process on the same cores, once both have started."""
    say(f"start-up: {timed(lambda: few(cluster, stories, program).collect()):.1f} s")
    ratios = []
    for number in range(rounds):
        alone = timed(bare.run)
        spark = timed(lambda: cluster.run(f"round-{number}", *JOB, str(stories)))
        ratios.append(spark / alone)
        say(f"one process {alone:.1f} s, the cluster {spark:.1f} s, {100 * (ratios[-1] - 1):+.1f} %")
    say(f"median of {rounds} rounds: {100 * (statistics.median(ratios) - 1):+.1f} %")


def main(program, count, rounds):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        stories = folder / "stories.jsonl"
        with open(stories, "wb") as file:
            subprocess.run([sys.executable, STORIES, str(count)], stdout=file, check=True)
        bare = Bare(program, stories, folder / "bare")
        if rounds:
            cluster = Cluster(folder, program)
            overhead(cluster, stories, bare, rounds, program)
        else:
            bare.measure()
            say(f"one process: {bare.seconds:.1f} s, {len(bare.events)} events, {len(bare.rejects)} rejects")
            cluster = Cluster(folder, program)
            check(cluster, stories, bare, program)
        cluster.spark.stop()


def check(cluster, stories, bare, program):
    say(f"start-up: {timed(lambda: few(cluster, stories, program).collect()):.1f} s")
    job_of = lambda name: cluster.run(name, *JOB, str(stories))

    began = time.monotonic()
    out, failed = job_of("undisturbed")
    seconds = time.monotonic() - began
    assert failed == 0
    compare(cluster, out, bare)
    say(f"undisturbed: {seconds:.1f} s, {100 * (seconds / bare.seconds - 1):+.1f} % beside one process; the same rows")

    for name, words in [
        ("worker", [program, "worker"]),
        ("executor", ["org.apache.spark.executor.CoarseGrainedExecutorBackend", cluster.application]),
    ]:
        killer = Killer(program, *words)
        began = time.monotonic()
        out, failed = job_of(name)
        assert killer.killed and failed > 0, f"nothing failed although process {killer.killed} was killed"
        compare(cluster, out, bare)
        say(f"{name} killed: {time.monotonic() - began:.1f} s, {failed} task(s) or stage(s) tried again; the same rows")

    try:
        few(cluster, stories, program, model="/no/such/model").collect()
    except Exception as error:
        assert "no model in /no/such/model, which --model names" in str(error), error
    else:
        raise AssertionError("a worker that cannot start is no error")
    say("a worker that fails says why in the error of the task")


if __name__ == "__main__":
    numbers = [int(number) for number in sys.argv[1:]]
    main(program_path(), *(numbers + [20_000, 0][len(numbers):]))
