// SPDX-License-Identifier: Apache-2.0

import Ranks

extension RankGroup {
  /// The loss and the counts of all ranks together, from those of each.
  func sum(_ loss: Double, _ counts: CompletionCounts) -> (Double, CompletionCounts) {
    let numbers = [counts.sequences, counts.rightSequences, counts.tokens, counts.rightTokens]
    var sum = (loss: 0.0, counts: CompletionCounts())
    for one in gather([loss] + numbers.map(Double.init)) {
      sum.loss += one[0]
      sum.counts.add(
        CompletionCounts(
          sequences: Int(one[1]), rightSequences: Int(one[2]), tokens: Int(one[3]),
          rightTokens: Int(one[4])))
    }
    return (sum.loss, sum.counts)
  }
}
