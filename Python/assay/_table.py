# SPDX-License-Identifier: Apache-2.0
"""What all results can do: be a data frame, and a table in a notebook."""

from __future__ import annotations

import html
from collections.abc import Sequence
from importlib import import_module
from typing import Any

_SHOWN = 50


class Table:
    """A result that is a table."""

    def rows(self) -> list[dict[str, Any]]:
        """The rows of the table, with the same keys in each."""
        raise NotImplementedError

    def headline(self) -> str:
        """One line that says what it comes to."""
        return ""

    def to_pandas(self) -> Any:
        """The rows as a `pandas.DataFrame`; pandas has to be installed."""
        return import_module("pandas").DataFrame(self.rows())

    def _repr_html_(self) -> str:
        rows = self.rows()
        head = f"<p>{html.escape(self.headline())}</p>" if self.headline() else ""
        if not rows:
            return head
        more = f"<p>{len(rows) - _SHOWN} more rows</p>" if len(rows) > _SHOWN else ""
        return head + _html_table(list(rows[0]), rows[:_SHOWN]) + more


def counted(number: int, noun: str) -> str:
    """`1 row`, `1,200 rows`; a class has two."""
    plural = f"{noun}es" if noun.endswith("ss") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def _html_table(keys: Sequence[str], rows: Sequence[dict[str, Any]]) -> str:
    head = "".join(f"<th>{html.escape(key)}</th>" for key in keys)
    body = "".join(
        "<tr>" + "".join(f"<td>{html.escape(_text(row.get(key)))}</td>" for key in keys) + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (list, tuple)):
        shown = ", ".join(_text(item) for item in value[:8])
        return shown + (", ..." if len(value) > 8 else "")
    return str(value)
