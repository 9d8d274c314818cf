// SPDX-License-Identifier: Apache-2.0

import Tokenizer

/// The tokens of a text with their places in it.
struct TokenPlaces {
  private let tokenizer: TextTokenizer

  init(_ tokenizer: TextTokenizer) {
    self.tokenizer = tokenizer
  }

  /// - Returns: the ids with the bytes that each stands for. A tokenizer that changes the text before it
  ///   reads it leaves bytes without a token; they go with the token before them.
  func tokens(of text: String) -> [(id: Int32, bytes: Range<Int>)] {
    let utf8 = Array(text.utf8)
    var place = 0
    var found: [(id: Int32, bytes: Range<Int>)] = []
    for id in tokenizer.encode(text) {
      let bytes = tokenizer.bytes(of: id)
      let start = Self.start(of: bytes, in: utf8, from: place)
      if let start, start > place, let last = found.indices.last {
        found[last].bytes = found[last].bytes.lowerBound..<start
      }
      let begin = start ?? place
      let end =
        start == nil ? place : min(utf8.count, begin + Self.length(bytes, in: utf8, at: begin))
      found.append((id, begin..<end))
      place = end
    }
    if let last = found.indices.last {
      found[last].bytes = found[last].bytes.lowerBound..<utf8.count
    }
    return found
  }

  /// How far a token is looked for behind its neighbor.
  private static let reach = 64

  private static func start(of bytes: [UInt8], in text: [UInt8], from place: Int) -> Int? {
    guard !bytes.isEmpty else { return nil }
    return (place..<min(text.count, place + reach)).first { length(bytes, in: text, at: $0) > 0 }
  }

  /// How many bytes of the text a token stands for at a place; the space that some tokenizers put before
  /// a text is none of it.
  private static func length(_ bytes: [UInt8], in text: [UInt8], at place: Int) -> Int {
    if text[place...].starts(with: bytes) { return bytes.count }
    let bare = bytes.drop { $0 == UInt8(ascii: " ") }
    return place == 0 && !bare.isEmpty && text.starts(with: bare) ? bare.count : 0
  }
}
