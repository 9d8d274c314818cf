// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import PrepareData

@Suite struct PandasHeaderTests {
  @Test(arguments: [
    (["a", "b"], ["a", "b"]), (["a", "a", "a"], ["a", "a.1", "a.2"]),
    (["", "a", ""], ["Unnamed: 0", "a", "Unnamed: 2"]),
    (["a", "a.1", "a"], ["a", "a.1", "a.2"]), (["a", "a", "a.1"], ["a", "a.2", "a.1"]),
    (["", "Unnamed: 0"], ["Unnamed: 0.1", "Unnamed: 0"]),
    ([], []), (["\u{E9}", "e\u{301}"], ["\u{E9}", "e\u{301}"]),
  ])
  func namesAreMadeUnique(_ header: [String], _ names: [String]) {
    // Compared by bytes: names that only look alike are two names.
    #expect(PandasHeader.unique(header).map { Array($0.text.utf8) } == names.map { Array($0.utf8) })
  }

  @Test(arguments: MissingWords.all)
  func wordsForNoValueAreKnown(_ word: String) {
    #expect(Array(word.utf8).withUnsafeBufferPointer(MissingWords.contains))
  }

  @Test(arguments: [
    "none", "None", "Na", "NAN", " NA", "NA ", "-", "0", "#", "nul", "1.#INF", "<na>",
  ])
  func otherWordsAreText(_ word: String) {
    #expect(!Array(word.utf8).withUnsafeBufferPointer(MissingWords.contains))
  }
}
