// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LinearModel

@Suite struct GramCountsTests {
  @Test func eachPartIsCountedOnce() {
    #expect(GramCounts.counted([]).isEmpty)
    let grams = GramCounts.counted([7, 3, 7, 9, 7, 3])
    #expect(grams.map(\.hash) == [3, 7, 9] && grams.map(\.count) == [2, 3, 1])
  }

  @Test func partsWithoutAColumnAreLeftOut() {
    let index = GramIndex([30, 10, 20])
    #expect(index[30] == 0 && index[20] == 2 && index[40] == nil)
    var entries = SparseEntries()
    entries.append(GramCounts.counted([20, 10, 20, 40]), index)
    entries.append([], index)
    entries.append(GramCounts.counted([30]), index)
    #expect(entries.columns == [1, 2, 0] && entries.counts == [1, 2, 1])
    #expect(entries.starts == [0, 2, 2, 3])
  }

  /// Words are known from one text on, runs of characters from two.
  @Test func charactersOfASingleTextTellNothing() {
    let one = GramCounts(["card"])
    #expect(one.wordCount > 0 && one.columnCount == one.wordCount)
    let two = GramCounts(["card", "card"])
    #expect(two.columnCount > two.wordCount && two.textCount == 2)
    #expect(
      Array(two.columns.prefix(two.columns.count / 2)).sorted()
        == (0..<Int32(two.columnCount)).map { $0 })
    let none = GramCounts([])
    #expect(none.textCount == 0 && none.columnCount == 0 && none.starts == [0])
  }

  /// A part that all texts have weighs 1, one that no text has nothing.
  @Test func rarePartsWeighMore() {
    let counts = GramCounts(["red card", "red lamp", "red card"])
    let weighing = GramWeights(counts, rows: [0, 1, 2])
    let words = weighing.inverseFrequencies.prefix(counts.wordCount)
    #expect(words.min() == 1 && (words.max() ?? 0) > 1.6)
    let none = GramWeights(counts, rows: [])
    #expect(none.inverseFrequencies.allSatisfy { $0 == 0 })
    // A row of nothing that is known has its bias alone.
    let matrix = none.matrix(counts, rows: [1])
    #expect(Array(matrix.columns) == [Int32(counts.columnCount)] && Array(matrix.values) == [1])
  }

  /// A model that was trained on part of the rows knows nothing of the others.
  @Test func weightsAreOfTheRowsThatAreLearned() {
    let counts = GramCounts(["red card", "blue lamp"])
    let both = GramWeights(counts, rows: [0, 1]).inverseFrequencies
    let first = GramWeights(counts, rows: [0]).inverseFrequencies
    #expect(both.prefix(counts.wordCount).allSatisfy { $0 > 0 })
    #expect(first.prefix(counts.wordCount).contains(0) && first.contains { $0 > 0 })
  }
}
