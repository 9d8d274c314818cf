# SPDX-License-Identifier: Apache-2.0
"""`assay.train`: fine-tunes a model."""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Union

from ._command import Option, Process, arguments
from ._inputs import Data, opened
from ._progress import Bar, is_notebook
from ._table import Table, counted

_SECONDS_BETWEEN_LOOKS = 0.2


@dataclass(frozen=True)
class Step:
    """An optimizer step of a training that is going on."""

    step: int
    loss: float
    learning_rate: float
    tokens_per_second: float
    share: float
    """How much of the training is done, from 0 to 1."""


Progress = Union[None, bool, Callable[[Step], None]]


@dataclass(frozen=True)
class TrainResult(Table):
    """A fine-tuned model. As a table it has a row for each step."""

    model: str
    """The folder of the model: what other functions take."""
    task: str
    record: Mapping[str, Any]
    """The record of the run, its `assay.json`."""

    def rows(self) -> list[dict[str, Any]]:
        path = Path(self.model, "results.csv")
        if not path.exists():
            return []
        with open(path, encoding="utf-8", newline="") as file:
            return [
                {key: _number(text) for key, text in row.items()} for row in csv.DictReader(file)
            ]

    def headline(self) -> str:
        parameters = self.record.get("parameters")
        known = "" if parameters is None else f", {counted(parameters, 'parameter')}"
        return f"{self.model}: {self.task}{known}"


def train(
    data: Data,
    *,
    validation: Optional[Data] = None,
    model: "str | os.PathLike[str]" = "nano",
    output: "Optional[str | os.PathLike[str]]" = None,
    progress: Progress = None,
    **options: Option,
) -> TrainResult:
    """Fine-tunes a model. An interruption saves the run; `resume=True` goes on with it.

    Args:
        data: the training rows.
        validation: rows to measure on.
        model: a folder, a name of the store, or a shape that starts from random weights.
        output: the folder for the model; without one it goes to the store.
        progress: True for a bar, or a function that is called with each `Step`; None is a bar in a
            notebook and nothing elsewhere.
        options: those of `assay train`, such as `epochs=2` or `lora_rank=8`.

    Raises:
        AssayError: when the data or the model cannot be used.
    """
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="assay-"))
        training = stack.enter_context(opened(data))
        words = ["train", f"--training-file={training.path}", f"--model={os.fspath(model)}"]
        if validation is not None:
            words.append(f"--validation-file={stack.enter_context(opened(validation)).path}")
        if output is not None:
            words.append(f"--output={os.fspath(output)}")
        log = Path(os.fspath(_text(options.pop("log_json", None)) or Path(folder, "steps.jsonl")))
        words += [f"--log-json={log}", *arguments(options)]
        tell = stack.enter_context(_listener(progress))
        path = _run(words, log, tell, _text(options.get("max_steps")))
    record = json.loads(Path(path, "assay.json").read_text(encoding="utf-8"))
    return TrainResult(model=path, task=record["task"], record=record)


def _text(value: Option) -> Optional[str]:
    return None if value is None else str(value)


def _run(
    words: list[str], log: Path, tell: Optional[Callable[[Step], None]], most: Optional[str]
) -> str:
    process = Process(words)
    if tell:
        try:
            for step in _steps(process, log, int(most) if most else None):
                tell(step)
        except BaseException:
            process.interrupt()
            raise
    return process.outcome().output.strip().splitlines()[-1]


def _steps(process: Process, log: Path, most: Optional[int]) -> Iterator[Step]:
    """The steps as they are logged, until the program ends."""
    place, ended = 0, False
    while not ended:
        ended = process.has_ended(_SECONDS_BETWEEN_LOOKS)
        if not log.exists():
            continue
        with open(log, encoding="utf-8") as file:
            file.seek(place)
            text = file.read()
            whole = text[: text.rfind("\n") + 1]
            place += len(whole.encode("utf-8"))
        for line in whole.splitlines():
            yield _step(json.loads(line), most)


def _step(logged: Mapping[str, Any], most: Optional[int]) -> Step:
    share = logged["epoch"] / logged["epochs"]
    if most:
        share = max(share, logged["step"] / most)
    return Step(
        step=logged["step"],
        loss=logged["loss"],
        learning_rate=logged["learning_rate"],
        tokens_per_second=logged["tokens_per_second"],
        share=min(1.0, share),
    )


@contextmanager
def _listener(progress: Progress) -> Iterator[Optional[Callable[[Step], None]]]:
    if progress is True or (progress is None and is_notebook()):
        with Bar() as bar:
            yield lambda step: bar.show(
                step.share,
                f"step {step.step}, loss {step.loss:.3f}, {step.tokens_per_second:.0f} tokens/s",
            )
    else:
        yield progress if callable(progress) else None


def _number(text: str) -> Optional[float]:
    return float(text) if text else None
