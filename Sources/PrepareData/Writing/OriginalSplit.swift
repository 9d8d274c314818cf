// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The rows of the training and of the validation file: four fifths and the rest, but at most about
/// a thousand to validate. The training rows come in permuted order.
struct OriginalSplit {
  private static let validationLimit = 1000
  private static let seed: UInt32 = 42
  private static let shownLabels = 5

  let training: [Int]
  /// The rows whose label no training row has.
  let validation: [Int]

  init(_ frame: PairFrame) {
    let count = frame.count
    let trainingCount = max(count - Self.validationLimit, Int(Double(count) * 0.8))
    var generator = MersenneTwister(seed: Self.seed)
    training = Array(generator.permutation(count).prefix(trainingCount))
    let keep = frame.index.keeping(without: training)
    validation = keep.indices.filter { keep[$0] }
  }

  /// What a reader would want to know about the split.
  func violations(_ frame: PairFrame, file: String) -> [RuleViolation] {
    var violations: [RuleViolation] = []
    let lost = frame.count - training.count - validation.count
    if lost > 0 {
      violations.append(RuleViolation(.rowsInNeitherFile, in: file, rowCount: lost))
    }
    return violations + unsharedClasses(frame, file: file)
  }

  /// The classes that one of the two files lacks.
  private func unsharedClasses(_ frame: PairFrame, file: String) -> [RuleViolation] {
    let groups = RowGroups(count: frame.count, columns: [frame.completion])
    let trained = Set(training.map { groups.first[$0] })
    let validated = Set(validation.map { groups.first[$0] })
    return [
      (validated.subtracting(trained), "in the validation file alone, not in the training file"),
      (trained.subtracting(validated), "in the training file alone, not in the validation file"),
    ].filter { !$0.0.isEmpty }.map { rows, place in
      let labels = Plural.listed(rows.sorted(), most: Self.shownLabels) {
        Quoted.text(Array(frame.completion.bytes[frame.completion.range($0)]))
      }
      return RuleViolation(
        .classInOneSplit, in: file,
        values: [
          "classes": "\(rows.count) class\(rows.count == 1 ? "" : "es")",
          "labels": "\(place): \(labels)",
        ])
    }
  }
}
