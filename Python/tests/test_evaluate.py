# SPDX-License-Identifier: Apache-2.0
"""Figures of predictions from anywhere."""

import math
import unittest

import assay


class EvaluateTests(unittest.TestCase):
    def test_two_classes_by_one_probability(self) -> None:
        found = assay.evaluate([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
        # The example of scikit-learn's roc_auc_score.
        self.assertAlmostEqual(found["auroc"], 0.75)
        self.assertAlmostEqual(found.accuracy or 0, 0.75)
        self.assertEqual(found["positive_class"], "1")

    def test_many_classes_by_rows_of_probabilities(self) -> None:
        found = assay.evaluate(["a", "b", "c"], [[0.8, 0.1, 0.1], [0.2, 0.7, 0.1], [0.5, 0.2, 0.3]])
        self.assertEqual(found.classes, ("a", "b", "c"))
        self.assertAlmostEqual(found.accuracy or 0, 2 / 3)
        loss = -(math.log(0.8) + math.log(0.7) + math.log(0.3)) / 3
        self.assertAlmostEqual(found["log_loss"], loss)

    def test_predicted_labels(self) -> None:
        found = assay.evaluate(["x", "y", "y"], y_pred=["x", "y", "x"])
        self.assertAlmostEqual(found.accuracy or 0, 2 / 3)
        self.assertIsNone(found.raw.get("auroc"))

    def test_probabilities_by_class(self) -> None:
        found = assay.evaluate(["x", "y"], [{"x": 0.9, "y": 0.1}, {"x": 0.6, "y": 0.4}])
        self.assertEqual(found["confusion_matrix"]["counts"], [[1, 0], [1, 0]])

    def test_intervals_stand_beside_their_figures(self) -> None:
        found = assay.evaluate([0, 1] * 20, [0.2, 0.6] * 20, bootstrap=50)
        row = next(row for row in found.rows() if row["figure"] == "accuracy")
        self.assertLessEqual(row["low"], row["value"])

    def test_a_required_figure(self) -> None:
        assay.evaluate([0, 1], [0.1, 0.9], require="accuracy>=0.9")
        with self.assertRaises(assay.AssayError) as caught:
            assay.evaluate([0, 1], [0.9, 0.1], require=["accuracy>=0.9"])
        self.assertIn("accuracy", caught.exception.message)

    def test_what_does_not_fit(self) -> None:
        calls = [
            lambda: assay.evaluate([0, 1]),
            lambda: assay.evaluate([0, 1], [0.5]),
            lambda: assay.evaluate([0, 1, 2], [0.5, 0.5, 0.5]),
            lambda: assay.evaluate([0, 1], [[0.5, 0.3, 0.2]] * 2),
            lambda: assay.evaluate([0, 1], [0.5, 1.5]),
        ]
        for number, call in enumerate(calls):
            with self.assertRaises(assay.AssayError, msg=str(number)):
                call()


if __name__ == "__main__":
    unittest.main()
