// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The separators and endings the original proposes, best first.
enum AffixCandidates {
  static let separators = [
    " ->", "\n\n###\n\n", "\n\n===\n\n", "\n\n---\n\n", "\n\n===>\n\n", "\n\n--->\n\n",
  ]
  private static let lastSeparator = "\n\n### =>\n\n"
  static let endings = ["\n", ".", " END", "***", "+++", "&&&", "$$$", "@@@", "%%%"]
  private static let lastEnding = " [END]"

  /// The first separator that no prompt holds; the arrow only where no prompt has a line break.
  static func separator(for prompts: PandasColumn) -> [UInt8] {
    let hasBreak = prompts.contains(Array("\n".utf8))
    for candidate in separators where !(candidate == " ->" && hasBreak) {
      if !prompts.contains(Array(candidate.utf8)) { return Array(candidate.utf8) }
    }
    return Array(lastSeparator.utf8)
  }

  /// The first ending that no completion holds.
  static func ending(for completions: PandasColumn) -> [UInt8] {
    let free = endings.first { !completions.contains(Array($0.utf8)) }
    return Array((free ?? lastEnding).utf8)
  }

  /// Among `candidates`, one that at least four fifths of the rows, but not all, end with.
  static func usual(among candidates: [String], in column: PandasColumn) -> UsualEnd? {
    for candidate in candidates.map({ Array($0.utf8) }) {
      var rows = 0
      column.forEachRow { _, text in
        if text.count >= candidate.count && text.suffix(candidate.count).elementsEqual(candidate) {
          rows += 1
        }
      }
      if rows < column.count && rows * 5 >= column.count * 4 {
        return UsualEnd(text: candidate, rows: rows)
      }
    }
    return nil
  }
}

/// A text that most rows of a column end with.
struct UsualEnd {
  let text: [UInt8]
  let rows: Int

  /// What is wrong when another end is added to all rows, these among them.
  func violation(
    _ code: RuleCode, _ field: PairFrame.Field, in frame: PairFrame, context: PreparationContext
  ) -> RuleViolation {
    RuleViolation(
      code, in: context.file, rowCount: rows, field: field.rawValue,
      values: ["ending": Quoted.text(text), "total": String(frame.count)])
  }
}
