# SPDX-License-Identifier: Apache-2.0
"""Rows 37 to 58, 85, 86, 91 and 92: hyperparameters, results and figures of training."""
import csv
import json
import math
import time

import notes
import openai
from server import Server
from table import main, row

server = Server()
openai.api_base, openai.api_key = server.base, "any"


def job(rows, valid=None, **settings):
    """A job of the service that has ended."""
    def upload(each):
        return openai.File.create(file="".join(json.dumps(row) + "\n" for row in each).encode(), purpose="fine-tune")["id"]
    files = {"training_file": upload(rows)} | ({"validation_file": upload(valid)} if valid else {})
    made = openai.FineTune.create(**files, **{"model": "babbage"} | settings)
    end = time.time() + 300
    while made["status"] not in ("succeeded", "failed", "cancelled") and time.time() < end:
        time.sleep(0.2)
        made = openai.FineTune.retrieve(made["id"])
    return made


def table(made):
    """The rows of a job's results."""
    return list(csv.DictReader(openai.File.download(made["result_files"][0]["id"]).decode().splitlines()))


_once = {}


def classifier():
    if "job" not in _once:
        _once["job"] = job(notes.watering(260), list(notes.watering(90, seed=8)), n_epochs=2, batch_size=8, learning_rate_multiplier=2,
                           compute_classification_metrics=True, classification_positive_class=" yes", classification_betas=[0.5, 1, 2])
    return _once["job"]


@row(37, "n_epochs 4")
def epochs(seen):
    made = job(notes.watering(120))
    seen.holds("4 epochs by default", made["hyperparams"]["n_epochs"] == 4)


@row(38, "batch_size 0.2 % of the rows")
def batch(seen):
    seen.holds("1 of 120", job(notes.watering(120), n_epochs=1)["hyperparams"]["batch_size"] == 1)
    seen.holds("4 of 2000", job(notes.watering(2000), n_epochs=1)["hyperparams"]["batch_size"] == 4)


@row(39, "learning_rate_multiplier by batch")
def multiplier(seen):
    for size, wanted in ((1, 0.05), (16, 0.1), (64, 0.2)):
        made = job(notes.watering(130), n_epochs=1, batch_size=size)
        seen.holds(f"{wanted} at {size}", made["hyperparams"]["learning_rate_multiplier"] == wanted)


@row(40, "prompt_loss_weight 0.01")
def weight(seen):
    seen.holds("by default", job(notes.watering(110), n_epochs=1)["hyperparams"]["prompt_loss_weight"] == 0.01)
    seen.holds("as given", job(notes.watering(110), n_epochs=1, prompt_loss_weight=0.5)["hyperparams"]["prompt_loss_weight"] == 0.5)


@row(41, "compute_classification_metrics False")
def metrics(seen):
    plain = job(notes.watering(120), list(notes.watering(40, seed=3)), n_epochs=1)
    seen.holds("no columns by default", not any("classification" in name for name in table(plain)[0]))
    seen.holds("columns on request", "classification/accuracy" in table(classifier())[0])


@row(42, "classification_n_classes")
def classes(seen):
    rows, valid = list(notes.pests(300)), list(notes.pests(60, seed=4))
    wrong = job(rows, valid, n_epochs=1, compute_classification_metrics=True, classification_n_classes=5)
    seen.holds("a wrong number fails", wrong["status"] == "failed")
    right = job(rows, valid, n_epochs=1, compute_classification_metrics=True, classification_n_classes=6)
    seen.holds("the right one", right["status"] == "succeeded" and "classification/weighted_f1_score" in table(right)[0])


@row(43, "classification_positive_class")
def positive(seen):
    rows, valid = list(notes.watering(120)), list(notes.watering(60, seed=4))
    wrong = job(rows, valid, n_epochs=1, compute_classification_metrics=True, classification_positive_class=" maybe")
    seen.holds("a class that is none fails", wrong["status"] == "failed")
    seen.holds("precision is about it", table(classifier())[-1]["classification/precision"] != "")


@row(44, "classification_betas, in three spellings on the command line")
def betas(seen):
    seen.holds("as columns", {"classification/f0.5", "classification/f1.0", "classification/f2.0"} <= set(table(classifier())[0]))
    seen.write("p.jsonl", [{"label": "yes", "scores": {"yes": 0.7, "no": 0.3}}, {"label": "no", "scores": {"yes": 0.6, "no": 0.4}}])
    for given in (("--betas", "0.5,1,2"), ("--beta", "0.5,1,2"), ("--betas", "0.5", "1", "2")):
        found = seen.json("eval", "--predictions", "p.jsonl", *given, "--format", "json", status=0)
        seen.holds(f"{given}", {"f0.5", "f1", "f2"} <= set(found))


@row(45, "texts: 1 to 2 epochs and a lower rate")
def texts(seen):
    seen.write("m.jsonl", list(notes.mottos(520)))
    said = seen.run("train", "-t", "m.jsonl", "-m", server.folder / "one", "--max-steps", "1", "-o", "m").stderr
    seen.holds("advised", "epoch" in said and ("1 or 2" in said or "1 to 2" in said))


