# SPDX-License-Identifier: Apache-2.0
"""The classification head by assay against transformers' GPT2ForSequenceClassification on a model of random weights: logits,
losses and norms of ten steps of training, and the saved folder read back.

usage: classification_diff.py --assay .build/release/assay [--preset tiny|nano|gpt2] [--seed 1] [--classes 5]
"""
import argparse
import json
import logging
import os
import pathlib
import random
import subprocess
import tempfile

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_VERBOSITY="warning")
import torch
import transformers
from transformers import AutoModelForSequenceClassification, AutoTokenizer, GPT2Config, GPT2ForSequenceClassification

transformers.utils.logging.disable_progress_bar()
SHAPES = {"tiny": (2, 2, 64), "nano": (4, 4, 128), "gpt2": (12, 12, 768)}
LABELS = [" yes", " no", " perhaps so", " naïve", " 日本", " A", " B", " C"]
parser = argparse.ArgumentParser()
parser.add_argument("--assay", required=True)
parser.add_argument("--preset", choices=SHAPES, default="nano")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--classes", type=int, default=5)
options = parser.parse_args()
assay = pathlib.Path(options.assay).resolve()
random.seed(options.seed)
torch.manual_seed(options.seed)
records = []
handler = type("Handler", (logging.Handler,), {"emit": lambda self, record: records.append(record.getMessage())})()
transformers.utils.logging.get_logger("transformers").addHandler(handler)


def run(*command):
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def words(count):
    return " ".join(random.choice(["the", "card", "was", "not", "charged", "refund", "naïve", "日本", "42", "…"]) for _ in range(count))


def near(what, found, wanted, limit):
    difference = max(abs(a - b) for a, b in zip(found, wanted, strict=True))
    print(f"{what}: largest difference {difference:.2e} of {len(found)} (limit {limit:.0e})")
    assert difference <= limit, what


def padded(prompts, pad):
    """Token ids filled up on the right, as a tokenizer does it, with the mask of what is text."""
    width = max(map(len, prompts))
    ids = torch.tensor([each + [pad] * (width - len(each)) for each in prompts])
    return ids, torch.tensor([[1] * len(each) + [0] * (width - len(each)) for each in prompts])


def flat_scores(folder, rows, labels):
    """Log-probabilities by `assay score --classes`, rows in order, classes as in `labels`."""
    lines = run(assay, "score", "-m", folder, "-f", rows, "--classes", "--precision", "f32").splitlines()
    return [json.loads(line)["logprobs"][label] for line in lines for label in labels]


def loads_without_warning(folder):
    records.clear()
    model, report = AutoModelForSequenceClassification.from_pretrained(folder, output_loading_info=True)
    assert not records and not any(report.values()), (records, report)
    assert type(model) is GPT2ForSequenceClassification
    return model.eval()


def train_here(model, batches, rates, settings):
    """AdamW with decay of matrices only, clipping and the given learning rates; losses and norms of the steps."""
    matrices = [p for p in model.parameters() if p.dim() > 1]
    vectors = [p for p in model.parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": settings["weight_decay"]}, {"params": vectors, "weight_decay": 0.0}],
        betas=(settings["beta1"], settings["beta2"]), eps=settings["epsilon"])
    losses, norms = [], []
    for batch, rate in zip(batches, rates, strict=True):
        for group in optimizer.param_groups:
            group["lr"] = rate
        optimizer.zero_grad()
        ids, mask = padded([prompt for prompt, _ in batch], model.config.pad_token_id)
        loss = model(ids, attention_mask=mask, labels=torch.tensor([label for _, label in batch])).loss
        loss.backward()
        norms.append(torch.nn.utils.clip_grad_norm_(model.parameters(), settings["grad_clip"]).item())
        optimizer.step()
        losses.append(loss.item())
    return losses, norms


