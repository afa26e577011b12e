#!/usr/bin/env python3
"""Makes grafana-sqlite.json, the dashboard for SQLite, from grafana.json, that for PostgreSQL.

usage: grafana.py [--check]

With --check nothing is written: it fails where the file is not what would be written.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
# Grafana's own; and the plugin that reads SQLite.
POSTGRES, SQLITE = "grafana-postgresql-datasource", "frser-sqlite-datasource"
MONTH = "date_trunc('month', published::timestamp) AT TIME ZONE 'UTC'"

# What SQLite, or the plugin, spells in another way.
SPELLINGS = [
    (re.escape(MONTH), "cast(strftime('%s', published, 'start of month') AS INTEGER)"),
    (r"\$__timeFilter\(([\w.]+)\)", r"\1 BETWEEN date($__from / 1000, 'unixepoch') AND date($__to / 1000, 'unixepoch')"),
    (r"\$status\b", "${status:singlequote}"),
    (r"\bdateline\.", ""),
    (r"\bleast\(", "min("),
    (r"\bgreatest\(", "max("),
]


def translated(query):
    for spelling, other in SPELLINGS:
        query = re.sub(spelling, other, query)
    return query


def target(own):
    query = translated(own["rawSql"])
    kind = "time series" if own["format"] == "time_series" else "table"
    said = {"queryText": query, "rawQueryText": query, "queryType": kind, "timeColumns": ["time"]}
    return {"refId": own["refId"], "datasource": own["datasource"], **said}


def dashboard():
    text = (HERE / "grafana.json").read_text(encoding="utf-8")
    made = json.loads(text.replace(POSTGRES, SQLITE))
    made["uid"] += "-sqlite"
    for panel in made["panels"]:
        panel["targets"] = [target(own) for own in panel["targets"]]
    for variable in made["templating"]["list"]:
        variable["query"] = translated(variable["query"])
    return json.dumps(made, indent=1, ensure_ascii=False) + "\n"


def main():
    path = HERE / "grafana-sqlite.json"
    if sys.argv[1:] != ["--check"]:
        path.write_text(dashboard(), encoding="utf-8")
    elif path.read_text(encoding="utf-8") != dashboard():
        sys.exit("grafana-sqlite.json is older than grafana.json: run scripts/dashboards/grafana.py")


if __name__ == "__main__":
    main()
