# SPDX-License-Identifier: Apache-2.0
"""Rows for tests, and a folder that goes when a test ends."""

from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

CHEERFUL = ["What a fine day", "I like this lamp", "Good soup", "They sing well"]
GLOOMY = ["It rains again", "The lamp broke", "Cold soup", "They sing badly"]


def mails(count: int = 40) -> list[dict[str, str]]:
    """Labeled rows, all of them different, as a spreadsheet has them."""
    rows = []
    for number in range(count):
        texts, mood = (CHEERFUL, "cheerful") if number % 2 else (GLOOMY, "gloomy")
        text = f"{texts[number // 2 % len(texts)]}, said person {number} of the house."
        rows.append({"text": text, "mood": mood})
    return rows


COLUMNS = {"prompt_column": "text", "completion_column": "mood"}


class FolderCase(unittest.TestCase):
    """A test with a folder of its own."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, name: str, text: str) -> str:
        """Writes a file and returns its path."""
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def write_rows(self, name: str, rows: list[dict[str, str]]) -> str:
        """Writes rows as JSON Lines and returns the path."""
        return self.write(name, "".join(json.dumps(row) + "\n" for row in rows))
