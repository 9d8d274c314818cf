# SPDX-License-Identifier: Apache-2.0
"""Adapters by assay against PEFT: an adapter that assay trained as PEFT reads it, ten steps of training beside the same
model from the same random start, and the merged folder.

usage: lora_diff.py --assay .build/release/assay [--preset nano|gpt2] [--seed 1]   (needs: pip install torch transformers peft)
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="warning")
import peft
import torch
import transformers
from transformers import AutoModelForCausalLM, AutoTokenizer, GPT2Config, GPT2LMHeadModel

SHAPES = {"nano": (4, 4, 128), "gpt2": (12, 12, 768)}
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


def near(what, found, wanted, limit):
    difference = max(abs(a - b) for a, b in zip(found, wanted, strict=True))
    print(f"{what}: largest difference {difference:.2e} of {len(found)} (limit {limit:.0e})")
    assert difference <= limit, what


def words(count):
    return " ".join(random.choice(["the", "card", "was", "not", "charged", "refund", "naïve", "42"]) for _ in range(count))


def scores(model, pairs):
    """The log-probability of every token of the completions."""
    found = []
    with torch.no_grad():
        for prompt, completion in pairs:
            every = torch.log_softmax(model(torch.tensor([prompt + completion])).logits[0], -1)
            found += [every[len(prompt) - 1 + i, token].item() for i, token in enumerate(completion)]
    return found


def train_here(model, batches, settings):
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(weights, lr=settings["learning_rate"], betas=(settings["beta1"], settings["beta2"]),
                                  eps=settings["epsilon"], weight_decay=settings["weight_decay"])
    losses = []
    for batch in batches:
        optimizer.zero_grad()
        total, loss = sum(len(completion) for _, completion in batch), 0.0
        for prompt, completion in batch:
            ids = torch.tensor([prompt + completion])
            part = torch.nn.functional.cross_entropy(model(ids).logits[0, len(prompt) - 1:-1], ids[0, len(prompt):], reduction="sum") / total
            part.backward()
            loss += part.item()
        torch.nn.utils.clip_grad_norm_(weights, settings["grad_clip"])
        optimizer.step()
        losses.append(loss)
    return losses


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    layers, heads, width = SHAPES[options.preset]
    base = GPT2LMHeadModel(GPT2Config(n_layer=layers, n_head=heads, n_embd=width, n_positions=256, embd_pdrop=0, attn_pdrop=0, resid_pdrop=0)).eval()
    with torch.no_grad():
        for parameter in base.parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
    base.save_pretrained(folder / "model")
    data = [{"prompt": words(random.randint(2, 20)) + " ->", "completion": " " + words(random.randint(1, 5))} for _ in range(24)]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in data))

    def train(out, rate):
        run(assay, "train", "-t", folder / "rows.jsonl", "-m", folder / "model", "-o", folder / out, "--max-steps", "10", "--batch-size", "8",
            "--epochs", "4", "--learning-rate", rate, "--schedule", "constant", "--warmup-steps", "0", "--weight-decay", "0.1", "--grad-clip", "1",
            "--dropout", "0", "--prompt-loss-weight", "0", "--no-shuffle", "--precision", "f32", "--lora-rank", "8", "--log-json", folder / f"{out}.jsonl")

    train("start", "0")  # the adapter before its first step
    train("adapter", "5e-3")
    tokenizer = AutoTokenizer.from_pretrained(folder / "adapter")
    pairs = [(tokenizer(row["prompt"])["input_ids"], tokenizer(row["completion"])["input_ids"]) for row in data]
    ours = [json.loads(line) for line in run(assay, "score", "-m", folder / "adapter", "-f", folder / "rows.jsonl", "--precision", "f32").splitlines()]
    ours = [value for row in ours for value in row["token_logprobs"]]
    near("log-probabilities, as PEFT reads the adapter", ours, scores(peft.AutoPeftModelForCausalLM.from_pretrained(folder / "adapter").eval(), pairs), 2e-4)
    near("log-probabilities, as transformers reads the adapter", ours, scores(AutoModelForCausalLM.from_pretrained(folder / "adapter").eval(), pairs), 2e-4)
    run(assay, "models", "export", folder / "adapter", "--format", "huggingface", "-o", folder / "merged")
    near("log-probabilities of the merged model", ours, scores(GPT2LMHeadModel.from_pretrained(folder / "merged").eval(), pairs), 2e-4)

    settings = json.loads((folder / "adapter/assay.json").read_text())["settings"]
    log = [json.loads(line)["loss"] for line in (folder / "adapter.jsonl").read_text().splitlines()]
    model = peft.PeftModel.from_pretrained(GPT2LMHeadModel.from_pretrained(folder / "model"), folder / "start", is_trainable=True).train()
    losses = train_here(model, [pairs[8 * (step % 3):8 * (step % 3) + 8] for step in range(10)], settings)
    near("losses of ten steps, relative", [a / b for a, b in zip(log, losses, strict=True)], [1.0] * 10, 1e-4)
    assert log[-1] < log[0]
    print(f"ok   LoRA {options.preset}, seed {options.seed}, peft {peft.__version__}, transformers {transformers.__version__}, torch {torch.__version__}")
