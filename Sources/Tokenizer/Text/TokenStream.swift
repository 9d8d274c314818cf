// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

/// Reads texts or ids from a file and writes ids, counts or texts as it goes.
package final class TokenStream {
  private let tokenizer: TextTokenizer
  private let encoder: Encoder
  /// Whether a file is read piece by piece.
  private let isPiecewise: Bool
  private let result: ResultBuffer
  private lazy var commaTable = DecimalTable(
    count: tokenizer.vocabularySize, separator: UInt8(ascii: ","))
  private lazy var spaceTable = DecimalTable(
    count: tokenizer.vocabularySize, separator: UInt8(ascii: " "))

  /// - Parameters:
  ///   - readsAddedTokens: whether the names of special and added tokens stand for them.
  ///   - write: takes the result, piece by piece.
  package init(
    _ tokenizer: TextTokenizer, readsAddedTokens: Bool = false,
    write: @escaping (UnsafeRawBufferPointer) throws(AssayError) -> Void
  ) {
    result = ResultBuffer(write)
    self.tokenizer = tokenizer
    encoder = tokenizer.makeEncoder(readsAddedTokens: readsAddedTokens)
    isPiecewise = tokenizer.encodesPiecewise(readsAddedTokens: readsAddedTokens)
  }

  /// Writes what is still to be written.
  package func finish() throws(AssayError) {
    try result.flush()
  }

  /// Writes the ids of one text as a JSON array, or their number.
  package func encode(text: String, countsOnly: Bool) throws(AssayError) {
    var ids: [Int32] = []
    Array(text.utf8).withUnsafeBufferPointer { encoder.encode($0, into: &ids) }
    if countsOnly {
      try append(count: ids.count)
    } else {
      try append(array: ids)
    }
  }

  /// Writes for each line, which is a JSON string, a JSON array of ids or their number.
  package func encodeJSONLines(of reader: LineReader, countsOnly: Bool) throws(AssayError) {
    var decoder = JSONStringLine()
    var ids: [Int32] = []
    let encoder = encoder
    while let bytes = try reader.next() {
      if countsOnly {
        let count = try decoder.withText(of: bytes, file: reader.path, line: reader.line) {
          encoder.count($0)
        }
        try append(count: count)
      } else {
        ids.removeAll(keepingCapacity: true)
        try decoder.withText(of: bytes, file: reader.path, line: reader.line) {
          encoder.encode($0, into: &ids)
        }
        try append(array: ids)
      }
    }
  }

  /// Writes for each line its ids with spaces between them.
  package func encodeLines(of reader: LineReader) throws(AssayError) {
    var ids: [Int32] = []
    while let bytes = try reader.next() {
      try append(idsOf: bytes, by: reader, into: &ids)
      try endLine()
    }
  }

  /// Writes the ids of the whole file as one text on one line.
  package func encodeDocument(_ reader: LineReader) throws(AssayError) {
    var ids: [Int32] = []
    while let piece = try nextPiece(of: reader) {
      try append(idsOf: piece, by: reader, into: &ids)
    }
    try endLine()
  }

  /// Writes the ids of a text with a space behind each.
  /// - Parameter ids: room for them, which is used again.
  private func append(
    idsOf text: UnsafeBufferPointer<UInt8>, by reader: LineReader, into ids: inout [Int32]
  ) throws(AssayError) {
    try reader.requireUTF8(text)
    ids.removeAll(keepingCapacity: true)
    encoder.encode(text, into: &ids)
    try append(ids, spaceTable)
  }

  private func endLine() throws(AssayError) {
    result.removeLast(if: " ")
    try result.append("\n")
  }

  /// Writes how many ids the whole file has as one text.
  package func countDocument(_ reader: LineReader) throws(AssayError) {
    var count = 0
    while let piece = try nextPiece(of: reader) {
      try reader.requireUTF8(piece)
      count += encoder.count(piece)
    }
    try append(count: count)
  }

  /// The next piece of a file that can be encoded alone; nil at the end.
  private func nextPiece(
    of reader: LineReader
  ) throws(AssayError) -> UnsafeBufferPointer<UInt8>? {
    if isPiecewise { return try reader.nextPiece() }
    let rest = try reader.rest()
    return rest.isEmpty ? nil : rest
  }

  /// Writes for each line of ids their text: as a JSON string, or as it is.
  package func decodeLines(of reader: LineReader, json: Bool) throws(AssayError) {
    var line = IDLine()
    var text: [UInt8] = []
    while let bytes = try reader.next() {
      try line.read(
        bytes, isJSON: json, vocabularySize: tokenizer.vocabularySize, file: reader.path,
        line: reader.line)
      text.removeAll(keepingCapacity: true)
      let decoded = tokenizer.decodeBytes(line.ids)
      if json {
        JSONValue.writeString(Self.repaired(decoded), to: &text)
      } else {
        text = decoded
      }
      text.append(UInt8(ascii: "\n"))
      try result.append(text)
    }
  }

  /// The bytes with U+FFFD where they are not UTF-8: ids may end within a character.
  private static func repaired(_ bytes: [UInt8]) -> [UInt8] {
    let isValid = bytes.withUnsafeBufferPointer { UTF8Validation.isValid($0) }
    return isValid ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8)
  }

  private func append(array ids: [Int32]) throws(AssayError) {
    try result.append("[")
    try append(ids, commaTable)
    result.removeLast(if: ",")
    try result.append("]\n".utf8)
  }

  private func append(_ ids: [Int32], _ table: DecimalTable) throws(AssayError) {
    try result.append(room: ids.count * DecimalTable.roomPerID) { out in
      ids.withUnsafeBufferPointer { table.write($0, to: out) }
    }
  }

  private func append(count: Int) throws(AssayError) {
    try result.append("\(count)\n".utf8)
  }
}
