# SPDX-License-Identifier: Apache-2.0
"""`assay.check`: an assertion about data, for tests."""

from __future__ import annotations

from collections.abc import Sequence

from ._command import Option
from ._inputs import Data
from ._lint import Finding, LintResult, Severity, lint


class CheckFailure(AssertionError):
    """Data that does not pass."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        texts = [f"{finding}\n  {finding.help}" for finding in findings]
        super().__init__("\n".join(texts))


def check(data: Data, *more: Data, fail_on: Severity = "warning", **options: Option) -> LintResult:
    """Lints data and fails where a finding is at least as bad as `fail_on`.

    Raises:
        CheckFailure: an `AssertionError` with the findings.
        AssayError: when something cannot be read.
    """
    result = lint(data, *more, **options)
    failures = result.failures(fail_on)
    if failures:
        raise CheckFailure(failures)
    return result
