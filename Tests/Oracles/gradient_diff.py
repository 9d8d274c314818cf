# SPDX-License-Identifier: Apache-2.0
"""Hidden states and every gradient of GPT-2 by assay against transformers on a model of random weights, for completions and for
a classification head.

The gradients come out of the checkpoint of a run with learning rate 0 that is interrupted after some steps over the same
batch: AdamW's first moment is then the gradient times 1 - 0.9^steps.

usage: gradient_diff.py --assay .build/release/assay [--preset tiny|nano|gpt2] [--seed 1] [--precision f32]
"""
import json
import pathlib
import signal
import struct
import subprocess
import tempfile
import time

import numpy
import torch
import transformers
from safetensors.torch import load_file
from side_by_side import begin, config, lines, parser, random, run, stir, words, write
from transformers import GPT2ForSequenceClassification, GPT2LMHeadModel

arguments = parser()
arguments.add_argument("--precision", choices=["f32", "bf16"], default="f32")
options = begin(arguments)
assay = options.assay
LIMITS = {"f32": 1e-4, "bf16": 3e-2}


def interrupted_run(folder, objective):
    """Trains without moving until a first step is logged, then interrupts; the checkpoint's folder."""
    out, log = folder / f"run-{objective}", folder / f"{objective}.jsonl"
    command = [
        assay, "train", "-t", folder / "rows.jsonl", "-m", folder / objective, "-o", out, "--objective", objective, "--log-json", log,
        "--learning-rate", "0", "--weight-decay", "0", "--grad-clip", "0", "--dropout", "0", "--no-shuffle", "--batch-size", "8",
        "--micro-batch-size", "3", "--epochs", "100000", "--precision", options.precision]
    if objective == "completion":
        command += ["--prompt-loss-weight", "0.1"]
    process = subprocess.Popen([str(part) for part in command], stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not (log.exists() and log.stat().st_size):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    errors = process.communicate()[1]
    assert process.returncode == 130, errors
    (checkpoint,) = (out / "checkpoints").iterdir()
    return checkpoint, json.loads(log.read_text().splitlines()[0])


def gradients(checkpoint):
    """Tensors by name. Each starts on a multiple of 16 floats, in the order of the weights' file."""
    content = (checkpoint / "optimizer.bin").read_bytes()
    steps, size = struct.unpack("<QQ", content[:16])
    moment = numpy.frombuffer(content, "<f4", size // 4, 16) / (1 - 0.9**steps)
    found, offset = {}, 0
    weights = (checkpoint / "model.safetensors").read_bytes()
    header = json.loads(weights[8:8 + struct.unpack("<Q", weights[:8])[0]])
    del header["__metadata__"]
    for name, tensor in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        count = int(numpy.prod(tensor["shape"]))
        found[name] = torch.tensor(moment[offset:offset + count].reshape(tensor["shape"]))
        offset += (count + 15) // 16 * 16
    assert offset == size // 4 and load_file(checkpoint / "model.safetensors").keys() == found.keys()
    return found


def compare(objective, model, loss, folder):
    model.zero_grad()
    loss.backward()
    checkpoint, step = interrupted_run(folder, objective)
    found, worst = gradients(checkpoint), (0, "")
    names = dict(model.named_parameters())
    assert found.keys() == names.keys(), found.keys() ^ names.keys()
    for name, parameter in names.items():
        wanted = parameter.grad
        difference = ((found[name] - wanted).abs().max() / wanted.abs().max()).item()
        worst = max(worst, (difference, name))
    relative = abs(step["loss"] / loss.item() - 1)
    print(f"{objective}: {len(names)} gradients, largest difference {worst[0]:.1e} of a tensor's largest value ({worst[1]}); loss {relative:.1e}")
    assert worst[0] <= LIMITS[options.precision] and relative <= LIMITS[options.precision]


def completion_loss(model, pairs):
    total, weight = 0.0, 0.0
    for prompt, completion in pairs:
        ids = torch.tensor([prompt + completion])
        weights = torch.tensor([0.1] * (len(prompt) - 1) + [1.0] * len(completion))
        losses = torch.nn.functional.cross_entropy(model(ids).logits[0, :-1], ids[0, 1:], reduction="none")
        total, weight = total + (losses * weights).sum(), weight + weights.sum()
    return total / weight


def class_loss(model, prompts, labels):
    width = max(map(len, prompts))
    ids = torch.tensor([each + [50256] * (width - len(each)) for each in prompts])
    mask = torch.tensor([[1] * len(each) + [0] * (width - len(each)) for each in prompts])
    return model(ids, attention_mask=mask, labels=torch.tensor(labels)).loss


def compare_hidden_states(model, prompts, folder):
    vectors = lines(assay, "embed", "-m", folder / "completion", "-f", folder / "rows.jsonl", "--pooling", "last", "--precision", "f32")
    with torch.no_grad():
        wanted = torch.stack([model.transformer(torch.tensor([ids])).last_hidden_state[0, -1] for ids in prompts])
    difference = (torch.tensor([each["embedding"] for each in vectors]) - wanted).abs().max().item()
    print(f"hidden states of last tokens: largest difference {difference:.1e} of {wanted.numel()}")
    assert difference <= 1e-4


with tempfile.TemporaryDirectory() as name:
    folder = pathlib.Path(name)
    labels = [" no", " perhaps so", " yes"]
    models = {
        "completion": GPT2LMHeadModel(config(options.preset)),
        "classification": GPT2ForSequenceClassification(config(
            options.preset, pad_token_id=50256, id2label=dict(enumerate(labels)), label2id={label: number for number, label in enumerate(labels)}))}
    for objective, model in models.items():
        stir(model)
        model.eval().save_pretrained(folder / objective)
    rows = [{"prompt": words(random.randint(1, 30)) + " ->", "completion": labels[number % 3]} for number in range(8)]
    write(folder / "rows.jsonl", rows)

    def encode(text):
        ids = subprocess.run([str(assay), "tokenize", "--json", "-"], input=json.dumps(text) + "\n", capture_output=True, text=True, check=True).stdout
        return json.loads(ids)

    pairs = [(encode(row["prompt"]), encode(row["completion"])) for row in rows]
    prompts = [prompt for prompt, _ in pairs]
    compare_hidden_states(models["completion"], prompts, folder)
    compare("completion", models["completion"], completion_loss(models["completion"], pairs), folder)
    numbers = [labels.index(row["completion"]) for row in rows]
    compare("classification", models["classification"], class_loss(models["classification"], prompts, numbers), folder)
    print(f"ok   gradients {options.preset}, {options.precision}, seed {options.seed}, transformers {transformers.__version__}, torch {torch.__version__}")
