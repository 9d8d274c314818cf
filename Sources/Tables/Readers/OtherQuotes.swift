// SPDX-License-Identifier: Apache-2.0

/// Quotes other than the one that quotes the cells of a table: those of word processors and of code. A text
/// between them that holds the separator is cut into cells.
struct OtherQuotes {
  private static let pairs: [(opening: [UInt8], closing: [UInt8], name: String)] = [
    (Array("\u{201C}".utf8), Array("\u{201D}".utf8), "curly quotes"),
    (Array("\u{2018}".utf8), Array("\u{2019}".utf8), "curly quotes"),
    (Array("'".utf8), Array("'".utf8), "single quotes"),
    (Array("`".utf8), Array("`".utf8), "backquotes"),
  ]

  /// The pair whose first quote starts a cell of the row that its second does not end.
  private var open: Int?
  /// What the quotes are called around several cells of the row; nil where there are none.
  private(set) var name: String?

  /// Looks at the next cell of a row.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    guard name == nil, let first = cell.first else { return }
    if let open {
      if cell.reversed().starts(with: Self.pairs[open].closing.reversed()) {
        name = Self.pairs[open].name
      }
    } else if first == 0xE2 || first == 0x27 || first == 0x60 {
      open = Self.pairs.firstIndex { pair in
        cell.starts(with: pair.opening)
          && !cell.dropFirst(pair.opening.count).reversed().starts(with: pair.closing.reversed())
      }
    }
  }
}
