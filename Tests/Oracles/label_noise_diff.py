#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: cleanlab's filters against `assay assess --predictions`, on matrices made at random.

Run it with an interpreter that has cleanlab 2.9:
  python label_noise_diff.py --assay .build/release/assay --cases 50 --seed 1
  ... --labels labels.npy --scores scores.npy      these instead, as published with cleanlab's benchmarks
Every filter must mark the same rows, from JSON Lines with scores and from a CSV file with a column for each class, and
the ranking must be that of the probability of the own label. Matrices in which a mark hangs on the order of equal numbers
are drawn again: numpy's order of those depends on the CPU.
"""
import argparse, csv, json, pathlib, subprocess, sys, tempfile, warnings
import numpy as np
from cleanlab.filter import find_label_issues

warnings.filterwarnings("ignore", module="cleanlab")  # of small classes, once for each case
FILTERS = ["confident_learning", "prune_by_noise_rate", "prune_by_class", "both", "low_self_confidence", "low_normalized_margin"]


def marked(labels, scores, how):
    return set(np.flatnonzero(find_label_issues(labels, scores, filter_by=how, n_jobs=1)).tolist())


def stable(labels, scores, how, found):
    argsort = np.argsort
    np.argsort = lambda a, *rest, **more: argsort(a, kind="stable")
    try:
        return marked(labels, scores, how) == found
    finally:
        np.argsort = argsort


def case(rng):
    """Labels with noise, and probabilities of six digits that know the truth more or less."""
    classes, noise, skill = int(rng.integers(2, 30)), rng.choice([0, .05, .2, .4]), rng.choice([.5, 1.5, 3, 6])
    rows = int(rng.integers(3 * classes, 40 * classes))
    weights = np.arange(1, classes + 1) ** -float(rng.choice([0, 0, 1, 2])); weights /= weights.sum()
    true = rng.choice(classes, size=rows, p=weights)
    labels = np.where(rng.random(rows) < noise, rng.integers(classes, size=rows), true)
    labels[:classes] = np.arange(classes)
    logits = rng.normal(size=(rows, classes)) + skill * np.eye(classes)[true]
    scores = np.round(np.exp(logits) / np.exp(logits).sum(1, keepdims=True), 6)
    scores[:, -1] = np.round(1 - scores[:, :-1].sum(1), 6)
    return labels, np.clip(scores, 0, 1)


def assay(program, path, how):
    run = subprocess.run([program, "assess", "--predictions", path, "--found-by", how, "--format", "json"], capture_output=True, text=True)
    if run.returncode: sys.exit(f"{path}: status {run.returncode}: {run.stderr}")
    return json.loads(run.stdout)["label_noise"]


def write(folder, labels, scores):
    names = [f"class {index:03}" for index in range(scores.shape[1])]
    lines, table = folder / "p.jsonl", folder / "p.csv"
    with lines.open("w") as file:
        for label, row in zip(labels, scores):
            file.write(json.dumps({"label": names[label], "scores": dict(zip(names, row.tolist()))}) + "\n")
    with table.open("w", newline="") as file:
        writer = csv.writer(file); writer.writerow(["label"] + names)
        writer.writerows([names[label]] + row.tolist() for label, row in zip(labels, scores))
    return lines, table


def compare(program, labels, scores, drawn=True):
    """The filters that differ; None when a mark hangs on the order of equal numbers."""
    wanted = {how: marked(labels, scores, how) for how in FILTERS}
    if drawn and not all(stable(labels, scores, how, found) for how, found in wanted.items()): return None
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        paths = write(pathlib.Path(folder), labels, scores)
        for index, how in enumerate(FILTERS):
            noise = assay(program, str(paths[index % 2]), how)
            found = {candidate["row"] for candidate in noise["candidates"]}
            own = scores[np.arange(len(labels)), labels]
            ranked = [own[entry["row"]] for entry in noise["ranking"]]
            if found != wanted[how] or ranked != sorted(own.tolist()):
                faults.append(f"{how}: {len(found - wanted[how])} too many, {len(wanted[how] - found)} too few of {len(wanted[how])}")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True); parser.add_argument("--cases", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1); parser.add_argument("--labels"); parser.add_argument("--scores")
    options = parser.parse_args()
    if options.labels:
        faults = compare(options.assay, np.load(options.labels).astype(int), np.load(options.scores).astype(float), drawn=False)
        print("\n".join(faults) or "all filters mark the same rows"); sys.exit(bool(faults))
    rng, done, failed = np.random.default_rng(options.seed), 0, 0
    while done < options.cases:
        labels, scores = case(rng)
        faults = compare(options.assay, labels, scores)
        if faults is None: continue
        done += 1
        if faults: failed += 1; print(f"case {done}, {scores.shape}: {'; '.join(faults)}")
    print(f"label noise: {done - failed} of {done} matrices with the same marks by all of {len(FILTERS)} filters")
    sys.exit(failed > 0)


main()
