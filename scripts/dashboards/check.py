#!/usr/bin/env python3
"""Holds the tables of a run against its JSON Lines, and asks all questions of this folder.

usage: check.py RUN...

RUN is what `dateline extract ... --out RUN --format jsonl,csv,parquet,sqlite` made. Every table of every format must have
as many rows as the JSON says, those rows, and the sums over them must be the JSON's; then each query of queries.sql,
of metadata.yaml and of grafana-sqlite.json must answer, and find something in one of the runs at least. Needs the
packages of requirements.txt.
"""

import asyncio
import csv
import json
import math
import os
import pathlib
import sqlite3
import sys

import duckdb
import yaml
from datasette.app import Datasette

HERE = pathlib.Path(__file__).resolve().parent
TABLES = ["documents", "events", "arguments", "mentions", "entities"]


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def spelling(name):
    return " ".join(name.split()).lower()


def said(run):
    """What the JSON says: rows of each table, and sums over them."""
    documents, events = lines(run / "documents.jsonl"), lines(run / "events.jsonl")
    fillers = [filler for event in events for fillers in event["roles"].values() for filler in fillers]
    actors = [filler for filler in fillers if "name" in filler and "kind" in filler]
    return {
        "documents": len(documents),
        "events": len(events),
        "arguments": len(fillers),
        "mentions": sum(len(event["mentions"]) for event in events),
        "entities": len({(spelling(filler["name"]), filler["kind"]) for filler in actors}),
        "tokens": sum(document["tokens"] for document in documents),
        "confidence": math.fsum(event["confidence"] for event in events),
        "characters": sum(len(event["mentions"][0]["sentence"]["text"]) for event in events),
        "amounts": math.fsum(float(filler["amount"]) for filler in fillers if "amount" in filler),
        "starts": sum(mention["start"] for event in events for mention in event["mentions"]),
        "told": sorted(told(event) for event in events),
        "filled": sorted(row for event in events for row in filled(event)),
        "mentioned": sorted(row for event in events for row in mentioned(event)),
    }


def told(event):
    return tuple(event[name] or "" for name in TOLD)


def filled(event):
    fillers = [(role, filler) for role, fillers in event["roles"].items() for filler in fillers]
    for position, (role, filler) in enumerate(fillers):
        texts = (filler.get(name, "") for name in ("text", "name", "kind", "value", "amount", "currency"))
        yield (event["event_id"], position, role, *texts, filler["start"], filler["end"])


def mentioned(event):
    for position, mention in enumerate(event["mentions"]):
        place = (mention["start"], mention["end"], mention["text"])
        yield (event["event_id"], position, *place, mention["sentence"]["text"])


# The columns that the records are held against, row by row.
TOLD = ["event_id", "doc_id", "url", "title", "published", "type", "subtype", "status", "code", "rule", "model"]
FILLED = ["event_id", "position", "role", "text", "name", "kind", "time_value", "amount", "currency", "start", "end"]
MENTIONED = ["event_id", "position", "start", "end", "text", "sentence"]
ROWS = {"told": ("events", TOLD), "filled": ("arguments", FILLED), "mentioned": ("mentions", MENTIONED)}
NUMBERS = {"position", "start", "end"}


SUMS = {
    "tokens": "SELECT sum(tokens) FROM documents",
    "confidence": "SELECT sum(confidence) FROM events",
    "characters": "SELECT sum(length(sentence)) FROM events",
    "amounts": "SELECT sum(amount_number) FROM arguments",
    "starts": 'SELECT sum("start") FROM mentions',
}


