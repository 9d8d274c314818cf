# SPDX-License-Identifier: Apache-2.0
"""`assay.embed`: texts as vectors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Union

from ._command import Option, arguments, lines
from ._inputs import Data, as_rows, opened
from ._table import Table


@dataclass(frozen=True)
class Embeddings(Table):
    """A vector for each text."""

    vectors: tuple[tuple[float, ...], ...]
    tokens: tuple[int, ...]
    """How many tokens each text has."""

    def to_numpy(self) -> Any:
        """The vectors as a `numpy.ndarray`, a row for each text."""
        return import_module("numpy").asarray(self.vectors)

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"tokens": count, "embedding": list(vector)}
            for count, vector in zip(self.tokens, self.vectors)
        ]


def embed(
    model: "str | os.PathLike[str]", texts: Union[Sequence[str], Data], **options: Option
) -> Embeddings:
    """Turns texts into vectors: a model's hidden states, pooled.

    Args:
        model: a folder, or a name of the store.
        texts: a list of texts, or data with a `column` of them.
        options: those of `assay embed`, such as `pooling="mean"` or `normalize=True`.

    Raises:
        AssayError: when the model or the data cannot be read.
    """
    rows, column = as_rows(texts)
    if column:
        options["column"] = column
    with opened(rows) as file:
        words = ["embed", f"--model={os.fspath(model)}", f"--file={file.path}"]
        found = lines([*words, *arguments(options)])
    return Embeddings(
        vectors=tuple(tuple(one["embedding"]) for one in found),
        tokens=tuple(one["tokens"] for one in found),
    )
