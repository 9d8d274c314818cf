// SPDX-License-Identifier: Apache-2.0

/// What all rows of a column begin or end with.
extension PandasColumn {
  enum Edge: Sendable { case prefix, suffix }

  /// The longest common prefix or suffix in whole scalars; the whole text of a single row.
  func commonAffix(_ edge: Edge) -> [UInt8] {
    guard count > 0 else { return [] }
    return hasPlainKeys ? plainAffix(edge) : steppedAffix(edge)
  }

  private func plainAffix(_ edge: Edge) -> [UInt8] {
    let first = Array(bytes[range(0)])
    var length = first.count
    forEachRow { _, row in
      length = min(length, row.count)
      var equal = 0
      switch edge {
      case .prefix: while equal < length && row[equal] == first[equal] { equal += 1 }
      case .suffix:
        let (end, firstEnd) = (row.count - 1, first.count - 1)
        while equal < length && row[end - equal] == first[firstEnd - equal] { equal += 1 }
      }
      length = equal
    }
    return Self.wholeScalars(first, length: length, at: edge)
  }

  /// The affix of `length` bytes without the parts of a scalar at its inner end.
  private static func wholeScalars(_ text: [UInt8], length: Int, at edge: Edge) -> [UInt8] {
    func isInside(_ position: Int) -> Bool {
      position < text.count && text[position] & 0xC0 == 0x80
    }
    var length = length
    switch edge {
    case .prefix:
      while length > 0 && isInside(length) { length -= 1 }
      return Array(text[..<length])
    case .suffix:
      while length > 0 && isInside(text.count - length) { length -= 1 }
      return Array(text[(text.count - length)...])
    }
  }

  /// The loop of the original, scalar by scalar, for texts that are not their own keys: one with a
  /// NUL counts as equal to others too early, and then its affix goes on growing.
  private func steppedAffix(_ edge: Edge) -> [UInt8] {
    var common: [UInt8] = []
    var length = 1
    while let next = sharedSlice(edge, length), next != common {
      common = next
      length += 1
    }
    return common
  }

  /// The first row's slice of `length` scalars when all rows' slices have the same key.
  private func sharedSlice(_ edge: Edge, _ length: Int) -> [UInt8]? {
    var first: [UInt8]?
    var isShared = true
    forEachRow { _, row in
      guard isShared else { return }
      let slice = Self.slice(row, edge, length: length)
      guard let known = first else {
        first = Array(slice)
        return
      }
      isShared = known.withUnsafeBufferPointer {
        Self.key(of: $0).elementsEqual(Self.key(of: slice))
      }
    }
    return isShared ? first : nil
  }

  private static func slice(
    _ row: UnsafeBufferPointer<UInt8>, _ edge: Edge, length: Int
  ) -> UnsafeBufferPointer<UInt8> {
    switch edge {
    case .prefix:
      return UnsafeBufferPointer(rebasing: row[..<row.offset(afterScalars: length)])
    case .suffix:
      let start = row.offset(afterScalars: max(0, row.scalarCount - length))
      return UnsafeBufferPointer(rebasing: row[start...])
    }
  }
}
