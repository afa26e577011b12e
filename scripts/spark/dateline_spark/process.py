"""One `dateline worker`: its pipes, and what it said when it failed. Knows nothing of Spark."""

import collections
import contextlib
import itertools
import os
import pathlib
import shutil
import subprocess
import sys
import threading

import pyarrow

# The version of the output's columns that this package knows.
VERSION = b"1"

# Articles are long: more rows, or more bytes, at once only cost memory.
ROWS = 256
BYTES = 8 << 20

# Lines of standard error that a failure repeats.
TAIL = 20


class WorkerFailed(RuntimeError):
    """A worker ended with an error, was killed, or is of another version."""


def program_path(given=None):
    """The program: the one that was given, the one of this package, or the one on the path."""
    ours = pathlib.Path(__file__).parent / "bin" / "dateline"
    program = given or os.environ.get("DATELINE_PROGRAM") or (str(ours) if ours.exists() else shutil.which("dateline"))
    if program is None:
        raise WorkerFailed(f"there is no dateline in {ours.parent}, none on the path, and DATELINE_PROGRAM is not set")
    return program


def outcomes_of(batches, command):
    """Gives the batches that the worker `command` makes of `batches`; without a batch no worker is started."""
    batches = iter(batches)
    first = next(batches, None)
    if first is None:
        return
    pipe = subprocess.PIPE
    worker = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe)
    tail = Tail(worker.stderr)
    feeder = Feeder(worker, itertools.chain([first], batches))
    try:
        broken = yield from answers(worker.stdout)
        if broken:
            # Nobody reads any more: a worker that still writes must hear of it, or both wait for ever.
            worker.stdout.close()
        code = worker.wait()
        feeder.check()
        if code != 0 or broken:
            raise WorkerFailed(f"{ending(command, code, broken)}; its last words:\n{tail.text()}")
    finally:
        # Whoever wants no more rows, or failed, wants no more work either.
        worker.kill()
        worker.wait()
        worker.stdout.close()
        # Neither writes or reads any more, unless it waits for documents; Python must not end while it is in Arrow.
        feeder.join(timeout=2)
        tail.join(timeout=5)


def answers(output):
    """Gives the worker's batches, and returns what is wrong with the stream, if anything is.

    There is one at least, so that whoever collects them has the columns.
    """
    try:
        stream = pyarrow.ipc.open_stream(output)
        version = (stream.schema.metadata or {}).get(b"dateline.schema")
        if version != VERSION:
            raise WorkerFailed(f"the worker writes version {version} of the columns; this package knows {VERSION}")
        yield pyarrow.RecordBatch.from_pylist([], schema=stream.schema)
        yield from stream
    except (pyarrow.ArrowException, OSError) as error:
        return error
    return None


def rows_at_once(batch):
    """How many rows of a batch go to the worker together; the rows are taken to be equally long."""
    return min(ROWS, max(1, batch.num_rows * BYTES // max(1, batch.nbytes)))


def ending(command, code, broken):
    how = f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return f"{' '.join(command)} {how}" + (f" ({broken})" if broken else "")


class Feeder(threading.Thread):
    """Writes the documents, while another thread reads the events: one alone would wait for itself on full pipes."""

    def __init__(self, worker, batches):
        super().__init__(name="dateline-feeder", daemon=True)
        self.worker, self.batches, self.error = worker, batches, None
        self.start()

    def run(self):
        try:
            self.feed()
        except BrokenPipeError:
            pass  # The worker is gone; its exit code says why.
        except BaseException as error:
            # No end mark: the worker must not take what came for all.
            self.error = error
            self.worker.kill()
        finally:
            with contextlib.suppress(OSError):
                self.worker.stdin.close()

    def feed(self):
        stream = None
        for batch in self.batches:
            if stream is None:
                schema = batch.schema.with_metadata({b"dateline.expects": VERSION})
                stream = pyarrow.ipc.new_stream(self.worker.stdin, schema)
            rows = rows_at_once(batch)
            for start in range(0, batch.num_rows, rows):
                stream.write_batch(batch.slice(start, rows))
        stream.close()

    def check(self):
        """Raises what stopped the documents, which goes before what the worker says of it."""
        if self.error is not None:
            raise self.error


class Tail(threading.Thread):
    """Hands on what a worker says to this process's standard error, which is the executor's log, and keeps the end."""

    def __init__(self, lines):
        super().__init__(name="dateline-log", daemon=True)
        self.lines, self.kept = lines, collections.deque(maxlen=TAIL)
        self.start()

    def run(self):
        for line in self.lines:
            text = line.decode("utf-8", "replace")
            self.kept.append(text)
            sys.stderr.write(text)
            sys.stderr.flush()
        self.lines.close()

    def text(self):
        self.join(timeout=5)
        return "".join(self.kept) or "(nothing)"
