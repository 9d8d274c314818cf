// SPDX-License-Identifier: Apache-2.0

import Analyzers
import AssayCore
import Dataset
import Records

/// Long texts that do not read like prose, by the measures of Gopher's data (Rae and others, 2021,
/// appendix A1).
struct Quality: TextCheck {
  /// What is measured.
  enum Measure: String, CaseIterable {
    /// The share of lines that repeat an earlier line of the text, in per cent.
    case repeatedLines = "repeated-lines"
    /// The share of three-word runs that repeat an earlier one, in per cent.
    case repeatedWords = "repeated-words"
    /// The share of words without any letter, in per cent.
    case wordsWithoutLetters = "words-without-letters"
  }

  static let kind = "quality"
  static let holes = ["maximum"]
  let measure: Measure
  let maximum: Int
  /// Shorter texts are not measured.
  let words: Int

  init(_ parameters: inout Parameters) throws(AssayError) {
    measure = try parameters.choice("measure")
    maximum = try parameters.integer("maximum")
    words = try parameters.integer("words")
  }

  func mayConcern(_ traits: TextTraits) -> Bool { true }

  func inspect(_ text: Bytes, _ field: Field?, of record: Record, into tally: inout Tally) {
    // Each word has a byte at least.
    guard text.count >= words else { return }
    let all = text.split(whereSeparator: \.isWhitespace)
    guard all.count >= words, let share = share(text, all), share * 100 > Double(maximum) else {
      return
    }
    tally.add(record, field)
  }

  func conclude(_ tally: Tally, _ profile: Profile) -> [Conclusion] {
    [Field.prompt, .completion, nil].compactMap {
      Conclusion(tally, $0, values: ["maximum": "\(maximum) %"])
    }
  }

  private func share(_ text: Bytes, _ words: [Bytes.SubSequence]) -> Double? {
    switch measure {
    case .repeatedLines:
      let lines = text.split(separator: 0x0A).map(Self.hash)
      return lines.count < 4 ? nil : Self.repeated(lines)
    case .repeatedWords:
      let hashes = words.map(Self.hash)
      guard hashes.count > 2 else { return nil }
      return Self.repeated((2..<hashes.count).map { Self.run(hashes, endingAt: $0) })
    case .wordsWithoutLetters:
      let bare = words.filter { word in
        !word.contains { (0x41...0x5A).contains($0 & 0xDF) || $0 >= 0x80 }
      }
      return Double(bare.count) / Double(words.count)
    }
  }

  private static func run(_ hashes: [UInt64], endingAt end: Int) -> UInt64 {
    var run = hashes[end - 2] &* 25
    run &+= hashes[end - 1] &* 5
    return run &+ hashes[end]
  }

  private static func hash(_ text: Bytes.SubSequence) -> UInt64 {
    ByteHash.hash(Bytes(rebasing: text))
  }

  private static func repeated(_ hashes: [UInt64]) -> Double {
    hashes.isEmpty ? 0 : 1 - Double(Set(hashes).count) / Double(hashes.count)
  }
}
