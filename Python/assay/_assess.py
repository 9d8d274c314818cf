# SPDX-License-Identifier: Apache-2.0
"""`assay.assess`: what a model will learn from labeled rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Optional

from ._command import Option, arguments, document
from ._inputs import Data, opened
from ._table import Table, counted


@dataclass(frozen=True)
class DoubtfulLabel:
    """A row whose label the models of the other folds find unlikely."""

    row: int
    line: int
    prompt: str
    label: str
    label_probability: float
    suggestion: str
    suggestion_probability: float


@dataclass(frozen=True)
class Assessment(Table):
    """What the data is worth. As a table it has the doubtful labels, the most doubtful first."""

    n: int
    classes: tuple[str, ...]
    accuracy: Optional[float]
    """The accuracy to expect; `raw["forecast"]` has its interval."""
    macro_f1: Optional[float]
    doubtful: tuple[DoubtfulLabel, ...]
    raw: Mapping[str, Any]
    """The whole document of `assay assess --format json`."""

    def rows(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self.doubtful]

    def headline(self) -> str:
        figures = [
            f"{name} {value:.3f}"
            for name, value in (("accuracy", self.accuracy), ("macro F1", self.macro_f1))
            if value is not None
        ]
        doubts = counted(len(self.doubtful), "doubtful label")
        return ", ".join(
            [counted(self.n, "row"), counted(len(self.classes), "class"), *figures, doubts]
        )


def assess(data: Data, **options: Option) -> Assessment:
    """Forecasts what a model will learn from labeled rows, and finds doubtful labels.

    Args:
        data: the labeled rows, which need not be fixed before.
        options: those of `assay assess`, such as `folds=10` or `no_curve=True`.

    Raises:
        AssayError: when the data cannot be read or has no classes.
    """
    with opened(data) as file:
        raw = document(["assess", file.path, *arguments(options)])
    forecast = raw.get("forecast") or {}
    names = DoubtfulLabel.__dataclass_fields__
    candidates = (raw.get("label_noise") or {}).get("candidates") or []
    return Assessment(
        n=raw["n"],
        classes=tuple(raw["classes"]),
        accuracy=(forecast.get("accuracy") or {}).get("value"),
        macro_f1=(forecast.get("macro_f1") or {}).get("value"),
        doubtful=tuple(DoubtfulLabel(**{name: one[name] for name in names}) for one in candidates),
        raw=raw,
    )
