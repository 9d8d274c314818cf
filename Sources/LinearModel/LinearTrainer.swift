// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dispatch
package import EvaluationMetrics
import Platform
import Synchronization

/// Labeled texts from which linear models learn: all of them, or parts.
package struct LinearTrainer: Sendable {
  private let counts: GramCounts
  private let labels: [Int]
  private let classCount: Int
  private let seed: UInt64

  /// What the strength is chosen from: scikit-learn's `C`, weak to strong.
  private static let strengths: [Float] = [1, 4, 16, 64]
  /// Weights that a model may have: 256 MiB of them.
  private static let mostWeights = 1 << 26

  /// - Parameters:
  ///   - labels: [texts] the class of each text, from 0.
  ///   - seed: of the order in which rows are visited.
  package init(texts: [String], labels: [Int], classCount: Int, seed: UInt64) {
    counts = GramCounts(texts, mostColumns: Self.mostWeights / max(classCount, 1))
    self.labels = labels
    self.classCount = classCount
    self.seed = seed
  }

  /// Learns from some of the texts.
  package func train(
    on rows: [Int], strength: Double
  ) throws(AssayError) -> LinearClassifier {
    let weighing = GramWeights(counts, rows: rows)
    var solver = solver(weighing, rows)
    try solver.fit(strength: Float(strength))
    return LinearClassifier(
      hashes: counts.hashes, weighing: weighing, regression: solver.regression,
      strength: strength)
  }

  /// Learns from all of the texts, and keeps what each of them adds to the weights.
  package func influence(strength: Double) throws(AssayError) -> LinearInfluence {
    let rows = Array(labels.indices)
    let weighing = GramWeights(counts, rows: rows)
    var solver = solver(weighing, rows)
    try solver.fit(strength: Float(strength))
    let model = LinearClassifier(
      hashes: counts.hashes, weighing: weighing, regression: solver.regression,
      strength: strength)
    let rests = ScoreMatrix(values: solver.rests(labels: labels), classCount: classCount)
    return LinearInfluence(model, rows: weighing.matrix(counts), rests: rests)
  }

  /// [rows x classes] What a model says of texts that were given to the trainer.
  package func classify(_ rows: [Int], with model: LinearClassifier) -> ScoreMatrix {
    model.regression.probabilities(model.weighing.matrix(counts, rows: rows))
  }

  /// What models say of rows that they did not see.
  package struct Validation: Sendable {
    /// The strength whose probabilities of the true labels are best.
    package let strength: Double
    /// [texts x classes] By the models of that strength; zero for texts in no fold.
    package let scores: ScoreMatrix
  }

  /// Trains on all folds but one and judges that one, for each fold and each strength.
  /// - Parameters:
  ///   - folds: rows that are judged together.
  ///   - leavingOut: rows that no model learns from.
  ///   - strength: the only one to try; nil for several.
  package func crossValidate(
    _ folds: [[Int]], leavingOut: Set<Int> = [], strength: Double? = nil
  ) throws(AssayError) -> Validation {
    let strengths = strength.map { [Float($0)] } ?? Self.strengths
    let results = Mutex([Result<[ScoreMatrix], AssayError>?](repeating: nil, count: folds.count))
    DispatchQueue.concurrentPerform(iterations: folds.count) { fold in
      let training = folds.indices.filter { $0 != fold }.flatMap { folds[$0] }
        .filter { !leavingOut.contains($0) }
      let result = Result { () throws(AssayError) in
        try path(training, strengths, judging: folds[fold])
      }
      results.withLock { $0[fold] = result }
    }
    var scores: [[ScoreMatrix]] = []
    for case .some(let result) in results.withLock({ $0 }) { scores.append(try result.get()) }
    return best(folds, scores, strengths: strengths, leavingOut: leavingOut)
  }

  private func solver(_ weighing: GramWeights, _ rows: [Int]) -> SoftmaxRegression.Solver {
    SoftmaxRegression.Solver(
      weighing.matrix(counts, rows: rows), labels: rows.map { labels[$0] },
      classCount: classCount, seed: seed)
  }

  /// [strengths] The scores of the judged rows; each model begins where the weaker one ended.
  private func path(
    _ rows: [Int], _ strengths: [Float], judging judged: [Int]
  ) throws(AssayError) -> [ScoreMatrix] {
    let weighing = GramWeights(counts, rows: rows)
    let matrix = weighing.matrix(counts, rows: judged)
    var solver = solver(weighing, rows)
    var scores: [ScoreMatrix] = []
    for strength in strengths {
      try solver.fit(strength: strength)
      scores.append(solver.regression.probabilities(matrix))
    }
    return scores
  }

  /// - Parameter scores: [folds][strengths] of each fold's rows.
  private func best(
    _ folds: [[Int]], _ scores: [[ScoreMatrix]], strengths: [Float],
    leavingOut: Set<Int>
  ) -> Validation {
    let losses = strengths.indices.map { strength in
      zip(folds, scores).reduce(0) { $0 + loss($1.0, $1.1[strength], leavingOut: leavingOut) }
    }
    let chosen = losses.indices.min { losses[$0] < losses[$1] } ?? 0
    var values = [Double](repeating: 0, count: labels.count * classCount)
    for (rows, scores) in zip(folds, scores) {
      for (index, row) in rows.enumerated() {
        let place = row * classCount
        values.replaceSubrange(place..<(place + classCount), with: scores[chosen].row(index))
      }
    }
    return Validation(
      strength: Double(strengths[chosen]),
      scores: ScoreMatrix(values: values, classCount: classCount))
  }

  /// The cross-entropy of the labels of the rows that are not left out.
  private func loss(_ rows: [Int], _ scores: ScoreMatrix, leavingOut: Set<Int>) -> Double {
    rows.enumerated().filter { !leavingOut.contains($0.element) }.reduce(0) { sum, entry in
      sum - log(max(scores[entry.offset, labels[entry.element]], 1e-12))
    }
  }
}
