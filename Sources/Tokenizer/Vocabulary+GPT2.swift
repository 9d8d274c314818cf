// SPDX-License-Identifier: Apache-2.0

import CEmbedded

extension Vocabulary {
  /// GPT-2's own: 256 bytes, 50,000 merges, `<|endoftext|>`.
  static let gpt2 = Vocabulary(
    expanding: UnsafeRawBufferPointer(
      start: assay_gpt2_vocabulary().bytes, count: assay_gpt2_vocabulary().size))

  private static let byteCount = 256

  /// Expands the form that `make_vocabulary.py` describes.
  private convenience init(expanding data: UnsafeRawBufferPointer) {
    let merges = (0..<(data.count - Self.byteCount) / 4).map { rank in
      func id(_ offset: Int) -> Int32 {
        let place = Self.byteCount + 4 * rank + offset
        return Int32(
          UInt16(littleEndian: data.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
      }
      return MergeTable.Merge(left: id(0), right: id(2), result: Int32(Self.byteCount + rank))
    }
    let endOfText = AddedToken(
      id: Int32(Self.byteCount + merges.count), content: "<|endoftext|>", isSpecial: true)
    var byteIDs = [Int32](repeating: 0, count: Self.byteCount)
    for id in 0..<Self.byteCount { byteIDs[Int(data[id])] = Int32(id) }
    self.init(
      tokens: Self.tokens(bytes: data[..<Self.byteCount], merges: merges, last: endOfText),
      byteIDs: byteIDs, merges: merges, addedTokens: [endOfText], endOfText: endOfText.id)
  }

  /// The bytes of every token: each is made of two earlier ones, so that one pass gives all.
  private static func tokens(
    bytes: Slice<UnsafeRawBufferPointer>, merges: [MergeTable.Merge], last: AddedToken
  ) -> (bytes: [UInt8], offsets: [Int32]) {
    var offsets: [Int32] = []
    offsets.reserveCapacity(byteCount + merges.count + 2)
    for id in 0...byteCount { offsets.append(Int32(id)) }
    for merge in merges {
      let (left, right) = (Int(merge.left), Int(merge.right))
      let length = offsets[left + 1] - offsets[left] + offsets[right + 1] - offsets[right]
      offsets.append(offsets[offsets.count - 1] + length)
    }
    let size = Int(offsets[offsets.count - 1])
    var expanded = [UInt8](unsafeUninitializedCapacity: size) { out, count in
      var end = out.initialize(fromContentsOf: bytes)
      for merge in merges {
        for half in [merge.left, merge.right] {
          for place in offsets[Int(half)]..<offsets[Int(half) + 1] {
            out[end] = out[Int(place)]
            end += 1
          }
        }
      }
      count = end
    }
    expanded.append(contentsOf: last.content.utf8)
    offsets.append(Int32(expanded.count))
    return (expanded, offsets)
  }
}