@row(46, "a row for each step")
def steps(seen):
    rows = table(classifier())
    seen.holds("steps from 1", [int(each["step"]) for each in rows] == list(range(1, len(rows) + 1)) and len(rows) == math.ceil(260 / 8) * 2)


@row(47, "elapsed_tokens, elapsed_examples")
def elapsed(seen):
    rows = table(classifier())
    seen.holds("examples, repeats and all", int(rows[-1]["elapsed_examples"]) == 520)
    seen.holds("tokens grow", all(int(a["elapsed_tokens"]) < int(b["elapsed_tokens"]) for a, b in zip(rows, rows[1:])))


@row(48, "training_loss")
def loss(seen):
    rows = [float(each["training_loss"]) for each in table(classifier())]
    seen.holds("it falls", sum(rows[-8:]) < sum(rows[:8]))


@row(49, "training_sequence_accuracy")
def sequences(seen):
    seen.holds("shares of a batch", all(float(each["training_sequence_accuracy"]) * 8 % 1 < 1e-6 or each is table(classifier())[-1] for each in table(classifier())[:10]))


@row(50, "training_token_accuracy")
def tokens(seen):
    seen.holds("one token a label, so both are the same", all(each["training_token_accuracy"] == each["training_sequence_accuracy"] for each in table(classifier())))


@row(51, "validation_loss at intervals")
def validation(seen):
    cells = [each["validation_loss"] for each in table(classifier())]
    seen.holds("some cells, the others blank", any(cells) and not all(cells))


@row(52, "validation_sequence_accuracy")
def validation_sequences(seen):
    rows = [each for each in table(classifier()) if each["validation_loss"]]
    seen.holds("beside the loss", all(0 <= float(each["validation_sequence_accuracy"]) <= 1 for each in rows))


@row(53, "validation_token_accuracy")
def validation_tokens(seen):
    rows = [each for each in table(classifier()) if each["validation_loss"]]
    seen.holds("beside the loss", all(0 <= float(each["validation_token_accuracy"]) <= 1 for each in rows))


@row(54, "figures of several classes on all validation rows")
def several(seen):
    made = job(notes.pests(400), list(notes.pests(80, seed=4)), n_epochs=1, batch_size=8, compute_classification_metrics=True, classification_n_classes=6)
    last = table(made)[-1]
    seen.holds("accuracy and weighted F1 at the end", last["classification/accuracy"] and last["classification/weighted_f1_score"])
    seen.holds("a share of 80 rows", abs(float(last["classification/accuracy"]) * 80 - round(float(last["classification/accuracy"]) * 80)) < 1e-6)


@row(55, "figures of two classes")
def two(seen):
    last = table(classifier())[-1]
    for name in ("accuracy", "precision", "recall", "auroc", "auprc", "f1.0"):
        seen.holds(name, last[f"classification/{name}"] != "" and 0 <= float(last[f"classification/{name}"]) <= 1)


@row(56, "labels of several tokens in the figures")
def long_labels(seen):
    made = job(notes.watering(300, yes=" unquenchable", no=" flooded-out"), list(notes.watering(90, seed=8, yes=" unquenchable", no=" flooded-out")), n_epochs=3,
               batch_size=8, learning_rate_multiplier=2, compute_classification_metrics=True, classification_positive_class=" unquenchable")
    seen.holds("they are right all the same", float(table(made)[-1]["classification/accuracy"]) > 0.8)


@row(57, "accuracy, precision, recall and F1 of any classifier")
def figures(seen):
    from itertools import product
    seen.write("p.jsonl", [{"label": a, "prediction": b} for (a, b), n in zip(product("xyz", "xyz"), (5, 1, 0, 2, 7, 1, 0, 1, 3)) for _ in range(n)])
    found = seen.json("eval", "--predictions", "p.jsonl", "--format", "json")
    seen.holds("accuracy", abs(found["accuracy"] - 15 / 20) < 1e-9)
    seen.holds("precision and recall of a class", abs(found["per_class"]["x"]["precision"] - 5 / 7) < 1e-9 and abs(found["per_class"]["x"]["recall"] - 5 / 6) < 1e-9)
    seen.holds("macro F1", abs(found["macro_f1"] - sum(each["f1"] for each in found["per_class"].values()) / 3) < 1e-9)


@row(58, "training and validation loss of each epoch, and what they say")
def overfitting(seen):
    seen.write("t.jsonl", list(notes.mottos(60)))
    seen.write("v.jsonl", list(notes.mottos(40, seed=5)))
    said = seen.run("train", "-t", "t.jsonl", "-v", "v.jsonl", "-m", "nano", "--epochs", "6", "-o", "m", status=0).stderr
    seen.holds("both losses in a line", "train loss" in said and "valid loss" in said)
    seen.run("eval", "-m", "m", "-f", "v.jsonl", "--format", "html", "-o", "r.html", status=0)
    seen.holds("the curves in the report", "validation" in (seen.folder / "r.html").read_text().lower())


