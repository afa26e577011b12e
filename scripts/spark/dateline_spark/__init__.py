"""Dateline on Spark: the events of a DataFrame of news, read by one `dateline worker` a task.

    from dateline_spark import extract

    outcomes = extract(spark.read.parquet("news"), published="2021-05-28")
    outcomes.where("kind = 'event'")

`extract` only maps: Spark alone splits the work, tries again what failed and commits what is written.
"""

import functools

from .process import WorkerFailed, outcomes_of, program_path

__all__ = ["OUTCOMES", "WorkerFailed", "extract", "outcomes_of", "program_path"]

# The columns of the worker's output, version 1: `crates/records/src/tables/outcomes.rs`.
OUTCOMES = (
    "kind string, event_id string, doc_id string, url string, title string, published date, type string, subtype string, "
    "status string, confidence double, code string, rule string, model string, trigger string, start bigint, `end` bigint, "
    "sentence string, record string, source string, position string, stage string, reason string, message string"
)

# A row is read from the first of these that is there.
BODIES = ["text", "html", "path"]

COLUMNS = ["id", *BODIES, "title", "published", "url", "source", "language"]


def extract(
    df,
    *,
    columns=None,
    jobs=None,
    language=None,
    published=None,
    min_confidence=None,
    precision=None,
    model=None,
    program=None,
):
    """The outcomes of the documents of `df`: a row for each event, and one for each document that was not read.

    df: a document a row, in the column `text` or `html`; or a file a row, in the column `path`, in any format that
        `dateline extract` reads. Beside a document there may be `id`, `title`, `published`, `url`, `source` and
        `language`; beside a path `id`, and `published` for what in the file has no date of its own.
    columns: where they are called otherwise: {"text": "maintext", "published": "date_publish"}. A `text`, `html` or
        `path` that is named here is read, whatever else there is.
    jobs: threads of a worker; by default the cores that Spark gives a task (`spark.task.cpus`).
    program, model: where they are on the executors, if they do not come with this package.

    The other options are those of `dateline extract`. There is no `dedupe`: a worker sees only its part of the news. A
    row's `kind` is event, reject or skip; `record` is the event's line in `events.jsonl`.
    """
    options = {
        "--language": language,
        "--published": published,
        "--min-confidence": min_confidence,
        "--precision": precision,
        "--model": model,
    }
    arguments = [word for option, value in options.items() if value is not None for word in (option, str(value))]
    task = functools.partial(_task, program=program, arguments=arguments, jobs=jobs)
    return selected(df, columns or {}).mapInArrow(task, OUTCOMES)


def selected(df, columns):
    """The columns of `df` that the worker reads, under the names by which it knows them."""
    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown:
        raise ValueError(f"no such column of documents: {', '.join(unknown)}; there are {', '.join(COLUMNS)}")
    # Spark does not tell large letters from small ones in names.
    there = {name.lower(): name for name in df.columns}
    names = {name: columns.get(name, there.get(name)) for name in COLUMNS}
    named = [name for name in BODIES if name in columns]
    if len(named) > 1:
        raise ValueError(f"a row is read from one column; `columns` names {' and '.join(named)}")
    bodies = named or [name for name in BODIES if names[name]]
    if not bodies:
        raise ValueError(f"the documents have no column {', '.join(BODIES[:-1])} or {BODIES[-1]}; name it in `columns`")
    read = [bodies[0], "id", "published"] if bodies[0] == "path" else [bodies[0], *(set(COLUMNS) - set(BODIES))]
    return df.select(*(_column(df, name, names[name]) for name in COLUMNS if name in read and names[name]))


def _column(df, name, theirs):
    from pyspark.sql import functions  # Here, so that other engines can use this package without Spark.

    column = functions.col(f"`{theirs}`")
    # A day in the session's time zone: the worker knows no zones.
    if name == "published" and df.schema[theirs].dataType.typeName().startswith("timestamp"):
        column = functions.to_date(column)
    return column.alias(name)


def _task(batches, program, arguments, jobs):
    """Runs on the executors, once a task."""
    from pyspark import TaskContext

    jobs = jobs or TaskContext.get().cpus()
    return outcomes_of(batches, [program_path(program), "worker", "--jobs", str(jobs), *arguments])
