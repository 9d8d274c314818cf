// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// Writes the prepared rows, split in two for classification.
struct FrameWriter {
  let path: String
  let dialogue: PreparationDialogue

  mutating func write(_ frame: PairFrame, isChanged: Bool) throws(AssayError) -> PreparationOutcome
  {
    var outcome = summary(of: frame)
    var isSplit = false
    if outcome.task == .classification {
      isSplit = try dialogue.accept(
        "- [recommended] Split into a training and a validation file")
    }
    guard isChanged || isSplit else { return outcome }
    guard try dialogue.accept("Write the data to a new JSONL file") else {
      outcome.isDeclined = true
      return outcome
    }
    guard !frame.prompt.holdsSurrogate, !frame.completion.holdsSurrogate else {
      throw SurrogateError.make(file: path)
    }
    let parts = parts(of: frame, isSplit: isSplit, outcome: &outcome)
    let names = PreparedNames.free(for: path, isSplit: isSplit)
    try Self.write(zip(names, parts).map { ($0, PandasJSONLines.bytes(frame, rows: $1)) })
    outcome.files = names
    outcome.rowCounts = parts.map(\.count)
    return outcome
  }

  private func summary(of frame: PairFrame) -> PreparationOutcome {
    let task = TaskKind(inferredFrom: frame)
    return PreparationOutcome(
      task: task, separator: Quoted.text(frame.prompt.commonAffix(.suffix)),
      ending: Quoted.text(frame.completion.commonAffix(.suffix)),
      classCount: task == .classification ? frame.completion.uniqueCount : nil)
  }

  private func parts(
    of frame: PairFrame, isSplit: Bool, outcome: inout PreparationOutcome
  ) -> [[Int]] {
    if frame.count == 0 {
      outcome.violations.append(RuleViolation(.noRowLeft, in: path))
    }
    guard isSplit else { return [Array(0..<frame.count)] }
    let split = OriginalSplit(frame)
    outcome.violations += split.violations(frame, file: path)
    return [split.training, split.validation]
  }

  /// Writes all files or none: each is complete on the disk before the first gets its name.
  private static func write(_ files: [(name: String, bytes: [UInt8])]) throws(AssayError) {
    var open: [AtomicFile] = []
    for file in files {
      let atomic = try AtomicFile(path: file.name)
      try atomic.write(file.bytes)
      open.append(atomic)
    }
    for file in open { try file.commit() }
  }
}
