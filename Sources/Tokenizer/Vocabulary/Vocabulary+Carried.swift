// SPDX-License-Identifier: Apache-2.0

import CEmbedded

extension Vocabulary {
  /// Merges that the binary carries: a file of `make_vocabularies.py`, the id that its first merge
  /// makes, and the bits of one of the two ids of a merge.
  private struct Carried {
    var name: String
    var firstID: Int32 = 256
    var halfWidth = 16
  }

  /// GPT-2's own: 256 bytes, 50,000 merges, `<|endoftext|>`.
  static let gpt2 = carried([Carried(name: "gpt2")], special: [("<|endoftext|>", 50256)])

  /// GPT-2's with runs of spaces, for OpenAI's first models of code.
  static let p50kBase = carried(
    [Carried(name: "gpt2"), Carried(name: "p50k_base", firstID: 50257)],
    special: [("<|endoftext|>", 50256)])

  /// That of GPT-3.5, of GPT-4 and of OpenAI's embeddings.
  static let cl100kBase = carried(
    [Carried(name: "cl100k_base", halfWidth: 17)],
    special: [
      ("<|endoftext|>", 100257), ("<|fim_prefix|>", 100258), ("<|fim_middle|>", 100259),
      ("<|fim_suffix|>", 100260), ("<|endofprompt|>", 100276),
    ])

  /// That of GPT-4o and of later models.
  static let o200kBase = carried(
    [Carried(name: "o200k_base", halfWidth: 18)],
    special: [("<|endoftext|>", 199999), ("<|endofprompt|>", 200018)])

  /// - Parameter special: the special tokens, the one that ends a text first.
  private static func carried(
    _ parts: [Carried], special: [(name: String, id: Int32)]
  ) -> Vocabulary {
    let bytes = Array(embedded(parts[0].name).prefix(256))
    var merges: [MergeTable.Merge] = []
    for (place, part) in parts.enumerated() {
      let data = embedded(part.name).dropFirst(place == 0 ? 256 : 0)
      merges += Self.merges(in: UnsafeRawBufferPointer(rebasing: data), part)
    }
    let added = special.map { AddedToken(id: $0.id, content: $0.name, isSpecial: true) }
    var byteIDs = [Int32](repeating: 0, count: 256)
    for (id, byte) in bytes.enumerated() { byteIDs[Int(byte)] = Int32(id) }
    return Vocabulary(
      tokens: tokens(bytes: bytes, merges: merges, added: added), byteIDs: byteIDs, merges: merges,
      addedTokens: added, endOfText: added.first?.id ?? 0, makesItsTokens: true)
  }

  private static func embedded(_ name: String) -> UnsafeRawBufferPointer {
    var entry = assay_vocabularies()
    while let file = entry?.pointee, let path = file.path {
      if String(cString: path) == name {
        return UnsafeRawBufferPointer(start: file.bytes, count: file.size)
      }
      entry = entry?.advanced(by: 1)
    }
    return UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// Expands the form that `make_vocabularies.py` describes.
  private static func merges(
    in data: UnsafeRawBufferPointer, _ part: Carried
  ) -> [MergeTable.Merge] {
    let width = part.halfWidth
    let count = 8 * data.count / (2 * width)
    func half(_ place: Int) -> Int32 {
      let bit = place * width
      let value = word(in: data, at: bit >> 3) >> UInt64(bit & 7) & (1 << UInt64(width) - 1)
      return Int32(truncatingIfNeeded: value)
    }
    return (0..<count).map { rank in
      MergeTable.Merge(
        left: half(2 * rank), right: half(2 * rank + 1), result: part.firstID + Int32(rank))
    }
  }

  /// The eight bytes at a place, the first of them lowest; there are none behind the end.
  @inline(__always)
  private static func word(in data: UnsafeRawBufferPointer, at place: Int) -> UInt64 {
    if place + 8 <= data.count {
      return data.loadUnaligned(fromByteOffset: place, as: UInt64.self).littleEndian
    }
    return data[place...].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The bytes of every token: each is made of two earlier ones, so that one pass gives all.
  private static func tokens(
    bytes: [UInt8], merges: [MergeTable.Merge], added: [AddedToken]
  ) -> (bytes: [UInt8], offsets: [Int32]) {
    let size = 1 + Int(max(merges.last?.result ?? 0, added.map(\.id).max() ?? 0))
    var lengths = [Int32](repeating: 0, count: size)
    for id in bytes.indices { lengths[id] = 1 }
    for merge in merges {
      lengths[Int(merge.result)] = lengths[Int(merge.left)] + lengths[Int(merge.right)]
    }
    for token in added { lengths[Int(token.id)] = Int32(token.content.utf8.count) }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(size + 1)
    for length in lengths { offsets.append(offsets[offsets.count - 1] + length) }
    let expanded = [UInt8](unsafeUninitializedCapacity: Int(offsets[size])) { out, count in
      _ = out.initialize(fromContentsOf: bytes)
      for merge in merges {
        var end = Int(offsets[Int(merge.result)])
        for half in [merge.left, merge.right] {
          for place in offsets[Int(half)]..<offsets[Int(half) + 1] {
            out[end] = out[Int(place)]
            end += 1
          }
        }
      }
      for token in added {
        for (place, byte) in token.content.utf8.enumerated() {
          out[Int(offsets[Int(token.id)]) + place] = byte
        }
      }
      count = Int(offsets[size])
    }
    return (expanded, offsets)
  }
}
