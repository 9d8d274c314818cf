# SPDX-License-Identifier: Apache-2.0
"""Rows of the audit: a function each, which says what it ran and what held."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import traceback

assay = os.environ.get("ASSAY", "assay")
_rows = []


class Row:
    """What was seen of one row of the list of features."""

    def __init__(self, folder):
        self.folder = folder
        self.held = []
        self.failed = []

    def holds(self, what, condition):
        """Notes one of the things that the row promises."""
        (self.held if condition else self.failed).append(what)
        return condition

    def run(self, *arguments, status=None, stdin=None):
        """Runs assay in the row's folder; with a status, that it ends so is one of the promises."""
        command = [assay] + [str(part) for part in arguments]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True, input=stdin, timeout=600)
        if status is not None and done.returncode != status:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            self.holds(f"`assay {' '.join(command[1:])}` ends with {status}, not {done.returncode}: {last}", False)
        return done

    def json(self, *arguments, **options):
        """What a command prints, as JSON."""
        return json.loads(self.run(*arguments, **options).stdout)

    def codes(self, *arguments):
        """The codes of the findings of `assay lint`."""
        files = self.json("lint", *arguments, "--format", "json", "--fail-on", "never")["files"]
        return {finding["code"] for file in files for finding in file["findings"]}

    def write(self, name, content):
        """A file of the row: text, bytes, or a list of rows as JSON lines."""
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            if isinstance(content, list):
                content = "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in content)
            path.write_text(content, encoding="utf-8")
        return name

    def read(self, name):
        """The rows of a file of JSON lines."""
        return [json.loads(line) for line in (self.folder / name).read_text(encoding="utf-8").splitlines()]


def row(number, ran):
    """Marks the function that tries a row; `ran` says what it runs."""

    def mark(function):
        _rows.append((number, ran, function))
        return function

    return mark


def main():
    """Tries the rows that are asked for, all without a number, and prints an object for each."""
    wanted = {int(each) for each in sys.argv[1:]}
    for number, ran, function in _rows:
        if wanted and number not in wanted:
            continue
        with tempfile.TemporaryDirectory() as name:
            seen = Row(pathlib.Path(name))
            try:
                function(seen)
            except Exception as error:  # A row that breaks off is no reason to leave out the others.
                where = traceback.extract_tb(error.__traceback__)[-1]
                seen.holds(f"{type(error).__name__} in {where.name}, line {where.lineno}: {str(error)[:300]}", False)
        outcome = "whole" if not seen.failed else "part" if seen.held else "missing"
        print(json.dumps({"row": number, "ran": ran, "outcome": outcome, "held": len(seen.held), "failed": seen.failed}), flush=True)
