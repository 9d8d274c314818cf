// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

/// Reads all texts of a file as ids, for what needs them together.
package struct TextBatchReader {
  private let encoder: Encoder

  /// - Parameter readsAddedTokens: whether the names of special and added tokens stand for them.
  package init(_ tokenizer: TextTokenizer, readsAddedTokens: Bool) {
    encoder = tokenizer.makeEncoder(readsAddedTokens: readsAddedTokens)
  }

  /// The ids of a text.
  package func encode(_ text: String) -> [Int32] {
    Array(text.utf8).withUnsafeBufferPointer(encode)
  }

  /// The ids of each line.
  /// - Parameter areJSON: whether lines are JSON strings.
  package func encode(_ reader: LineReader, areJSON: Bool) throws(AssayError) -> [[Int32]] {
    var texts: [[Int32]] = []
    var decoder = JSONStringLine()
    while let line = try reader.next() {
      if areJSON {
        texts.append(
          try decoder.withText(of: line, file: reader.path, line: reader.line) { encode($0) })
      } else {
        try reader.requireUTF8(line)
        texts.append(encode(line))
      }
    }
    return texts
  }

  private func encode(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int32] {
    var ids: [Int32] = []
    encoder.encode(bytes, into: &ids)
    return ids
  }
}

extension LineReader {
  /// - Throws: `AssayError` where the line or piece that was read last is not UTF-8.
  func requireUTF8(_ text: UnsafeBufferPointer<UInt8>) throws(AssayError) {
    guard let offset = UTF8Validation.firstInvalid(text) else { return }
    let message = line > 0 ? "not UTF-8" : "not UTF-8 from byte \(pieceOffset + offset)"
    throw AssayError(message, at: location(ofByte: offset), remedy: "Convert the file to UTF-8")
  }
}
