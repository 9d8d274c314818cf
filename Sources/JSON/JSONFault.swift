// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Why some bytes are not JSON, and where among them.
package struct JSONFault: Error, Equatable {
  /// The byte at fault, counted from 0.
  package var offset: Int
  package var message: String
  package var remedy: String?
  /// Whether the bytes end where more was expected.
  package var isUnfinished: Bool

  package init(
    _ message: String, at offset: Int, remedy: String? = nil, isUnfinished: Bool = false
  ) {
    self.offset = offset
    self.message = message
    self.remedy = remedy
    self.isUnfinished = isUnfinished
  }

  /// The fault as an error of `file`, with line and column found by counting in `bytes`, whose
  /// first byte stands at the start of `firstLine`.
  package func error(
    in bytes: UnsafeBufferPointer<UInt8>, file: String, firstLine: Int = 1
  ) -> AssayError {
    let before = bytes[..<min(offset, bytes.count)]
    let newlines = before.count { $0 == UInt8(ascii: "\n") }
    let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return AssayError(
      message,
      at: Location(file: file, line: firstLine + newlines, column: offset - lineStart + 1),
      remedy: remedy)
  }
}
