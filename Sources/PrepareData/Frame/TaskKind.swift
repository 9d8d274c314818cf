// SPDX-License-Identifier: Apache-2.0

/// What the rows are for, as the original guesses it.
package enum TaskKind: String, Sendable {
  case openEnded = "open-ended generation"
  case classification
  case conditional = "conditional generation"

  /// With no text in any prompt the task is open-ended; with fewer than a third as many different
  /// completions as rows it is classification.
  init(inferredFrom frame: PairFrame) {
    if frame.prompt.bytes.isEmpty {
      self = .openEnded
    } else if Double(frame.completion.uniqueCount) < Double(frame.count) / 3 {
      self = .classification
    } else {
      self = .conditional
    }
  }
}
