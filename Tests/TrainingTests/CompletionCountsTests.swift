// SPDX-License-Identifier: Apache-2.0

import Testing
import Training

@Suite struct CompletionCountsTests {
  @Test("Rows 49, 50: the worked example has two thirds and five sixths")
  func theWorkedExampleHasTwoThirdsAndFiveSixths() {
    let completions = [[1, 2], [0, 5], [4, 2]]
    let predictions = [[1, 1], [0, 5], [4, 2]]
    var counts = CompletionCounts()
    for (completion, prediction) in zip(completions, predictions) {
      counts.add(zip(completion, prediction).map { $0 == $1 })
    }
    #expect(counts.sequenceAccuracy == 2.0 / 3)
    #expect(counts.tokenAccuracy == 5.0 / 6)
  }

  @Test func nothingCountedIsUndefined() {
    var counts = CompletionCounts()
    counts.add([])
    #expect(counts.sequenceAccuracy == nil)
    #expect(counts.tokenAccuracy == nil)
  }
}
