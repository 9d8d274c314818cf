// SPDX-License-Identifier: Apache-2.0

import JSON
import Road
import Testing

@Suite struct RoadVerdictTests {
  @Test func classesAreJudgedBesideTheMajority() {
    let verdict = RoadVerdict([
      "n": 3080, "accuracy": 0.887,
      "confidence_intervals": ["accuracy": ["low": 0.8761, "high": 0.898]],
      "baseline": ["class": " refund", "accuracy": 0.25],
      "linear_model": ["model": "a linear model", "accuracy": 0.9],
      "per_class": [
        " refund": ["recall": 0.9, "support": 10], " late": ["recall": 0.5, "support": 4],
        " none": ["recall": 0, "support": 0],
      ],
      "top_confusions": [["label": " late", "prediction": " refund", "count": 2]],
    ])
    #expect(
      verdict.sentences == [
        "accuracy 0.887 [0.876, 0.898] on 3,080 rows that the model has not seen",
        "64 points above always answering 'refund' (0.250)",
        "1 point below a linear model (0.900)",
        "weakest: 'late', 2 of 4 found, most often taken for 'refund'",
      ])
  }

  /// From a point on: less is chance more often than not.
  @Test func aLinearModelThatDoesBetterIsSeen() {
    func isBetter(_ linear: JSONValue) -> Bool {
      RoadVerdict([
        "n": 100, "accuracy": 0.8, "linear_model": ["model": "a linear model", "accuracy": linear],
      ]).isLinearBetter
    }
    #expect(isBetter(0.82) && !isBetter(0.805) && !isBetter(0.7))
    #expect(!RoadVerdict(["n": 100, "accuracy": 0.8]).isLinearBetter)
  }

  @Test func aModelThatIsNoBetterIsCalledSo() {
    func second(_ accuracy: JSONValue) -> String? {
      RoadVerdict([
        "n": 10, "accuracy": accuracy, "baseline": ["class": "a", "accuracy": 0.5],
      ]).sentences.last
    }
    #expect(second(0.5) == "no better than always answering 'a' (0.500)")
    #expect(second(0.4) == "10 points below always answering 'a' (0.500)")
    #expect(second(0.51) == "1 point above always answering 'a' (0.500)")
  }

  /// Labels that differ by a space at their end do not look the same.
  @Test func aSpaceAtTheEndOfALabelIsKept() {
    let verdict = RoadVerdict([
      "n": 9, "accuracy": 0.5,
      "per_class": [" a ": ["recall": 0, "support": 1], " a": ["recall": 1, "support": 8]],
      "top_confusions": [["label": " a ", "prediction": " a", "count": 1]],
    ])
    #expect(verdict.sentences.last == "weakest: 'a ', 0 of 1 found, most often taken for 'a'")
  }

  @Test func textsAreJudgedByPerplexity() {
    let verdict = RoadVerdict(["n": 3, "perplexity": 12.345, "token_accuracy": 0.25])
    #expect(!verdict.isClassifier)
    #expect(
      verdict.sentences == [
        "perplexity 12.35 on 3 rows that the model has not seen; 25.0 % of their tokens are its first guess"
      ])
  }
}
