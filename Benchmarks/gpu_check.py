#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What assay computes on a GPU against its own CPU and against PyTorch, and how fast; under ten minutes.

  gpu_check.py --assay ASSAY [--check assay-cuda-check] [--python PYTHON_WITH_TORCH] [--device cuda]
               [--work FOLDER] [--parts operations objectives texts torch speed sanitizer]

Operations one by one (--check), losses of ten steps for every objective in f32 and bf16, greedy tokens,
then tokens a second of a model of 124 million parameters, and at the end the operations under
compute-sanitizer, where that is there.
Losses may differ by 1e-4 of their size in f32 and by 1e-2 in bf16. Prints a line for each comparison and
ends with 1 when one fails; what cannot run says so.
"""
import argparse
import json
import pathlib
import random
import shutil
import subprocess
import sys
import time

BOUNDS = {"f32": 1e-4, "bf16": 1e-2}
# (name, options, file)
OBJECTIVES = [
    ("completion", [], "rows.jsonl"),
    ("prompts too", ["--prompt-loss-weight", "0.5"], "rows.jsonl"),
    ("classification", ["--objective", "classification"], "rows.jsonl"),
    ("language-model", ["--objective", "language-model", "--block-size", "97"], "corpus.txt"),
    ("adapter", ["--lora-rank", "3"], "rows.jsonl"),
    ("dropout", ["--dropout", "0.1"], "rows.jsonl"),
]
# Runs in the Python that has torch: losses of ten steps on rows, or seconds a step of long ones.
PEER = r"""
import json, sys, time, torch, transformers
job, model_folder, precision, path = sys.argv[1:5]
torch.backends.cuda.matmul.allow_tf32 = False
model = transformers.AutoModelForCausalLM.from_pretrained(
    model_folder, attn_implementation="sdpa", attn_pdrop=0, resid_pdrop=0, embd_pdrop=0).cuda().train()
tokenizer = transformers.AutoTokenizer.from_pretrained(model_folder)
weights = list(model.parameters())
optimizer = torch.optim.AdamW(
    [{"params": [p for p in weights if p.ndim > 1], "weight_decay": 0.01},
     {"params": [p for p in weights if p.ndim < 2], "weight_decay": 0.0}], lr=1e-4, fused=True)
def loss_of(ids, labels):
    with torch.autocast("cuda", torch.bfloat16, enabled=precision == "bf16"):
        logits = model(ids).logits
    return torch.nn.functional.cross_entropy(
        logits[:, :-1].flatten(0, 1).float(), labels[:, 1:].flatten(), ignore_index=-100)
