# SPDX-License-Identifier: Apache-2.0
"""`assay.evaluate`: how good predictions are, by the definitions of scikit-learn."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from ._command import Option, arguments, run
from ._errors import AssayError
from ._inputs import Data, opened, write_rows
from ._table import Table, counted


@dataclass(frozen=True)
class Evaluation(Table):
    """The figures of predictions. `evaluation["auroc"]` is one by its key."""

    n: int
    classes: tuple[str, ...]
    accuracy: Optional[float]
    macro_f1: Optional[float]
    raw: Mapping[str, Any]
    """The whole document of `assay eval --format json`."""

    def __getitem__(self, key: str) -> Any:
        return self.raw[key]

    @property
    def notes(self) -> Mapping[str, str]:
        """Why figures are undefined, by their keys."""
        return self.raw.get("notes") or {}

    def rows(self) -> list[dict[str, Any]]:
        intervals = self.raw.get("confidence_intervals") or {}
        return [
            {"figure": key, "value": value, **_bounds(intervals.get(key))}
            for key, value in self.raw.items()
            if key != "n" and (isinstance(value, (int, float)) or key in self.notes)
        ]

    def class_rows(self) -> list[dict[str, Any]]:
        """Precision, recall, F1 and support of each class."""
        return [{"class": name, **one} for name, one in self.raw["per_class"].items()]

    def headline(self) -> str:
        sizes = f"{counted(self.n, 'row')}, {counted(len(self.classes), 'class')}"
        return sizes if self.accuracy is None else f"{sizes}, accuracy {self.accuracy:.3f}"


def _bounds(interval: Any) -> dict[str, Any]:
    if isinstance(interval, Mapping):
        return {"low": interval.get("low"), "high": interval.get("high")}
    if isinstance(interval, Sequence) and len(interval) == 2:
        return {"low": interval[0], "high": interval[1]}
    return {}


def evaluate(
    y_true: Iterable[Any],
    y_prob: Optional[Iterable[Any]] = None,
    *,
    y_pred: Optional[Iterable[Any]] = None,
    classes: Optional[Sequence[Any]] = None,
    **options: Option,
) -> Evaluation:
    """Measures predictions that came from anywhere.

    Args:
        y_true: the label of each row.
        y_prob: probabilities: one number a row, which is that of the second class in order; or a row
            of numbers, one for each class in order; or a dictionary by class.
        y_pred: predicted labels, where there are no probabilities.
        classes: the classes in the order of `y_prob`; without it those of `y_true`, sorted.
        options: those of `assay eval`, such as `bootstrap=1000` or `betas=[0.5, 1]`.

    Raises:
        AssayError: when lengths or classes do not fit, or a figure under `require` is not reached.
    """
    labels = [_plain(label) for label in y_true]
    names = [_plain(one) for one in classes] if classes is not None else sorted(set(labels))
    values: list[dict[str, Any]]
    if y_prob is not None and y_pred is None:
        values = [{"scores": _scores(_plain(p), names, row)} for row, p in enumerate(y_prob)]
        if len(names) == 2:
            options.setdefault("positive_class", str(names[1]))
    elif y_pred is not None and y_prob is None:
        values = [{"prediction": str(_plain(label))} for label in y_pred]
    else:
        raise AssayError("either y_prob or y_pred is needed", remedy="Give one of them")
    if len(values) != len(labels):
        raise AssayError(f"there are {len(labels)} labels and {len(values)} predictions")
    rows = [{"label": str(label), **value} for label, value in zip(labels, values)]
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        path = str(Path(folder, "predictions.jsonl"))
        write_rows(rows, path)
        return _evaluation(["eval", f"--predictions={path}", *arguments(options)])


def evaluate_model(model: "str | os.PathLike[str]", data: Data, **options: Option) -> Evaluation:
    """Measures a model on labeled rows.

    Args:
        model: a folder, or a name of the store.
        data: the rows.
        options: those of `assay eval`, such as `bootstrap=1000` or `generate=True`.

    Raises:
        AssayError: when the model or the data cannot be read.
    """
    with opened(data) as file:
        words = ["eval", f"--model={os.fspath(model)}", f"--file={file.path}"]
        return _evaluation([*words, *arguments(options)])


def _evaluation(words: Sequence[str]) -> Evaluation:
    outcome = run([*words, "--format", "json"])
    if outcome.status == 1:
        raise AssayError(outcome.remarks or "a figure that is required was not reached")
    raw = outcome.document()
    return Evaluation(
        n=raw["n"],
        classes=tuple(raw.get("classes") or ()),
        accuracy=raw.get("accuracy"),
        macro_f1=raw.get("macro_f1"),
        raw=raw,
    )


def _scores(value: Any, names: Sequence[Any], row: int) -> dict[str, float]:
    if isinstance(value, Mapping):
        return {str(name): float(score) for name, score in value.items()}
    if isinstance(value, (int, float)):
        if len(names) != 2:
            raise AssayError(
                f"one probability a row needs two classes, and there are {len(names)}",
                row=row,
                remedy="Name both by classes=[...], or give a probability for each class",
            )
        return {str(names[0]): 1 - float(value), str(names[1]): float(value)}
    scores = [float(score) for score in value]
    if len(scores) != len(names):
        raise AssayError(
            f"there are {len(scores)} probabilities and {len(names)} classes",
            row=row,
            remedy="Name the classes in their order by classes=[...]",
        )
    return {str(name): score for name, score in zip(names, scores)}


def _plain(value: Any) -> Any:
    """A scalar of NumPy as Python's own, and a tensor as a list."""
    return value.tolist() if hasattr(value, "tolist") else value
