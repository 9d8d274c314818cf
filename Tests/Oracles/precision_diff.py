# SPDX-License-Identifier: Apache-2.0
"""Training in bf16 against training in f32: one data set, one seed, the losses of 50 steps and the accuracy of the trained
models. Needs a CPU with bf16 products and Python alone.

usage: precision_diff.py --assay .build/release/assay [--model nano] [--seed 1] [--objective completion] [--steps 50]
       [--train rows.jsonl --test rows.jsonl] [--epochs 10] [--losses-only]
Without files the bundled reviews are split. `--model` may be a folder with weights, or gpt2 for 124M random ones. The 50 steps
are those of a fine-tune, with a learning rate of 1e-5 and without dropout: large steps amplify whatever differs.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("--assay", required=True)
parser.add_argument("--model", default="nano")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--objective", choices=["completion", "classification"], default="completion")
parser.add_argument("--steps", type=int, default=50)
parser.add_argument("--epochs", type=int, default=10)
parser.add_argument("--train")
parser.add_argument("--test")
parser.add_argument("--losses-only", action="store_true")
options = parser.parse_args()
assay = pathlib.Path(options.assay).resolve()
LOSS_LIMIT, ACCURACY_LIMIT = 1e-2, 0.02


def run(*command, folder=None):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def train(folder, precision, name, *settings):
    log = folder / f"{name}-{precision}.jsonl"
    run(assay, "train", "-t", train_file, "-m", options.model, "-o", folder / f"{name}-{precision}", "--objective", options.objective,
        "--precision", precision, "--seed", options.seed, "--log-json", log, *settings)
    return [json.loads(line)["loss"] for line in log.read_text().splitlines()]


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    if options.train:
        train_file, test_file = pathlib.Path(options.train).resolve(), pathlib.Path(options.test).resolve()
    else:
        run(assay, "samples", "sentiment", "--output", folder)
        run(assay, "fix", folder / "reviews.csv", "--yes", "--unsafe-fixes")
        train_file, test_file = folder / "reviews_prepared_train.jsonl", folder / "reviews_prepared_valid.jsonl"
    fine = ("--learning-rate", "1e-5", "--schedule", "constant", "--warmup-steps", "0", "--dropout", "0", "--token-dropout", "0",
            "--initializer-range", "0.02", "--batch-size", "8", "--epochs", "1000", "--max-steps", options.steps)
    f32, bf16 = (train(folder, precision, "short", *fine) for precision in ("f32", "bf16"))
    worst = max(abs(b / a - 1) for a, b in zip(f32, bf16, strict=True))
    print(f"losses of {len(f32)} steps: {f32[0]:.4f} to {f32[-1]:.4f}, largest relative difference {worst:.1e} (limit {LOSS_LIMIT:.0e})")
    assert len(f32) == options.steps and worst <= LOSS_LIMIT
    if not options.losses_only:
        accuracies = []
        for precision in ("f32", "bf16"):
            losses = train(folder, precision, "whole", "--epochs", options.epochs)
            report = run(assay, "eval", "-m", folder / f"whole-{precision}", "-f", test_file, "--format", "json", "--precision", precision, "--baseline-model", "none")
            accuracies.append(json.loads(report)["accuracy"])
            print(f"{precision}: {len(losses)} steps to a loss of {losses[-1]:.4f}, accuracy {accuracies[-1]:.4f} of {sum(1 for _ in test_file.open())} rows")
        assert abs(accuracies[0] - accuracies[1]) <= ACCURACY_LIMIT
    print(f"ok   bf16 against f32, {options.model}, {options.objective}, seed {options.seed}")
