#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times `assay tokenize` against tiktoken on the same text, in turn, one thread each.

  tokenizer_bench.py --assay .build/release/assay --ranks gpt2.tiktoken [--text FILE] [--rounds 5] [--cpu]
                     [--figures FILE]

Without --text it writes 10 MB of English-like text: a seeded sample of GPT-2's own words by Zipf's
law with a tail of rare compounds, numbers, punctuation and line ends. tiktoken's time is that of the
call alone; ours is that of the whole process: start, reading, encoding and printing. Ids are compared
before anything is timed. Figures are the best of the rounds; prints the ratios.
"""
import argparse
import base64
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

import tiktoken

import english
import figures

PATTERN = r"'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"
TARGETS = {"document": 4, "rows": 20}


def english_like(ranks, size, seed=1):
    """Sentences on lines of about 80 characters."""
    r = random.Random(seed)
    words = [token.decode()[1:] for token in ranks if token[:1] == b" " and token[1:].isalpha() and token.isascii()]
    pieces = [token.decode() for token in ranks if token.isalpha() and token.isascii() and token.islower()]
    weights = [1 / (rank + 3) for rank in range(len(words))]
    marks = [",", "'s", ""] + [""] * 12
    lines, length = [], 0
    while length < size:
        text = english.sentence(r, words, pieces, marks, weights=weights, k=r.randint(6, 24))
        lines.append(text.capitalize() + r.choice([".", ".", "?", '."']))
        length += len(lines[-1]) + 1
    return "\n".join(lines) + "\n"


def cpu_seconds():
    """What this process and those it has run have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def best(clock, rounds, *jobs):
    """The best seconds of each job; the jobs take turns."""
    seconds = [[] for _ in jobs]
    for _ in range(rounds):
        for taken, job in zip(seconds, jobs):
            start = clock()
            job()
            taken.append(clock() - start)
    return [min(taken) for taken in seconds]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", required=True)
    parser.add_argument("--ranks", required=True)
    parser.add_argument("--text")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cpu", action="store_true", help="compare processor time, for a busy machine")
    figures.add_option(parser)
    options = parser.parse_args()
    clock = cpu_seconds if options.cpu else time.perf_counter
    lines = (line.split() for line in pathlib.Path(options.ranks).read_bytes().splitlines() if line.strip())
    ranks = {base64.b64decode(token): int(rank) for token, rank in lines}
    peer = tiktoken.Encoding("gpt2", pat_str=PATTERN, mergeable_ranks=ranks, special_tokens={})
    text = pathlib.Path(options.text).read_text("utf-8") if options.text else english_like(ranks, 10_000_000)
    rows = text.split("\n")
    megabytes = len(text.encode()) / 1e6

    with tempfile.TemporaryDirectory() as folder:
        whole, strings = pathlib.Path(folder, "text.txt"), pathlib.Path(folder, "rows.jsonl")
        whole.write_text(text, "utf-8", newline="")
        strings.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8", newline="")

        def ours(*arguments):
            return subprocess.run([options.assay, "tokenize", *arguments], check=True, stdout=subprocess.PIPE).stdout

        def quiet(*arguments):
            return lambda: subprocess.run([options.assay, "tokenize", *arguments], check=True, stdout=subprocess.DEVNULL)

        ids = list(map(int, ours("--document", str(whole)).split()))
        row_ids = [json.loads(line) for line in ours("--json", str(strings)).splitlines()]
        if ids != peer.encode_ordinary(text) or row_ids != peer.encode_ordinary_batch(rows, num_threads=1):
            sys.exit("the ids differ")

        jobs = {
            "document": (lambda: peer.encode_ordinary(text), ["--document", str(whole)], ["--count", str(whole)]),
            "rows": (lambda: peer.encode_ordinary_batch(rows, num_threads=1), ["--json", str(strings)], ["--json", "--count", str(strings)]),
        }
        print(f"{megabytes:.1f} MB, {len(rows)} rows, {len(ids)} ids, ids the same")
        for name, (theirs, encode, count) in jobs.items():
            peer_time, encode_time, count_time = best(clock, options.rounds, theirs, quiet(*encode), quiet(*count))
            print(
                f"{name:8} tiktoken {megabytes / peer_time:6.1f} MB/s | assay printing ids {megabytes / encode_time:6.1f} MB/s, "
                f"{peer_time / encode_time:5.1f} x | counting {megabytes / count_time:6.1f} MB/s, {peer_time / count_time:5.1f} x | "
                f"target {TARGETS[name]} x"
            )
            figures.write(options, figures.Figure(
                f"tokenize, {name}", f"{megabytes / encode_time:.0f} MB/s", f"tiktoken {megabytes / peer_time:.1f} MB/s",
                peer_time / encode_time, TARGETS[name]))


if __name__ == "__main__":
    main()
