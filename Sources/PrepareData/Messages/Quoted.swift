// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Text inside messages.
enum Quoted {
  /// The text between backticks, with line breaks made visible.
  static func text(_ text: [UInt8]) -> String {
    var shown = "`"
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\n": shown += "\\n"
      case "\r": shown += "\\r"
      case "\t": shown += "\\t"
      default:
        // Control characters must not reach a terminal.
        if scalar.value < 0x20 || scalar.value == 0x7F || (0x80..<0xA0).contains(scalar.value) {
          shown += "\\x" + String(scalar.value, radix: 16)
        } else {
          shown.unicodeScalars.append(scalar)
        }
      }
    }
    return shown + "`"
  }

  /// Text that the original prints, and cannot when it holds half a surrogate pair.
  static func require(printable text: [UInt8], file: String) throws(AssayError) {
    guard text.withUnsafeBufferPointer(PandasColumn.holdsSurrogate) else { return }
    throw SurrogateError.make(file: file)
  }
}

/// The error about text that is no Unicode.
enum SurrogateError {
  static func make(file: String) -> AssayError {
    AssayError(
      "a text holds half a surrogate pair (`\\udc00` to `\\udfff` alone), which no file can hold",
      at: Location(file: file), remedy: "Write the character out or remove the escape",
      code: .faultyLine)
  }
}

/// Row numbers in a sentence.
enum RowList {
  private static let shown = 20

  /// `1, 4, 9`, cut after twenty.
  static func text(_ rows: some Collection<Int>) -> String {
    let listed = rows.prefix(shown).map(String.init).joined(separator: ", ")
    return rows.count > shown ? "\(listed) and \(rows.count - shown) more" : listed
  }
}
