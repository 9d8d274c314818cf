# SPDX-License-Identifier: Apache-2.0
"""What the packages are made by: one version everywhere, and a man page for each command."""

import re
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

import assay
from data import FolderCase

CHECKOUT = Path(__file__).resolve().parents[2]


def text(path: str) -> str:
    return (CHECKOUT / path).read_text(encoding="utf-8")


class VersionTests(unittest.TestCase):
    def test_the_version_is_one(self) -> None:
        program = re.search(
            r'let text = "(.*)"', text("Sources/CommandOptions/Program/Version.swift")
        )
        assert program
        hook = text("pyproject.toml")
        self.assertIn(f'version = "{program.group(1)}"', hook)
        self.assertIn(f'"assay=={program.group(1)}"', hook)


class ManualTests(FolderCase):
    def setUp(self) -> None:
        super().setUp()
        help_words = [assay.find_binary(), "--experimental-dump-help"]
        described = subprocess.run(help_words, check=True, capture_output=True).stdout
        script = [sys.executable, str(CHECKOUT / "Packaging/man.py"), str(self.folder)]
        subprocess.run(script, input=described, check=True)

    def test_each_command_has_a_page(self) -> None:
        listed = subprocess.run([assay.find_binary(), "--help"], capture_output=True, text=True)
        commands = re.findall(r"^  ([a-z]+)  ", listed.stdout, re.MULTILINE)
        self.assertGreater(len(commands), 15)
        for command in commands:
            page = (self.folder / f"assay-{command}.1").read_text(encoding="utf-8")
            self.assertIn(".SH SYNOPSIS", page)
        self.assertTrue((self.folder / "assay-models-pull.1").exists())

    def test_no_line_is_a_request_by_chance(self) -> None:
        known = {"TH", "SH", "TP", "nf", "fi"}
        for path in self.folder.glob("*.1"):
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.startswith((".", "'")):
                    self.assertIn(line[1:].split()[0], known, path.name)

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_mandoc_reads_the_pages(self) -> None:
        pages = [str(path) for path in self.folder.glob("*.1")]
        done = subprocess.run(
            ["mandoc", "-Tlint", "-Werror", *pages], capture_output=True, text=True
        )
        self.assertEqual(done.stdout, "")


if __name__ == "__main__":
    unittest.main()