def step(loss_of, ids, labels):
    loss = loss_of(ids, labels)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(weights, 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return loss.item()
def padded(size):
    rows = [json.loads(line) for line in open(path)]
    rows = [(tokenizer(r["prompt"]).input_ids, tokenizer(r["completion"]).input_ids) for r in rows]
    for start in range(0, len(rows), size):
        part = rows[start:start + size]
        width = max(len(p) + len(c) for p, c in part)
        ids, labels = torch.zeros(size, width, dtype=torch.long), torch.full((size, width), -100)
        for i, (p, c) in enumerate(part):
            ids[i, :len(p) + len(c)] = torch.tensor(p + c)
            labels[i, len(p):len(p) + len(c)] = torch.tensor(c)
        yield sum(len(p) + len(c) for p, c in part), ids.cuda(), labels.cuda()
if job == "losses":
    print(json.dumps([step(loss_of, ids, labels) for _, ids, labels in padded(8)]))
elif job == "rows":
    batches, count = list(padded(64)), 0
    for _, ids, labels in batches[:3]: step(loss_of, ids, labels)
    torch.cuda.synchronize(); start = time.perf_counter()
    for tokens, ids, labels in batches[3:]:
        step(loss_of, ids, labels)
        count += tokens
    torch.cuda.synchronize()
    print(json.dumps(count / (time.perf_counter() - start)))
elif job == "generate":
    model = model.eval().to(torch.bfloat16)
    ids = tokenizer("why is my card", return_tensors="pt").input_ids.cuda()
    for _ in range(2):
        torch.cuda.synchronize(); start = time.perf_counter()
        model.generate(ids, do_sample=False, min_new_tokens=256, max_new_tokens=256, pad_token_id=0)
        torch.cuda.synchronize()
    print(json.dumps(256 / (time.perf_counter() - start)))
else:
    compiled = torch.compile(loss_of)
    ids = torch.randint(0, 50000, (64, 512)).cuda()
    for _ in range(3): step(compiled, ids, ids)
    torch.cuda.synchronize(); start = time.perf_counter()
    for _ in range(5): step(compiled, ids, ids)
    torch.cuda.synchronize()
    print(json.dumps(5 * 64 * 512 / (time.perf_counter() - start)))
"""


def say(text):
    print(text, flush=True)


class Check:
    def __init__(self, args):
        self.args = args
        self.failed = 0

    def run(self, *command):
        return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)

    def judge(self, name, isRight, figure):
        say(f"{'ok  ' if isRight else 'FAIL'}  {name}: {figure}")
        self.failed += not isRight

    def train(self, name, device, precision, options, file, base="nano"):
        """The steps of a run, as its log has them."""
        out = self.args.work / f"{name}-{device}-{precision}".replace(" ", "-").replace(":", "-")
        log = out.with_suffix(".log")
        done = self.run(
            self.args.assay, "train", "-t", self.args.work / file, "-m", base, "-o", out, "--overwrite",
            "--device", device, "--precision", precision, "--max-steps", 10, "--log-json", log, "--seed", 3,
            "--no-shuffle", "--batch-size", 8, "--learning-rate", 1e-4, "--schedule", "constant",
            "--warmup-steps", 0, "--grad-clip", 1, *options)
        if done.returncode:
            say(f"FAIL  {name} on {device} in {precision}: {done.stderr.strip()[-300:]}")
            self.failed += 1
            return []
        return [json.loads(line) for line in log.read_text().splitlines()]

    def compare(self, name, one, other, precision):
        if not one or not other:
            return
        worst = max(abs(a - b) / abs(b) for a, b in zip(one, other))
        self.judge(name, len(one) == len(other) and worst <= BOUNDS[precision], f"{worst:.1e}")

    def make_files(self):
        r = random.Random(5)
        words = "card lost late fee refund transfer open close limit branch why how when my the is of".split()
        labels = [" card", " money", " account"]
        rows = [{"prompt": " ".join(r.choice(words) for _ in range(r.randint(1, 70))) + " ->",
                 "completion": r.choice(labels)} for _ in range(80)]
        (self.args.work / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        text = " ".join(r.choice(words) for _ in range(9000))
        (self.args.work / "corpus.txt").write_text(text)

    def operations(self):
        if not self.args.check:
            return say("NOT RUN: operations one by one; give --check")
        done = self.run(self.args.check)
        self.judge("operations one by one", done.returncode == 0, (done.stdout or done.stderr).strip()[-200:])
        wrong = [line for line in done.stderr.splitlines() if "WRONG" in line]
        for line in wrong:
            say("      " + line)

    def sanitizer(self):
        if not self.args.check or not shutil.which("compute-sanitizer"):
            return say("NOT RUN: compute-sanitizer is not here")
        done = self.run("compute-sanitizer", "--error-exitcode", "9", self.args.check)
        self.judge("compute-sanitizer", done.returncode == 0, done.stdout.strip()[-200:])

    def objectives(self):
        base = self.args.work / "base"
        for name, options, file in OBJECTIVES:
            start = base if name == "adapter" else "nano"
            if name == "adapter" and not base.exists():
                self.run(self.args.assay, "train", "-t", self.args.work / "rows.jsonl", "-m", "nano", "-o", base,
                         "--max-steps", 1, "--precision", "f32")
            reference = [step["loss"] for step in self.train(name, "cpu", "f32", options, file, start)]
            for precision in BOUNDS:
                found = [step["loss"] for step in
                         self.train(name, self.args.device, precision, options, file, start)]
                self.compare(f"{name}, ten steps in {precision}", found, reference, precision)

    def texts(self):
        model = self.args.work / "completion-cpu-f32"
        texts = [self.run(self.args.assay, "complete", "-m", model, "-p", "why is my card", "--temperature", 0,
                          "--max-tokens", 40, "--device", device).stdout for device in ("cpu", self.args.device)]
        self.judge("forty greedy tokens", bool(texts[0]) and texts[0] == texts[1], "the same text" if texts[0] == texts[1] else texts)
        scores = []
        for device in ("cpu", self.args.device):
            done = self.run(self.args.assay, "benchmark", "-m", model, "-f", self.args.work / "rows.jsonl",
                            "--device", device, "--generate", 32)
            scores.append(json.loads(done.stdout) if done.returncode == 0 else say(done.stderr))
        if all(scores):
            a, b = (score["score"]["logprob"] for score in scores)
            self.judge("scores of 80 rows", abs(a - b) <= 1e-4 * abs(a), f"{a:.4f} and {b:.4f}")

    def torch(self):
        if not self.args.python:
            return say("NOT RUN: PyTorch; give --python")
        base = self.args.work / "base"
        for precision in BOUNDS:
            done = self.run(self.args.python, "-c", PEER, "losses", base, precision, self.args.work / "rows.jsonl")
            if done.returncode:
                say(f"NOT RUN: PyTorch's losses: {done.stderr.strip()[-300:]}")
                continue
            ours = [step["loss"] for step in self.train(
                "against torch", self.args.device, precision, ["--dropout", "0", "--prompt-loss-weight", "0"], "rows.jsonl", base)]
            self.compare(f"ten steps against PyTorch in {precision}", ours, json.loads(done.stdout), precision)

    def rows_speed(self, model):
        """Rows of many lengths, 64 a step: ours without padding, PyTorch's padded to the longest."""
        r = random.Random(4)
        words = "card lost late fee refund transfer open close limit branch why how when my the is of".split()
        rows = [{"prompt": " ".join(r.choice(words) for _ in range(int(r.lognormvariate(3.6, 0.5)))) + " ->",
                 "completion": r.choice([" card", " money"])} for _ in range(64 * 23)]
        (self.args.work / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        steps = self.train("news", self.args.device, "bf16", ["--dropout", "0", "--batch-size", 64, "--max-steps", 23],
                           "news.jsonl", model)
        if steps:
            rate = sorted(step["tokens_per_second"] for step in steps[3:])[10]
            say(f"      124M, rows of about 40 tokens, bf16: {rate:,.0f} tokens a second")
        if self.args.python:
            done = self.run(self.args.python, "-c", PEER, "rows", model, "bf16", self.args.work / "news.jsonl")
            say(f"      PyTorch, the same rows, padded: {float(done.stdout):,.0f} tokens a second" if done.returncode == 0
                else f"NOT RUN: PyTorch, rows: {done.stderr.strip()[-300:]}")

    def speed(self):
        r = random.Random(9)
        words = "card lost late fee refund transfer open close limit branch why how when my the is of".split()
        (self.args.work / "long.txt").write_text(" ".join(r.choice(words) for _ in range(64 * 512 * 11)))
        steps = self.train("speed", self.args.device, "bf16",
                           ["--objective", "language-model", "--block-size", 512, "--batch-size", 64, "--micro-batch-size", 64,
                            "--dropout", "0", "--from-scratch"], "long.txt", "gpt2")
        if not steps:
            return
        ours = sorted(step["tokens_per_second"] for step in steps[1:])[len(steps) // 2]
        say(f"      124M, 64 x 512, bf16: {ours:,.0f} tokens a second")
        model = self.args.work / f"speed-{self.args.device}-bf16".replace(":", "-")
        done = self.run(self.args.assay, "benchmark", "-m", model, "-f", self.args.work / "rows.jsonl", "--device",
                        self.args.device, "--precision", "bf16", "--generate", 256)
        if done.returncode == 0:
            say(f"      124M, greedy: {json.loads(done.stdout)['generate']['rate']:,.0f} tokens a second")
        self.rows_speed(model)
        for job, name in [("speed", "training, compiled"), ("generate", "greedy")] if self.args.python else []:
            done = self.run(self.args.python, "-c", PEER, job, model, "bf16", "-")
            say(f"      PyTorch, {name}: {float(done.stdout):,.0f} tokens a second" if done.returncode == 0
                else f"NOT RUN: PyTorch, {name}: {done.stderr.strip()[-300:]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assay", default=".build/release/assay")
    parser.add_argument("--check")
    parser.add_argument("--python")
    parser.add_argument("--device", default="cuda")
    parser.add_argument("--work", default=".build/gpu", type=pathlib.Path)
    parser.add_argument("--parts", nargs="+", default=["operations", "objectives", "texts", "torch", "speed", "sanitizer"])
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    check = Check(args)
    check.make_files()
    for part in args.parts:
        start = time.monotonic()
        getattr(check, part)()
        say(f"      {part} took {time.monotonic() - start:.0f} s")
    return check.failed > 0


if __name__ == "__main__":
    sys.exit(main())
