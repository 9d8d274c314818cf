#!/usr/bin/env python3
"""Writes Tests/EvaluationMetricsTests/Fixtures/cleanlab.json: probabilities, and the rows that cleanlab's filters mark.

Run with an interpreter that has cleanlab 2.9: python Tests/Oracles/make/label_noise_golden.py
"""
import json, pathlib
import cleanlab, numpy as np
from cleanlab.filter import find_label_issues

SEED = 20261127
TARGET = pathlib.Path(__file__).parents[2] / "EvaluationMetricsTests" / "Fixtures" / "cleanlab.json"


def case(rng, rows, classes, noise):
    true = rng.integers(classes, size=rows)
    labels = np.where(rng.random(rows) < noise, rng.integers(classes, size=rows), true)
    logits = rng.normal(size=(rows, classes)) + 2.5 * np.eye(classes)[true]
    scores = np.round(np.exp(logits) / np.exp(logits).sum(1, keepdims=True), 6)
    marked = lambda how: np.flatnonzero(find_label_issues(labels, scores, filter_by=how, n_jobs=1)).tolist()
    return {
        "classes": classes, "labels": labels.tolist(), "scores": scores.tolist(),
        "confident_learning": marked("confident_learning"), "noise_rate": marked("prune_by_noise_rate"),
        "class": marked("prune_by_class"), "both": marked("both"), "self_confidence": marked("low_self_confidence"),
        "normalized_margin": marked("low_normalized_margin"),
    }


def unstable(case):
    """Whether the marks hang on the order of equal numbers, which depends on the CPU in numpy."""
    argsort = np.argsort
    np.argsort = lambda a, *rest, **more: argsort(a, kind="stable")
    try:
        labels, scores = np.array(case["labels"]), np.array(case["scores"])
        names = {"confident_learning": "confident_learning", "noise_rate": "prune_by_noise_rate", "class": "prune_by_class",
                 "both": "both", "self_confidence": "low_self_confidence", "normalized_margin": "low_normalized_margin"}
        return any(
            np.flatnonzero(find_label_issues(labels, scores, filter_by=how, n_jobs=1)).tolist() != case[key]
            for key, how in names.items())
    finally:
        np.argsort = argsort


def stable_case(rng, *shape):
    while unstable(found := case(rng, *shape)):
        pass
    return found


rng = np.random.default_rng(SEED)
shapes = [(60, 2, .1), (60, 2, .4), (80, 3, .2), (80, 5, .3), (60, 8, .5), (120, 12, .2)]
TARGET.parent.mkdir(exist_ok=True)
TARGET.write_text(json.dumps({
    "producer": f"Tests/Oracles/make/label_noise_golden.py, cleanlab {cleanlab.__version__}, seed {SEED}",
    "cases": [stable_case(rng, *shape) for shape in shapes]}) + "\n")
