# SPDX-License-Identifier: Apache-2.0
"""`assay.fix`: repairs data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Optional

from ._command import Option, arguments, document
from ._inputs import Data, Input, opened, read_rows
from ._lint import Finding
from ._table import Table, counted


@dataclass(frozen=True)
class AppliedFix:
    """A fix that was made."""

    code: str
    title: str
    fix: str
    """How far it can be trusted: "safe" or "unsafe"."""
    rows: int
    """How many rows it changed or dropped; 0 where it is about the file as a whole."""


@dataclass(frozen=True)
class DroppedRow:
    """A row that is not in the result."""

    row: int
    line: int
    codes: tuple[str, ...]


@dataclass(frozen=True)
class FixResult(Table):
    """What a fix did. As a table it is the rows for training."""

    path: str
    task: str
    rows_in: int
    rows_out: int
    fixes: tuple[AppliedFix, ...]
    dropped: tuple[DroppedRow, ...]
    left: tuple[Finding, ...]
    """What no fix answered, the worst first."""
    training_file: Optional[str]
    """The file with the rows; None where nothing was written, and for data from memory."""
    validation_file: Optional[str]
    labels_file: Optional[str]
    labels: Mapping[str, int]
    """The number of each label, where classes were numbered."""
    _kept: Optional[tuple[list[dict[str, Any]], list[dict[str, Any]]]] = None

    @property
    def has_errors(self) -> bool:
        """Whether something has to be put right before anybody trains on the rows."""
        return any(finding.severity == "error" for finding in self.left)

    def rows(self) -> list[dict[str, Any]]:
        if self._kept:
            return self._kept[0]
        return read_rows(self.training_file) if self.training_file else []

    def validation_rows(self) -> list[dict[str, Any]]:
        """The rows for validation, where a classification was split."""
        if self._kept:
            return self._kept[1]
        return read_rows(self.validation_file) if self.validation_file else []

    def fix_rows(self) -> list[dict[str, Any]]:
        """The fixes that were made, as rows of a table."""
        return [asdict(fix) for fix in self.fixes]

    def headline(self) -> str:
        made = "; ".join(f"{fix.code} {fix.title}" for fix in self.fixes) or "nothing to fix"
        counts = f"{counted(self.rows_in, 'row')} in, {self.rows_out:,} out, {len(self.dropped):,} dropped"
        return f"{counts}: {made}"


def fix(data: Data, **options: Option) -> FixResult:
    """Repairs data by its safe fixes; the data itself is never changed.

    A file's result is written beside it, or to `output`. The result of data from memory is in
    memory too, unless `output` names a file.

    Args:
        data: what to repair.
        options: those of `assay fix`, such as `unsafe_fixes=True`, `no_split=True` or `only=["SEP"]`.

    Raises:
        AssayError: when the data cannot be read, or the result not be written.
    """
    with opened(data) as file:
        stays_in_memory = file.is_temporary and not options.get("output")
        if stays_in_memory:
            options["output"] = str(Path(file.path).with_name("fixed.jsonl"))
        answer = document(["fix", file.path, "--yes", *arguments(options)])
        return _result(answer, file, stays_in_memory)


def _result(answer: Mapping[str, Any], file: Input, stays_in_memory: bool) -> FixResult:
    name = file.named(answer["path"]) or answer["path"]
    files = [answer[key] for key in ("training_file", "validation_file", "labels_file")]
    labels = json.loads(Path(files[2]).read_text(encoding="utf-8")) if files[2] else {}
    kept = None
    if stays_in_memory:
        kept = (read_rows(files[0]) if files[0] else [], read_rows(files[1]) if files[1] else [])
        files = [None, None, None]
    return FixResult(
        path=name,
        task=answer["task"],
        rows_in=answer["rows_in"],
        rows_out=answer["rows_out"],
        fixes=tuple(AppliedFix(**one) for one in answer["fixes"]),
        dropped=tuple(
            DroppedRow(one["row"], one["line"], tuple(one["codes"])) for one in answer["dropped"]
        ),
        left=tuple(Finding.of(name, one) for one in answer["left"]),
        training_file=files[0],
        validation_file=files[1],
        labels_file=files[2],
        labels=labels,
        _kept=kept,
    )
