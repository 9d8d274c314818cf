#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Groups the keys of all rows with DuckDB: the verdicts that `assay scale look` and `lint` want of each shard.

    verdicts.py FACTS KEYS VERDICTS SHARDS

FACTS is what `assay scale merge` printed, KEYS the folder with the keys of shards as 0, 1, ..., VERDICTS the one for
theirs, and SHARDS how many there are.
DuckDB groups more keys than memory holds by writing the rest to a temporary folder: `SET temp_directory` says which.
"""

import json
import os
import sys

import duckdb

KEYS = ["high", "low", "prompt", "normal", "bare", "row"]

# The number of a row is that of its shard times 2^40 and its own.
VERDICTS = """
with repeats as (
    select row from keys k join (
        select high, low, min(row) as first from keys group by all having count(*) > 1) using (high, low)
    where row > first),
normals as (
    select row from keys k join (
        select normal, min(row) as first from keys group by all having count(*) > 1) using (normal)
    where row > first and row not in (from repeats)),
prompts as (
    select prompt, min(row) as first, arg_min(high, row) as first_high, arg_min(low, row) as first_low,
        arg_min(bare, row) as first_bare
    from keys where {conflicts} group by prompt having count(*) > 1),
conflicts as (
    select row, first from keys k join prompts using (prompt)
    where (k.high != first_high or k.low != first_low) and (not {bare} or k.bare != first_bare))
from (
    select 'R' as letter, row from repeats union all select 'N', row from normals
    union all select 'C', row from conflicts union all select distinct 'C', first from conflicts)
select distinct letter, row order by row, letter"""


def write_verdicts(facts, keys, verdicts):
    """Writes the verdicts of each shard, whole or not at all."""
    database = duckdb.connect()
    database.execute("set preserve_insertion_order = false")
    columns = ", ".join(f"'{name}': 'BIGINT'" for name in KEYS)
    database.execute(f"""
        create view keys as
        from read_csv({keys}, auto_detect = false, delim = '\\t', header = false, columns = {{{columns}}})""")
    found = database.execute(VERDICTS.format(**facts))
    files = [open(path + ".partial", "w") for path in verdicts]
    while rows := found.fetchmany(100_000):
        for letter, row in rows:
            files[row >> 40].write(f"{letter} {row & (1 << 40) - 1}\n")
    for file, path in zip(files, verdicts):
        file.close()
        os.replace(file.name, path)


if __name__ == "__main__":
    folders = [[os.path.join(folder, str(k)) for k in range(int(sys.argv[4]))] for folder in sys.argv[2:4]]
    write_verdicts(json.loads(sys.argv[1]), *folders)
