#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times `assay fix --yes` and `assay lint` against `openai tools fine_tunes.prepare_data -q`, in turns,
on the same generated classification file as CSV, JSONL and XLSX, and on a CSV whose prompts all differ.

  data_bench.py --assay .build/release/assay [--openai .oracles/openai/bin/openai] [--rounds 3] [--large]
                [--figures FILE]

Each fix includes the lint before and after it and exact token counts of every row; with `--profile
openai` it does what the original does. Figures are the best of the rounds: wall seconds, processor
seconds, peak memory. Then the lint of chats, how time and memory grow with the rows, and the time to
start. With --large also 10 million rows and a file of 2 GB (both written to the
temporary folder, which needs 8 GB, and removed). Without the peer its part is skipped.
"""
import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import figures

HERE = pathlib.Path(__file__).parent
FASTER, FASTER_ALIKE, SMALLER = 20, 30, 5
CHAT_MEGABYTES_PER_CPU_SECOND = 40
BYTES_PER_ROW = 16
START_SECONDS = 0.015


def make_rows(path, rows, *more):
    subprocess.run([sys.executable, HERE / "make_rows.py", path, "--rows", str(rows), *more], check=True)


class Run:
    """What one run of a command took."""

    def __init__(self, command, folder):
        start = time.perf_counter()
        with open(folder / "log", "wb") as log:
            process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
            _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        # 1 is the status of a lint with findings.
        if process.returncode not in (0, 1):
            sys.exit(f"{command} failed:\n" + (folder / "log").read_text())
        for path in folder.glob("*_prepared*"):
            path.unlink()

    def best(self, other):
        for figure in ("wall", "cpu", "megabytes"):
            setattr(self, figure, min(getattr(self, figure), getattr(other, figure)))
        return self

    def __str__(self):
        return f"{self.wall:7.2f} s wall {self.cpu:7.2f} s cpu {self.megabytes:6.0f} MB peak"


def take_turns(commands, folder, rounds):
    best = {}
    for _ in range(rounds):
        for name, command in commands.items():
            run = Run(command, folder)
            best[name] = best[name].best(run) if name in best else run
    return best


def compare(options, folder):
    for shape, suffix in (("pairs", "csv"), ("numbered", "csv"), ("pairs", "jsonl"), ("pairs", "xlsx")):
        name = f"rows.{suffix}"
        make_rows(folder / name, options.rows, "--shape", shape)
        size = (folder / name).stat().st_size / 1e6
        title = suffix.upper() + (", prompts all differ" if shape == "numbered" else "")
        print(f"{options.rows} rows, {size:.0f} MB {title}")
        fix = [options.assay, "fix", "--yes", name]
        commands = {"fix": fix, "fix as original": [*fix, "--profile", "openai"], "lint": [options.assay, "lint", "--no-cache", name]}
        if options.openai:
            commands["prepare_data"] = [options.openai, "tools", "fine_tunes.prepare_data", "-q", "-f", name]
        best = take_turns(commands, folder, options.rounds)
        for command, run in best.items():
            print(f"  {command:15} {run}")
        if options.openai:
            note(options, best, title, has_goal=suffix == "csv")
        (folder / name).unlink()


def note(options, best, title, has_goal):
    """The ratios to the original, for the table; goals are set for CSV alone."""
    theirs = best["prepare_data"]
    for job, goal in (("fix", FASTER), ("fix as original", FASTER_ALIKE)):
        ours = best[job]
        figures.write(options, figures.Figure(
            f"{job}, {title}", f"{ours.wall:.2f} s", f"prepare_data {theirs.wall:.2f} s", theirs.wall / ours.wall, goal if has_goal else None))
    ours = best["fix"]
    figures.write(options, figures.Figure(
        f"memory of fix, {title}", f"{ours.megabytes:.0f} MB", f"prepare_data {theirs.megabytes:.0f} MB",
        theirs.megabytes / ours.megabytes, SMALLER if has_goal else None))


def lint_chats(options, folder):
    make_rows(folder / "chats.jsonl", options.rows // 8, "--shape", "chats")
    megabytes = (folder / "chats.jsonl").stat().st_size / 1e6
    run = take_turns({"lint": [options.assay, "lint", "--no-cache", "chats.jsonl"]}, folder, options.rounds)["lint"]
    rate = megabytes / run.cpu
    print(f"{options.rows // 8} chats, {megabytes:.0f} MB JSONL\n  {'lint':15} {run}, {rate:.1f} MB a cpu second")
    limit = CHAT_MEGABYTES_PER_CPU_SECOND
    figures.write(options, figures.Figure("lint, chats", f"{rate:.1f} MB a cpu second", f"at least {limit} MB", rate / limit, 1))
    (folder / "chats.jsonl").unlink()


def grow(options, folder, sizes):
    """Time should be linear and memory nearly constant."""
    print("growth of `assay fix --yes` with the rows")
    first = None
    for size in sizes:
        make_rows(folder / "rows.csv", size)
        run = Run([options.assay, "fix", "--yes", "rows.csv"], folder)
        line = f"  {size:9} rows {run}, {run.cpu / size * 1e6:.2f} µs cpu a row"
        if first and size >= 1_000_000:
            line += f", {(run.megabytes - first[1]) * 2**20 / (size - first[0]):.1f} bytes a row more (target {BYTES_PER_ROW})"
            more = (run.megabytes - first[1]) * 2**20 / (size - first[0])
            if size == 3_000_000:
                figures.write(options, figures.Figure(
                    "memory a row more, fix", f"{more:.1f} bytes", f"at most {BYTES_PER_ROW} bytes", BYTES_PER_ROW / max(more, 1), 1))
        elif size >= 300_000:
            first = (size, run.megabytes)
        print(line)
        (folder / "rows.csv").unlink()


def large(options, folder):
    make_rows(folder / "rows.jsonl", 16_000_000)
    size = (folder / "rows.jsonl").stat().st_size / 1e9
    print(f"16000000 rows, {size:.2f} GB jsonl")
    for command in (["lint", "--no-cache"], ["fix", "--yes"]):
        print(f"  assay {command[0]:5} {Run([options.assay, *command, 'rows.jsonl'], folder)}")


def start_up(options, folder):
    (folder / "three.csv").write_text('prompt,completion\nWhere is it?," there"\nWho is it?," me"\nWhy?," so"\n')
    for command in (["--version"], ["lint", "--no-cache", "three.csv"]):
        runs = [Run([options.assay, *command], folder) for _ in range(20)]
        best = min(run.wall for run in runs)
        print(f"start: assay {' '.join(command):25} {best * 1e3:5.1f} ms wall, {min(run.cpu for run in runs) * 1e3:5.1f} ms cpu (target {START_SECONDS * 1e3:.0f})")
        if command[0] == "lint":
            figures.write(options, figures.Figure(
                "start, lint of three rows", f"{best * 1e3:.1f} ms", f"at most {START_SECONDS * 1e3:.0f} ms", START_SECONDS / best, 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", required=True, type=pathlib.Path)
    parser.add_argument("--openai", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--large", action="store_true")
    figures.add_option(parser)
    options = parser.parse_args()
    options.assay = options.assay.resolve()
    if options.openai and options.openai.exists():
        options.openai = options.openai.absolute()
    else:
        print("SKIPPED: prepare_data; make the peer's environment with Tests/Oracles/setup.sh .oracles")
        options.openai = None
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        compare(options, folder)
        lint_chats(options, folder)
        grow(options, folder, [1_000, 10_000, 100_000, 300_000, 1_000_000, 3_000_000] + [10_000_000] * options.large)
        start_up(options, folder)
        if options.large:
            large(options, folder)


if __name__ == "__main__":
    main()
