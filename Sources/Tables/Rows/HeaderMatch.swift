// SPDX-License-Identifier: Apache-2.0

/// Tells rows that repeat the header, as files have that were joined. Cells are compared without
/// regard to case, to the white space around them and to a byte-order mark.
struct HeaderMatch {
  private let names: [[UInt8]]
  private let known: Set<[UInt8]>
  /// The lengths of all names, a bit each: most cells are known to be no name by their length alone.
  private let lengths: UInt64
  /// Whether the row under way says nothing but names of columns so far.
  private var isNames = true
  /// Whether each stands in its own column.
  private var isInPlace = true
  private var count = 0
  private var seen: Set<[UInt8]> = []

  /// What a row is.
  enum Verdict {
    case row, header
    /// The names of all columns, but in another order.
    case otherOrder
  }

  init(_ header: [String]) {
    names = header.map { name in
      let text = Array(name.utf8)
      return text.withUnsafeBufferPointer { Array(Self.trimmed($0)).map(Self.lower) }
    }
    // A list of words may hold the word that heads it.
    let isComparable = names.count { !$0.isEmpty } > 1
    known = isComparable ? Set(names) : []
    lengths = names.reduce(0) { $0 | Self.bit($1.count) }
  }

  /// Looks at the next cell of the row.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    defer { count += 1 }
    guard isNames, !known.isEmpty else { return }
    let text = Self.trimmed(cell)
    let isOwn = count < names.count && Self.matches(text, names[count])
    isInPlace = isInPlace && isOwn
    isNames =
      isOwn || lengths & Self.bit(text.count) != 0 && known.contains(text.map(Self.lower))
    if isNames { seen.insert(text.map(Self.lower)) }
  }

  /// What the row was, which ends here.
  mutating func end() -> Verdict {
    defer {
      (isNames, isInPlace, count) = (true, true, 0)
      if !seen.isEmpty { seen.removeAll(keepingCapacity: true) }
    }
    guard isNames, !known.isEmpty, count == names.count else { return .row }
    return isInPlace ? .header : seen.count == names.count ? .otherOrder : .row
  }

  private static func bit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }

  private static func matches(_ text: Slice<UnsafeBufferPointer<UInt8>>, _ name: [UInt8]) -> Bool {
    text.count == name.count && zip(text, name).allSatisfy { lower($0) == $1 }
  }

  private static func lower(_ byte: UInt8) -> UInt8 {
    0x41...0x5A ~= byte ? byte | 0x20 : byte
  }

  private static func trimmed(
    _ cell: UnsafeBufferPointer<UInt8>
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var text = cell[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    while let byte = text.first, byte <= 0x20 { text = text.dropFirst() }
    while let byte = text.last, byte <= 0x20 { text = text.dropLast() }
    return text
  }
}
