// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Platform
import Records
import RuleEngine
import Workflows

/// How many tokens each row has, as lines above them.
struct RowLenses {
  /// A row's line, counted from 1, and what is said of it.
  struct Lens: Sendable, Equatable {
    let line: Int
    let title: String
  }

  let options: CheckOptions
  /// More lines between rows help nobody, and more bytes take too long to count.
  static let mostRows = 2_000
  static let mostBytes = 4 << 20

  /// - Throws: `AssayError` when the text cannot be read.
  func lenses(_ text: EditedText, path: String) throws(AssayError) -> [Lens] {
    guard text.bytes.count <= Self.mostBytes else { return [] }
    let copy = try CopiedFile(text, of: path)
    let settings = try SettingsReader(options).settings(for: copy.file)
    guard let counter = settings.settings.tokenizer else { return [] }
    let stream = RecordStream(
      try settings.source(of: copy.file), names: settings.settings.names,
      threads: Machine.coreCount)
    var lenses: [Lens] = []
    try stream.mapInOrder { batch in
      var lenses: [Lens] = []
      batch.visit { record in
        var counts: [Int] = []
        record.visitTexts { _, text, _ in counts.append(counter.tokenCount(of: text)) }
        lenses.append(
          Lens(line: record.line, title: Self.title(counts, isChat: record.chat != nil)))
      }
      return lenses
    } consume: {
      lenses += $0
    }
    return lenses.count > Self.mostRows ? [] : lenses
  }

  private static func title(_ counts: [Int], isChat: Bool) -> String {
    let total = Plural.counted(counts.reduce(0, +), "token")
    guard !isChat, counts.count == 2, counts[0] > 0 else { return total }
    return "\(total): prompt \(counts[0]), completion \(counts[1])"
  }
}
