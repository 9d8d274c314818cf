// SPDX-License-Identifier: Apache-2.0

/// The tokens of a byte-level byte-pair encoding: the id of each byte, the merges, and the bytes of
/// each id.
final class Vocabulary: Sendable {
  let merges: MergeTable
  /// The id of each of the 256 bytes.
  nonisolated(unsafe) let byteIDs: UnsafePointer<Int32>
  /// The bytes of every token, end to end; `offsets[id]..<offsets[id + 1]` are those of `id`.
  let bytes: [UInt8]
  let offsets: [Int32]
  /// Tokens that no text makes, such as `<|endoftext|>`; their bytes are their names.
  let addedTokens: [AddedToken]
  /// The id that ends a text.
  let endOfText: Int32

  /// The number of ids.
  var size: Int { offsets.count - 1 }

  /// - Parameters:
  ///   - tokens: the bytes of each id.
  ///   - byteIDs: 256 ids.
  init(
    tokens: (bytes: [UInt8], offsets: [Int32]), byteIDs: [Int32], merges: [MergeTable.Merge],
    addedTokens: [AddedToken], endOfText: Int32
  ) {
    (bytes, offsets) = tokens
    self.merges = MergeTable(merges)
    self.addedTokens = addedTokens
    self.endOfText = endOfText
    let table = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
    table.initialize(from: byteIDs, count: 256)
    self.byteIDs = UnsafePointer(table)
  }

  deinit {
    byteIDs.deallocate()
  }

  /// The bytes of a token; none for an id outside the vocabulary.
  func token(_ id: Int32) -> ArraySlice<UInt8> {
    guard id >= 0, id < size else { return [] }
    return bytes[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])]
  }
}
