// SPDX-License-Identifier: Apache-2.0

import Platform

/// Says how likely a model found a token, by its logits as they are: bias, penalties and temperature
/// change what is drawn, not what is reported.
package enum TokenScorer {
  /// The score of a token, with the likeliest others where asked for; the token itself is among
  /// them only by its rank.
  package static func score(
    of token: Int32, in logits: UnsafeBufferPointer<Float>, alternatives count: Int?
  ) -> TokenScore {
    let normalizer = logSumExp(logits)
    var score = TokenScore(token: token, logProbability: logits[Int(token)] - normalizer)
    if let count {
      score.alternatives = top(count, of: logits).map { token in
        .init(token: token, logProbability: logits[Int(token)] - normalizer)
      }
    }
    return score
  }

  /// The tokens of the largest logits, largest first; of equal ones, the lower id first.
  package static func top(_ count: Int, of logits: UnsafeBufferPointer<Float>) -> [Int32] {
    guard count > 0 else { return [] }
    var best: [Int32] = []
    best.reserveCapacity(count + 1)
    for index in logits.indices {
      let logit = logits[index]
      if best.count == count, logit <= logits[Int(best[count - 1])] { continue }
      let place = best.firstIndex { logits[Int($0)] < logit } ?? best.count
      best.insert(Int32(index), at: place)
      if best.count > count { best.removeLast() }
    }
    return best
  }

  private static func logSumExp(_ logits: UnsafeBufferPointer<Float>) -> Float {
    let maximum = logits.max() ?? 0
    var sum = 0.0
    for logit in logits { sum += Double(expf(logit - maximum)) }
    return maximum + Float(log(sum))
  }
}
