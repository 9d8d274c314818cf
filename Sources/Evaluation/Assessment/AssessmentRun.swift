// SPDX-License-Identifier: Apache-2.0

import EvaluationMetrics

/// One fine-tune of an assessment: the rows it learns from and those it is tested on.
package struct AssessmentRun: Sendable, Equatable {
  package let fold: Int
  /// The part of the fold's training rows that is used; 1 for all.
  package let share: Double
  package let training: [Int]
  package let test: [Int]

  /// A run for each fold, then those of the learning curve.
  ///
  /// The curve's runs are tested on as many folds as hold a thousand rows: with few rows a single
  /// fold would say little, with many it is enough.
  static func all(
    folds: StratifiedFolds, labels: [Int], shares: [Double], seed: UInt64
  ) -> [AssessmentRun] {
    let whole = folds.folds.indices.map { fold in
      AssessmentRun(
        fold: fold, share: 1, training: folds.training(without: fold), test: folds.folds[fold])
    }
    var tested = 0
    let curved = whole.prefix { run in
      defer { tested += run.test.count }
      return tested < 1_000
    }
    let parts = shares.flatMap { share in
      curved.map { run in
        AssessmentRun(
          fold: run.fold, share: share,
          training: StratifiedFolds.subset(
            of: run.training, labels: labels, share: share, seed: seed &+ UInt64(run.fold)),
          test: run.test)
      }
    }
    return whole + parts
  }
}
