#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Times assay against PyTorch on a GPT-2 of 124 million parameters, in turn on the same files.

  gpt2_bench.py --assay .build/release/assay --python PYTHON_WITH_TORCH [--precision f32 bf16]
                [--steps 6] [--work FOLDER] [--skip-peers] [--figures FILE]

Jobs, two threads or as many as there are CPUs: fine-tuning on prompts of news length (mean 60 tokens)
and on short questions (mean 18), batches of 8; language-model rows of 512, batches of 4; scoring the
completions of the first file; 64 greedy tokens. Files, and the model of random weights, are generated.
Ours runs before and after the peers and the better run counts, as the peers' warm-up is not timed
either; of our steps the first is left out for the same reason. Prints real tokens a second, the ratio
to both peers with its target, the losses' largest difference, peak memory, and for training the share
of the peak FLOP/s measured in the same run.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import figures

# (times the trainer, times the best)
TARGETS = {
    ("train news", "f32"): (6, 2), ("train short", "f32"): (6, 2), ("train lm", "f32"): (3, None),
    ("train news", "bf16"): (5, 2), ("train short", "bf16"): (5, 2), ("train lm", "bf16"): (2, None),
    ("score news", "f32"): (None, 1.8), ("score news", "bf16"): (None, 1.8),
    ("generate", "f32"): (None, 1.6), ("generate", "bf16"): (None, 1.6),
}
# The share of the measured peak of a training step: 90 % where the products are large, less where the
# optimizer's trips through memory weigh as much.
SHARES = {"train news": 0.9, "train short": 0.8, "train lm": 0.9}
WIDTH, LAYERS, VOCABULARY, PARAMETERS = 768, 12, 50257, 124_439_808


def operations(job, rows):
    """Operations that the loss needs, forward and backward: six for a weight and a row; the last
    block's queries and MLP and the head for targets alone; attention over what is seen."""
    total = 0
    for length, targets in rows:
        keys, rest = 3 * WIDTH ** 2, 9 * WIDTH ** 2
        total += 6 * ((LAYERS - 1) * (keys + rest) * length + keys * length + rest * targets)
        total += 6 * VOCABULARY * WIDTH * targets + 6 * LAYERS * WIDTH * length ** 2
    return total


def make_files(folder, assay):
    """A model of random weights with GPT-2's tokenizer, and rows of words that are one token each."""
    seed_file = folder / "seed.jsonl"
    seed_file.write_text("".join(json.dumps({"prompt": f"a {word} ->", "completion": f" {word} b"}) + "\n" for word in "cdef"))
    model = folder / "model"
    if not (model / "model.safetensors").exists():
        run([assay, "train", "-t", seed_file, "-m", "gpt2", "--from-scratch", "-o", model, "--overwrite", "--max-steps", "1",
             "--batch-size", "4", "--precision", "f32"])
    vocabulary = json.loads((model / "vocab.json").read_text(encoding="utf-8"))
    words = sorted((t for t in vocabulary if t[0] == "Ġ" and len(t) > 3 and t[1:].isascii() and t[1:].isalpha()),
                   key=vocabulary.get)
    words = [" " + word[1:] for word in words]
    r = random.Random(7)
    weights = [1 / (rank + 3) for rank in range(len(words))]

    def text(count):
        return "".join(r.choices(words, weights, k=count))

    sizes = {
        "news": [(max(20, round(r.gauss(58, 15))), 1) for _ in range(160)],
        "short": [(max(6, round(r.gauss(16, 5))), 1) for _ in range(160)],
        "lm": [(1, 511) for _ in range(32)],
    }
    files = {}
    for name, rows in sizes.items():
        files[name] = folder / f"{name}.jsonl"
        with open(files[name], "w", encoding="utf-8") as out:
            for prompt, completion in rows:
                ending = "" if name == "lm" else " ->"
                label = text(completion) if name == "lm" else r.choice([" World", " Sport", " Business", " Tech"])
                out.write(json.dumps({"prompt": text(prompt) + ending, "completion": label}) + "\n")
    return model, files


def run(command):
    """Standard output and peak memory (MB) of a command that must succeed."""
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{err.read().decode()[-2000:]}")
        return out.read().decode(), usage.ru_maxrss / 1024


