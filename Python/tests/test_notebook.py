# SPDX-License-Identifier: Apache-2.0
"""What notebooks show: those of docs/notebooks, and, where a kernel is installed, one in a real kernel."""

import importlib.util
import json
import os
import unittest
from pathlib import Path
from unittest import mock

import assay
import notebooks
from data import FolderCase, mails

CELLS = [
    "import assay, json; rows = json.load(open('rows.json'))\n"
    "columns = dict(prompt_column='text', completion_column='mood')",
    "assay.lint(rows, **columns)",
    "fixed = assay.fix(rows, no_split=True, **columns); fixed",
    "model = assay.train(fixed.rows(), output='model', max_steps=2)",
]
NEEDED = ("nbclient", "nbformat", "ipykernel")


class DocumentedNotebookTests(unittest.TestCase):
    def test_each_cell_shows_what_is_saved(self) -> None:
        paths = sorted(notebooks.FOLDER.glob("*.ipynb"))
        self.assertTrue(paths)
        for path in paths:
            notebook = json.loads(path.read_text(encoding="utf-8"))
            with self.subTest(path.name), notebooks.beside_the_sample():
                self.assertEqual(notebooks.results(notebook), notebooks.saved(notebook))


@unittest.skipUnless(all(map(importlib.util.find_spec, NEEDED)), "nbclient is not installed")
class NotebookTests(FolderCase):
    def test_results_are_tables_and_a_training_has_a_bar(self) -> None:
        import nbclient
        import nbformat

        self.write("rows.json", json.dumps(mails()))
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in CELLS])
        paths = {
            "PYTHONPATH": str(Path(assay.__file__).parents[1]),
            "ASSAY_BINARY": assay.find_binary(),
            "IPYTHONDIR": str(self.folder / "ipython"),
        }
        with mock.patch.dict(os.environ, paths):
            resources = {"metadata": {"path": str(self.folder)}}
            nbclient.NotebookClient(notebook, resources=resources).execute()
        shown = [
            "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
            for cell in notebook.cells
        ]
        self.assertIn("<td>SEP001</td>", shown[1])
        self.assertIn("40 rows in, 40 out", shown[2])
        self.assertIn('<progress value="1.0000"', shown[3])


if __name__ == "__main__":
    unittest.main()