def asked(ask):
    """The same of a database, which `ask` queries."""
    found = {table: ask(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES}
    found |= {name: ask(query)[0][0] or 0 for name, query in SUMS.items()}
    for name, (table, columns) in ROWS.items():
        rows = ask("SELECT {} FROM {}".format(", ".join(f'"{column}"' for column in columns), table))
        found[name] = sorted(tuple(cell(column, value) for column, value in zip(columns, row)) for row in rows)
    return found


def cell(column, value):
    """What stands in a row's place, as the JSON has it: databases have a type for dates, and CSV has texts only."""
    if value is None:
        return ""
    return int(value) if column in NUMBERS else str(value)


def of_csv(run):
    rows = {}
    for table in TABLES:
        with open(run / "csv" / f"{table}.csv", encoding="utf-8", newline="") as file:
            rows[table] = list(csv.DictReader(file))
    return {table: len(rows[table]) for table in TABLES} | {
        "tokens": sum(int(row["tokens"]) for row in rows["documents"]),
        "confidence": math.fsum(float(row["confidence"]) for row in rows["events"]),
        "characters": sum(len(row["sentence"]) for row in rows["events"]),
        "amounts": math.fsum(float(row["amount_number"]) for row in rows["arguments"] if row["amount_number"]),
        "starts": sum(int(row["start"]) for row in rows["mentions"]),
    } | {
        name: sorted(tuple(cell(column, row[column]) for column in columns) for row in rows[table])
        for name, (table, columns) in ROWS.items()
    }


def differences(expected, found):
    def same(one, other):
        return math.isclose(one, other, rel_tol=1e-9) if isinstance(one, float) else one == other

    return [name for name in expected if not same(expected[name], found[name])]


def compare(name, expected, found):
    wrong = differences(expected, found)
    shown = ", ".join(f"{found[table]} {table}" for table in TABLES)
    print(f"{name}: {shown}; {'as the JSON has them' if not wrong else 'DIFFER from the JSON'}")
    for key in wrong:
        print(f"  {key}: {str(found[key])[:200]} instead of {str(expected[key])[:200]}", file=sys.stderr)
    return not wrong


def views(connection):
    """Makes the views that queries.sql begins with, and gives its questions."""
    statements = duckdb.extract_statements((HERE / "queries.sql").read_text(encoding="utf-8"))
    questions = []
    for statement in statements:
        if statement.query.lstrip().startswith("CREATE") or "CREATE VIEW" in statement.query:
            connection.execute(statement)
        else:
            questions.append(statement)
    return questions


def ask_duckdb(connection, questions):
    for question in questions:
        about = next(line for line in question.query.strip().splitlines() if line.startswith("-- "))
        yield f"duckdb: {about[3:]}", connection.execute(question).fetchall()


PARAMETERS = {"confidence": "0", "name": "a", "currency": "USD", "measure": ""}


async def ask_datasette(run):
    metadata = yaml.safe_load((HERE / "metadata.yaml").read_text(encoding="utf-8"))
    datasette = Datasette(immutables=[str(run / "events.sqlite")], metadata=metadata)
    await datasette.invoke_startup()
    answers = []
    for name, query in metadata["databases"]["events"]["queries"].items():
        wanted = "&".join(f"{parameter}={PARAMETERS[parameter]}" for parameter in query.get("params", []))
        answer = await datasette.client.get(f"/events/{name}.json?_shape=array&{wanted}")
        assert answer.status_code == 200, answer.text
        answers.append((f"datasette: {query['title']}", answer.json()))
    for table in metadata["databases"]["events"]["tables"]:
        answer = await datasette.client.get(f"/events/{table}")
        assert answer.status_code == 200, f"{table}: {answer.text}"
    return answers


# What Grafana puts in: all times from 1970 to 2100, in milliseconds.
SENT = {"$__from": "0", "$__to": "4102444800000", "${status:singlequote}": "'occurred','planned'", "$confidence": "0"}


def ask_grafana(connection):
    dashboard = json.loads((HERE / "grafana-sqlite.json").read_text(encoding="utf-8"))
    for panel in dashboard["panels"]:
        (query,) = [target["rawQueryText"] for target in panel["targets"]]
        for variable, value in SENT.items():
            query = query.replace(variable, value)
        rows = connection.execute(query).fetchall()
        yield f"grafana: {panel['title']}", [] if panel["type"] == "stat" and rows == [(0,)] else rows


def check(run):
    """Whether the tables say what the JSON says, and how many rows each question found."""
    expected = said(run)
    os.chdir(run)
    parquet = duckdb.connect()
    questions = views(parquet)
    sqlite = sqlite3.connect("file:events.sqlite?immutable=1", uri=True)
    agreed = [
        compare("parquet, read by DuckDB", expected, asked(lambda query: parquet.execute(query).fetchall())),
        compare("sqlite, read by SQLite", expected, asked(lambda query: sqlite.execute(query).fetchall())),
        compare("csv, read by Python", expected, of_csv(run)),
    ]
    undated = parquet.execute("SELECT count(*) FROM events WHERE (published IS NULL) <> (published_month IS NULL)")
    assert undated.fetchone()[0] == 0, "what has no date has no month"
    answers = [*ask_duckdb(parquet, questions), *asyncio.run(ask_datasette(run)), *ask_grafana(sqlite)]
    return all(agreed), {question: len(rows) for question, rows in answers}


def main():
    runs = [pathlib.Path(run).resolve() for run in sys.argv[1:]]
    checked = [check(run) for run in runs]
    fine = all(agreed for agreed, _ in checked)
    for question in checked[0][1]:
        counts = [counts[question] for _, counts in checked]
        print(f"  {question}: {', '.join(map(str, counts))} rows")
        if not any(counts):
            print(f"  {question}: finds nothing", file=sys.stderr)
            fine = False
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
