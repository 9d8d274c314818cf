// SPDX-License-Identifier: Apache-2.0

package import AssayCore

/// Reads lines of token ids: a JSON array of whole numbers, or numbers between blanks.
package struct IDLine {
  package private(set) var ids: [Int32] = []

  package init() {}

  /// Reads one line into `ids`.
  /// - Parameter isJSON: whether the line must be a JSON array; else blanks divide the numbers.
  /// - Throws: `AssayError` when the line is something else or holds an id that is not in
  ///   0..<vocabularySize.
  package mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, isJSON: Bool, vocabularySize: Int, file: String, line: Int
  ) throws(AssayError) {
    ids.removeAll(keepingCapacity: true)
    func fault(_ reason: String, _ offset: Int) -> AssayError {
      AssayError(
        reason, at: Location(file: file, line: line, column: offset + 1),
        remedy: isJSON
          ? "Write one JSON array of token ids on each line"
          : "Write token ids with blanks between them")
    }
    var position = Self.skipBlanks(bytes, from: 0)
    if isJSON {
      guard Self.has("[", bytes, at: position) else {
        throw fault("expected a JSON array", position)
      }
      position = Self.skipBlanks(bytes, from: position + 1)
      if Self.has("]", bytes, at: position) {
        let end = Self.skipBlanks(bytes, from: position + 1)
        if end < bytes.count { throw fault("more text after the array", end) }
        return
      }
    }
    while isJSON || position < bytes.count {
      guard let (id, end) = Self.number(bytes, at: position) else {
        throw fault("expected a token id", position)
      }
      guard id < vocabularySize else {
        throw fault("there is no token \(id); ids end at \(vocabularySize - 1)", position)
      }
      ids.append(Int32(id))
      position = Self.skipBlanks(bytes, from: end)
      guard isJSON else { continue }
      if Self.has("]", bytes, at: position) {
        position = Self.skipBlanks(bytes, from: position + 1)
        if position < bytes.count { throw fault("more text after the array", position) }
        return
      }
      guard Self.has(",", bytes, at: position) else { throw fault("expected , or ]", position) }
      position = Self.skipBlanks(bytes, from: position + 1)
    }
  }

  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, at start: Int
  ) -> (value: Int, end: Int)? {
    var value = 0
    var position = start
    while position < bytes.count, case let digit = bytes[position] &- 0x30, digit < 10 {
      value = min(value * 10 + Int(digit), Int(Int32.max))
      position += 1
    }
    return position > start ? (value, position) : nil
  }

  private static func has(
    _ character: Unicode.Scalar, _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Bool {
    position < bytes.count && bytes[position] == UInt8(ascii: character)
  }

  private static func skipBlanks(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var position = start
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
    return position
  }
}
