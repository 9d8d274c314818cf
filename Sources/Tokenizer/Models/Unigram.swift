// SPDX-License-Identifier: Apache-2.0

/// `Unigram`: the cut of a text into tokens with the highest sum of scores, found by Viterbi's
/// algorithm, as in Kudo, "Subword Regularization" (2018).
struct Unigram: TokenModel {
  private let index: TokenIndex
  private let trie: ByteTrie
  private let scores: [Double]
  private let unknown: Int32?
  private let unknownScore: Double
  /// The ids of `<0x00>` to `<0xFF>`, where the model writes what is unknown as bytes.
  private let byteTokens: ByteTokens?

  /// What is taken from the lowest score for a character without a token.
  private static let penalty = 10.0

  init(
    tokens: (bytes: [UInt8], offsets: [Int32]), scores: [Double], unknown: Int32?,
    byteTokens: ByteTokens?
  ) {
    // Of several tokens with the same text the last counts.
    index = TokenIndex(tokens, ids: (0..<Int32(scores.count)).reversed())
    trie = ByteTrie(tokens, count: scores.count)
    self.scores = scores
    self.unknown = unknown
    self.byteTokens = byteTokens
    unknownScore = (scores.min() ?? 0) - Self.penalty
  }

  /// The best way to a place in the text.
  private struct Step {
    var id: Int32 = -1
    var start: Int32 = -1
    var score = 0.0
  }

  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, to out: UnsafeMutablePointer<Int32>,
    merger: BytePairMerger
  ) -> Int {
    let steps = bestSteps(word, count)
    var ends: [Int] = []
    var place = count
    while place > 0 {
      ends.append(place)
      place = Int(steps[place].start)
    }
    var written = 0
    var start = 0
    var ways = ends.reversed()[...]
    while let end = ways.popFirst() {
      var last = end
      if isUnknown(steps[end].id) {
        while let next = ways.first, isUnknown(steps[next].id) {
          last = next
          ways.removeFirst()
        }
        written += writeUnknown(word + start, last - start, to: out + written)
      } else {
        out[written] = steps[end].id
        written += 1
      }
      start = last
    }
    return written
  }

  private func isUnknown(_ id: Int32) -> Bool { id < 0 || id == unknown }

  private func bestSteps(_ word: UnsafePointer<UInt8>, _ count: Int) -> [Step] {
    var steps = [Step](repeating: Step(), count: count + 1)
    var start = 0
    while start < count {
      let length = CharacterReader.scalar(at: word + start, end: word + count).length
      let base = steps[start].score
      var hasCharacter = false
      trie.forEachPrefix(of: word + start, count: count - start) { id, size in
        let score = scores[Int(id)] + base
        if steps[start + size].start < 0 || score > steps[start + size].score {
          steps[start + size] = Step(id: id, start: Int32(start), score: score)
        }
        if size == length { hasCharacter = true }
      }
      if !hasCharacter {
        let score = unknownScore + base
        if steps[start + length].start < 0 || score > steps[start + length].score {
          steps[start + length] = Step(id: unknown ?? -1, start: Int32(start), score: score)
        }
      }
      start += length
    }
    return steps
  }

  /// Writes text of no token: a token that it makes together, its bytes, or what is unknown.
  private func writeUnknown(
    _ text: UnsafePointer<UInt8>, _ count: Int, to out: UnsafeMutablePointer<Int32>
  ) -> Int {
    if let id = index.find(text, count: count) {
      out[0] = id
      return 1
    }
    if let byteTokens, byteTokens.write(text, count, to: out) { return count }
    guard let unknown else { return 0 }
    out[0] = unknown
    return 1
  }
}
