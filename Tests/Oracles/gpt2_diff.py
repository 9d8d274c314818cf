# SPDX-License-Identifier: Apache-2.0
"""GPT-2 by assay against transformers and PyTorch on a model of random weights: log-probabilities, hidden states,
greedy texts, ten steps of training, and the saved folder read back.

usage: gpt2_diff.py --assay .build/release/assay [--preset nano|gpt2] [--seed 1]   (needs: pip install torch transformers)
"""
import argparse
import csv
import json
import math
import os
import pathlib
import random
import subprocess
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="warning")
import torch
import transformers
from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

SHAPES = {"tiny": (2, 2, 64), "nano": (4, 4, 128), "gpt2": (12, 12, 768)}
parser = argparse.ArgumentParser()
parser.add_argument("--assay", required=True)
parser.add_argument("--preset", choices=SHAPES, default="nano")
parser.add_argument("--seed", type=int, default=1)
options = parser.parse_args()
assay = pathlib.Path(options.assay).resolve()
random.seed(options.seed)
torch.manual_seed(options.seed)


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def words(count):
    return " ".join(random.choice(["the", "card", "was", "not", "charged", "refund", "naïve", "日本", "42", "…"]) for _ in range(count))


def row(prompt, completion):
    return {"prompt": prompt, "completion": completion}


def near(what, found, wanted, limit):
    difference = max(abs(a - b) for a, b in zip(found, wanted, strict=True))
    print(f"{what}: largest difference {difference:.2e} of {len(found)} (limit {limit:.0e})")
    assert difference <= limit, what


def write(path, rows):
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))


def train_here(model, batches, rates, settings):
    """AdamW with decay of matrices only, clipping and the given learning rates; the losses of the steps."""
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": settings["weight_decay"]}, {"params": vectors, "weight_decay": 0.0}],
        betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"])
    losses = []
    for batch, rate in zip(batches, rates, strict=True):
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        total = sum(len(completion) for _, completion in batch)
        loss = 0.0
        for prompt, completion in batch:
            ids = torch.tensor([prompt + completion])
            logits = model(ids).logits[0, len(prompt) - 1:-1]
            part = torch.nn.functional.cross_entropy(logits, ids[0, len(prompt):], reduction="sum") / total
            part.backward()
            loss += part.item()
        torch.nn.utils.clip_grad_norm_(model.parameters(), settings["grad_clip"])
        optimizer.step()
        losses.append(loss)
    return losses


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    layers, heads, width = SHAPES[options.preset]
    config = GPT2Config(n_layer=layers, n_head=heads, n_embd=width, n_positions=256, embd_pdrop=0, attn_pdrop=0, resid_pdrop=0)
    model = GPT2LMHeadModel(config).eval()
    with torch.no_grad():  # away from the start, so that biases and norms count
        for parameter in model.parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
    model.save_pretrained(folder / "model")
    data = [row(words(random.randint(2, 20)) + " ->", " " + words(random.randint(1, 5))) for _ in range(24)]
    write(folder / "rows.jsonl", data)
    train = run(
        assay, "train", "-t", folder / "rows.jsonl", "-m", folder / "model", "-o", folder / "out", "--max-steps", "10",
        "--batch-size", "8", "--epochs", "4", "--learning-rate", "1e-3", "--schedule", "linear", "--warmup-steps", "3",
        "--weight-decay", "0.1", "--grad-clip", "1", "--dropout", "0", "--prompt-loss-weight", "0", "--no-shuffle",
        "--precision", "f32", "--log-json", folder / "log.jsonl")
    tokenizer = AutoTokenizer.from_pretrained(folder / "out")
    encode = lambda text: tokenizer(text)["input_ids"]
    pairs = [(encode(each["prompt"]), encode(each["completion"])) for each in data]

    scores = [json.loads(line) for line in run(assay, "score", "-m", folder / "model", "-f", folder / "rows.jsonl", "--precision", "f32").splitlines()]
    with torch.no_grad():
        wanted, states = [], []
        for prompt, completion in pairs:
            ids = torch.tensor([prompt + completion])
            every = torch.log_softmax(model(ids).logits[0], -1)
            wanted += [every[len(prompt) - 1 + i, token].item() for i, token in enumerate(completion)]
            states += model.transformer(torch.tensor([prompt])).last_hidden_state[0].mean(0).tolist()
    near("log-probabilities", [value for each in scores for value in each["token_logprobs"]], wanted, 1e-4)
    vectors = [json.loads(line) for line in run(assay, "embed", "-m", folder / "model", "-f", folder / "rows.jsonl", "--precision", "f32").splitlines()]
    near("mean hidden states", [value for each in vectors for value in each["embedding"]], states, 1e-4)

    for prompt in (data[0]["prompt"], data[1]["prompt"], "The"):
        text = json.loads(run(assay, "complete", "-m", folder / "model", "-p", prompt, "--temperature", "0", "--max-tokens", "64", "--format", "json", "--precision", "f32"))
        ids = torch.tensor([encode(prompt)])
        greedy = model.generate(ids, attention_mask=torch.ones_like(ids), max_new_tokens=64, do_sample=False, pad_token_id=config.eos_token_id)
        wanted_text = tokenizer.decode(greedy[0, ids.shape[1]:], skip_special_tokens=True)
        assert text["choices"][0]["text"] == wanted_text, (text["choices"][0]["text"], wanted_text)
    print("greedy: three texts of 64 tokens are the same")

    settings = json.loads((folder / "out/assay.json").read_text())["settings"]
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    batches = [pairs[8 * (step % 3):8 * (step % 3) + 8] for step in range(10)]
    losses = train_here(model.train(), batches, [each["learning_rate"] for each in log], settings)
    near("losses of ten steps, relative", [each["loss"] / loss for each, loss in zip(log, losses)], [1.0] * 10, 1e-4)
    # transformers' own schedule gives the rates.
    rates, dummy = [], torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=1e-3)
    schedule = transformers.get_linear_schedule_with_warmup(dummy, 3, 10)
    for _ in range(10):
        rates.append(schedule.get_last_lr()[0])
        dummy.step()
        schedule.step()
    near("learning rates", [each["learning_rate"] for each in log], rates, 1e-9)

    records = []
    handler = type("Handler", (__import__("logging").Handler,), {"emit": lambda self, record: records.append(record.getMessage())})()
    transformers.utils.logging.get_logger("transformers").addHandler(handler)
    saved = GPT2LMHeadModel.from_pretrained(folder / "out").eval()
    assert not records, records
    with torch.no_grad():
        ids = torch.tensor([pairs[0][0]])
        ours, theirs = saved(ids).logits[0, -1], model.eval()(ids).logits[0, -1]
    near("logits of the trained model, as transformers reads it", ours.tolist(), theirs.tolist(), 2e-3)
    print(f"ok   GPT-2 {options.preset}, seed {options.seed}, transformers {transformers.__version__}, torch {torch.__version__}")
