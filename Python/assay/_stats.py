# SPDX-License-Identifier: Apache-2.0
"""`assay.stats`: what is there in data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ._command import Option, arguments, document
from ._inputs import Data, opened
from ._table import Table, counted

_LENGTHS = ("prompt_tokens", "completion_tokens", "tokens", "characters")


@dataclass(frozen=True)
class Stats(Table):
    """Counts of tokens, lengths and classes. As a table it has a row for each kind of length."""

    path: str
    row_count: int
    tokens: int
    """All tokens of the file."""
    trained_tokens: int
    """What a fine-tune takes: the tokens of all epochs."""
    classes: Mapping[str, int]
    raw: Mapping[str, Any]
    """The whole document of `assay stats --format json`, with its histograms."""

    def rows(self) -> list[dict[str, Any]]:
        found = [(name, self.raw[name]) for name in _LENGTHS if self.raw.get(name)]
        return [
            {"of": name, **{key: value for key, value in length.items() if key != "histogram"}}
            for name, length in found
        ]

    def headline(self) -> str:
        counts = (self.row_count, "row"), (self.tokens, "token"), (len(self.classes), "class")
        return ", ".join(counted(*count) for count in counts)


def stats(data: Data, **options: Option) -> Stats:
    """Counts tokens, lengths and classes.

    Args:
        data: what to count.
        options: those of `assay stats`, such as `tokenizer="runs/first"` or `epochs=3`.

    Raises:
        AssayError: when the data cannot be read.
    """
    with opened(data) as file:
        raw = document(["stats", file.path, *arguments(options)])
    return Stats(
        path=file.name,
        row_count=raw["rows"],
        tokens=raw["tokens"]["total"],
        trained_tokens=raw["trained_tokens"],
        classes=raw.get("classes") or {},
        raw=raw,
    )
