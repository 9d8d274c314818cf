// SPDX-License-Identifier: Apache-2.0

/// Makes text of the names of tokens, as the `decoder` of a `tokenizer.json` or a part of it says.
protocol TokenDecoder: Sendable {
  /// Changes the names; at the end they are joined.
  func apply(to tokens: inout [[UInt8]])
}

/// Without a decoder there is a space between any two tokens.
struct SpaceJoin: TokenDecoder {
  func apply(to tokens: inout [[UInt8]]) {
    for place in tokens.indices.dropFirst() { tokens[place].insert(UInt8(ascii: " "), at: 0) }
  }
}

/// `ByteLevel`: letters of names are bytes; a name with another letter stands for itself.
struct ByteLetterDecoder: TokenDecoder {
  func apply(to tokens: inout [[UInt8]]) {
    tokens = tokens.map { ByteLetters.bytes(of: String(decoding: $0, as: UTF8.self)) ?? $0 }
  }
}

/// `Fuse`: all become one.
struct FuseTokens: TokenDecoder {
  func apply(to tokens: inout [[UInt8]]) { tokens = [Array(tokens.joined())] }
}

/// `ByteFallback`: runs of `<0x41>` become their bytes, or U+FFFD for each where they are not UTF-8.
struct ByteNameDecoder: TokenDecoder {
  func apply(to tokens: inout [[UInt8]]) {
    var out: [[UInt8]] = []
    var run: [UInt8] = []
    func flush() {
      guard !run.isEmpty else { return }
      let isValid = run.withUnsafeBufferPointer { UTF8Validity.holds($0) }
      out.append(
        isValid ? run : Array(repeatElement([0xEF, 0xBF, 0xBD], count: run.count).joined()))
      run = []
    }
    for token in tokens {
      if let byte = ByteNames.byte(of: token) {
        run.append(byte)
      } else {
        flush()
        out.append(token)
      }
    }
    flush()
    tokens = out
  }
}

/// `Metaspace`: `▁` is a space, but for one at the start that the pre-tokenizer has put there.
struct MetaspaceDecoder: TokenDecoder {
  let replacement: [UInt8]
  let dropsFirst: Bool

  func apply(to tokens: inout [[UInt8]]) {
    for place in tokens.indices {
      let isDropped = place == 0 && dropsFirst
      tokens[place] = ByteReplacing.replace(
        replacement, with: isDropped ? [] : [UInt8(ascii: " ")], in: tokens[place])
    }
  }
}

/// `Strip`: takes up to so many of one character off the ends of each token.
struct StripDecoder: TokenDecoder {
  let character: [UInt8]
  let start: Int
  let stop: Int

  func apply(to tokens: inout [[UInt8]]) {
    for place in tokens.indices {
      var token = tokens[place][...]
      for _ in 0..<start where token.starts(with: character) {
        token = token.dropFirst(character.count)
      }
      for _ in 0..<stop where token.suffix(character.count).elementsEqual(character) {
        token = token.dropLast(character.count)
      }
      tokens[place] = Array(token)
    }
  }
}

/// `BPEDecoder`: the end of a word is a space, but behind the last one.
struct WordEndDecoder: TokenDecoder {
  let suffix: [UInt8]

  func apply(to tokens: inout [[UInt8]]) {
    for place in tokens.indices {
      let isLast = place == tokens.count - 1
      tokens[place] = ByteReplacing.replace(
        suffix, with: isLast ? [] : [UInt8(ascii: " ")], in: tokens[place])
    }
  }
}

/// `Replace`: a text in the place of all matches of a pattern.
struct ReplaceDecoder: TokenDecoder {
  let replacing: ReplacePattern

  func apply(to tokens: inout [[UInt8]]) {
    for place in tokens.indices { replacing.apply(to: &tokens[place]) }
  }
}
