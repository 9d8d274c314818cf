// SPDX-License-Identifier: Apache-2.0

/// `FixedLength`: pieces of so many characters.
struct FixedLengthSplit: PreTokenizer {
  let length: Int

  func apply(to pieces: inout Pieces) {
    pieces.split { text, range, parts in
      var start = range.lowerBound
      var count = 0
      CharacterReader.forEach(in: UnsafeBufferPointer(rebasing: text[range])) { _, place in
        count += 1
        guard count % length == 0 else { return }
        parts.append(start..<range.lowerBound + place.upperBound)
        start = range.lowerBound + place.upperBound
      }
      parts.append(start..<range.upperBound)
    }
  }
}
