// SPDX-License-Identifier: Apache-2.0

/// `Whitespace`: runs of word characters, and runs of what is neither that nor white space:
/// `\w+|[^\w\s]+`.
struct WordsAndSigns: PreTokenizer {
  func apply(to pieces: inout Pieces) {
    let traits = CharacterTraits.shared
    pieces.split { text, range, parts in
      var start = range.lowerBound
      var last: UInt16?
      CharacterReader.forEach(in: UnsafeBufferPointer(rebasing: text[range])) { scalar, place in
        let kind = traits.of(scalar) & (CharacterTraits.word | CharacterTraits.whiteSpace)
        guard kind != last else { return }
        let place = range.lowerBound + place.lowerBound
        if let last, last != CharacterTraits.whiteSpace { parts.append(start..<place) }
        start = place
        last = kind
      }
      if last != CharacterTraits.whiteSpace { parts.append(start..<range.upperBound) }
    }
  }
}
