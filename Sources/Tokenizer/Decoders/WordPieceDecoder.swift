// SPDX-License-Identifier: Apache-2.0

/// `WordPiece`: a space before each token that does not go on within a word, and on demand none before
/// the signs that follow a word in English.
struct WordPieceDecoder: TokenDecoder {
  let prefix: [UInt8]
  let cleansUp: Bool

  func apply(to tokens: inout [[UInt8]]) {
    for place in tokens.indices {
      if place > 0 {
        if tokens[place].starts(with: prefix) {
          tokens[place].removeFirst(prefix.count)
        } else {
          tokens[place].insert(UInt8(ascii: " "), at: 0)
        }
      }
      if cleansUp { EnglishSpacing.clean(&tokens[place]) }
    }
  }
}

/// `CTC`: repeated tokens count once, those that pad not at all.
struct CTCDecoder: TokenDecoder {
  let padToken: [UInt8]
  let wordDelimiter: [UInt8]
  let cleansUp: Bool

  func apply(to tokens: inout [[UInt8]]) {
    var out: [[UInt8]] = []
    var last: [UInt8]?
    for token in tokens where token != last {
      last = token
      var text = ByteReplacing.replace(padToken, with: [], in: token)
      if cleansUp {
        EnglishSpacing.clean(&text)
        text = ByteReplacing.replace(wordDelimiter, with: [UInt8(ascii: " ")], in: text)
      }
      if !text.isEmpty { out.append(text) }
    }
    tokens = out
  }
}

/// Takes away the spaces that English does not have before signs and contractions.
enum EnglishSpacing {
  private static let changes = [
    (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"),
    (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
  ].map { (Array($0.utf8), Array($1.utf8)) }

  static func clean(_ text: inout [UInt8]) {
    for (old, new) in changes { text = ByteReplacing.replace(old, with: new, in: text) }
  }
}
