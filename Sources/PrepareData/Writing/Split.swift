// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The rows of the training and of the validation file: four fifths and the rest, but at most about
/// a thousand to validate. The training rows come in permuted order.
struct Split {
  private static let validationLimit = 1000
  private static let seed: UInt32 = 42

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
  func findings(_ frame: PairFrame, file: String) -> [Finding] {
    var findings: [Finding] = []
    let lost = frame.count - training.count - validation.count
    if lost > 0 {
      findings.append(
        Finding(
          code: "CSV001", name: "ragged-row", severity: .error,
          message:
            "\(lost) rows are in neither file, as they share their label with a training row",
          file: file, rowCount: lost, help: "Give the file as many header cells as row cells"))
    }
    let groups = RowGroups(count: frame.count, columns: [frame.completion])
    let trained = Set(training.map { groups.first[$0] })
    let validated = Set(validation.map { groups.first[$0] })
    for (missing, name) in [
      (groups.groupCount - trained.count, "training"),
      (groups.groupCount - validated.count, "validation"),
    ] where missing > 0 {
      findings.append(
        Finding(
          code: "SPL004", name: "class-in-one-split", severity: .warning,
          message: "\(missing) of \(groups.groupCount) classes have no row in the \(name) file",
          file: file, help: "Add rows for the rare classes, or split by class"))
    }
    return findings
  }
}
