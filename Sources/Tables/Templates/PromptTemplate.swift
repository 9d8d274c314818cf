// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Makes a prompt of several columns: `{instruction}\n\n{input}`.
///
/// A column that is blank in a row is left out with the words before it, so that no row shows a heading
/// without a text or ends in line breaks.
package struct PromptTemplate: Sendable, Equatable {
  private enum Part: Sendable, Equatable {
    case words([UInt8])
    case column(String)
  }

  package let text: String
  private let parts: [Part]

  /// - Throws: `AssayError` when a brace is not closed, or no column is named.
  package init(_ text: String) throws(AssayError) {
    self.text = text
    var parts: [Part] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      guard let close = rest[open...].firstIndex(of: "}") else {
        throw Self.fault(text, "a brace is not closed")
      }
      if open > rest.startIndex { parts.append(.words(Array(rest[..<open].utf8))) }
      parts.append(.column(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    guard !parts.isEmpty else { throw Self.fault(text, "no column is named") }
    if !rest.isEmpty { parts.append(.words(Array(rest.utf8))) }
    self.parts = parts
  }

  private static func fault(_ text: String, _ message: String) -> AssayError {
    AssayError(
      "in the template `\(text)` \(message)",
      remedy: #"Write each column's name in braces, such as "{instruction}\n\n{input}""#)
  }

  /// The names of the columns, in their order.
  package var columns: [String] {
    parts.compactMap { if case .column(let name) = $0 { name } else { nil } }
  }

  /// The prompt of a row, and what it is when one of its parts is no text.
  package func fill(_ row: Row) -> (text: [UInt8], kind: CellKind) {
    var text: [UInt8] = []
    var words: [UInt8] = []
    var kind = CellKind.text
    for part in parts {
      switch part {
      case .words(let bytes): words += bytes
      case .column(let name):
        defer { words = [] }
        guard let column = row.batch.columns.firstIndex(of: name) else { continue }
        row.withUTF8(column) { cell in
          guard !cell.allSatisfy(Self.isSpace) else { return }
          text += words + cell
          if row.kind(column) == .nested || row.kind(column) == .error { kind = row.kind(column) }
        }
      }
    }
    let end = text.isEmpty ? [] : words
    return (Array(text.drop(while: Self.isSpace)) + end, kind)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }
}
