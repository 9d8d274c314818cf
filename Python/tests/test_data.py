# SPDX-License-Identifier: Apache-2.0
"""Lint, fix, stats, assess and check, on files and on data in memory."""

import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import assay
from data import COLUMNS, FolderCase, mails


class LintTests(FolderCase):
    def test_file_and_memory_give_the_same_findings(self) -> None:
        rows = [*mails(), {"text": "No mood at all", "mood": ""}]
        path = self.write_rows("mails.jsonl", rows)
        from_file = assay.lint(path, **COLUMNS)
        from_memory = assay.lint(rows, **COLUMNS)
        self.assertIn("ROW002", [finding.code for finding in from_file.findings])
        self.assertEqual(
            [(f.code, f.rows, f.row_count) for f in from_file.findings],
            [(f.code, f.rows, f.row_count) for f in from_memory.findings],
        )
        self.assertEqual(from_memory.files[0].path, "<list>")
        self.assertEqual(from_file.files[0].task, "classification")

    def test_rows_count_from_zero(self) -> None:
        rows = [*mails(), {"text": "No mood at all", "mood": ""}]
        finding = next(f for f in assay.lint(rows, **COLUMNS).findings if f.code == "ROW002")
        self.assertEqual(finding.rows, (40,))
        self.assertEqual(finding.fix, "safe")

    def test_several_files_are_compared(self) -> None:
        codes = [f.code for f in assay.lint(mails(), mails(), **COLUMNS).findings]
        self.assertTrue(any(code.startswith("SPL") for code in codes), codes)

    def test_select_takes_a_list(self) -> None:
        findings = assay.lint(mails(), select=["SEP", "ROW"], **COLUMNS).findings
        self.assertEqual({finding.code[:3] for finding in findings}, {"SEP", "ROW"})

    def test_html_escapes_texts(self) -> None:
        rows = [{"text": text, "mood": "<b>"} for text in ("a", "a", "b", "c")]
        shown = assay.lint(rows, **COLUMNS)._repr_html_()
        self.assertIn("<table>", shown)
        self.assertNotIn("<b>", shown)

    def test_nothing_stays_behind(self) -> None:
        with mock.patch.dict(os.environ, {"TMPDIR": str(self.folder)}):
            tempfile.tempdir = None
            self.addCleanup(setattr, tempfile, "tempdir", None)
            assay.lint(mails(), **COLUMNS)
            assay.fix(mails(), **COLUMNS)
        self.assertEqual(os.listdir(self.folder), [])


class ErrorTests(FolderCase):
    def test_a_broken_file_names_its_place(self) -> None:
        path = self.write("cut.jsonl", '{"prompt": "a", "completion": " b"}\n{"prompt": "c\n')
        for call in (assay.lint, assay.fix, assay.stats):
            with self.assertRaises(assay.AssayError) as caught:
                call(path)
            error = caught.exception
            self.assertEqual((error.file, error.row, error.line), (path, 1, 2), call.__name__)
            self.assertTrue(error.code and error.remedy, call.__name__)

    def test_a_missing_file(self) -> None:
        with self.assertRaises(assay.AssayError) as caught:
            assay.lint(self.folder / "missing.csv")
        self.assertEqual(caught.exception.file, str(self.folder / "missing.csv"))

    def test_memory_is_named_by_its_type(self) -> None:
        with self.assertRaises(assay.AssayError) as caught:
            assay.stats([{"text": "a"}])
        self.assertEqual(caught.exception.file, "<list>")
        self.assertIn("completion", caught.exception.message)

    def test_an_unknown_option_is_refused_with_advice(self) -> None:
        with self.assertRaises(assay.AssayError) as caught:
            assay.lint(mails(), promt_column="text")
        self.assertIn("--prompt-column", caught.exception.remedy or "")

    def test_what_is_no_data(self) -> None:
        for data in (3, {"train": mails()}, ["a.csv", "b.csv"], "-"):
            with self.assertRaises(assay.AssayError):
                assay.lint(data)

    def test_a_document_that_goes_elsewhere(self) -> None:
        with self.assertRaises(assay.AssayError) as caught:
            assay.stats(mails(), output=self.folder / "stats.json", **COLUMNS)
        self.assertIn("document", caught.exception.message)

    def test_a_program_that_is_not_there(self) -> None:
        with mock.patch.dict(os.environ, {"ASSAY_BINARY": str(self.folder / "assay")}):
            with self.assertRaises(assay.AssayError):
                assay.rules()


