#!/usr/bin/env python3
"""Writes Tests/EvaluationTests/Fixtures/sklearn.json: predictions and what scikit-learn says about them.

Run with the interpreter of the `ref` oracle environment: python Tests/Oracles/make/metrics_golden.py
"""
import json, pathlib, random, warnings
import numpy as np, sklearn
from sklearn import metrics as sk

SEED = 20261121
TARGET = pathlib.Path(__file__).parents[2] / "EvaluationTests" / "Fixtures" / "sklearn.json"


def scores(r, k, label, coarse):
    """k numbers that sum to 1 and lean to the label, in steps of 1/coarse so that there are ties."""
    parts = [1] * k
    for _ in range(coarse - k):
        parts[label if r.random() < 0.35 else r.randrange(k)] += 1
    return [x / coarse for x in parts]


def case(r, names, n, coarse):
    k = len(names)
    labels = [r.choices(range(k), [1 / (i + 1) for i in range(k)])[0] for _ in range(n)]
    p = [scores(r, k, y, coarse) for y in labels]
    return {"classes": names, "labels": labels, "scores": p, "figures": figures(names, labels, p)}


def figures(names, labels, p):
    y, p, k = np.array(labels), np.array(p), len(names)
    g = p.argmax(axis=1)
    f1 = lambda average: sk.f1_score(y, g, average=average, zero_division=0)
    out = {
        "accuracy": sk.accuracy_score(y, g), "balanced_accuracy": sk.balanced_accuracy_score(y, g),
        "macro_f1": f1("macro"), "micro_f1": f1("micro"), "weighted_f1": f1("weighted"),
        "matthews_corrcoef": sk.matthews_corrcoef(y, g), "cohen_kappa": sk.cohen_kappa_score(y, g),
        "log_loss": sk.log_loss(y, p, labels=range(k)),
        "brier": sk.brier_score_loss(y, p[:, 1]) if k == 2 else sk.brier_score_loss(y, p, labels=range(k), scale_by_half=False),
    }
    if k == 2:
        q = p[:, 1] > 0.5
        out |= {"precision": sk.precision_score(y, q), "recall": sk.recall_score(y, q)}
        for b in (0.5, 1, 2): out[f"f{b:g}"] = sk.fbeta_score(y, q, beta=b)
        out |= {"auroc": sk.roc_auc_score(y, p[:, 1]), "auprc": sk.average_precision_score(y, p[:, 1])}
    else:
        ovr = lambda average: sk.roc_auc_score(y, p, labels=range(k), multi_class="ovr", average=average)
        # scikit-learn ranks the last class first in a tie, hence the reversed order
        top = sk.top_k_accuracy_score(k - 1 - y, p[:, ::-1], k=3, labels=range(k))
        out |= {"auroc_ovr_macro": ovr("macro"), "auroc_ovr_weighted": ovr("weighted"), "top_3_accuracy": top}
    return {name: float(value) for name, value in out.items()}


warnings.simplefilter("error")
r = random.Random(SEED)
cases = [case(r, ["no", "yes"], 40, 10), case(r, [" a", " b", "c", "é"], 60, 20), case(r, list("abcdefg"), 50, 14)]
lines = ",\n".join(json.dumps(c, ensure_ascii=False) for c in cases)
TARGET.parent.mkdir(exist_ok=True)
TARGET.write_text(f'{{"producer": "scikit-learn {sklearn.__version__}", "script": "Tests/Oracles/make/metrics_golden.py", "seed": {SEED}, "cases": [\n{lines}\n]}}\n')
