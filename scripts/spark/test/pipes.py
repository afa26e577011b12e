#!/usr/bin/env python3
"""Tests how dateline_spark speaks with a worker, without Spark: with the program, and with doubles that fail.

usage: pipes.py
"""

import contextlib
import io
import os
import signal
import sys
import types
import unittest
import unittest.mock

import pyarrow

import dateline_spark
from dateline_spark.process import BYTES, VERSION, WorkerFailed, outcomes_of, program_path, rows_at_once

TEXT = "Siemens bought a 25 percent stake in Alstom for 1.1 billion euros on Tuesday."

# Answers with the number of rows of each batch, under the head that it is given.
DOUBLE = """
import os, signal, sys, pyarrow
documents = pyarrow.ipc.open_stream(sys.stdin.buffer)
schema = pyarrow.schema([("rows", pyarrow.int64())], metadata={b"dateline.schema": b"%s"})
with pyarrow.ipc.new_stream(sys.stdout.buffer, schema) as answers:
    for batch in documents:
        answers.write_batch(pyarrow.record_batch([pyarrow.array([batch.num_rows])], schema))
        sys.stdout.flush()
        %s
"""


def double(then="pass", version=VERSION.decode()):
    return [sys.executable, "-c", DOUBLE % (version, then)]


def texts(rows, batches=1):
    for _ in range(batches):
        yield pyarrow.record_batch([pyarrow.array([TEXT] * rows)], names=["text"])


class Pipes(unittest.TestCase):
    def answers(self, batches, command):
        with contextlib.redirect_stderr(io.StringIO()) as log:
            try:
                return [value for batch in outcomes_of(batches, command) for value in batch.column(0).to_pylist()]
            finally:
                self.log = log.getvalue()

    def failure(self, batches, command):
        with self.assertRaises(WorkerFailed) as failed:
            self.answers(batches, command)
        return str(failed.exception)

    def test_large_batches_are_sent_in_parts(self):
        self.assertEqual(self.answers(texts(600, batches=2), double()), [256, 256, 88] * 2)

    def test_long_rows_are_sent_few_at_a_time(self):
        pages = pyarrow.record_batch([pyarrow.array([b"x" * (BYTES // 4)] * 10)], names=["html"])
        self.assertEqual(rows_at_once(pages), 3)
        huge = pyarrow.record_batch([pyarrow.array([b"x" * (BYTES + 1)])], names=["html"])
        self.assertEqual(rows_at_once(huge), 1)

    def test_without_documents_there_is_no_worker(self):
        self.assertEqual(self.answers(iter([]), ["/no/such/program"]), [])

    def test_a_worker_that_fails_repeats_its_last_words(self):
        said = self.failure(texts(1), double("sys.exit('the disk is full')"))
        self.assertIn("ended with exit code 1; its last words:\nthe disk is full", said)
        self.assertIn("the disk is full", self.log)

    def test_a_worker_that_is_killed_is_a_failure(self):
        said = self.failure(texts(1, batches=9), double("os.kill(os.getpid(), signal.SIGKILL)"))
        self.assertIn(f"was killed by signal {signal.SIGKILL}", said)

    def test_an_answer_that_breaks_off_is_a_failure_even_without_an_exit_code(self):
        self.assertIn("ended with exit code 0", self.failure(texts(1), [sys.executable, "-c", "print('?' * 100)"]))

    def test_an_answer_that_is_none_is_a_failure_even_if_it_never_ends(self):
        # The length of a message, and no message.
        start = r"import sys; sys.stdout.buffer.write(b'\xff\xff\xff\xff\x10\0\0\0')"
        endless = f"{start}\nwhile True: sys.stdout.buffer.write(b'?' * 1000)"
        self.assertIn("ended with exit code 1 (", self.failure(texts(1), [sys.executable, "-c", endless]))

    def test_a_worker_of_another_version_is_refused(self):
        self.assertIn("writes version b'0' of the columns; this package knows b'1'", self.failure(texts(1), double(version="0")))

    def test_an_error_of_the_documents_goes_before_what_the_worker_says_of_it(self):
        def broken():
            yield from texts(1)
            raise OSError("the network is down")

        with self.assertRaisesRegex(OSError, "the network is down"):
            self.answers(broken(), double())

    def test_who_wants_no_more_ends_the_worker(self):
        answers = outcomes_of(texts(1, batches=1000), double())
        [next(answers) for _ in range(2)]
        answers.close()
        with self.assertRaises(ChildProcessError):
            os.wait()

    def test_the_program_writes_the_columns_that_spark_is_told(self):
        command = [program_path(), "worker", "--jobs", "1", "--quiet"]
        none, batch = outcomes_of(texts(1), command)
        self.assertEqual((none.num_rows, none.schema), (0, batch.schema))
        told = [column.strip().replace("`", "").split(" ") for column in dateline_spark.OUTCOMES.split(",")]
        names = {"string": "string", "int64": "bigint", "double": "double", "date32[day]": "date"}
        self.assertEqual([[field.name, names[str(field.type)]] for field in batch.schema], told)
        self.assertEqual(set(batch.column("kind").to_pylist()), {"event"})


class Columns(unittest.TestCase):
    def selected(self, *there, **columns):
        frame = types.SimpleNamespace(columns=list(there), select=lambda *chosen: list(chosen))
        with unittest.mock.patch("dateline_spark._column", lambda df, name, theirs: f"{name}={theirs}"):
            return dateline_spark.selected(frame, columns)

    def test_the_first_body_that_is_there_is_read(self):
        self.assertEqual(self.selected("html", "text", "words", "title"), ["text=text", "title=title"])

    def test_a_body_that_is_named_goes_before_one_that_is_there(self):
        self.assertEqual(self.selected("text", "raw", html="raw"), ["html=raw"])
        with self.assertRaisesRegex(ValueError, "names text and html"):
            self.selected("a", "b", text="a", html="b")

    def test_names_are_found_whatever_their_case(self):
        self.assertEqual(self.selected("Text", "PUBLISHED"), ["text=Text", "published=PUBLISHED"])

    def test_beside_a_path_there_is_nothing_but_a_name_and_a_date(self):
        self.assertEqual(self.selected("path", "id", "title", "published"), ["id=id", "path=path", "published=published"])

    def test_a_name_that_is_none_is_refused(self):
        with self.assertRaisesRegex(ValueError, "no such column of documents: body"):
            self.selected("text", body="text")
        with self.assertRaisesRegex(ValueError, "no column text, html or path"):
            self.selected("words")


if __name__ == "__main__":
    unittest.main()
