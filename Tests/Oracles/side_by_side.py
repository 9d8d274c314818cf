# SPDX-License-Identifier: Apache-2.0
"""What the scripts share that compare assay with transformers on models of random weights."""
import argparse
import json
import logging
import os
import pathlib
import random
import subprocess

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="warning")
import torch
import transformers

transformers.utils.logging.disable_progress_bar()
SHAPES = {"tiny": (2, 2, 64), "nano": (4, 4, 128), "gpt2": (12, 12, 768)}
WORDS = ["the", "card", "was", "not", "charged", "refund", "naïve", "日本", "42", "…"]


def parser():
    parser = argparse.ArgumentParser()
    parser.add_argument("--assay", required=True)
    parser.add_argument("--preset", choices=SHAPES, default="nano")
    parser.add_argument("--seed", type=int, default=1)
    return parser


def begin(parser):
    """The options, with a whole path to assay; everything random follows from the seed."""
    options = parser.parse_args()
    options.assay = pathlib.Path(options.assay).resolve()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    return options


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def lines(*command):
    """What a command prints, a JSON value a line."""
    return [json.loads(line) for line in run(*command).splitlines()]


def near(what, found, wanted, limit):
    difference = max(abs(a - b) for a, b in zip(found, wanted, strict=True))
    print(f"{what}: largest difference {difference:.2e} of {len(found)} (limit {limit:.0e})")
    assert difference <= limit, what


def words(count):
    return " ".join(random.choice(WORDS) for _ in range(count))


def write(path, rows):
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))


def config(preset, **more):
    """A shape without dropout."""
    layers, heads, width = SHAPES[preset]
    return transformers.GPT2Config(n_layer=layers, n_head=heads, n_embd=width, n_positions=256, embd_pdrop=0, attn_pdrop=0, resid_pdrop=0, **more)


def stir(model):
    """Away from the start, so that biases and norms count."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.02 * torch.randn_like(parameter))
    return model


def watch_messages():
    """A list that gets every message of transformers from now on."""
    records = []
    handler = type("Handler", (logging.Handler,), {"emit": lambda self, record: records.append(record.getMessage())})()
    transformers.utils.logging.get_logger("transformers").addHandler(handler)
    return records


def optimizer_of(model, settings):
    """AdamW with assay's settings, decay of matrices only; its rate is set by the caller."""
    weights = [p for p in model.parameters() if p.requires_grad]
    groups = [{"params": [p for p in weights if p.dim() > 1], "weight_decay": settings["weight_decay"]},
              {"params": [p for p in weights if p.dim() <= 1], "weight_decay": 0.0}]
    return torch.optim.AdamW([group for group in groups if group["params"]], betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"])


def train_here(model, batches, rates, settings, loss):
    """Steps with clipping and the given learning rates: losses and norms. loss(batch) gives parts that add up, to be freed one by one."""
    optimizer = optimizer_of(model, settings)
    losses, norms = [], []
    for batch, rate in zip(batches, rates, strict=True):
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        total = 0.0
        for part in loss(model, batch):
            part.backward()
            total += part.item()
        norms.append(torch.nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], settings["grad_clip"]).item())
        optimizer.step()
        losses.append(total)
    return losses, norms


def completion_loss(model, batch):
    """The mean cross-entropy of the completions' tokens, a row at a time."""
    total = sum(len(completion) for _, completion in batch)
    for prompt, completion in batch:
        ids = torch.tensor([prompt + completion])
        logits = model(ids).logits[0, len(prompt) - 1:-1]
        yield torch.nn.functional.cross_entropy(logits, ids[0, len(prompt):], reduction="sum") / total
