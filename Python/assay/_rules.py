# SPDX-License-Identifier: Apache-2.0
"""`assay.rules`: what is looked for, and why."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Optional

from ._command import Option, arguments, document
from ._table import Table, counted


@dataclass(frozen=True)
class Rule:
    """What one rule checks."""

    code: str
    name: str
    severity: str
    enabled: bool
    summary: str
    why: str
    help: str
    fix: Optional[str]
    source: Optional[str]
    """Where a threshold comes from."""


@dataclass(frozen=True)
class Rules(Table):
    """Some rules."""

    rules: tuple[Rule, ...]

    def rows(self) -> list[dict[str, Any]]:
        return [asdict(rule) for rule in self.rules]

    def headline(self) -> str:
        return counted(len(self.rules), "rule")

    def __getitem__(self, code: str) -> Rule:
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise KeyError(code)


def rules(*codes: str, **options: Option) -> Rules:
    """All rules, or those whose codes begin so: `rules("SEP")`.

    Raises:
        AssayError: when there is no rule of such a code.
    """
    found = document(["rules", *codes, *arguments(options)])
    names = Rule.__dataclass_fields__
    return Rules(tuple(Rule(**{name: rule.get(name) for name in names}) for rule in found))
