#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Prints one table of what the parts of the benchmark measured, and adds a line to a history.

  summary.py FIGURES [--history Benchmarks/history.csv]

FIGURES is the file that the parts wrote with `--figures`. A ratio above 1 is in our favor. The last
column says which goals were missed; the exit status is 1 where there is one, or no figure at all. The
line of the history has the day, the commit, the CPU, its threads and the ratios by job.
"""
import argparse
import csv
import datetime
import os
import pathlib
import subprocess
import sys

import figures

FIRST = ["day", "commit", "cpu", "threads", "missed"]


def shown(value, form):
    return "-" if value is None else format(value, form)


def table(found):
    rows = [("job", "ours", "peer", "ratio", "goal", "of limit", "goal", "")]
    for figure in found:
        rows.append((
            figure.job, figure.ours, figure.peer, shown(figure.ratio, ".2f"), shown(figure.goal, "g"), shown(figure.share, ".0%"),
            shown(figure.share_goal, ".0%"), "MISSED" if figure.is_missed else ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    texts = 3
    for row in rows:
        cells = (cell.ljust(width) if column < texts else cell.rjust(width) for column, (cell, width) in enumerate(zip(row, widths)))
        yield "  ".join(cells).rstrip()


def processor():
    """The CPU as the system names it: ratios to a peer depend on it."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return "unknown"
    facts = dict(line.split(":", 1) for line in reversed(lines) if ":" in line)
    facts = {key.strip(): value.strip() for key, value in facts.items()}
    flags = facts.get("flags", "").split()
    widest = next((flag for flag in ("avx512f", "avx2") if flag in flags), "")
    return " ".join([facts.get("model name", "unknown"), widest]).strip()


def commit():
    done = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, cwd=pathlib.Path(__file__).parent)
    return done.stdout.strip() or "unknown"


def remember(path, found):
    """Adds a line; a job that no earlier run had gets a column at the end."""
    rows, columns = [], list(FIRST)
    if path.exists():
        with open(path, encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows, columns = list(reader), list(reader.fieldnames or FIRST)
    row = {
        "day": datetime.date.today().isoformat(), "commit": commit(), "cpu": processor(), "threads": len(os.sched_getaffinity(0)),
        "missed": sum(figure.is_missed for figure in found)}
    row |= {figure.job: f"{figure.ratio:.2f}" for figure in found if figure.ratio is not None}
    columns += [job for job in row if job not in columns]
    fresh = path.with_name(path.name + ".new")
    with open(fresh, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows([*rows, row])
    fresh.replace(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figures", type=pathlib.Path)
    parser.add_argument("--history", type=pathlib.Path)
    options = parser.parse_args()
    found = figures.read(options.figures)
    if not found:
        sys.exit("nothing was measured")
    print("\n" + "\n".join(table(found)))
    if options.history:
        remember(options.history, found)
    missed = sum(figure.is_missed for figure in found)
    if missed:
        sys.exit(f"\n{missed} of {len(found)} goals {'is' if missed == 1 else 'are'} missed")


if __name__ == "__main__":
    main()
