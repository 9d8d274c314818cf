#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Fine-tuning, scoring and greedy texts against hf_train.py, which does the same with PyTorch and transformers: the losses and
gradient norms of each step, the log-probability of each completion, and the tokens of a text.

usage: train_diff.py --assay .build/release/assay --ranks gpt2.tiktoken [--seed 1] [--epochs 2] [--rows 64]
with the interpreter of the `hf` environment. The model has random weights of the shape nano, the rows are bundled reviews.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

parser = argparse.ArgumentParser()
parser.add_argument("--assay", required=True)
parser.add_argument("--ranks", required=True)
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--epochs", type=int, default=2)
parser.add_argument("--rows", type=int, default=64)
options = parser.parse_args()
assay = pathlib.Path(options.assay).resolve()
here = pathlib.Path(__file__).resolve().parent
# Rounding of single precision, which the steps of AdamW carry on; sums of log-probabilities are held against their size.
LOSS_LIMIT, NORM_LIMIT, SCORE_LIMIT = 2e-4, 2e-3, 2e-5
NEW_TOKENS = 32


def run(*command, folder=None):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def reference(*arguments):
    return json.loads(run(sys.executable, here / "hf_train.py", model, rows, "--precision", "f32", "--json", *arguments))


def worst(ours, theirs):
    assert len(ours) == len(theirs), (len(ours), len(theirs))
    return max(abs(a - b) / max(1, abs(b)) for a, b in zip(ours, theirs))


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    model, rows, log = folder / "model", folder / "rows.jsonl", folder / "log.jsonl"
    run(sys.executable, here / "make_gpt2.py", model, "--preset", "nano", "--seed", options.seed, "--ranks", options.ranks)
    run(assay, "samples", "sentiment", "--output", folder)
    run(assay, "fix", folder / "reviews.csv", "--yes", "--unsafe-fixes", "--no-split", "-o", rows)
    rows.write_text("".join(rows.read_text().splitlines(True)[:options.rows]))
    settings = ["--epochs", options.epochs, "--batch-size", 8, "--learning-rate", "1e-4", "--weight-decay", "0.01"]
    run(assay, "train", "-t", rows, "-m", model, "-o", folder / "tuned", *settings, "--precision", "f32", "--schedule", "constant",
        "--warmup-steps", 0, "--no-shuffle", "--dropout", 0, "--token-dropout", 0, "--prompt-loss-weight", 0, "--log-json", log)
    steps = [json.loads(line) for line in log.read_text().splitlines()]
    theirs = reference(*settings, "--style", "trainer")
    losses = worst([step["loss"] for step in steps], theirs["losses"])
    norms = worst([step["grad_norm"] for step in steps], theirs["grad_norms"])
    scores = [json.loads(line)["logprob"] for line in run(assay, "score", "-m", model, "-f", rows).splitlines()]
    scored = worst(scores, reference("--score")["logprobs"])
    prompt = json.loads(rows.read_text().splitlines()[0])["prompt"]
    text = run(assay, "generate", "-m", model, prompt, "--max-new-tokens", NEW_TOKENS, "--new-text-only")
    ids = reference("--generate", NEW_TOKENS)["ids"]
    (folder / "ids.jsonl").write_text(f"{json.dumps(ids)}\n")
    wanted = json.loads(run(assay, "tokenize", "--decode", "--json", folder / "ids.jsonl"))
    agrees = json.loads(text)[0]["generated_text"] == wanted

print(f"{len(steps)} steps: loss {losses:.1e}, gradient norm {norms:.1e}; {len(scores)} log-probabilities {scored:.1e}; "
      f"{NEW_TOKENS} greedy tokens {'agree' if agrees else 'differ'}")
sys.exit(0 if losses < LOSS_LIMIT and norms < NORM_LIMIT and scored < SCORE_LIMIT and agrees else 1)
