// SPDX-License-Identifier: Apache-2.0

/// How close a generated text is to the wanted one.
/// Source of the normalized match and of token F1: Rajpurkar et al., "SQuAD: 100,000+ questions for
/// machine comprehension of text" (2016), their evaluation script.
package struct TextMatch: Sendable, Equatable {
  /// The same characters, but for whitespace at both ends.
  package let isExact: Bool
  /// The same words, whatever their case, punctuation and articles.
  package let isNormalized: Bool
  /// The harmonic mean of precision and recall of the words, each as often as it occurs.
  package let tokenF1: Double

  package init(_ text: String, wanted: String) {
    isExact = Self.trimmed(text).elementsEqual(Self.trimmed(wanted))
    let words = Self.words(text)
    let wantedWords = Self.words(wanted)
    isNormalized = words == wantedWords
    tokenF1 = Self.f1(words, wantedWords)
  }

  /// Lower case, without punctuation and the articles a, an and the.
  static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace {
        if !word.isEmpty { words.append(String(word)) }
        word.removeAll()
      } else if !isPunctuation(scalar) {
        word.append(scalar)
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words.filter { $0 != "a" && $0 != "an" && $0 != "the" }
  }

  /// ASCII punctuation and symbols, as the script takes them.
  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// The UTF-8 of a text without whitespace at its ends.
  private static func trimmed(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return [] }
    return Array(bytes[first...last])
  }

  /// 1 for two texts without a word, 0 where only one has none.
  private static func f1(_ words: [String], _ wanted: [String]) -> Double {
    guard !words.isEmpty, !wanted.isEmpty else { return words == wanted ? 1 : 0 }
    var left = wanted.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    var common = 0.0
    for word in words where left[word, default: 0] > 0 {
      left[word, default: 0] -= 1
      common += 1
    }
    return 2 * common / Double(words.count + wanted.count)
  }
}
