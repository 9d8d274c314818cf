// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records
import Tables

/// Texts that are, but for the space around them, one of some words.
struct OneOf: Check {
  static let kind = "one-of"
  private let values: Set<[UInt8]>
  private let longest: Int
  /// Which bytes the words start with: most texts start with another.
  private let starts: [Bool]

  init(_ parameters: inout Parameters) throws(AssayError) {
    let words = try parameters.strings("values")
    guard !words.isEmpty else { throw parameters.error("`values` lists no words") }
    values = Set(words.map { Array($0.utf8) })
    longest = words.map(\.utf8.count).max() ?? 0
    let firsts = Set(words.compactMap(\.utf8.first))
    starts = (0...255).map { firsts.contains($0) }
  }

  func isNeeded(_ profile: Profile) -> Bool { profile.task != .chat }

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    inspect(.prompt, of: record, profile: profile, into: &tally)
    inspect(.completion, of: record, profile: profile, into: &tally)
  }

  private func inspect(
    _ field: Field, of record: Record, profile: Profile, into tally: inout Tally
  ) {
    let text = record.text(of: field)
    guard record.kind(of: field) == .text, let first = text.first(where: { !$0.isWhitespace }),
      starts[Int(first)]
    else { return }
    // A separator or stop sequence may stand behind the word.
    let ending = profile.ending(of: field)?.bytes ?? []
    let body = text.ends(in: ending) ? text.dropLast(ending.count) : text[...]
    let word = body.trimmed { $0.isWhitespace }
    guard !word.isEmpty, word.count <= longest, values.contains(Array(word)) else { return }
    tally.add(record, field, range: word.startIndex..<word.endIndex)
  }
}
