// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// The name of a column: text, or in a workbook also a number or a date.
struct PandasColumnName: Sendable, Equatable {
  /// The name as text.
  var text: String
  /// Whether it is text that can be printed; the original fails on a surplus column for which it
  /// does not hold.
  var isText = true

  init(text: String, isText: Bool = true) {
    self.text = text
    self.isText = isText
  }

  /// The name a JSON key gives; it may hold a lone surrogate.
  init(key: [UInt8]) {
    text = String(decoding: key, as: UTF8.self)
    isText = !key.withUnsafeBufferPointer(PandasColumn.holdsSurrogate)
  }

  /// The position of the column the original takes for `field`: the exact name, else the first
  /// that is the same in lower case.
  static func position(of field: PairFrame.Field, in columns: [PandasColumnName]) -> Int? {
    columns.firstIndex { $0.isExactly(field) }
      ?? columns.firstIndex { $0.text.lowercasedASCII == field.rawValue }
  }

  /// Whether the name is exactly that of the field.
  func isExactly(_ field: PairFrame.Field) -> Bool {
    isText && text == field.rawValue
  }

  /// The error about a file without one of the columns.
  static func missing(in columns: [PandasColumnName], file: String) -> AssayError {
    let field =
      PairFrame.Field.allCases.first { position(of: $0, in: columns) == nil }
      ?? .prompt
    let found = columns.map { "`\($0.text)`" }.joined(separator: ", ")
    return AssayError(
      "the column `\(field.rawValue)` is missing" + (found.isEmpty ? "" : "; found \(found)"),
      at: Location(file: file), remedy: "Name the columns prompt and completion",
      code: .missingColumn)
  }
}

extension String {
  /// Lower case for A-Z alone: no other scalar has a lower case among the letters of our names.
  var lowercasedASCII: String {
    String(decoding: utf8.map { (65...90).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }
}
