// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import LanguageModel

@Suite struct LogitBlockTests {
  private let logits: [Float] = [
    1, -2, 3, 3, 0.5, 900, 899, 0, -900, 898, -1, -1, -1, -1, -1,
  ]

  /// In double precision, without any trick.
  private func wanted(_ row: Int) -> [Double] {
    let row = logits[row * 5..<row * 5 + 5].map(Double.init)
    let top = row.max()!
    let sum = row.reduce(0) { $0 + exp($1 - top) }
    return row.map { $0 - top - log(sum) }
  }

  private func withBlock(_ body: (LogitBlock) -> Void) {
    logits.withUnsafeBufferPointer { logits in
      body(LogitBlock(measuring: logits, outputs: 5))
    }
  }

  @Test func rowsGiveTheLogSoftmax() {
    withBlock { block in
      for row in 0..<3 {
        for (output, wanted) in wanted(row).enumerated() {
          let found = block[row].logProbability(of: Int32(output))
          #expect(abs(found - wanted) <= 1e-6 * max(1, abs(wanted)))
        }
      }
    }
  }

  @Test func theLikeliestComeFirstAndLowerOnesBeforeEquals() {
    withBlock { block in
      #expect((0..<3).map { block[$0].likeliest } == [2, 0, 0])
      #expect(block[0].top(3).map(\.token) == [2, 3, 0])
      #expect(block[1].top(9).map(\.token) == [0, 1, 4, 2, 3])
      #expect(block[2].top(2).map(\.token) == [0, 1])
      #expect(block[0].top(0).isEmpty)
    }
  }

  @Test func aScoreHasTheTokenAndTheOthers() {
    withBlock { block in
      let score = block[0].score(of: 4, alternatives: 2)
      #expect(score.token == 4 && score.alternatives.map(\.token) == [2, 3])
      #expect(score.logProbability == block[0].logProbability(of: 4))
      #expect(score.alternatives[0].logProbability == block[0].logProbability(of: 2))
      #expect(block[0].score(of: 4, alternatives: nil).alternatives.isEmpty)
    }
  }

  @Test func allOutputsTogetherAreOne() {
    let rows = LogitBlock.logProbabilities(logits, outputs: 5)
    #expect(rows.count == 3)
    for (row, found) in rows.enumerated() {
      #expect(abs(found.reduce(0) { $0 + exp($1) } - 1) < 1e-12)
      for (found, wanted) in zip(found, wanted(row)) { #expect(abs(found - wanted) < 1e-9) }
    }
    #expect(LogitBlock.logProbabilities([], outputs: 5).isEmpty)
  }
}
