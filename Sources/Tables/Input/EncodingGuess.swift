// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// An encoding by which bytes that are not UTF-8 can be read, and how they read then. Who knows the
/// text can tell which is right; nobody else can for certain.
struct EncodingGuess {
  let encoding: TextEncoding
  /// The words around the first character outside of ASCII.
  let words: String
  /// The share of the characters that the encoding makes unlikely.
  private let oddness: Double
  private let text: String

  private static let candidates: [TextEncoding] = [
    .windows1252, .gb18030, .shiftJIS, .big5, .eucKR, .eucJP, .windows1251, .windows1250, .koi8R,
    .windows1254, .windows1253, .windows1255, .windows1256, .latin2, .cyrillicISO, .greekISO, .thai,
    .dos850, .dos437, .dos852, .dos866, .dos737, .dos862, .macRoman, .macCyrillic,
  ]
  private static let sampleBytes = 1 << 13
  private static let shownCharacters = 12
  private static let shownGuesses = 4
  /// How much odder than the best a guess may be that is shown.
  private static let spread = 0.34

  /// The likely encodings of some lines, the likeliest first.
  static func guesses(for lines: some Collection<UInt8>) -> [EncodingGuess] {
    let sample = sample(of: lines)
    let all = candidates.compactMap { EncodingGuess($0, sample) }
    let sorted = all.enumerated().sorted {
      ($0.element.oddness, $0.offset) < ($1.element.oddness, $1.offset)
    }
    .map(\.element)
    guard let best = sorted.first else { return [] }
    var shown: [EncodingGuess] = []
    for guess in sorted.prefix(while: { $0.oddness <= best.oddness + spread }) {
      // Encodings that read all alike need no choice.
      if !shown.contains(where: { $0.text == guess.text }) { shown.append(guess) }
    }
    return Array(shown.prefix(shownGuesses))
  }

  private init?(_ encoding: TextEncoding, _ sample: [UInt8]) {
    guard let text = Self.text(sample, encoding) else { return nil }
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.firstIndex(where: { !$0.isASCII }),
      let oddness = CharacterOddness(scalars, encoding, bytes: sample).share
    else { return nil }
    self.encoding = encoding
    self.oddness = oddness
    self.text = text
    words = Self.words(scalars, around: first)
  }

  /// Whole characters: no byte under 0x30 is part of a longer one.
  private static func sample(of lines: some Collection<UInt8>) -> [UInt8] {
    let sample = Array(lines.prefix(sampleBytes))
    guard sample.count == sampleBytes, let end = sample.lastIndex(where: { $0 < 0x30 }) else {
      return sample
    }
    return Array(sample[...end])
  }

  private static func text(_ bytes: [UInt8], _ encoding: TextEncoding) -> String? {
    guard
      let input = try? TranscodedInput(BytesInput(bytes), encoding: encoding, file: "")
    else { return nil }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = buffer.withUnsafeMutableBytes { try? input.read(into: $0) }
      guard let count else { return nil }
      if count == 0 { return String(decoding: text, as: UTF8.self) }
      text += buffer[..<count]
    }
  }

  private static func words(_ scalars: [Unicode.Scalar], around place: Int) -> String {
    let isEnd: (Unicode.Scalar) -> Bool = { $0.value < 0x20 || $0 == "\"" || $0 == "," }
    let before = scalars[..<place].suffix(shownCharacters).reversed().prefix { !isEnd($0) }
    let after = scalars[place...].prefix(shownCharacters).prefix { !isEnd($0) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: before.reversed())
    view.append(contentsOf: after)
    return String(view)
  }
}