def ours(a, model, files, folder, precision):
    """Figures of every job, as the peers print them."""
    found = {}
    for name, path in files.items():
        size, log = (4 if name == "lm" else 8), folder / "log.jsonl"
        _, memory = run([
            a.assay, "train", "-t", path, "-m", model, "-o", folder / "out", "--overwrite", "--no-shuffle",
            "--batch-size", size, "--micro-batch-size", size, "--max-steps", a.steps, "--epochs", 1,
            "--learning-rate", 1e-5, "--schedule", "constant", "--weight-decay", 0.01, "--dropout", 0,
            "--prompt-loss-weight", 0, "--checkpoint-steps", 1000000, "--precision", precision,
            "--log-json", log])
        steps = [json.loads(line) for line in log.read_text().splitlines()]
        timed = steps[1:]
        tokens = sum(step["tokens"] for step in timed)
        seconds = sum(step["tokens"] / step["tokens_per_second"] for step in timed)
        found["train " + name] = {
            "rate": tokens / seconds, "losses": [step["loss"] for step in steps], "memory": memory,
            "seconds": seconds, "steps": len(timed)}
    out, _ = run([a.assay, "benchmark", "-m", model, "-f", files["news"], "--precision", precision])
    rates = json.loads(out)
    found["score news"], found["generate"] = rates["score"], rates["generate"]
    return found, rates["peak_flops"]


def peer(a, model, files, precision, style):
    command = [a.python, pathlib.Path(__file__).with_name("gpt2_peer.py"), model, "--precision", precision,
               "--style", style, "--steps", a.steps, "--train", f"news={files['news']}", f"short={files['short']}"]
    if style == "trainer":
        command += [f"lm={files['lm']}"]
    else:
        command += ["--score", f"news={files['news']}", "--generate", 64, "--prompt", files["news"]]
    out, memory = run(command)
    return json.loads(out), memory


def row_sizes(path, count):
    """(tokens, targets) of the first rows; every word is one token."""
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(count), lines)]
    return [(len(r["prompt"].split()) + len(r["completion"].split()), len(r["completion"].split())) for r in rows]


def difference(one, other):
    return max(abs(x - y) / abs(y) for x, y in zip(one, other))


def report(a, files, precision, own, peak, peers):
    print(f"\n{precision}: peak {peak / 1e9:.0f} GFLOP/s, tokens a second")
    print(f"{'job':12} {'ours':>7} {'trainer':>8} {'ratio':>6} {'target':>6} {'best':>7} {'ratio':>6} {'target':>6}  notes")
    missed = False
    for job, measured in own.items():
        line, notes = f"{job:12} {measured['rate']:7.0f}", []
        share = None
        if job.startswith("train"):
            size = 4 if job.endswith("lm") else 8
            rows = row_sizes(files[job.split()[1]], a.steps * size)[size:]
            share = operations(job, rows) / measured["seconds"] / peak
        for style, target in zip(("trainer", "best"), TARGETS[job, precision]):
            other = peers.get(style, {}).get(job)
            ratio = measured["rate"] / other["rate"] if other else None
            if other:
                # Rounded products have another peak, which is not the one that was measured.
                figures.write(a, figures.Figure(
                    f"{job}, {precision}, {style}", f"{measured['rate']:.0f} tokens/s", f"{other['rate']:.0f} tokens/s", ratio, target,
                    share, SHARES.get(job) if precision == "f32" else None))
            line += f" {other['rate']:8.0f} {ratio:6.2f}" if other else f" {'-':>8} {'-':>6}"
            line += f" {target or '-':>6}"
            missed |= bool(ratio and target and ratio < target)
            if other and "losses" in other:
                notes.append(f"losses within {difference(measured['losses'], other['losses']):.0e} of {style}'s")
            if other and "logprob" in other:
                notes.append(f"sum within {difference([measured['logprob']], [other['logprob']]):.0e}")
            if other and "ids" in other:
                notes.append(f"ids {'the same' if other['ids'] == measured['ids'] else 'differ'}")
        if job.startswith("train"):
            notes.insert(0, f"{share:.0%} of peak, {measured['memory']:.0f} MB")
            per_step = measured["seconds"] / measured["steps"]
            notes.insert(1, f"{1000 * per_step:.0f} ms a step")
        print(line + "  " + ", ".join(notes), flush=True)
    return missed


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", default=".build/release/assay")
    parser.add_argument("--python", default=".oracles/hf/bin/python")
    parser.add_argument("--precision", nargs="*", default=["f32", "bf16"])
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--work", default=".build/bench", type=pathlib.Path)
    parser.add_argument("--skip-peers", action="store_true")
    figures.add_option(parser)
    a = parser.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    model, files = make_files(a.work, a.assay)
    missed = False
    for precision in a.precision:
        own, peak = ours(a, model, files, a.work, precision)
        peers = {}
        for style in () if a.skip_peers else ("trainer", "best"):
            peers[style], memory = peer(a, model, files, precision, style)
            print(f"{style} in {precision}: peak memory {memory:.0f} MB", flush=True)
        if not a.skip_peers:
            again, other_peak = ours(a, model, files, a.work, precision)
            peak = max(peak, other_peak)
            own = {job: max(own[job], again[job], key=lambda measured: measured["rate"]) for job in own}
        missed |= report(a, files, precision, own, peak, peers)
    if missed:
        print("\nat least one target is missed")


if __name__ == "__main__":
    main()
