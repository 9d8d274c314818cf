// SPDX-License-Identifier: Apache-2.0

/// How a text would be split into cells, should it be a table.
struct TableShape: Equatable {
  let delimiter: UInt8
  /// Whether the first line names the prompts and the completions. Otherwise the lines have the same
  /// number of cells, which texts may have by chance.
  let isNamed: Bool

  private static let delimiters = ["\t", ",", ";", "|"].map { UInt8(ascii: $0) }
  private static let rowsLookedAt = 50
  /// The longest name of a column that is no sentence.
  private static let nameBytes = 40

  /// Nil when the text is no table as it seems.
  init?(_ head: TextHead) {
    let candidates = Self.delimiters.map { ($0, Self.rows(head, $0)) }
    if let named = candidates.first(where: { Self.isNamed($0.1.first ?? []) }) {
      (delimiter, isNamed) = (named.0, true)
    } else if let even = candidates.first(where: { Self.isEven($0.1, tabs: $0.0 == 0x09) }) {
      (delimiter, isNamed) = (even.0, false)
    } else {
      return nil
    }
  }

  private static func isNamed(_ header: [String]) -> Bool {
    let names = Set(header.map { $0.lowercased() })
    return !names.isDisjoint(with: asked) && !names.isDisjoint(with: answers)
  }

  /// What headers call the columns of prompts and of completions.
  private static let asked: Set = [
    "prompt", "question", "instruction", "query", "input", "text", "sentence", "review", "message",
  ]
  private static let answers: Set = [
    "completion", "answer", "response", "output", "label", "target", "category", "class",
    "sentiment",
  ]

  /// Whether all rows have the cells of a header whose cells may be names.
  private static func isEven(_ rows: [[String]], tabs: Bool) -> Bool {
    guard let header = rows.first, header.count > 1, rows.count >= (tabs ? 2 : 3),
      rows.allSatisfy({ $0.count == header.count })
    else { return false }
    if tabs { return true }
    return header.allSatisfy { name in
      !name.isEmpty && name.utf8.count <= nameBytes && !name.contains { ".!?:".contains($0) }
    } && rows.dropFirst().contains { row in row.dropFirst().contains { !$0.hasPrefix(" ") } }
  }

  /// The cells of the first rows without the white space around them, but for a blank in front of
  /// cells behind the first of later rows, which sentences have behind their commas.
  private static func rows(_ head: TextHead, _ delimiter: UInt8) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    func endCell() {
      let text = String(decoding: cell, as: UTF8.self)
      row.append(rows.isEmpty ? text.trimmed : text)
      cell.removeAll(keepingCapacity: true)
    }
    func endRow() {
      endCell()
      if row != [""] { rows.append(row) }
      row = []
    }
    for byte in head.bytes {
      switch byte {
      case UInt8(ascii: "\"") where isQuoted || cell.allSatisfy(TextHead.isSpace):
        isQuoted.toggle()
      case delimiter where !isQuoted: endCell()
      case 0x0A where !isQuoted, 0x0D where !isQuoted:
        endRow()
        if rows.count == rowsLookedAt { return rows }
      default: cell.append(byte)
      }
    }
    if !head.isCut, !(row.isEmpty && cell.isEmpty) { endRow() }
    return rows
  }
}

extension String {
  fileprivate var trimmed: String {
    let start = drop { $0 == " " || $0 == "\t" }
    let end = start.lastIndex { $0 != " " && $0 != "\t" }
    return end.map { String(start[...$0]) } ?? ""
  }
}
