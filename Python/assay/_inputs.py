# SPDX-License-Identifier: Apache-2.0
"""Data from files and from memory, as a file that the program reads."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional, Union

from ._errors import AssayError

Data = Union[str, "os.PathLike[str]", Sequence[Mapping[str, object]], Any]
"""A path, a pandas or polars frame, a `datasets.Dataset`, or a list of dictionaries."""


@dataclass(frozen=True)
class Input:
    """A file with the data."""

    path: str
    name: str
    """What people know it by: the path, or the type of what was in memory."""

    @property
    def is_temporary(self) -> bool:
        """Whether the file goes when the call ends."""
        return self.path != self.name

    def named(self, path: str | None) -> str | None:
        """A path that the program reports, as people know it."""
        return self.name if path == self.path else path


@contextmanager
def opened(data: Data) -> Iterator[Input]:
    """A file with the data; what is in memory is written to one that goes with the context."""
    if isinstance(data, (str, os.PathLike)):
        path = os.fspath(data)
        if path == "-":
            raise AssayError("standard input cannot be read from Python", remedy="Give a path")
        # A name that begins with a hyphen would be read as an option.
        safe = "./" + path if path.startswith("-") else path
        with renamed(Input(safe, safe)) as file:
            yield file
        return
    with tempfile.TemporaryDirectory(prefix="assay-") as folder:
        file = Input(str(Path(folder, "rows.jsonl")), f"<{type(data).__name__}>")
        _write(data, file.path)
        with renamed(file):
            yield file


@contextmanager
def renamed(file: Input) -> Iterator[Input]:
    """Errors about the file name it as people know it."""
    try:
        yield file
    except AssayError as error:
        if error.file != file.path or not file.is_temporary:
            raise
        names = ("code", "row", "line", "column", "field", "remedy")
        rest = {name: getattr(error, name) for name in names}
        raise AssayError(error.message, file=file.name, **rest) from None


def _write(data: Any, path: str) -> None:
    if hasattr(data, "write_ndjson"):  # polars
        data.write_ndjson(path)
    elif hasattr(data, "to_json") and hasattr(data, "iloc"):  # pandas
        frame = data.to_frame() if not hasattr(data, "columns") else data
        frame.to_json(
            path,
            orient="records",
            lines=True,
            force_ascii=False,
            date_format="iso",
            double_precision=15,
        )
    elif hasattr(data, "to_json") and hasattr(data, "features"):  # datasets
        data.to_json(path, force_ascii=False)
    elif isinstance(data, Sequence) and all(isinstance(row, Mapping) for row in data):
        write_rows(data, path)
    elif isinstance(data, (list, tuple)) and all(
        isinstance(item, (str, os.PathLike)) for item in data
    ):
        raise AssayError(
            f"a {type(data).__name__} of texts is no data set",
            remedy="Give a path, or several paths to lint one after the other",
        )
    elif isinstance(data, Mapping):
        raise AssayError(
            f"a {type(data).__name__} holds several data sets or columns",
            remedy="Give one of its splits, a frame, or a list of dictionaries",
        )
    else:
        raise AssayError(
            f"data of the type {type(data).__name__} is not known",
            remedy="Give a path, a frame, a datasets.Dataset, or a list of dictionaries",
        )


def as_rows(texts: Union[Sequence[str], Data]) -> tuple[Data, Optional[str]]:
    """A list of texts as rows with one column, and its name; other data as it is."""
    if not isinstance(texts, Sequence) or isinstance(texts, str):
        return texts, None
    if not all(isinstance(text, str) for text in texts):
        return texts, None
    return [{"text": text} for text in texts], "text"


def write_rows(rows: Sequence[Mapping[str, object]], path: str) -> None:
    """Writes a JSON object for each row."""
    with open(path, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n")


def read_rows(path: str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]
