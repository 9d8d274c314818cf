# SPDX-License-Identifier: Apache-2.0
"""The classification head by assay against transformers' GPT2ForSequenceClassification on a model of random weights: logits,
losses and norms of ten steps of training, and the saved folder read back.

usage: classification_diff.py --assay .build/release/assay [--preset tiny|nano|gpt2] [--seed 1] [--classes 5]
"""
import json
import pathlib
import tempfile

import torch
import transformers
from side_by_side import begin, config, lines, near, parser, random, run, stir, train_here, watch_messages, words, write
from transformers import AutoModelForSequenceClassification, AutoTokenizer, GPT2ForSequenceClassification

LABELS = [" yes", " no", " perhaps so", " naïve", " 日本", " A", " B", " C"]
arguments = parser()
arguments.add_argument("--classes", type=int, default=5)
options = begin(arguments)
assay = options.assay
records = watch_messages()


def padded(prompts, pad):
    """Token ids filled up on the right, as a tokenizer does it, with the mask of what is text."""
    width = max(map(len, prompts))
    ids = torch.tensor([each + [pad] * (width - len(each)) for each in prompts])
    return ids, torch.tensor([[1] * len(each) + [0] * (width - len(each)) for each in prompts])


def flat_scores(folder, rows, labels):
    """Log-probabilities by `assay score --classes`, rows in order, classes as in `labels`."""
    scores = lines(assay, "score", "-m", folder, "-f", rows, "--classes", "--precision", "f32")
    return [each["logprobs"][label] for each in scores for label in labels]


def loads_without_warning(folder):
    records.clear()
    model, report = AutoModelForSequenceClassification.from_pretrained(folder, output_loading_info=True)
    assert not records and not any(report.values()), (records, report)
    assert type(model) is GPT2ForSequenceClassification
    return model.eval()


def loss(model, batch):
    ids, mask = padded([prompt for prompt, _ in batch], model.config.pad_token_id)
    yield model(ids, attention_mask=mask, labels=torch.tensor([label for _, label in batch])).loss


with tempfile.TemporaryDirectory() as name, torch.no_grad():
    folder = pathlib.Path(name)
    labels = LABELS[:options.classes]
    random.shuffle(labels)  # an order that is not ours
    shape = config(
        options.preset, pad_token_id=50256, id2label=dict(enumerate(labels)), label2id={label: number for number, label in enumerate(labels)})
    model = stir(GPT2ForSequenceClassification(shape)).eval()
    model.save_pretrained(folder / "model")
    rows = [{"prompt": words(random.randint(1, 20)), "completion": labels[number % len(labels)]} for number in range(24)]
    rows[3]["prompt"] = ""  # stands for the end-of-text token
    write(folder / "rows.jsonl", rows)
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
        losses, norms = train_here(model.train(), batches, [each["learning_rate"] for each in log], settings, loss)
    near("losses of ten steps, relative", [each["loss"] / loss for each, loss in zip(log, losses)], [1.0] * 10, 1e-4)
    near("norms of their gradients, relative", [each["grad_norm"] / norm for each, norm in zip(log, norms)], [1.0] * 10, 1e-3)

    saved = loads_without_warning(folder / "out")
    assert [saved.config.id2label[number] for number in range(len(labels))] == labels and saved.config.label2id == shape.label2id
    assert saved.config.problem_type == "single_label_classification" and saved.config.pad_token_id == 50256
    texts = [row["prompt"] for row in rows if row["prompt"]]
    inputs = tokenizer(texts, padding=True, return_tensors="pt")
    found = torch.log_softmax(saved(**inputs).logits, -1)
    scores = flat_scores(folder / "out", folder / "rows.jsonl", labels)
    del scores[3 * len(labels):4 * len(labels)]  # the row without a prompt, which this tokenizer cannot pad
    near("log-probabilities of our model, by transformers and by assay", scores, found.flatten().tolist(), 1e-4)
    near("logits of both trained models", found.flatten().tolist(), torch.log_softmax(model.eval()(**inputs).logits, -1).flatten().tolist(), 2e-3)

    # A head that is new, on the backbone of a language model.
    transformers.GPT2LMHeadModel(config(options.preset)).save_pretrained(folder / "language")
    run(assay, "train", "-t", folder / "rows.jsonl", "-m", folder / "language", "-o", folder / "new", "--objective", "classification", "--max-steps", "1", "--precision", "f32")
    new = loads_without_warning(folder / "new")
    assert [new.config.id2label[number] for number in range(len(labels))] == sorted(labels)
    near("log-probabilities of a new head", flat_scores(folder / "new", folder / "rows.jsonl", sorted(labels))[:len(labels)],
         torch.log_softmax(new(torch.tensor([examples[0][0]])).logits[0], -1).tolist(), 1e-4)
    print(f"ok   classification {options.preset}, {options.classes} classes, seed {options.seed}, transformers {transformers.__version__}, torch {torch.__version__}")
