# SPDX-License-Identifier: Apache-2.0
"""The plug-in for pytest; skipped where pytest is missing."""

import importlib.util
import os
import subprocess
import sys
import unittest
from pathlib import Path

import assay
from data import FolderCase, mails


@unittest.skipUnless(importlib.util.find_spec("pytest"), "pytest is not installed")
class PluginTests(FolderCase):
    def test_named_files_are_tests(self) -> None:
        good = [{"prompt": f"{row['text']} ->", "completion": f" {row['mood']}"} for row in mails()]
        self.write_rows("good.jsonl", good)
        self.write_rows("bad.jsonl", [*good, {"prompt": "Nothing ->", "completion": ""}])
        self.write("other.jsonl", "{")
        self.write(
            "pytest.ini",
            "[pytest]\nassay_files = good.jsonl bad.jsonl\nassay_fail_on = error\n",
        )
        package = str(Path(assay.__file__).parents[1])
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "assay.pytest_plugin", "-p", "no:cacheprovider"],
            cwd=self.folder,
            env={**os.environ, "PYTHONPATH": package, "ASSAY_BINARY": assay.find_binary()},
            capture_output=True,
            text=True,
        )
        self.assertIn("1 failed, 1 passed", done.stdout, done.stdout + done.stderr)
        self.assertIn("ROW002", done.stdout)


if __name__ == "__main__":
    unittest.main()
