#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What two cores learn in a minute: banking77, 10,003 questions in 77 classes, from random weights.

  banking77_bench.py --assay .build/release/assay --data ../shared/data/banking77 [--figures FILE]

Numbers the classes, trains `nano` with every setting left to assay, and evaluates the 3,080 test rows.
Prints the seconds of training, loading and saving left out, the accuracy and the targets. The settings
were chosen on 1,200 rows held out from the training file, never on the test file.
"""
import argparse
import csv
import json
import pathlib
import subprocess
import sys
import tempfile

import figures

SECONDS, ACCURACY = 60, 0.88


def run(*command):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return done.stdout


def prepare(source, target, numbers):
    """Prompts that end in a separator, and a class as a number, which is one token."""
    with open(source, encoding="utf-8", newline="") as file, open(target, "w", encoding="utf-8") as out:
        for row in csv.DictReader(file):
            number = numbers.setdefault(row["category"], len(numbers))
            out.write(json.dumps({"prompt": row["text"].strip() + "\n\n###\n\n", "completion": f" {number}"}) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", required=True, type=pathlib.Path)
    parser.add_argument("--data", required=True, type=pathlib.Path)
    parser.add_argument("--precision", default="auto")
    figures.add_option(parser)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder, numbers = pathlib.Path(name), {}
        for part in ("train", "test"):
            prepare(options.data / f"{part}.csv", folder / f"{part}.jsonl", numbers)
        run(options.assay, "train", "-t", folder / "train.jsonl", "-m", "nano", "-o", folder / "model", "--precision", options.precision)
        record = json.loads((folder / "model/assay.json").read_text())
        seconds = record["figures"]["seconds"]
        report = run(options.assay, "eval", "-m", folder / "model", "-f", folder / "test.jsonl", "--format", "json", "--baseline-model", "none")
        accuracy = json.loads(report)["accuracy"]
    print(
        f"banking77 from random weights, {record['settings']['precision']}: {seconds:.1f} s of training (target {SECONDS}), "
        f"test accuracy {accuracy:.4f} (target {ACCURACY})")
    figures.write(options, figures.Figure("banking77, training", f"{seconds:.1f} s", f"at most {SECONDS} s", SECONDS / seconds, 1))
    figures.write(options, figures.Figure("banking77, accuracy", f"{accuracy:.4f}", f"at least {ACCURACY}", accuracy / ACCURACY, 1))


if __name__ == "__main__":
    main()
