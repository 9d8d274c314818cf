#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times two binaries in turns on the same files: whether a change made assay slower.

  compare_binaries.py OLD NEW [--rows 300000] [--rounds 5] [--tolerance 0.05]

Jobs: lint and fix of generated pairs, with all rules and with `--profile openai`; lint of chats; token
counts; the lint of three rows. The median of the processor seconds counts, as it changes least on a
busy machine. Prints old, new and new / old; the exit status is 1 where the new one takes longer than
the tolerance allows.
"""
import argparse
import pathlib
import statistics
import sys
import tempfile

import data_bench

THREE = 'prompt,completion\nWhere is it?," there"\nWho is it?," me"\nWhy?," so"\n'
JOBS = {
    "fix, CSV": ["fix", "--yes", "--isolated", "rows.csv"],
    "fix, CSV, openai": ["fix", "--yes", "--profile", "openai", "--isolated", "rows.csv"],
    "lint, CSV": ["lint", "--no-cache", "--isolated", "rows.csv"],
    "lint, JSONL": ["lint", "--no-cache", "--isolated", "rows.jsonl"],
    "lint, chats": ["lint", "--no-cache", "--isolated", "chats.jsonl"],
    "count tokens": ["tokenize", "--document", "--count", "rows.csv"],
    "start": ["lint", "--no-cache", "--isolated", "three.csv"],
}
# A short job is repeated, so that it can be told from the clock's own steps.
REPEATS = {"start": 20}


def measure(binary, job, folder):
    runs = [data_bench.Run([binary, *JOBS[job]], folder) for _ in range(REPEATS.get(job, 1))]
    return min(run.cpu for run in runs), min(run.wall for run in runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", type=pathlib.Path)
    parser.add_argument("new", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--tolerance", type=float, default=0.05)
    parser.add_argument("--jobs", nargs="*", choices=list(JOBS), default=list(JOBS))
    options = parser.parse_args()
    binaries = [options.old.resolve(), options.new.resolve()]
    slower = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        data_bench.make_rows(folder / "rows.csv", options.rows)
        data_bench.make_rows(folder / "rows.jsonl", options.rows)
        data_bench.make_rows(folder / "chats.jsonl", options.rows // 8, "--shape", "chats")
        (folder / "three.csv").write_text(THREE)
        print(f"{'job':18} {'old':>9} {'new':>9} {'new / old':>10}   of processor seconds, wall in brackets")
        for job in options.jobs:
            taken = [[], []]
            for _ in range(options.rounds):
                for seconds, binary in zip(taken, binaries):
                    seconds.append(measure(binary, job, folder))
            (old, old_wall), (new, new_wall) = ([statistics.median(part) for part in zip(*seconds)] for seconds in taken)
            slower += new > old * (1 + options.tolerance)
            print(f"{job:18} {old:7.3f} s {new:7.3f} s {new / old:10.2f}   ({old_wall:.3f} s, {new_wall:.3f} s, {new_wall / old_wall:.2f})", flush=True)
    if slower:
        sys.exit(f"{slower} of {len(options.jobs)} jobs take longer than before")


if __name__ == "__main__":
    main()
