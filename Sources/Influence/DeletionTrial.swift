// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Evaluation
import EvaluationMetrics
import LinearModel
import Platform

/// Trains a model again without some of its rows.
struct DeletionTrial {
  private let subject: ExplainedModel
  private let trainer: LinearTrainer
  private let seed: UInt64

  private static let draws = 3

  init(_ subject: ExplainedModel, seed: UInt64) {
    self.subject = subject
    self.seed = seed
    trainer = LinearTrainer(
      texts: subject.training.prompts, labels: subject.trainingLabels,
      classCount: subject.classes.count, seed: seed)
  }

  /// - Returns: nil where no row pushed towards the answer.
  func test(_ explanation: Explanation) throws(AssayError) -> DeletionTest? {
    let rows = explanation.pushes.map(\.row)
    guard !rows.isEmpty, let answer = subject.classes.index(of: explanation.answer),
      let other = subject.classes.index(of: explanation.other)
    else { return nil }
    func answers(without rows: [Int]) throws(AssayError) -> ScoreMatrix {
      let left = Set(rows)
      let model = try trainer.train(
        on: subject.trainingLabels.indices.filter { !left.contains($0) },
        strength: subject.model.strength)
      return model.probabilities([explanation.prompt])
    }
    func odds(_ scores: ScoreMatrix) -> Double {
      log(max(scores[0, answer], 1e-300)) - log(max(scores[0, other], 1e-300))
    }
    // The same training with all rows: another order of visits must not pass for an effect.
    let whole = odds(try answers(without: []))
    let without = try answers(without: rows)
    var generator = SeededGenerator(seed: seed &+ UInt64(explanation.row))
    var randomFall = 0.0
    for _ in 0..<Self.draws {
      let drawn = drawn(like: rows, using: &generator)
      randomFall += (whole - odds(try answers(without: drawn))) / Double(Self.draws)
    }
    return DeletionTest(
      deletedRows: rows.count, fall: whole - odds(without), randomFall: randomFall,
      draws: Self.draws, isTurned: without.mostLikely[0] != answer)
  }

  /// As many other rows of each label, drawn at random.
  private func drawn(like rows: [Int], using generator: inout SeededGenerator) -> [Int] {
    let taken = Set(rows)
    let byLabel = Dictionary(grouping: rows) { subject.trainingLabels[$0] }
    return byLabel.sorted { $0.key < $1.key }.flatMap { label, rows in
      subject.trainingLabels.indices
        .filter { subject.trainingLabels[$0] == label && !taken.contains($0) }
        .shuffled(using: &generator).prefix(rows.count)
    }
  }
}
