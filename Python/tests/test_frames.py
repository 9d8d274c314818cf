# SPDX-License-Identifier: Apache-2.0
"""Frames and datasets of other libraries; skipped where these are missing."""

import importlib.util
import unittest

import assay
from data import COLUMNS, mails


def needs(module: str):  # type: ignore[no-untyped-def]
    """Skips a test where a library is missing."""
    return unittest.skipUnless(importlib.util.find_spec(module), f"{module} is not installed")


class FrameTests(unittest.TestCase):
    @needs("pandas")
    def test_pandas(self) -> None:
        import pandas

        rows = [*mails(), {"text": "No mood at all", "mood": None}]
        frame = pandas.DataFrame(rows, index=range(100, 141))
        found = assay.lint(frame, **COLUMNS)
        self.assertEqual(found.files[0].path, "<DataFrame>")
        self.assertEqual(found.files[0].row_count, 41)
        table = found.to_pandas()
        self.assertEqual(list(table[table.code == "VAL002"].row_count), [1])
        self.assertEqual(len(assay.fix(frame, no_split=True, **COLUMNS).to_pandas()), 40)

    @needs("pandas")
    def test_pandas_columns_as_labels(self) -> None:
        import pandas

        found = assay.evaluate(pandas.Series([0, 1, 1]), pandas.Series([0.1, 0.7, 0.4]))
        self.assertEqual(found.n, 3)

    @needs("numpy")
    def test_numpy(self) -> None:
        import numpy

        found = assay.evaluate(
            numpy.array([0, 1, 2]), numpy.array([[0.6, 0.2, 0.2], [0.1, 0.8, 0.1], [0.3, 0.3, 0.4]])
        )
        self.assertEqual((found.n, found.classes), (3, ("0", "1", "2")))

    @needs("polars")
    def test_polars(self) -> None:
        import polars

        self.assertEqual(assay.stats(polars.DataFrame(mails()), **COLUMNS).row_count, 40)

    @needs("datasets")
    def test_datasets(self) -> None:
        import datasets

        found = assay.stats(datasets.Dataset.from_list(mails()), **COLUMNS)
        self.assertEqual((found.path, found.row_count), ("<Dataset>", 40))
        with self.assertRaises(assay.AssayError):
            assay.stats(datasets.DatasetDict(train=datasets.Dataset.from_list(mails())))


if __name__ == "__main__":
    unittest.main()
