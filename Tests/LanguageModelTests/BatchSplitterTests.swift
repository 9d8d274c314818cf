// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LanguageModel

@Suite struct BatchSplitterTests {
  @Test(
    arguments: [
      ([], []), ([1], [0..<1]), ([4096], [0..<1]), ([4095, 1], [0..<2]),
      ([4096, 1], [0..<1, 1..<2]), ([5000, 5000], [0..<1, 1..<2]),
      ([1, 5000, 1, 4095, 1], [0..<1, 1..<2, 2..<4, 4..<5]), ([0, 0], [0..<2]),
    ] as [([Int], [Range<Int>])])
  func runsHoldWhatFits(lengths: [Int], runs: [Range<Int>]) {
    #expect(BatchSplitter.runs(lengths) == runs)
  }
}
