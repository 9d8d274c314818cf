// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import LanguageModel

/// What is drawn, against the probabilities that the options say.
@Suite struct SamplerTests {
  /// Probabilities .5, .25, .15, .1 in the order 2, 0, 3, 1.
  private let logits: [Float] = [0.25, 0.1, 0.5, 0.15].map { log(Float($0)) }

  private func options(_ change: (inout SamplingOptions) -> Void) -> SamplingOptions {
    var options = SamplingOptions()
    change(&options)
    return options
  }

  /// How often each token is drawn when nothing is remembered between draws.
  private func shares(
    _ change: (inout SamplingOptions) -> Void = { _ in }, draws: Int = 8000
  ) -> [Double] {
    var counts = [Int](repeating: 0, count: logits.count)
    var sampler = Sampler(options(change), stream: 0)
    for _ in 0..<draws { counts[Int(sampler.next(logits))] += 1 }
    return counts.map { Double($0) / Double(draws) }
  }

  private func expect(_ found: [Double], _ wanted: [Double]) {
    for (share, wanted) in zip(found, wanted) {
      #expect(abs(share - wanted) < 0.03, "\(found)")
      if wanted == 0 { #expect(share == 0) }
      if wanted == 1 { #expect(share == 1) }
    }
  }

  @Test func tokensComeAsOftenAsTheyAreLikely() {
    expect(shares(), [0.25, 0.1, 0.5, 0.15])
  }

  @Test("Row 77: temperature bends the probabilities") func temperatureBendsTheProbabilities() {
    // p^2, scaled: .0625, .01, .25, .0225 of .345.
    expect(shares { $0.temperature = 0.5 }, [0.181, 0.029, 0.725, 0.065])
    expect(shares { $0.temperature = 1000 }, [0.25, 0.25, 0.25, 0.25])
    expect(shares { $0.temperature = 0 }, [0, 0, 1, 0])
  }

  @Test func onlyTheTopIsConsidered() {
    expect(shares { $0.topK = 2 }, [1.0 / 3, 0, 2.0 / 3, 0])
    expect(shares { $0.topK = 9 }, [0.25, 0.1, 0.5, 0.15])
    // The fewest that reach .7 are .5 and .25; the fewest that reach .8 are three.
    expect(shares { $0.topP = 0.7 }, [1.0 / 3, 0, 2.0 / 3, 0])
    expect(shares { $0.topP = 0.8 }, [0.278, 0, 0.556, 0.167])
    expect(shares { $0.minP = 0.4 }, [1.0 / 3, 0, 2.0 / 3, 0])
    expect(shares { $0.topP = 0 }, [0, 0, 1, 0])
    expect(shares { $0.topK = 0 }, [0, 0, 1, 0])
  }

  /// Top-p counts of what top-k has left: of .5 and .25, .6 of their weight is the first alone.
  @Test func topPLooksAtWhatTopKLeft() {
    func both(_ topP: Double) -> [Double] {
      shares {
        $0.topK = 2
        $0.topP = topP
      }
    }
    expect(both(0.6), [0, 0, 1, 0])
    expect(both(0.7), [1.0 / 3, 0, 2.0 / 3, 0])
  }

  @Test func biasIsAddedToTheLogits() {
    // A logit that is log 2 larger doubles the weight: .2 of 1.1.
    expect(
      shares { $0.logitBias = [1: log(2.0)] }, [0.227, 0.182, 0.455, 0.136])
    expect(shares { $0.logitBias = [2: -.infinity] }, [0.5, 0.2, 0, 0.3])
    // Tokens that the model does not have change nothing.
    expect(shares { $0.logitBias = [-1: 100, 4: 100, 9999: 100] }, [0.25, 0.1, 0.5, 0.15])
  }

  private func greedy(_ draws: Int, _ change: (inout SamplingOptions) -> Void) -> [Int32] {
    var sampler = Sampler(
      options {
        $0.temperature = 0
        change(&$0)
      }, stream: 0)
    return (0..<draws).map { _ in sampler.next(logits) }
  }

  @Test func presenceIsPunishedOnceAndFrequencyEachTime() {
    // The logits are -0.69, -1.39, -1.90 and -2.30 for the tokens 2, 0, 3 and 1.
    #expect(greedy(4) { $0.presencePenalty = 0.8 } == [2, 0, 2, 2])
    #expect(greedy(5) { $0.presencePenalty = 5 } == [2, 0, 3, 1, 2])
    #expect(greedy(5) { $0.frequencyPenalty = 0.5 } == [2, 2, 0, 2, 0])
    #expect(greedy(3) { $0.frequencyPenalty = -0.5 } == [2, 2, 2])
    #expect(greedy(3) { $0.presencePenalty = -1 } == [2, 2, 2])
  }

  @Test func equalTokensAreDrawnLowestFirst() {
    #expect(Sampler.likeliest([1, 3, 3, 2]) == 1)
    var sampler = Sampler(options { $0.topK = 1 }, stream: 0)
    #expect((0..<20).allSatisfy { _ in sampler.next([1, 3, 3, 2]) == 1 })
  }

  @Test func aStreamOfASeedIsItsOwn() {
    func draws(seed: UInt64, stream: Int) -> [Int32] {
      var sampler = Sampler(options { $0.seed = seed }, stream: stream)
      return (0..<40).map { _ in sampler.next(logits) }
    }
    #expect(draws(seed: 1, stream: 0) == draws(seed: 1, stream: 0))
    #expect(draws(seed: 1, stream: 0) != draws(seed: 1, stream: 1))
    #expect(draws(seed: 1, stream: 0) != draws(seed: 2, stream: 0))
  }
}
