# SPDX-License-Identifier: Apache-2.0
"""`assay.score`: how likely completions are."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ._command import Option, arguments, lines
from ._inputs import Data, opened
from ._table import Table


@dataclass(frozen=True)
class Score:
    """How likely one completion is after its prompt."""

    row: int
    logprob: Optional[float]
    perplexity: Optional[float]
    raw: Mapping[str, Any]
    """The whole object, with its tokens."""


@dataclass(frozen=True)
class Scores(Table):
    """How likely the completion of each row is."""

    scores: tuple[Score, ...]

    def rows(self) -> list[dict[str, Any]]:
        return [dict(score.raw) for score in self.scores]


def score(model: "str | os.PathLike[str]", data: Data, **options: Option) -> Scores:
    """Gives the log-probability of each completion after its prompt.

    Args:
        model: a folder, or a name of the store.
        data: the prompts and completions.
        options: those of `assay score`, such as `classes=True` or `label=[" yes", " no"]`.

    Raises:
        AssayError: when the model or the data cannot be read.
    """
    with opened(data) as file:
        words = ["score", f"--model={os.fspath(model)}", f"--file={file.path}"]
        found = lines([*words, *arguments(options)])
    return Scores(
        tuple(Score(one["row"], one.get("logprob"), one.get("perplexity"), one) for one in found)
    )
