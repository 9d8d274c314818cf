# SPDX-License-Identifier: Apache-2.0
"""`assay.lint`: what is wrong with data."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from typing import Any, Literal, Optional

from ._command import Option, arguments, run
from ._inputs import Data, Input, opened
from ._table import Table, counted

Severity = Literal["error", "warning", "info", "never"]
_RANKS = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True)
class Finding:
    """What a rule says of a file."""

    path: str
    code: str
    name: str
    severity: str
    message: str
    rows: tuple[int, ...]
    """The first rows that it is about, counted from 0."""
    row_count: int
    line: Optional[int]
    field: Optional[str]
    fix: Optional[str]
    """How `fix` answers it: "safe", "unsafe" or None."""
    help: str

    @classmethod
    def of(cls, path: str, members: Mapping[str, Any]) -> Finding:
        """The finding of a document's object."""
        names = ("code", "name", "severity", "message", "row_count", "line", "field", "fix", "help")
        rest = {name: members[name] for name in names}
        return cls(path=path, rows=tuple(members["rows"]), **rest)

    def __str__(self) -> str:
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place}: {self.severity} {self.code} {self.message}"


@dataclass(frozen=True)
class FileFindings:
    """What was found in one file."""

    path: str
    format: Optional[str]
    row_count: Optional[int]
    task: Optional[str]
    statistics: Mapping[str, Any]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class LintResult(Table):
    """What was found in all files, the worst first in each."""

    files: tuple[FileFindings, ...]
    errors: int
    warnings: int
    infos: int
    fixable: int

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all files."""
        return tuple(finding for file in self.files for finding in file.findings)

    def failures(self, fail_on: Severity = "warning") -> tuple[Finding, ...]:
        """The findings that are at least as bad as `fail_on`."""
        worst = _RANKS.get(fail_on, -1)
        return tuple(one for one in self.findings if _RANKS[one.severity] <= worst)

    def rows(self) -> list[dict[str, Any]]:
        return [{**asdict(finding), "rows": list(finding.rows)} for finding in self.findings]

    def headline(self) -> str:
        if not self.findings:
            return "no findings"
        counts = (
            counted(self.errors, "error"),
            counted(self.warnings, "warning"),
            counted(self.infos, "info"),
        )
        return f"{', '.join(counts)} ({self.fixable:,} fixable)"


def lint(data: Data, *more: Data, **options: Option) -> LintResult:
    """Reports what is wrong with data; changes nothing.

    Args:
        data: what to check. Several are compared as the splits of one data set.
        options: those of `assay lint`, such as `prompt_column="text"` or `select=["SEP"]`.

    Raises:
        AssayError: when something cannot be read.
    """
    with ExitStack() as stack:
        inputs = [stack.enter_context(opened(item)) for item in (data, *more)]
        if any(file.is_temporary for file in inputs):
            options.setdefault("no_cache", True)
        words = ["lint", *arguments(options), "--fail-on", "never", "--format", "json"]
        outcome = run([*words, *(file.path for file in inputs)])
        return _result(outcome.document(), inputs)


def _result(document: Mapping[str, Any], inputs: Sequence[Input]) -> LintResult:
    names = {os.path.normpath(file.path): file.name for file in inputs if file.is_temporary}
    files = tuple(_file(file, names) for file in document["files"])
    return LintResult(files=files, **document["summary"])


def _file(file: Mapping[str, Any], names: Mapping[str, str]) -> FileFindings:
    path = names.get(os.path.normpath(file["path"]), file["path"])
    return FileFindings(
        path=path,
        format=file["format"],
        row_count=file["rows"],
        task=file["task"],
        statistics=file["statistics"],
        findings=tuple(Finding.of(path, finding) for finding in file["findings"]),
    )
