// SPDX-License-Identifier: Apache-2.0

/// The whitespace that stands behind labels, by how many rows have it. A label with a space or a line
/// break behind it is the same label to a reader and another text to the model.
struct LabelTails: Sendable, Codable {
  /// More kinds of whitespace than this are not told apart.
  private static let limit = 16
  private var tails: [Tail] = []

  private struct Tail: Codable {
    let bytes: [UInt8]
    var rows: Int
  }

  /// Counts a tail.
  /// - Returns: the bit that stands for it.
  mutating func add(_ tail: Bytes, rows: Int = 1) -> UInt32 {
    for index in tails.indices where tails[index].bytes.elementsEqual(tail) {
      tails[index].rows += rows
      return 1 << UInt32(index)
    }
    guard tails.count < Self.limit else { return 1 << UInt32(Self.limit - 1) }
    tails.append(Tail(bytes: Array(tail), rows: rows))
    return 1 << UInt32(tails.count - 1)
  }

  /// Adds the tails of rows that follow.
  /// - Returns: for each of them the bit that stands for it here.
  mutating func merge(_ next: LabelTails) -> [UInt32] {
    next.tails.map { tail in tail.bytes.withUnsafeBufferPointer { add($0, rows: tail.rows) } }
  }

  /// The tails of some bits, the most frequent of the file first.
  func tails(of bits: UInt32) -> [[UInt8]] {
    tails.indices.filter { bits >> UInt32($0) & 1 == 1 }
      .sorted { (tails[$1].rows, $0) < (tails[$0].rows, $1) }
      .map { tails[$0].bytes }
  }
}
