# SPDX-License-Identifier: Apache-2.0
"""Runs the program: options in, JSON out, errors as exceptions."""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Any, NoReturn, Union

from ._binary import find_binary
from ._errors import AssayError

Scalar = Union[str, int, float, bool, "os.PathLike[str]", None]
Option = Union[Scalar, Sequence[Union[str, int, float]], Mapping[Any, Any]]
"""What an option of a command takes: True for a flag, a sequence for what may be repeated."""

_log = logging.getLogger("assay")
_LISTS = {"select", "ignore", "only", "betas"}
_INTERRUPTED = 130


@dataclass(frozen=True)
class Outcome:
    """How the program ended."""

    status: int
    output: str
    remarks: str
    """What was said beside the result."""

    def document(self) -> Any:
        """The JSON document that was printed.

        Raises:
            AssayError: when something else was printed.
        """
        try:
            return json.loads(self.output)
        except ValueError:
            raise AssayError(
                "assay printed no document",
                remedy="Leave out options that change what is printed, such as output",
            ) from None


def arguments(options: Mapping[str, Option]) -> list[str]:
    """The command line of some keywords: `prompt_column="text"` is `--prompt-column=text`."""
    words: list[str] = []
    for name, value in options.items():
        if value is None or value is False:
            continue
        flag = "-" + name if len(name) == 1 else "--" + name.rstrip("_").replace("_", "-")
        words += [flag] if value is True else _valued(flag, name, value)
    return words


def _valued(flag: str, name: str, value: Option) -> list[str]:
    if isinstance(value, Mapping):
        texts = [f"{key}={item}" for key, item in value.items()]
    elif isinstance(value, Iterable) and not isinstance(value, (str, os.PathLike)):
        texts = [str(item) for item in value]
        if name in _LISTS:
            texts = [",".join(texts)]
    else:
        texts = [os.fspath(value) if isinstance(value, os.PathLike) else str(value)]
    if len(flag) == 2:
        return [word for text in texts for word in (flag, text)]
    return [f"{flag}={text}" for text in texts]


class Process:
    """The program at work, with nobody to answer its questions."""

    def __init__(self, words: Sequence[str]) -> None:
        binary = find_binary()
        # Files and no pipes: nobody has to read while the program writes.
        self._output = tempfile.TemporaryFile()
        self._errors = tempfile.TemporaryFile()
        self._child = subprocess.Popen(
            [binary, *words],
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=self._errors,
            env={**os.environ, "ASSAY_ERROR_FORMAT": "json", "NO_COLOR": "1"},
        )

    def has_ended(self, within: float) -> bool:
        """Whether the program has ended, after waiting so many seconds."""
        try:
            self._child.wait(within)
        except subprocess.TimeoutExpired:
            return False
        return True

    def interrupt(self) -> None:
        """Asks the program to save and stop, and waits until it has."""
        self._child.send_signal(signal.SIGINT)
        self._child.wait()
        self._output.close()
        self._errors.close()

    def outcome(self) -> Outcome:
        """Waits for the end. An interruption is handed on.

        Raises:
            AssayError: when the program could not do its job.
        """
        try:
            status = self._child.wait()
        except BaseException:
            self.interrupt()
            raise
        return _conclude(status, _content(self._output), _content(self._errors))


def _content(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode("utf-8", "replace")


def run(words: Sequence[str]) -> Outcome:
    """Runs the program and waits for it.

    Raises:
        AssayError: when it could not do its job.
    """
    return Process(words).outcome()


def _conclude(status: int, output: str, errors: str) -> Outcome:
    # What is said beside results and errors goes to the log `assay`.
    faults = []
    for line in errors.splitlines():
        fault = _fault(line)
        if fault:
            faults.append(fault)
        else:
            _log.info(line)
    if status in (0, 1) and not faults:
        return Outcome(status, output, errors.strip())
    _fail(status, faults, errors)


def _fail(status: int, faults: list[AssayError], errors: str) -> NoReturn:
    if faults:
        raise faults[0]
    if status == _INTERRUPTED:
        raise KeyboardInterrupt
    if status < 0:
        raise AssayError(f"assay was ended by {signal.Signals(-status).name}")
    last = (errors.strip().splitlines() or [f"assay ended with status {status}"])[-1]
    raise AssayError(last[len("error: ") :] if last.startswith("error: ") else last)


def _fault(line: str) -> AssayError | None:
    if not line.startswith('{"error":'):
        return None
    return AssayError.of(json.loads(line)["error"])


def document(words: Sequence[str]) -> Any:
    """The JSON document that a command prints."""
    return run([*words, "--format", "json"]).document()


def lines(words: Sequence[str]) -> list[Any]:
    """The JSON lines that a command prints."""
    return [json.loads(line) for line in run(words).output.splitlines()]
