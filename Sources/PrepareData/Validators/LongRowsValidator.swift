// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Proposes to remove rows of more than 10,000 characters. The original removes by label what it
/// found by position: once rows have gone before, it removes others.
struct LongRowsValidator: Validator {
  private static let limit = 10_000

  func examine(
    _ frame: inout PairFrame, _ context: PreparationContext
  ) throws(AssayError) -> Diagnosis {
    guard context.task != .openEnded else { return Diagnosis() }
    let long = Self.rows(of: frame)
    guard !long.isEmpty else { return Diagnosis() }
    let file = context.file
    return Diagnosis(
      notes: [
        "\(long.count) rows are very long: rows \(RowList.text(long)); "
          + "more than 2048 tokens are too many for classification and conditional generation"
      ],
      proposal: Proposal(text: "Remove \(long.count) long rows") { (frame) throws(AssayError) in
        try Self.remove(from: &frame, file: file)
      })
  }

  private static func rows(of frame: PairFrame) -> [Int] {
    var lengths = [Int](repeating: 0, count: frame.count)
    for column in [frame.prompt, frame.completion] {
      column.forEachRow { row, text in lengths[row] += text.scalarCount }
    }
    return lengths.indices.filter { lengths[$0] > limit }
  }

  private static func remove(
    from frame: inout PairFrame, file: String
  ) throws(AssayError) -> [RuleViolation] {
    let long = rows(of: frame)
    guard let keep = frame.index.keeping(withoutLabels: long) else {
      throw AssayError(
        "long rows cannot be removed the way the original does it: after other rows were removed "
          + "their positions are not labels", at: Location(file: file),
        remedy: "Remove repeated, empty and long rows first, then run again",
        code: .otherRowsRemoved)
    }
    let removed = keep.indices.filter { !keep[$0] }
    frame = frame.kept(keep)
    guard removed != long else { return [] }
    return [
      RuleViolation(
        .otherRowsRemoved, in: file, rowCount: removed.count,
        values: [
          "removed": removed.isEmpty ? "no row was" : "rows \(RowList.text(removed)) were",
          "list": RowList.text(long),
        ])
    ]
  }
}
