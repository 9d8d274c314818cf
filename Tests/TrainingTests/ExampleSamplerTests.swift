// SPDX-License-Identifier: Apache-2.0

import Testing
import Training

@Suite struct ExampleSamplerTests {
  @Test(arguments: 1...12, 1...5)
  func everyEpochHoldsEveryExampleOnce(count: Int, batchSize: Int) {
    var sampler = ExampleSampler(count: count, batchSize: batchSize, seed: 1, shuffles: true)
    for epoch in 0..<3 {
      #expect(sampler.epoch == epoch)
      let dealt = (0..<sampler.batchesPerEpoch).flatMap { _ in sampler.next() }
      #expect(dealt.sorted() == Array(0..<count))
    }
  }

  @Test func ordersDifferByEpochAndSeed() {
    func epochs(_ seed: Int) -> [[Int]] {
      var sampler = ExampleSampler(count: 50, batchSize: 50, seed: seed, shuffles: true)
      return (0..<2).map { _ in Array(sampler.next()) }
    }
    #expect(epochs(1) == epochs(1))
    #expect(epochs(1)[0] != epochs(1)[1])
    #expect(epochs(1)[0] != epochs(2)[0])
    #expect(epochs(1)[0] != Array(0..<50))
  }

  @Test func withoutShuffleTheOrderIsTheFiles() {
    var sampler = ExampleSampler(count: 5, batchSize: 2, seed: 1, shuffles: false)
    let batches = (0..<4).map { _ in Array(sampler.next()) }
    #expect(batches == [[0, 1], [2, 3], [4], [0, 1]])
  }

  @Test func goesOnFromAnyPosition() {
    var whole = ExampleSampler(count: 7, batchSize: 2, seed: 3, shuffles: true)
    for _ in 0..<9 {
      var resumed = ExampleSampler(
        count: 7, batchSize: 2, seed: 3, shuffles: true, epoch: whole.epoch, offset: whole.offset)
      #expect(resumed == whole)
      #expect(resumed.next() == whole.next())
    }
  }
}
