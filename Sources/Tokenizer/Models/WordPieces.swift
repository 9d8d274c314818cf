// SPDX-License-Identifier: Apache-2.0

/// `WordPiece`: from the left always the longest token, as in BERT; a word in which that fails is
/// unknown as a whole.
struct WordPieces: TokenModel {
  let index: TokenIndex
  let unknown: Int32
  /// What tokens within a word start with.
  let prefix: [UInt8]
  /// The most characters of a word that is not unknown.
  let mostCharacters: Int

  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>,
    merger: BytePairMerger
  ) -> Int {
    let written = characters(word, count) > mostCharacters ? nil : pieces(word, count, to: out)
    if let written { return written }
    out[0] = unknown
    return 1
  }

  private func characters(_ word: UnsafePointer<UInt8>, _ count: Int) -> Int {
    (0..<count).count { word[$0] & 0xC0 != 0x80 }
  }

  private func pieces(
    _ word: UnsafePointer<UInt8>, _ count: Int, to out: UnsafeMutablePointer<Int32>
  ) -> Int? {
    var name = prefix
    var written = 0
    var start = 0
    while start < count {
      name.removeLast(name.count - prefix.count)
      name.append(contentsOf: UnsafeBufferPointer(start: word + start, count: count - start))
      let skipped = start == 0 ? prefix.count : 0
      guard let found = longest(in: name, from: skipped, least: prefix.count) else { return nil }
      out[written] = found.id
      written += 1
      start += found.end - prefix.count
    }
    return written
  }

  /// The longest token that starts at a place, and its end.
  private func longest(in name: [UInt8], from start: Int, least: Int) -> (id: Int32, end: Int)? {
    name.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return nil }
      var end = min(buffer.count, start + index.longest)
      while end > least {
        let isBorder = end == buffer.count || buffer[end] & 0xC0 != 0x80
        if isBorder, let id = index.find(base + start, count: end - start) { return (id, end) }
        end -= 1
      }
      return nil
    }
  }
}
