// SPDX-License-Identifier: Apache-2.0

/// Cuts at characters of a kind, or at one string.
struct CharacterSplit: PreTokenizer {
  /// What separates.
  enum Separator: Sendable {
    /// `WhitespaceSplit` and the first half of `BertPreTokenizer`.
    case whiteSpace
    /// `Punctuation` and the second half of `BertPreTokenizer`.
    case punctuation
    /// `Digits`.
    case digits
    /// `CharDelimiterSplit`.
    case scalar(UInt32)
  }

  let separator: Separator
  let behavior: SplitBehavior

  func apply(to pieces: inout Pieces) {
    var found: [SplitBehavior.Part] = []
    pieces.split { text, range, kept in
      found.removeAll(keepingCapacity: true)
      var start = range.lowerBound
      CharacterReader.forEach(in: UnsafeBufferPointer(rebasing: text[range])) { scalar, place in
        guard matches(scalar) else { return }
        let (from, to) = (range.lowerBound + place.lowerBound, range.lowerBound + place.upperBound)
        if from > start { found.append(.init(range: start..<from, isSeparator: false)) }
        found.append(.init(range: from..<to, isSeparator: true))
        start = to
      }
      if start < range.upperBound {
        found.append(.init(range: start..<range.upperBound, isSeparator: false))
      }
      behavior.apply(to: found, &kept)
    }
  }

  private func matches(_ scalar: UInt32) -> Bool {
    let traits = CharacterTraits.shared.of(scalar)
    switch separator {
    case .whiteSpace: return traits & CharacterTraits.whiteSpace != 0
    case .punctuation: return traits & CharacterTraits.bertPunctuation != 0
    case .digits: return traits & CharacterTraits.numeric != 0
    case .scalar(let wanted): return scalar == wanted
    }
  }
}
