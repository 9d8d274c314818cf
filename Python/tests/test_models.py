# SPDX-License-Identifier: Apache-2.0
"""Training, and what a model is used for."""

import tempfile
import unittest
from pathlib import Path

import assay
from data import COLUMNS, mails


class ModelTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        fixed = assay.fix(mails(), **COLUMNS)
        cls.valid = fixed.validation_rows()
        cls.steps: list[assay.Step] = []
        cls.result = assay.train(
            fixed.rows(),
            validation=cls.valid,
            output=Path(folder.name, "model"),
            progress=cls.steps.append,
            max_steps=3,
        )

    def test_each_step_is_told(self) -> None:
        self.assertEqual([step.step for step in self.steps], [1, 2, 3])
        self.assertEqual(self.steps[-1].share, 1)
        self.assertEqual(len(self.result.rows()), 3)
        self.assertEqual(self.result.task, "classification")

    def test_evaluate_model(self) -> None:
        found = assay.evaluate_model(self.result.model, self.valid)
        self.assertEqual(found.n, len(self.valid))
        self.assertIn("perplexity", found.raw)
        self.assertEqual(len(found.class_rows()), len(found.classes))

    def test_complete(self) -> None:
        found = assay.complete(self.result.model, "Good soup ->", max_tokens=2, n=2, seed=1)
        self.assertEqual(len(found.choices), 2)
        self.assertEqual(found.text, found.choices[0].text)

    def test_score(self) -> None:
        found = assay.score(self.result.model, self.valid)
        self.assertEqual([one.row for one in found.scores], list(range(len(self.valid))))
        self.assertLess(found.scores[0].logprob or 0, 0)

    def test_embed(self) -> None:
        found = assay.embed(self.result.model, ["one", "two words"])
        self.assertEqual(found.tokens, (1, 2))
        self.assertEqual(len(found.vectors[0]), len(found.vectors[1]))

    def test_predict(self) -> None:
        found = assay.predict(self.result.model, ["Good soup", ""])
        self.assertIn(found.labels[0], ("cheerful", "gloomy"))
        self.assertIsNone(found.labels[1])
        table = assay.predict(self.result.model, self.valid)
        self.assertEqual(len(table.rows()), len(self.valid))

    def test_a_listener_that_fails_ends_the_training(self) -> None:
        def fail(step: assay.Step) -> None:
            raise ValueError("enough")

        with tempfile.TemporaryDirectory() as folder, self.assertRaisesRegex(ValueError, "enough"):
            assay.train(
                self.valid, output=Path(folder, "model"), progress=fail, epochs=200, batch_size=1
            )


if __name__ == "__main__":
    unittest.main()
