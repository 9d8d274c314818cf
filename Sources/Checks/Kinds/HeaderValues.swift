// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// A row that has the names of its columns in place of a prompt and a completion: the header of a table
/// that was turned into rows.
struct HeaderValues: Check {
  static let kind = "header-values"

  init(_ parameters: inout Parameters) throws(AssayError) {}

  func inspect(_ record: Record, _ profile: Profile, into tally: inout Tally) {
    guard let names = Names(profile) else { return }
    inspect(record, names, into: &tally)
  }

  /// The names are looked up once for all records.
  func inspectAll(_ block: RecordBlock, _ profile: Profile, into tally: inout Tally) {
    guard let names = Names(profile) else { return }
    let records = block.records
    for index in records.indices where !records[index].isStray {
      inspect(records[index], names, into: &tally)
    }
  }

  private func inspect(_ record: Record, _ names: Names, into tally: inout Tally) {
    if names.prompt.isSaid(by: record.prompt), names.completion.isSaid(by: record.completion) {
      tally.add(record, nil)
    }
  }
}

extension HeaderValues {
  /// The names of both columns; nil where the file lacks one of them.
  private struct Names {
    let prompt: Name
    let completion: Name

    init?(_ profile: Profile) {
      guard let prompt = Name(.prompt, profile), let completion = Name(.completion, profile) else {
        return nil
      }
      self.prompt = prompt
      self.completion = completion
    }
  }

  private struct Name {
    private let name: String
    private let ending: [UInt8]?

    init?(_ field: Field, _ profile: Profile) {
      guard let name = profile.column(of: field) else { return nil }
      self.name = name
      ending = profile.ending(of: field)?.bytes
    }

    /// Whether a text is the name but for case and the space around it. Fixes put endings behind it, which
    /// makes it no better.
    func isSaid(by cell: Bytes) -> Bool {
      var text = cell
      if let ending, text.ends(in: ending) { text = Bytes(rebasing: text.dropLast(ending.count)) }
      guard text.count <= 4 * name.utf8.count + 16 else { return false }
      let said = String(decoding: text.trimmed { $0.isWhitespace }, as: UTF8.self)
      let wanted = String(decoding: Array(name.utf8).trimmed { $0.isWhitespace }, as: UTF8.self)
      return said.lowercased() == wanted.lowercased()
    }
  }
}