class FixTests(FolderCase):
    def test_a_file_is_written_beside_the_input(self) -> None:
        rows = [*mails(), {"text": "No mood at all", "mood": ""}]
        path = self.write_rows("mails.jsonl", rows)
        before = Path(path).read_bytes()
        result = assay.fix(path, no_split=True, **COLUMNS)
        self.assertEqual(Path(path).read_bytes(), before)
        self.assertEqual(result.training_file, str(self.folder / "mails_prepared.jsonl"))
        self.assertEqual((result.rows_in, result.rows_out), (41, 40))
        self.assertEqual([(row.row, row.codes) for row in result.dropped], [(40, ("ROW002",))])
        self.assertEqual(len(result.rows()), 40)
        self.assertEqual(list(result.rows()[0]), ["prompt", "completion"])

    def test_memory_stays_in_memory(self) -> None:
        result = assay.fix(mails(), number_classes=True, **COLUMNS)
        self.assertIsNone(result.training_file)
        self.assertEqual(len(result.rows()) + len(result.validation_rows()), 40)
        self.assertEqual({row["completion"] for row in result.rows()}, {" 0", " 1"})
        self.assertEqual(dict(result.labels), {"cheerful": 0, "gloomy": 1})

    def test_a_dry_run_writes_nothing(self) -> None:
        path = self.write_rows("mails.jsonl", mails())
        result = assay.fix(path, dry_run=True, **COLUMNS)
        self.assertIsNone(result.training_file)
        self.assertTrue(result.fixes)
        self.assertEqual(os.listdir(self.folder), ["mails.jsonl"])

    def test_a_file_that_exists_stays(self) -> None:
        path = self.write_rows("mails.jsonl", mails())
        taken = self.write("taken.jsonl", "mine\n")
        with self.assertRaises(assay.AssayError):
            assay.fix(path, output=taken, no_split=True, **COLUMNS)
        self.assertEqual(Path(taken).read_text(), "mine\n")


class FigureTests(FolderCase):
    def test_stats(self) -> None:
        found = assay.stats(mails(), **COLUMNS)
        self.assertEqual(found.row_count, 40)
        self.assertEqual(dict(found.classes), {"cheerful": 20, "gloomy": 20})
        self.assertEqual(found.rows()[0]["of"], "prompt_tokens")

    def test_assess_finds_a_wrong_label(self) -> None:
        found = assay.assess(mails(120), no_curve=True, **COLUMNS)
        self.assertEqual(found.n, 120)
        self.assertEqual(len(found.classes), 2)
        self.assertGreater(found.accuracy or 0, 0.5)

    def test_rules(self) -> None:
        found = assay.rules("SEP")
        self.assertTrue(all(rule.code.startswith("SEP") for rule in found.rules))
        self.assertTrue(found["SEP001"].why)


class CheckTests(FolderCase):
    def test_a_failure_is_an_assertion(self) -> None:
        rows = [*mails(), {"text": "No mood at all", "mood": ""}]
        with self.assertRaises(AssertionError) as caught:
            assay.check(rows, fail_on="error", **COLUMNS)
        self.assertIn("ROW002", str(caught.exception))
        self.assertIsInstance(caught.exception, assay.CheckFailure)

    def test_what_is_tolerated_passes(self) -> None:
        result = assay.check(mails(), fail_on="error", **COLUMNS)
        self.assertEqual(result.errors, 0)


if __name__ == "__main__":
    unittest.main()
