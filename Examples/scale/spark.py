#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lints a data set in many files with Apache Spark: a task for each file, and the keys grouped by Spark.

    spark-submit --py-files phases.py spark.py WORK SHARD... [-- OPTIONS OF ASSAY]

WORK and the shards are on storage that all nodes see, and assay stands under the same path on each (the variable
ASSAY names it). Spark runs lost tasks again. `pip install pyspark` brings the engine; it needs Java.
"""

import os
import sys

from pyspark.sql import SparkSession, functions as F

from phases import Phases, arguments, shard_phase

KEYS = "high long, low long, prompt long, normal long, bare long, row long"


def main():
    given, options = arguments(__doc__.split("\n")[0], sys.argv[1:])
    spark = SparkSession.builder.appName("assay scale").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")

    def run_all(tasks):
        spark.sparkContext.parallelize(tasks, len(tasks)).foreach(lambda task: shard_phase(*task))

    def write_verdicts(facts, keys, paths):
        write(verdicts(spark.read.csv(keys, sep="\t", schema=KEYS), facts), paths)

    sys.stdout.write(Phases(given.work, given.shards, options, run_all, write_verdicts).report())


def verdicts(keys, facts):
    """Rows that repeat an earlier one, do so but for case and space, or have a prompt with another completion."""

    def repeats(*names):
        # Grouping first leaves few keys to join with.
        firsts = keys.groupBy(*names).agg(F.min("row").alias("first"), F.count("*").alias("n")).where("n > 1")
        return keys.join(firsts, list(names)).where("row > first").select("row")

    exact = repeats("high", "low")
    normal = repeats("normal").subtract(exact)
    prompts = (
        keys.where(F.lit(facts["conflicts"])).groupBy("prompt")
        .agg(F.min("row").alias("first"), F.count("*").alias("n"), *[
            F.min_by(name, "row").alias(f"first_{name}") for name in ["high", "low", "bare"]])
        .where("n > 1"))
    differ = "(high != first_high or low != first_low)" + (" and bare != first_bare" if facts["bare"] else "")
    pairs = keys.join(prompts, "prompt").where(differ).cache()
    conflicts = pairs.select("row").union(pairs.select(F.col("first").alias("row"))).distinct()
    letters = [(exact, "R"), (normal, "N"), (conflicts, "C")]
    found = [rows.select(F.lit(letter).alias("letter"), "row") for rows, letter in letters]
    return found[0].union(found[1]).union(found[2])


def write(found, paths):
    """Writes a file of verdicts for each shard, whole or not at all."""

    def write_shard(item):
        k, lines = item
        with open(f"{paths[k]}.partial", "w") as file:
            file.writelines(f"{letter} {row}\n" for row, letter in sorted(lines))
        os.replace(f"{paths[k]}.partial", paths[k])

    empty = found.sparkSession.sparkContext.parallelize([(k, None) for k in range(len(paths))], len(paths))
    lines = found.rdd.map(lambda one: (one.row >> 40, (one.row & (1 << 40) - 1, one.letter)))
    empty.cogroup(lines).map(lambda item: (item[0], list(item[1][1]))).foreach(write_shard)


if __name__ == "__main__":
    main()
