// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform

/// A column of text laid end to end. The bytes are UTF-8, except that a lone surrogate, which a
/// Python string can hold, stands as its three-byte form.
package struct PandasColumn: Sendable, Equatable {
  package private(set) var bytes: [UInt8] = []
  /// Where each row ends in `bytes`.
  private(set) var ends: [Int] = []

  package init() {}

  package init(_ rows: [String]) {
    for row in rows { append(row.utf8) }
  }

  package var count: Int { ends.count }

  /// The place of a row in `bytes`.
  @inline(__always)
  func range(_ row: Int) -> Range<Int> {
    (row == 0 ? 0 : ends[row - 1])..<ends[row]
  }

  /// The text of a row; a lone surrogate becomes U+FFFD.
  package subscript(row: Int) -> String {
    String(decoding: bytes[range(row)], as: UTF8.self)
  }

  mutating func reserve(bytes size: Int, rows: Int) {
    bytes.reserveCapacity(size)
    ends.reserveCapacity(rows)
  }

  mutating func append(_ text: some Sequence<UInt8>) {
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
  }

  /// Adds bytes to the row being built; `endRow()` closes it.
  @inline(__always)
  mutating func extend(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: text)
  }

  @inline(__always)
  mutating func extend(_ byte: UInt8) {
    bytes.append(byte)
  }

  /// Lets `write` add to the row being built.
  @inline(__always)
  mutating func extendOpenRow(_ write: (inout [UInt8]) -> Void) {
    write(&bytes)
  }

  @inline(__always)
  mutating func endRow() {
    ends.append(bytes.count)
  }

  /// Adds the row that `write` appends to the bytes.
  @inline(__always)
  mutating func appendRow<Failure: Error>(
    _ write: (inout [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    try write(&bytes)
    ends.append(bytes.count)
  }

  mutating func removeLastRow() {
    ends.removeLast()
    bytes.removeLast(bytes.count - (ends.last ?? 0))
  }

  /// Calls `body` with the bytes of every row.
  func forEachRow<Failure: Error>(
    _ body: (Int, UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(Failure) in
      for row in 0..<count {
        try body(row, UnsafeBufferPointer(rebasing: buffer[range(row)]))
      }
    }
  }

  /// The column that `edit` writes row by row.
  func rewritten(
    growth: Int = 0, _ edit: (UnsafeBufferPointer<UInt8>, inout PandasColumn) -> Void
  ) -> PandasColumn {
    var result = PandasColumn()
    result.reserve(bytes: bytes.count + growth * count, rows: count)
    forEachRow { _, text in
      edit(text, &result)
      result.endRow()
    }
    return result
  }

  /// The rows that are kept, in their order.
  func kept(_ keep: [Bool]) -> PandasColumn {
    selected(keep.indices.filter { keep[$0] })
  }

  /// The given rows, in the given order.
  func selected(_ rows: [Int]) -> PandasColumn {
    var result = PandasColumn()
    result.reserve(bytes: rows.count == count ? bytes.count : 0, rows: rows.count)
    bytes.withUnsafeBufferPointer { buffer in
      for row in rows {
        result.extend(UnsafeBufferPointer(rebasing: buffer[range(row)]))
        result.endRow()
      }
    }
    return result
  }

  /// Whether some row holds `text`, which is not empty.
  func contains(_ text: [UInt8]) -> Bool {
    var found = false
    forEachRow { _, row in
      if !found { found = row.contains(text) }
    }
    return found
  }

  /// Whether every row is `text`; true of no rows.
  func allEqual(_ text: [UInt8]) -> Bool {
    var equal = true
    forEachRow { _, row in
      if equal { equal = row.elementsEqual(text) }
    }
    return equal
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether `text` occurs; the empty text does.
  func contains(_ text: [UInt8]) -> Bool {
    guard let first = text.first else { return true }
    var start = 0
    while count - start >= text.count,
      let found = memchr(baseAddress! + start, Int32(first), count - start - text.count + 1)
    {
      if memcmp(found, text, text.count) == 0 { return true }
      start = UnsafeRawPointer(found) - UnsafeRawPointer(baseAddress!) + 1
    }
    return false
  }

  /// The number of Unicode scalars (lone surrogates count).
  var scalarCount: Int {
    var total = 0
    for byte in self where byte & 0xC0 != 0x80 { total += 1 }
    return total
  }

  /// The byte offset after `scalars` scalars, or the end.
  func offset(afterScalars scalars: Int) -> Int {
    var position = 0
    var seen = 0
    while position < count {
      if self[position] & 0xC0 != 0x80 {
        if seen == scalars { return position }
        seen += 1
      }
      position += 1
    }
    return count
  }
}
