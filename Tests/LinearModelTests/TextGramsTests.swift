// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LinearModel

@Suite struct TextGramsTests {
  /// Words of two characters and more, each but the first with the pair that it ends.
  @Test(
    arguments: [
      ("", 0), ("a", 0), ("ab", 1), ("red card", 3), ("red a card", 3), ("red, card; lamp", 5),
      ("a_b 12", 3), ("é", 0), ("été", 1), ("模型", 1),
    ])
  func wordsAndPairs(_ text: String, _ count: Int) {
    #expect(TextGrams(text).words.count == count)
  }

  @Test func caseDoesNotCountAndOrderDoes() {
    #expect(TextGrams("Red CARD").words == TextGrams("red card").words)
    #expect(TextGrams("ÉTÉ").words == TextGrams("été").words)
    #expect(TextGrams("red card").words.last != TextGrams("card red").words.last)
    #expect(TextGrams("red  card").characters == TextGrams("red\tcard\n").characters)
  }

  /// Runs of 2 to 5 characters of a word with the space around it; a shorter word counts whole, once.
  @Test(arguments: [("", 0), ("a", 3), ("ab", 6), ("abc", 10), ("abcd", 14), ("a ab", 9)])
  func runsOfCharacters(_ text: String, _ count: Int) {
    #expect(TextGrams(text).characters.count == count)
  }
}