@row(85, "three articles' TrainingArguments from a file")
def arguments(seen):
    seen.write("t.jsonl", list(notes.watering(130)))
    seen.write("v.jsonl", list(notes.watering(40, seed=5)))
    seen.write("c.txt", "A fern in the shade. " * 900)
    seen.write("first.json", json.dumps({"output_dir": "first", "learning_rate": 1e-3, "per_device_train_batch_size": 1, "per_device_eval_batch_size": 1, "num_train_epochs": 2,
                                         "evaluation_strategy": "epoch", "save_strategy": "no"}))
    seen.write("second.yaml", "output_dir: second\nnum_train_epochs: 3\nper_device_train_batch_size: 16\nper_device_eval_batch_size: 64\nwarmup_steps: 5\nweight_decay: 0.01\n"
               "logging_dir: logs\nsave_strategy: epoch\nevaluation_strategy: epoch\nload_best_model_at_end: true\nno_cuda: true\n")
    seen.write("third.yaml", "output_dir: third\noverwrite_output_dir: true\nnum_train_epochs: 1\nper_device_train_batch_size: 8\nsave_steps: 2\nsave_total_limit: 2\n")
    for name, more in (("first.json", ()), ("second.yaml", ())):
        seen.run("train", "--config", name, "-t", "t.jsonl", "-v", "v.jsonl", "-m", "nano", "--quiet", *more, status=0)
    seen.run("train", "--config", "third.yaml", "-t", "c.txt", "-m", "nano", "--objective", "language-model", "--block-size", "64", "--quiet", status=0)
    seen.holds("no saves", not list((seen.folder / "first").glob("checkpoint-*")))
    seen.holds("one for each epoch", len(list((seen.folder / "second").glob("checkpoint-*"))) == 3)
    seen.holds("two are kept", len(list((seen.folder / "third").glob("checkpoint-*"))) == 2)
    seen.holds("a log folder", (seen.folder / "logs").exists())
    seen.write("wrong.yaml", "num_train_epoch: 3\n")
    said = seen.run("train", "--config", "wrong.yaml", "-t", "t.jsonl", "-o", "x")
    seen.holds("an unknown name is refused, the nearest named", said.returncode == 2 and "num_train_epochs" in said.stderr)


@row(86, "a loop of one's own: mean losses of each epoch")
def own_loop(seen):
    seen.write("t.jsonl", list(notes.watering(130)))
    seen.write("v.jsonl", list(notes.watering(40, seed=5)))
    said = seen.run("train", "-t", "t.jsonl", "-v", "v.jsonl", "-m", "nano", "--epochs", "3", "--learning-rate", "1e-3", "--weight-decay", "0", "--schedule", "constant", "-o", "m",
                    status=0).stderr
    seen.holds("a line for each epoch", sum(line.split()[:1] == [str(number)] for line in said.splitlines() for number in (1, 2, 3)) >= 3)


@row(91, "three kinds of fine-tuning")
def kinds(seen):
    seen.write("t.jsonl", list(notes.watering(130)))
    seen.write("c.txt", "A fern in the shade. " * 200)
    for kind, file in (("completion", "t.jsonl"), ("classification", "t.jsonl"), ("language-model", "c.txt")):
        seen.run("train", "-t", file, "-m", "nano", "--objective", kind, "--max-steps", "2", "--batch-size", "4", "-o", kind, "--quiet", status=0)
    config = json.loads((seen.folder / "classification" / "config.json").read_text())
    seen.holds("a head", config["architectures"] == ["GPT2ForSequenceClassification"])


@row(92, "tune: rates, batches, epochs, decay, by two methods, and sizes")
def tune(seen):
    seen.write("t.jsonl", list(notes.watering(130)))
    seen.write("v.jsonl", list(notes.watering(40, seed=5)))
    search = ["--search", "learning_rate=1e-4..1e-2", "--search", "batch_size=4,8", "--search", "epochs=1,2", "--search", "weight_decay=0,0.1"]
    for method, trials in (("random", 3), ("halving", 4)):
        command = ["tune", "-t", "t.jsonl", "-v", "v.jsonl", "-m", "nano", "-o", method, "--method", method, "--trials", str(trials), *search, "--format", "json", "--quiet"]
        first = seen.json(*command, status=0)
        begun = time.time()
        again = seen.json(*command, status=0)
        seen.holds(f"{method}: again it takes what is there, in {time.time() - begun:.1f} s", first == again)
        seen.holds(f"{method}: tune.json", len(json.loads((seen.folder / method / "tune.json").read_text())["trials"]) >= trials)
    said = seen.run("tune", "-t", "t.jsonl", "-v", "v.jsonl", "--sizes", "nano,micro", "-o", "sizes", "--max-steps", "3", status=0)
    seen.holds("sizes: how to train the chosen one", "assay train" in said.stdout + said.stderr)


main()
