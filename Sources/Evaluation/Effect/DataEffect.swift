// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import EvaluationMetrics
import LinearModel
import Platform

/// What a change of labeled rows is worth: linear models are trained with the rows before it and with
/// those after it, and judge the same rows, which both sides have.
package struct DataEffect: Sendable, Equatable {
  /// One figure of both sides.
  package struct Change: Sendable, Equatable {
    package let before: Double
    package let after: Double
    /// The interval of 95 % of after minus before, from resamples that both sides share.
    package let interval: ConfidenceInterval

    package var difference: Double { after - before }

    /// Whether the interval leaves out 0.
    package var isClear: Bool { interval.low > 0 || interval.high < 0 }
  }

  package let accuracy: Change
  package let macroF1: Change
  /// Rows that both sides have, on which both were tested.
  package let testedRows: Int
  /// Rows that one side has and the other has not.
  package let changedRows: Int
  package let folds: Int
  /// How often the rows were cut into folds anew; figures are means over the cuts.
  package let cuts: Int
  package let seed: UInt64

  private static let folds = 5
  private static let cuts = 3
  private static let resamples = 1_000

  /// - Parameters:
  ///   - file: what errors name.
  ///   - seed: of folds, models and resamples.
  /// - Throws: `AssayError` when there is too little to train and to test on.
  package init(_ rows: EffectRows, file: String, seed: UInt64 = 42) throws(AssayError) {
    let classes = ClassList(rows.labels)
    let shared = rows.shared
    guard classes.count > 1, shared.count >= 2 * Self.folds else {
      throw AssayError(
        classes.count > 1
          ? "only \(Plural.counted(shared.count, "row")) stayed the same, too few to test on"
          : "all rows have the same label", at: Location(file: file),
        remedy:
          "An effect is measured on rows of two classes or more that the change leaves as they"
          + " are; give at least \(2 * Self.folds)")
    }
    let trial = EffectTrial(rows, classes: classes, folds: Self.folds, seed: seed)
    let answers = try trial.answers(cuts: Self.cuts)
    let labels = shared.map { trial.labels[$0] }
    let figures = EffectFigures(labels: labels, classCount: classes.count, answers: answers)
    var generator = SeededGenerator(seed: seed)
    let intervals = Bootstrap.intervals(
      strata: labels, resamples: Self.resamples, using: &generator
    ) { weights in
      let (before, after) = figures.values(weights)
      return zip(before, after).map { $1 - $0 }
    }
    let (before, after) = figures.values(nil)
    let changes = before.indices.map { index in
      Change(
        before: before[index], after: after[index],
        interval: intervals[index] ?? ConfidenceInterval(low: 0, high: 0))
    }
    accuracy = changes[0]
    macroF1 = changes[1]
    testedRows = shared.count
    changedRows = rows.changed
    folds = Self.folds
    cuts = Self.cuts
    self.seed = seed
  }
}

/// Trains the models of both sides on the same folds.
private struct EffectTrial {
  /// What the models of one cut say of the shared rows.
  struct Answers {
    let before: [Int]
    let after: [Int]
  }

  private let rows: EffectRows
  let labels: [Int]
  private let trainer: LinearTrainer
  private let folds: Int
  private let seed: UInt64

  init(_ rows: EffectRows, classes: ClassList, folds: Int, seed: UInt64) {
    self.rows = rows
    self.folds = folds
    self.seed = seed
    labels = rows.labels.compactMap(classes.index)
    trainer = LinearTrainer(
      texts: rows.prompts, labels: labels, classCount: classes.count, seed: seed)
  }

  func answers(cuts: Int) throws(AssayError) -> [Answers] {
    let first = self.cut(seed)
    // One strength for both sides, or its choice would be taken for an effect of the rows.
    let strength = try trainer.crossValidate(first, leavingOut: rows.onlyAfter).strength
    var answers: [Answers] = []
    for cut in 0..<cuts {
      let folds = self.cut(seed &+ UInt64(cut))
      answers.append(
        Answers(
          before: try judge(folds, leavingOut: rows.onlyAfter, strength: strength),
          after: try judge(folds, leavingOut: rows.onlyBefore, strength: strength)))
    }
    return answers
  }

  /// Both versions of a row have its prompt and stand in one fold: nobody is tested on what the other
  /// learned.
  private func cut(_ seed: UInt64) -> [[Int]] {
    StratifiedFolds(labels: labels, prompts: rows.prompts, count: folds, seed: seed).folds
  }

  private func judge(
    _ folds: [[Int]], leavingOut: Set<Int>, strength: Double
  ) throws(AssayError) -> [Int] {
    let scores = try trainer.crossValidate(folds, leavingOut: leavingOut, strength: strength).scores
    let likeliest = scores.mostLikely
    return rows.shared.map { likeliest[$0] }
  }
}

/// Accuracy and macro F1 of both sides, as means over the cuts.
private struct EffectFigures {
  let labels: [Int]
  let classCount: Int
  let answers: [EffectTrial.Answers]

  func values(_ weights: [Double]?) -> (before: [Double], after: [Double]) {
    (
      mean(answers.map { figures($0.before, weights) }),
      mean(answers.map { figures($0.after, weights) })
    )
  }

  private func figures(_ predictions: [Int], _ weights: [Double]?) -> [Double] {
    let counts = ClassCounts(
      labels: labels, predictions: predictions, classCount: classCount, weights: weights)
    return [
      Accuracy.plain(counts).value ?? 0, PrecisionRecallF.averaged(counts, .macro)?.f ?? 0,
    ]
  }

  private func mean(_ lists: [[Double]]) -> [Double] {
    (lists.first ?? []).indices.map { place in
      lists.reduce(0) { $0 + $1[place] } / Double(lists.count)
    }
  }
}
