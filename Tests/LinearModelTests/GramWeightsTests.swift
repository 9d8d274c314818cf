// SPDX-License-Identifier: Apache-2.0

import Foundation
import JSON
import Testing

@testable import LinearModel

/// What parts of texts weigh, against scikit-learn; the fixture names the script that made it.
@Suite struct GramWeightsTests {
  private let texts: [String]
  private let fixture: JSONValue

  init() throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/tfidf.json")
    fixture = try JSONParser.parse(Array(Data(contentsOf: url)), file: "tfidf.json")
    texts = try #require(fixture["texts"]?.array).compactMap(\.string)
  }

  /// [texts] The values of a fixture, ascending.
  private func golden(_ key: String) throws -> [[Double]] {
    try #require(fixture[key]?.array).map { ($0.array ?? []).compactMap(\.double) }
  }

  @Test func wordsAndCharactersWeighWhatScikitLearnSays() throws {
    let counts = GramCounts(texts)
    let weighing = GramWeights(counts, rows: Array(texts.indices))
    let matrix = weighing.matrix(counts)
    let (words, characters) = (try golden("words"), try golden("characters"))
    for row in texts.indices {
      let places = Int(matrix.starts[row])..<Int(matrix.starts[row + 1])
      let entries = places.dropLast().map { (Int(matrix.columns[$0]), Double(matrix.values[$0])) }
      let got = [
        entries.filter { $0.0 < counts.wordCount }.map(\.1).sorted(),
        entries.filter { $0.0 >= counts.wordCount }.map(\.1).sorted(),
      ]
      for (got, wanted) in zip(got, [words[row], characters[row]]) {
        #expect(got.count == wanted.count, "\(texts[row])")
        #expect(zip(got, wanted).allSatisfy { abs($0 - $1) < 1e-6 }, "\(texts[row])")
      }
      #expect(matrix.values[places.upperBound - 1] == 1)
    }
  }

  @Test func unknownPartsOfOtherTextsAreLeftOut() {
    let counts = GramCounts(["red card", "blue card"])
    let index = GramIndex(counts.hashes)
    let other = GramCounts(
      ["green card card"], index, hashes: counts.hashes, wordCount: counts.wordCount)
    #expect(other.counts.filter { $0 == 2 }.count == other.counts.count)
    #expect(other.textCount == 1 && other.columnCount == counts.columnCount)
  }

  @Test func theMostFrequentPartsAreKept() {
    let counts = GramCounts(["card one", "card two", "card three"], mostColumns: 4)
    #expect(counts.columnCount == 4)
    #expect((0..<3).allSatisfy { counts.starts[$0 + 1] - counts.starts[$0] == 4 })
  }
}
