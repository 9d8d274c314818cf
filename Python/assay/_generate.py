# SPDX-License-Identifier: Apache-2.0
"""`assay.complete`: continues a prompt."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ._command import Option, arguments, document
from ._table import Table


@dataclass(frozen=True)
class Choice:
    """One text that a model wrote."""

    text: str
    index: int
    finish_reason: Optional[str]
    logprobs: Optional[Mapping[str, Any]]


@dataclass(frozen=True)
class Completion(Table):
    """What a model wrote after a prompt."""

    choices: tuple[Choice, ...]
    usage: Mapping[str, int]
    raw: Mapping[str, Any]
    """The whole object, as OpenAI's completions API gives it."""

    @property
    def text(self) -> str:
        """The first of the texts."""
        return self.choices[0].text

    def rows(self) -> list[dict[str, Any]]:
        return [
            {"text": choice.text, "finish_reason": choice.finish_reason} for choice in self.choices
        ]


def complete(model: "str | os.PathLike[str]", prompt: str, **options: Option) -> Completion:
    """Continues a prompt with a model.

    Args:
        model: a folder, or a name of the store.
        prompt: the text to continue.
        options: those of `assay complete`, such as `max_tokens=8`, `temperature=0` or `n=3`.

    Raises:
        AssayError: when the model cannot be read, or the prompt is too long.
    """
    words = ["complete", f"--model={os.fspath(model)}", f"--prompt={prompt}"]
    raw = document([*words, *arguments(options)])
    choices = tuple(
        Choice(one["text"], one["index"], one["finish_reason"], one["logprobs"])
        for one in raw["choices"]
    )
    return Completion(choices=choices, usage=raw["usage"], raw=raw)
