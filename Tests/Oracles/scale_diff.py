#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The drivers of Examples/scale against `assay lint --as-one`: the report must be the same, byte for byte, also
when the binary is killed with -9 in the middle of two tasks, and when a run that was stopped goes on.

    scale_diff.py --assay BINARY --driver local.py [--launch "spark-submit ..."] [--rows N] [--seed N]
"""

import argparse
import json
import os
import random
import shlex
import stat
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLES = os.path.join(HERE, "..", "..", "Examples", "scale")

# Dies by -9 with its child in the second survey and in the third lint, the first time.
KILLED = """#!/usr/bin/env bash
case "$*" in
  *" survey "*"--number 1 "*) mark={folder}/killed-survey ;;
  *" lint "*"--number 2 "*) mark={folder}/killed-lint ;;
  *) exec {assay} "$@" ;;
esac
[ -e $mark ] && exec {assay} "$@"
touch $mark
{assay} "$@" & child=$!
sleep 0.02
kill -9 $child
kill -9 $$
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True)
    parser.add_argument("--driver", default="local.py")
    parser.add_argument("--launch", default=sys.executable)
    parser.add_argument("--rows", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    faults = 0
    for name, rows in data(given.rows, random.Random(given.seed)):
        with tempfile.TemporaryDirectory() as folder:
            shards = write(folder, rows, random.Random(given.seed))
            faults += compare(given, name, folder, shards)
    print(f"{given.driver}: {faults} differences")
    sys.exit(faults > 0)


def compare(given, name, folder, shards):
    assay = os.path.abspath(given.assay)
    one = subprocess.run(
        [assay, "lint", "--as-one", "--format", "json", *shards], capture_output=True, text=True, check=False)
    killed = os.path.join(folder, "assay")
    with open(killed, "w") as file:
        file.write(KILLED.format(folder=folder, assay=assay))
    os.chmod(killed, os.stat(killed).st_mode | stat.S_IXUSR)
    command = [*shlex.split(given.launch), os.path.join(EXAMPLES, given.driver)]
    faults = 0
    for turn, binary in [("a run", assay), ("a run with two tasks killed", killed), ("a run that goes on", assay)]:
        # The last run finds what the one before it has left, but for a few files.
        work = os.path.join(folder, "work0" if turn == "a run" else "work1")
        if turn == "a run that goes on":
            for path in ["surveys/0", "looks/1", "findings/3"]:
                os.remove(os.path.join(work, path))
        many = subprocess.run(
            [*command, "--jobs", "2", work, *shards], capture_output=True, text=True,
            env=os.environ | {"ASSAY": binary}, check=False)
        if many.returncode != 0 or one.stdout != many.stdout:
            faults += 1
            print(f"{name}, {turn}: differs; status {many.returncode}, {many.stderr[-2000:]}")
            print(difference(one.stdout, many.stdout))
    if not all(os.path.exists(os.path.join(folder, f"killed-{phase}")) for phase in ["survey", "lint"]):
        faults += 1
        print(f"{name}: no task was killed")
    count = len(json.loads(one.stdout)["files"][0]["findings"]) if one.stdout else 0
    print(f"{name}: {count} findings over {len(shards)} shards")
    return faults


def difference(left, right):
    for one, other in zip(left.splitlines(), right.splitlines()):
        if one != other:
            return f"  one process: {one}\n  many:        {other}"
    return "  one is longer than the other"


def write(folder, rows, chance):
    """Shards of uneven size, the fourth of them empty, with their keys in another order in every second one."""
    borders = sorted(chance.sample(range(1, len(rows)), 5))
    borders = [0, *borders[:3], borders[2], *borders[3:], len(rows)]
    paths = []
    for k, (start, end) in enumerate(zip(borders, borders[1:])):
        paths.append(os.path.join(folder, f"shard-{k}.jsonl"))
        with open(paths[-1], "w") as file:
            for row in rows[start:end]:
                items = list(row.items())
                file.write(json.dumps(dict(items[::-1] if k % 2 else items)) + "\n")
    return paths


def data(count, chance):
    """Rows that repeat, nearly repeat and contradict one another; some lack the separator or the stop sequence."""
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(900)]

    def text(low=12, high=40):
        return " ".join(chance.choices(words, k=chance.randint(low, high)))

    prompts = [text() for _ in range(count // 3)]
    answers = [text(3, 12) for _ in range(count // 2)]

    def vary(text):
        turn = chance.random()
        if turn < 0.05:
            return text.upper()
        if turn < 0.1:
            return text + "  "
        return text + " " + chance.choice(words) if turn < 0.2 else text

    pairs = []
    for _ in range(count):
        end = "" if chance.random() < 0.04 else " ->"
        row = {"prompt": vary(chance.choice(prompts)) + end, "completion": " " + vary(chance.choice(answers)) + " END"}
        if chance.random() < 0.02:
            row["note"] = text(4, 8)
        if chance.random() < 0.01:
            row["completion"] = ""
        pairs.append(row)
    yield "pairs", pairs
    labels = ["refund", "Refund", "card lost", "top up", "top-up"]
    yield "classes", [
        {"prompt": vary(chance.choice(prompts)) + " ->", "completion": " " + chance.choice(labels)}
        for _ in range(count)]
    yield "chats", [
        {"messages": [{"role": "user", "content": vary(chance.choice(prompts))},
                      {"role": "assistant", "content": chance.choice(answers)}]}
        for _ in range(count // 2)]
    mixed = pairs[: count // 2]
    for place in range(0, len(mixed), 40):
        mixed[place] = {"messages": [{"role": "user", "content": text()}, {"role": "assistant", "content": "yes"}]}
    yield "chats among pairs", mixed


if __name__ == "__main__":
    main()
