# SPDX-License-Identifier: Apache-2.0
"""Data as tests of pytest: files that `assay_files` in its configuration names are linted.

[pytest]
assay_files = data/*.jsonl
assay_fail_on = error
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Optional, Union, cast

import pytest

from ._check import CheckFailure, check
from ._errors import AssayError
from ._lint import Severity


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declares the settings."""
    parser.addini("assay_files", "patterns of data files to lint", type="args", default=[])
    parser.addini("assay_fail_on", "the least severity that fails", default="warning")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Optional[DataFile]:
    """Takes a file as a test when a pattern names it."""
    patterns = parent.config.getini("assay_files")
    folder = parent.config.rootpath
    if not file_path.is_relative_to(folder):
        return None
    relative = file_path.relative_to(folder)
    if not any(relative.match(pattern) for pattern in patterns):
        return None
    return DataFile.from_parent(parent, path=file_path)


class DataFile(pytest.File):
    """A file of data."""

    def collect(self) -> Iterator[LintItem]:
        """Makes the one test of it."""
        yield LintItem.from_parent(self, name="assay")


class LintItem(pytest.Item):
    """The test that a file passes."""

    def runtest(self) -> None:
        """Lints the file."""
        check(self.path, fail_on=cast(Severity, self.config.getini("assay_fail_on")))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Shows findings without a trace of Python."""
        if isinstance(excinfo.value, (CheckFailure, AssayError)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Union[Path, str], Optional[int], str]:
        """Names the test."""
        return self.path, None, f"assay: {self.path.name}"
