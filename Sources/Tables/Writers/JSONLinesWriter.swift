// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Glibc

/// Writes `{"prompt":"...","completion":"..."}` lines: keys in the order given, no spaces, only `"`,
/// `\` and control characters escaped. The file appears whole on `commit` or not at all.
package struct JSONLinesWriter {
  private let file: AtomicFile
  /// `{"prompt":` and `,"completion":`, ready to copy.
  private let openings: [[UInt8]]
  private var pending: [UInt8] = []
  private static let bufferSize = 1 << 18

  /// - Throws: `AssayError` when the folder cannot be written.
  package init(path: String, keys: [String] = ["prompt", "completion"]) throws(AssayError) {
    file = try AtomicFile(path: path)
    openings = keys.enumerated().map { index, key in
      var opening: [UInt8] = [index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")]
      key.utf8.withContiguousStorageIfAvailable { Self.append($0, to: &opening) }
      opening.append(UInt8(ascii: ":"))
      return opening
    }
    pending.reserveCapacity(Self.bufferSize + 4096)
  }

  /// Adds a line; one text for each key.
  package mutating func write(_ texts: [String]) throws(AssayError) {
    precondition(texts.count == openings.count, "a text for each key")
    for (opening, var text) in zip(openings, texts) {
      pending.append(contentsOf: opening)
      text.withUTF8 { Self.append($0, to: &pending) }
    }
    try endLine()
  }

  /// Adds a line of UTF-8 texts, one for each key.
  package mutating func write(
    bytesOf texts: [UnsafeBufferPointer<UInt8>]
  ) throws(AssayError) {
    precondition(texts.count == openings.count, "a text for each key")
    for (opening, text) in zip(openings, texts) {
      pending.append(contentsOf: opening)
      Self.append(text, to: &pending)
    }
    try endLine()
  }

  /// Gives the file its name.
  package mutating func commit() throws(AssayError) {
    try flush()
    try file.commit()
  }

  /// Removes what was written.
  package func discard() {
    file.discard()
  }

  private mutating func endLine() throws(AssayError) {
    pending.append(contentsOf: "}\n".utf8)
    if pending.count >= Self.bufferSize { try flush() }
  }

  private mutating func flush() throws(AssayError) {
    try file.write(pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// A JSON string with its quotes; runs without escapes are copied at once.
  private static func append(_ text: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    var start = 0
    for (index, byte) in text.enumerated() where needsEscape(byte) {
      out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      appendEscaped(byte, to: &out)
      start = index + 1
    }
    out.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    out.append(UInt8(ascii: "\""))
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscaped(_ byte: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): out.append(byte)
    case 0x08: out.append(UInt8(ascii: "b"))
    case 0x0C: out.append(UInt8(ascii: "f"))
    case 0x0A: out.append(UInt8(ascii: "n"))
    case 0x0D: out.append(UInt8(ascii: "r"))
    case 0x09: out.append(UInt8(ascii: "t"))
    default:
      out.append(contentsOf: "u00".utf8)
      out.append(UInt8(ascii: "0") + byte >> 4)
      let low = byte & 15
      out.append(low < 10 ? UInt8(ascii: "0") + low : UInt8(ascii: "a") + low - 10)
    }
  }
}
