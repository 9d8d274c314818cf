// SPDX-License-Identifier: Apache-2.0

import Platform
import Tables

/// The command that makes rows of another shape what assay trains on, word for word.
struct ConversionAdvice {
  /// What the rows are, and the command or what else to do; nil where the columns only have to be named.
  let remedy: String?

  /// - Parameters:
  ///   - columns: all of the file.
  ///   - file: its path; `-` is standard input.
  init(_ columns: [String], file: String) {
    switch DataShape(columns) {
    case .conversations(let column)?:
      // Messages that stand where pairs belong are no conversations to be checked.
      let target = column == "messages" ? "prompt-completion" : "messages"
      remedy = Self.remedy(DataShape(columns), file, to: target)
    case .contents?, .preferences?:
      remedy = Self.remedy(DataShape(columns), file, to: "messages")
    case .pairs(let pairs)? where pairs.parts.count > 1 || pairs.system != nil:
      remedy = Self.remedy(DataShape(columns), file, to: "prompt-completion")
    case nil: remedy = ForeignRows(columns)?.remedy
    default: remedy = nil
    }
  }

  private static func remedy(_ shape: DataShape?, _ file: String, to target: String) -> String? {
    guard let shape else { return nil }
    let stem = DataFileName(file).stem
    let output = file == "-" ? "\(target).jsonl" : "\(stem)_\(suffix(target)).jsonl"
    return "These are rows of \(shape.title): assay convert \(ShellWord.quoted(file)) "
      + "\(ShellWord.quoted(output)) --to \(target)"
  }

  private static func suffix(_ target: String) -> String {
    target == "messages" ? target : "pairs"
  }
}
