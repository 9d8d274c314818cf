// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Checks
package import Dataset
import JSON
import Platform
package import Records
import Reports
import Tables

/// Rows of a file that were chosen at random, for somebody who reads what is in them: whether answers
/// are right and nothing offends is found by no rule.
package struct RowSample: Sendable {
  /// A row, with its texts in their order: prompt and completion, or the messages of a chat.
  struct Row: Sendable {
    let place: Finding.Place
    let texts: [(name: String, text: String)]
  }

  let rows: [Row]

  /// Reads the file up to the last row that is chosen.
  /// - Parameters:
  ///   - count: how many rows are wanted, of `total` that there are.
  ///   - seed: the same seed chooses the same rows.
  ///   - maskers: what hides private texts.
  package init(
    _ count: Int, of source: any RowSource, total: Int, seed: UInt64, names: ColumnNames,
    maskers: [TextMasker]
  ) throws(AssayError) {
    let chosen = Self.choice(of: count, from: total, seed: seed)
    let names = names.read(from: source.format)
    var rows: [Row] = []
    var reader = try source.open()
    while rows.count < chosen.count, let part = try reader.next() {
      RecordBatch(part, names: names).visit { record in
        guard chosen.contains(record.number) else { return }
        rows.append(Row(record, maskers, of: source))
      }
    }
    self.rows = rows
  }

  /// Floyd's algorithm: each set of rows is as likely as any other (Bentley and Floyd, "A sample of
  /// brilliance", 1987).
  static func choice(of count: Int, from total: Int, seed: UInt64) -> Set<Int> {
    var generator = SeededGenerator(seed: seed)
    var chosen: Set<Int> = []
    for last in max(0, total - count)..<max(0, total) {
      let row = Int.random(in: 0...last, using: &generator)
      chosen.insert(chosen.contains(row) ? last : row)
    }
    return chosen
  }
}

extension RowSample {
  /// The rows as lines of text, whole, each line no wider than is wanted where words allow it.
  func lines(width: Int) -> [String] {
    rows.flatMap { row in
      [row.place.text]
        + row.texts.flatMap {
          WrappedText.lines(
            "\(VisibleText.escaped($0.name)) | \(VisibleText.escaped($0.text))", indent: "  ",
            width: width)
        }
    }
  }

  /// The rows as an array of objects.
  var json: JSONValue {
    .array(
      rows.map { row in
        let texts = row.texts.map { text -> JSONValue in
          ["name": .string(text.name), "text": .string(text.text)]
        }
        var members: JSONObject = [
          "row": .integer(row.place.row), "line": .integer(row.place.line), "texts": .array(texts),
        ]
        if let origin = row.place.origin { members.append("file", .string(origin.file)) }
        return .object(members)
      })
  }
}

extension RowSample.Row {
  fileprivate init(_ record: Record, _ maskers: [TextMasker], of source: any RowSource) {
    place = source.located(Finding.Place(row: record.number, line: record.line))
    let found =
      record.chat.map { Self.messages(of: $0) }
      ?? Field.allCases.map { ($0.rawValue, Array(record.text(of: $0))) }
    texts = found.map { name, text in
      (name, String(decoding: maskers.reduce(text) { $1.masked($0) }, as: UTF8.self))
    }
  }

  private static func messages(of chat: ChatRow) -> [(String, [UInt8])] {
    (chat.conversation.messages ?? []).flatMap { message in
      Conversation.texts(message).map { (message["role"]?.string ?? "", Array($0.utf8)) }
    }
  }
}
