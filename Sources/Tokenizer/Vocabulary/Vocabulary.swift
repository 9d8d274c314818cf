// SPDX-License-Identifier: Apache-2.0

/// The tokens of a tokenizer: the bytes or the name of each id, and for byte-pair encodings the id of
/// each byte and the merges.
final class Vocabulary: Sendable {
  let merges: MergeTable
  /// The id of each of the 256 bytes; -1 for a byte that has none.
  nonisolated(unsafe) let byteIDs: UnsafePointer<Int32>
  /// The rank of the merge of two bytes, at `256 * first + second`: a word's first ranks, most of
  /// those it needs, are read from here.
  nonisolated(unsafe) let bytePairRanks: UnsafePointer<UInt32>
  /// The bytes of every token, end to end; `offsets[id]..<offsets[id + 1]` are those of `id`. Where
  /// tokens are not made of bytes, these are the bytes of their names.
  let bytes: [UInt8]
  let offsets: [Int32]
  /// Tokens that no merge makes, such as `<|endoftext|>`; their bytes are their names.
  let addedTokens: [AddedToken]
  private let addedNames: [Int32: String]
  /// The names of added tokens as the normalizer leaves them, by which they are decoded.
  private let normalizedNames: [Int32: [UInt8]]
  let addedTokenSearch: AddedTokenSearch
  /// Finds those that are looked for behind the normalizer.
  let normalizedTokenSearch: AddedTokenSearch
  /// The id that ends a text; -1 where none does.
  let endOfText: Int32

  /// Tokens by their bytes, where the merges of the bytes of each make that token, as in vocabularies that
  /// the binary carries; nil where they may make something else.
  let ownTokens: OwnTokens?

  /// The number of ids.
  var size: Int { offsets.count - 1 }

  /// - Parameters:
  ///   - tokens: the bytes of each id.
  ///   - byteIDs: 256 ids.
  ///   - makesItsTokens: whether the bytes of each token, merged, are that token.
  ///   - normalized: the name of an added token as the normalizer leaves it.
  init(
    tokens: (bytes: [UInt8], offsets: [Int32]), byteIDs: [Int32], merges: [MergeTable.Merge],
    addedTokens: [AddedToken], endOfText: Int32, makesItsTokens: Bool = false,
    normalized: (AddedToken) -> [UInt8] = { Array($0.content.utf8) }
  ) {
    (bytes, offsets) = tokens
    self.merges = MergeTable(merges)
    ownTokens =
      makesItsTokens ? OwnTokens(tokens, besides: Set(addedTokens.map(\.id))) : nil
    self.addedTokens = addedTokens
    addedNames = Dictionary(addedTokens.map { ($0.id, $0.content) }) { first, _ in first }
    normalizedNames = Dictionary(
      addedTokens.filter(\.isNormalized).map { ($0.id, normalized($0)) }
    ) { first, _ in first }
    addedTokenSearch = AddedTokenSearch(addedTokens.filter { !$0.isNormalized })
    normalizedTokenSearch = AddedTokenSearch(
      addedTokens.filter(\.isNormalized), name: normalized)
    self.endOfText = endOfText
    let table = UnsafeMutablePointer<Int32>.allocate(capacity: 256)
    table.initialize(from: byteIDs, count: 256)
    self.byteIDs = UnsafePointer(table)
    bytePairRanks = Self.bytePairRanks(byteIDs, merges)
  }

  deinit {
    byteIDs.deallocate()
    bytePairRanks.deallocate()
  }

  private static func bytePairRanks(
    _ byteIDs: [Int32], _ merges: [MergeTable.Merge]
  ) -> UnsafePointer<UInt32> {
    let table = UnsafeMutablePointer<UInt32>.allocate(capacity: 256 * 256)
    table.initialize(repeating: MergeTable.none, count: 256 * 256)
    var bytes = [Int](repeating: -1, count: Int(max(byteIDs.max() ?? 0, 0)) + 1)
    for (byte, id) in byteIDs.enumerated() where id >= 0 { bytes[Int(id)] = byte }
    for (rank, merge) in merges.enumerated() {
      guard merge.left < bytes.count, merge.right < bytes.count else { continue }
      let (left, right) = (bytes[Int(merge.left)], bytes[Int(merge.right)])
      guard left >= 0, right >= 0, table[256 * left + right] == MergeTable.none else { continue }
      table[256 * left + right] = UInt32(rank)
    }
    return UnsafePointer(table)
  }

  /// The bytes of a token; none for an id outside the vocabulary.
  func token(_ id: Int32) -> ArraySlice<UInt8> {
    guard id >= 0, id < size else { return [] }
    return bytes[Int(offsets[Int(id)])..<Int(offsets[Int(id) + 1])]
  }

  /// A token's name in files: its bytes as letters where it is made of bytes, or an added token's
  /// content. Empty for an id that no token has.
  func name(of id: Int32, isByteLevel: Bool) -> String {
    if let content = addedNames[id] { return content }
    return isByteLevel
      ? ByteLetters.text(of: token(id)) : String(decoding: token(id), as: UTF8.self)
  }

  /// The name that a decoder gets of a token.
  func decodedName(of id: Int32, isByteLevel: Bool) -> [UInt8] {
    normalizedNames[id] ?? Array(name(of: id, isByteLevel: isByteLevel).utf8)
  }
}
