// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

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
      key.utf8.withContiguousStorageIfAvailable { JSONValue.writeString($0, to: &opening) }
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
      text.withUTF8 { JSONValue.writeString($0, to: &pending) }
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
      JSONValue.writeString(text, to: &pending)
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
}
