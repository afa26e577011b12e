"""Extracts the events of news to Parquet, as a Spark job.

usage: spark-submit job.py --format parquet|json|paths --out FOLDER INPUT... [options]

INPUT is what Spark reads: Parquet, JSON Lines, or with `paths` text files that name one input file a line (WARC,
archives, anything that `dateline extract` reads), which every executor must find under that path. FOLDER gets a folder
for each kind of row: kind=event, kind=reject, kind=skip.
"""

import argparse

from pyspark.sql import SparkSession

from dateline_spark import extract

# Of a task that dies in the middle of its commit nothing may stay: only this version promises it.
COMMITTER = "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version"

# Spark's 10,000 rows to a batch are too many for articles.
BATCH = "spark.sql.execution.arrow.maxRecordsPerBatch"


def arguments():
    parser = argparse.ArgumentParser(prog="job.py", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("input", nargs="+")
    parser.add_argument("--format", choices=["parquet", "json", "paths"], required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--partitions", type=int, help="tasks; by default as the input is split, or one a path")
    parser.add_argument("--partition-by", default="kind", help="columns of the output, separated by commas")
    parser.add_argument("--column", action="append", default=[], metavar="NAME=THEIRS", help="text=maintext")
    for option in ["language", "published", "min-confidence", "precision", "model", "program"]:
        parser.add_argument(f"--{option}", help="as of dateline extract" if option != "program" else None)
    parser.add_argument("--jobs", type=int, help="threads of a worker; by default spark.task.cpus")
    return parser.parse_args()


def documents(spark, kind, inputs, partitions):
    """The input as rows, in as many partitions as it is to be worked on in."""
    if kind == "paths":
        paths = spark.read.text(inputs).selectExpr("trim(value) AS path").where("path <> ''")
        # From one partition, so that each gets as many as any other.
        return paths.coalesce(1).repartition(partitions or max(paths.count(), 1))
    read = spark.read.parquet(*inputs) if kind == "parquet" else spark.read.json(inputs)
    return read.repartition(partitions) if partitions else read


def main():
    given = arguments()
    spark = SparkSession.builder.appName("dateline").config(COMMITTER, "1").getOrCreate()
    if not spark.sparkContext.getConf().contains(BATCH):
        spark.conf.set(BATCH, "256")
    options = {name: getattr(given, name) for name in ["language", "published", "min_confidence", "precision", "model", "program", "jobs"]}
    columns = dict(pair.split("=", 1) for pair in given.column)
    rows = extract(documents(spark, given.format, given.input, given.partitions), columns=columns, **options)
    rows.write.partitionBy(*given.partition_by.split(",")).parquet(given.out)


if __name__ == "__main__":
    main()
