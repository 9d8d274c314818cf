# SPDX-License-Identifier: Apache-2.0
"""Why something could not be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional


class AssayError(Exception):
    """What could not be done: what went wrong, where, and what to do about it.

    A finding about data is no error: `lint` returns it.
    """

    def __init__(
        self,
        message: str,
        *,
        code: Optional[str] = None,
        file: Optional[str] = None,
        row: Optional[int] = None,
        line: Optional[int] = None,
        column: Optional[int] = None,
        field: Optional[str] = None,
        remedy: Optional[str] = None,
    ) -> None:
        self.message = message
        """What went wrong, as one sentence without a final dot."""
        self.code = code
        """The rule that explains it, such as JSON002."""
        self.file = file
        self.row = row
        """The row, counted from 0."""
        self.line = line
        """The line of the file, counted from 1."""
        self.column = column
        """The byte within the line, counted from 1."""
        self.field = field
        """The name of the column."""
        self.remedy = remedy
        super().__init__(self._text())

    @classmethod
    def of(cls, members: Mapping[str, Any]) -> AssayError:
        """The error that the program reports as an object."""
        names = ("code", "file", "row", "line", "column", "field", "remedy")
        return cls(str(members["message"]), **{name: members.get(name) for name in names})

    def _text(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        if self.row is not None:
            place += f" (row {self.row})"
        parts = [part for part in (place, self.code, self.message) if part]
        return ": ".join(parts) + (f". {self.remedy}" if self.remedy else "")
