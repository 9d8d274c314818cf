// SPDX-License-Identifier: Apache-2.0

/// A stage that cuts the pieces of a text into smaller ones, as the `pre_tokenizer` of a
/// `tokenizer.json` or a part of it says.
protocol PreTokenizer: Sendable {
  func apply(to pieces: inout Pieces)
}

/// Cuts at the words of a splitter written by hand.
struct WordPreTokenizer<Splitter: WordSplitter>: PreTokenizer {
  let splitter: Splitter

  func apply(to pieces: inout Pieces) {
    pieces.split { text, range, parts in
      guard let base = text.baseAddress else { return }
      let end = base + range.upperBound
      var position = base + range.lowerBound
      while position < end {
        let stop = splitter.wordEnd(from: position, end: end)
        parts.append(position - base..<stop - base)
        position = stop
      }
    }
  }
}

/// Puts a space before each piece that does not start with one: `add_prefix_space`.
struct PrefixSpace: PreTokenizer {
  func apply(to pieces: inout Pieces) {
    pieces.rewrite { piece, _, out in
      if piece.first != UInt8(ascii: " ") { out.append(UInt8(ascii: " ")) }
      out.append(contentsOf: piece)
    }
  }
}
