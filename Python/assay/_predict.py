# SPDX-License-Identifier: Apache-2.0
"""`assay.predict`: labels new texts."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional, Union

from ._command import Option, arguments, lines
from ._inputs import Data, as_rows, opened
from ._table import Table


@dataclass(frozen=True)
class Prediction:
    """The label of one text."""

    label: Optional[str]
    """None for a blank text, and for one that is less sure than `threshold`."""
    probability: Optional[float]
    margin: Optional[float]
    """How far the likeliest class is ahead of the second."""
    raw: Mapping[str, Any]
    """The whole row, with the columns of the input."""


@dataclass(frozen=True)
class Predictions(Table):
    """The labels of some texts, in their order."""

    predictions: tuple[Prediction, ...]

    @property
    def labels(self) -> list[Optional[str]]:
        """The labels alone."""
        return [one.label for one in self.predictions]

    def rows(self) -> list[dict[str, Any]]:
        return [dict(one.raw) for one in self.predictions]


def predict(
    model: "str | os.PathLike[str]", texts: Union[Sequence[str], Data], **options: Option
) -> Predictions:
    """Labels new texts with a fine-tuned classifier, prepared as it was trained to read them.

    Args:
        model: a folder, or a name of the store.
        texts: a list of texts, or data with a column of prompts.
        options: those of `assay predict`, such as `threshold=0.8` or `prompt_column="text"`.

    Raises:
        AssayError: when the model is no classifier, or the data cannot be read.
    """
    rows, column = as_rows(texts)
    if column:
        options["prompt_column"] = column
    with opened(rows) as file:
        words = ["predict", f"--model={os.fspath(model)}", "--format=jsonl", file.path]
        found = lines([*words, *arguments(options)])
    return Predictions(
        tuple(Prediction(one["label"], one["probability"], one["margin"], one) for one in found)
    )
