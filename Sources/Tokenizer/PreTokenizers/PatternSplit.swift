// SPDX-License-Identifier: Apache-2.0

/// `Split`: cuts at the matches of a pattern, or of what is between them.
struct PatternSplit: PreTokenizer {
  let pattern: SplitPattern
  let behavior: SplitBehavior
  let inverts: Bool

  func apply(to pieces: inout Pieces) {
    var found: [SplitBehavior.Part] = []
    pieces.split { text, range, kept in
      let piece = UnsafeBufferPointer(rebasing: text[range])
      let offset = range.lowerBound
      if behavior == .isolated {
        pattern.forEachPart(of: piece) { part, _ in
          kept.append(offset + part.lowerBound..<offset + part.upperBound)
        }
        return
      }
      found.removeAll(keepingCapacity: true)
      pattern.forEachPart(of: piece) { part, isMatch in
        found.append(
          .init(
            range: offset + part.lowerBound..<offset + part.upperBound,
            isSeparator: isMatch != inverts))
      }
      behavior.apply(to: found, &kept)
    }
  }
}
