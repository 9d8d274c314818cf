// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics
import JSON
import Testing

@testable import Evaluation

@Suite struct FiguresTests {
  @Test func namesAreComparedByCodePoint() {
    #expect(ExactName("\u{E9}") != ExactName("e\u{301}"))
    #expect(ExactName("a") < ExactName("b") && !(ExactName("b") < ExactName("a")))
    #expect(Set([ExactName("x"), ExactName("x"), ExactName("y")]).count == 2)
    let list = ClassList(["b", "a", "b", "\u{E9}", "e\u{301}"])
    #expect(list.count == 4 && list[0] == "a" && list.index(of: "b") == 1)
    #expect(list.index(of: "c") == nil)
  }

  @Test(arguments: [(1.0, "f1"), (0.5, "f0.5"), (2, "f2"), (10, "f10")])
  func keysOfBetas(_ beta: Double, _ key: String) {
    #expect(MetricTable.classification(betas: [beta]).map(\.key).contains(key))
  }

  @Test func figuresHaveWords() {
    #expect(FigureNames.of("accuracy").name == "Accuracy" && FigureNames.of("accuracy").isHeadline)
    #expect(!FigureNames.of("brier").isHeadline)
    #expect(FigureNames.of("f1").isHeadline && !FigureNames.of("f2").isHeadline)
    #expect(FigureNames.of("f2").name == "F2" && FigureNames.of("f2").meaning.contains("recall"))
    #expect(FigureNames.of("fun").name == "fun" && FigureNames.of("fun").meaning.isEmpty)
  }

  @Test func aBaselineSaysItsFigures() {
    let baseline = BaselineModel(
      name: "gpt2",
      figures: [NamedFigure("accuracy", .value(0.5)), NamedFigure("auroc", .undefined("x"))])
    #expect(baseline.value("accuracy") == 0.5 && baseline.value("auroc") == nil)
    #expect(baseline.value("other") == nil)
    #expect(baseline.json["model"] == "gpt2" && baseline.json["accuracy"]?.double == 0.5)
    #expect(baseline.json["auroc"] == .null)
  }

  @Test func generatedTextsAreHeldAgainstTheWanted() {
    var figures = GenerationFigures()
    figures.add(" The lamp", wanted: " the lamp.")
    figures.add(" x", wanted: " x")
    #expect(figures.texts == [" The lamp", " x"])
    let values = figures.figures.map { $0.figure.value }
    #expect(figures.figures.map(\.key) == ["exact_match", "normalized_match", "token_f1"])
    #expect(values == [0.5, 1, 1])
  }

  @Test func slicesAreSortedAndCountTheirOwnRows() {
    var predictions = ClassificationPredictions(
      labels: ["a", "b", "a", "b"], predictions: ["a", "b", "b", "b"])
    #expect(Slice.all(of: predictions).isEmpty)
    predictions.slices = ["y", "y", "x", "x"]
    let slices = Slice.all(of: predictions)
    #expect(slices.map(\.name) == ["x", "y"] && slices.map(\.count) == [2, 2])
    #expect(slices.map(\.accuracy) == [0.5, 1])
    #expect(slices[1].macroF1 == 1 && slices[0].macroF1 < 0.5)
  }

  @Test func aClassMoreKeepsTheRows() {
    var predictions = ClassificationPredictions(labels: ["a", "c"], predictions: ["c", "c"])
    predictions.numbers = [4, 9]
    predictions.slices = ["x", "y"]
    let wider = predictions.adding("b")
    #expect(wider.classes.names == ["a", "b", "c"] && wider.labels == [0, 2])
    #expect(wider.predictions == [2, 2] && wider.hits == [false, true])
    #expect(wider.number(of: 1) == 9 && wider.slices == ["x", "y"])
    #expect(ClassificationPredictions(labels: ["a"], predictions: ["a"]).number(of: 0) == 0)
  }

  @Test func predictionsAreTheLikeliest() {
    let scores = ScoreMatrix(values: [0.2, 0.8, 0.9, 0.1], classCount: 2)
    let predictions = ClassificationPredictions(
      classes: ClassList(["a", "b"]), labels: [0, 0], scores: scores, prompts: ["p", "q"])
    #expect(predictions.predictions == [1, 0] && predictions.hits == [false, true])
    let other = predictions.with(
      scores: ScoreMatrix(values: [0.7, 0.3, 0.4, 0.6], classCount: 2))
    #expect(other.predictions == [0, 1] && other.prompts == ["p", "q"])
  }

  @Test func severalClassesHaveFiguresOfTheirOwn() {
    func keys(_ classes: [String], positive: Int?) -> [String] {
      let count = classes.count
      let scores = ScoreMatrix(
        values: (0..<count * count).map { $0 % (count + 1) == 0 ? 0.8 : 0.2 / Double(count - 1) },
        classCount: count)
      let predictions = ClassificationPredictions(
        classes: ClassList(classes), labels: Array(0..<count), scores: scores)
      return FigureCalculator(predictions, positive: positive, options: EvaluationOptions())
        .figures().map(\.key)
    }
    let binary = keys(["a", "b"], positive: 1)
    #expect(binary.contains("auroc") && binary.contains("f0.5"))
    #expect(!binary.contains("top_3_accuracy"))
    let three = keys(["a", "b", "c"], positive: nil)
    #expect(three.contains("top_3_accuracy") && !three.contains("precision"))
    #expect(keys(["a", "b", "c"], positive: 0).contains("precision"))
  }

  @Test func aRowAboveTheThresholdIsPositive() {
    func recall(_ threshold: Double) -> Double? {
      let scores = ScoreMatrix(values: [0.4, 0.6, 0.7, 0.3], classCount: 2)
      let predictions = ClassificationPredictions(
        classes: ClassList(["a", "b"]), labels: [1, 1], scores: scores)
      var options = EvaluationOptions()
      options.threshold = threshold
      return FigureCalculator(predictions, positive: 1, options: options).figures()
        .first { $0.key == "recall" }?.figure.value
    }
    #expect(recall(0.5) == 0.5 && recall(0.2) == 1 && recall(0.6) == 0)
  }
}
