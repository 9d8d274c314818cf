#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the golden values of Tests/TrainingTests: what Hugging Face's schedules say, and ten AdamW
steps over the batches of prompt/completion examples, for each of three settings.

  python training_golden.py Tests/LanguageModelTests/Fixtures/tiny-gpt2 Tests/TrainingTests/Fixtures

needs torch and transformers. The model is the tiny one that gpt2_golden.py wrote. Examples come in
file order; the loss is the weighted mean over the batch's tokens, a completion token weighing 1 and
a prompt token `prompt_loss_weight`; decay is for matrices, the norm is clipped to `clip`.
"""
import json, os, random, sys
import torch, transformers
import torch.nn.functional as F
from transformers import GPT2LMHeadModel

SEED = 11
STEPS = 10
RUNS = [
    {"batch_size": 4, "schedule": "linear", "warmup_steps": 3, "learning_rate": 1e-2, "weight_decay": 0.1, "clip": 1.0, "prompt_loss_weight": 0.0},
    {"batch_size": 3, "schedule": "cosine", "warmup_steps": 2, "learning_rate": 5e-3, "weight_decay": 0.01, "clip": 0.5, "prompt_loss_weight": 0.1},
    {"batch_size": 1, "schedule": "constant", "warmup_steps": 0, "learning_rate": 1e-3, "weight_decay": 0.0, "clip": 0.0, "prompt_loss_weight": 0.0},
]
SCHEDULES = [("linear", 3, 10), ("cosine", 4, 13), ("constant", 0, 5), ("constant_with_warmup", 3, 6), ("linear", 0, 4), ("cosine", 0, 1)]


def examples(r):
    """Twelve examples of different lengths, one of them without a prompt."""
    tokens = lambda n: [r.randrange(97) for _ in range(n)]
    rows = [(tokens(r.randint(1, 12)), tokens(r.choice([1, 1, 2, 5]))) for _ in range(11)]
    return rows + [([], tokens(4))]


def loss(model, batch, prompt_weight):
    total, weights = 0, 0
    for prompt, completion in batch:
        ids = torch.tensor(prompt + completion)
        weight = torch.tensor([1.0 if i >= len(prompt) else prompt_weight for i in range(1, len(ids))])
        logits = model(ids[None]).logits[0, :-1]
        total = total + (F.cross_entropy(logits, ids[1:], reduction="none") * weight).sum()
        weights += weight.sum()
    return total / weights


def run(path, rows, s):
    model = GPT2LMHeadModel.from_pretrained(path).eval()
    parameters = list(model.parameters())
    groups = [{"params": [p for p in parameters if p.ndim > 1], "weight_decay": s["weight_decay"]}, {"params": [p for p in parameters if p.ndim < 2], "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, lr=s["learning_rate"], betas=(0.9, 0.999), eps=1e-8)
    schedule = transformers.get_scheduler(s["schedule"], optimizer, num_warmup_steps=s["warmup_steps"], num_training_steps=STEPS)
    found = {"losses": [], "grad_norms": [], "learning_rates": []}
    batches = [rows[i:i + s["batch_size"]] for i in range(0, len(rows), s["batch_size"])]
    for step in range(STEPS):
        optimizer.zero_grad()
        value = loss(model, batches[step % len(batches)], s["prompt_loss_weight"])
        value.backward()
        norm = torch.nn.utils.clip_grad_norm_(parameters, s["clip"] or float("inf"))
        found["losses"].append(value.item()); found["grad_norms"].append(norm.item()); found["learning_rates"].append(schedule.get_last_lr()[0])
        optimizer.step(); schedule.step()
    return s | found


def rates(name, warmup, total):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1e-3)
    schedule = transformers.get_scheduler(name, optimizer, num_warmup_steps=warmup, num_training_steps=total)
    found = []
    for _ in range(total):
        found.append(schedule.get_last_lr()[0]); optimizer.step(); schedule.step()
    return {"name": name, "warmup_steps": warmup, "total_steps": total, "peak": 1e-3, "rates": found}


def main():
    path, out = sys.argv[1:3]
    rows = examples(random.Random(SEED))
    golden = {"producer": f"transformers {transformers.__version__}, torch {torch.__version__}", "script": "Tests/Oracles/make/training_golden.py", "seed": SEED,
              "examples": rows, "schedules": [rates(*s) for s in SCHEDULES], "runs": [run(path, rows, s) for s in RUNS]}
    with open(os.path.join(out, "training-golden.json"), "w", encoding="utf-8") as f:
        json.dump(golden, f, indent=1)
        f.write("\n")


if __name__ == "__main__": main()