with tempfile.TemporaryDirectory() as name, torch.no_grad():
    folder = pathlib.Path(name)
    layers, heads, width = SHAPES[options.preset]
    labels = LABELS[:options.classes]
    random.shuffle(labels)  # an order that is not ours
    config = GPT2Config(
        n_layer=layers, n_head=heads, n_embd=width, n_positions=256, embd_pdrop=0, attn_pdrop=0, resid_pdrop=0, pad_token_id=50256,
        id2label=dict(enumerate(labels)), label2id={label: number for number, label in enumerate(labels)})
    model = GPT2ForSequenceClassification(config).eval()
    for parameter in model.parameters():  # away from the start, so that biases and norms count
        parameter.add_(0.02 * torch.randn_like(parameter))
    model.save_pretrained(folder / "model")
    rows = [{"prompt": words(random.randint(1, 20)), "completion": labels[number % len(labels)]} for number in range(24)]
    rows[3]["prompt"] = ""  # stands for the end-of-text token
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    run(
        assay, "train", "-t", folder / "rows.jsonl", "-m", folder / "model", "-o", folder / "out", "--objective", "classification",
        "--max-steps", "10", "--batch-size", "8", "--micro-batch-size", "3", "--epochs", "4", "--learning-rate", "1e-3",
        "--schedule", "linear", "--warmup-steps", "3", "--weight-decay", "0.1", "--grad-clip", "1", "--dropout", "0",
        "--no-shuffle", "--precision", "f32", "--log-json", folder / "log.jsonl")
    tokenizer = AutoTokenizer.from_pretrained(folder / "out")
    assert tokenizer.pad_token_id == 50256 and tokenizer.model_max_length == 256
    examples = [(tokenizer(row["prompt"])["input_ids"] or [50256], labels.index(row["completion"])) for row in rows]
    ids, mask = padded([prompt for prompt, _ in examples], 50256)
    wanted = torch.log_softmax(model(ids, attention_mask=mask).logits, -1)
    near("log-probabilities of a model by transformers", flat_scores(folder / "model", folder / "rows.jsonl", labels), wanted.flatten().tolist(), 1e-4)

    settings = json.loads((folder / "out/assay.json").read_text())["settings"]
    log = [json.loads(line) for line in (folder / "log.jsonl").read_text().splitlines()]
    batches = [examples[8 * (step % 3):8 * (step % 3) + 8] for step in range(10)]
    with torch.enable_grad():
        losses, norms = train_here(model.train(), batches, [each["learning_rate"] for each in log], settings)
    near("losses of ten steps, relative", [each["loss"] / loss for each, loss in zip(log, losses)], [1.0] * 10, 1e-4)
    near("norms of their gradients, relative", [each["grad_norm"] / norm for each, norm in zip(log, norms)], [1.0] * 10, 1e-3)

    saved = loads_without_warning(folder / "out")
    assert [saved.config.id2label[number] for number in range(len(labels))] == labels and saved.config.label2id == config.label2id
    assert saved.config.problem_type == "single_label_classification" and saved.config.pad_token_id == 50256
    texts = [row["prompt"] for row in rows if row["prompt"]]
    inputs = tokenizer(texts, padding=True, return_tensors="pt")
    found = torch.log_softmax(saved(**inputs).logits, -1)
    scores = flat_scores(folder / "out", folder / "rows.jsonl", labels)
    del scores[3 * len(labels):4 * len(labels)]  # the row without a prompt, which this tokenizer cannot pad
    near("log-probabilities of our model, by transformers and by assay", scores, found.flatten().tolist(), 1e-4)
    near("logits of both trained models", found.flatten().tolist(), torch.log_softmax(model.eval()(**inputs).logits, -1).flatten().tolist(), 2e-3)

    # A head that is new, on the backbone of a language model.
    transformers.GPT2LMHeadModel(GPT2Config(n_layer=layers, n_head=heads, n_embd=width, n_positions=256)).save_pretrained(folder / "language")
    run(assay, "train", "-t", folder / "rows.jsonl", "-m", folder / "language", "-o", folder / "new", "--objective", "classification", "--max-steps", "1", "--precision", "f32")
    new = loads_without_warning(folder / "new")
    assert [new.config.id2label[number] for number in range(len(labels))] == sorted(labels)
    near("log-probabilities of a new head", flat_scores(folder / "new", folder / "rows.jsonl", sorted(labels))[:len(labels)],
         torch.log_softmax(new(torch.tensor([examples[0][0]])).logits[0], -1).tolist(), 1e-4)
    print(f"ok   classification {options.preset}, {options.classes} classes, seed {options.seed}, transformers {transformers.__version__}, torch {torch.__version__}")
