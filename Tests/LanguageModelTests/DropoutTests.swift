// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import LanguageModel

@Suite struct DropoutTests {
  @Test func everyMaskOfAStepHasASeedOfItsOwn() {
    let places: [Dropout.Place] = [.embedding, .attention, .projection, .contraction]
    var seeds: Set<UInt64> = []
    for step in 0..<UInt64(20) {
      let dropout = Dropout(rate: 0.1, seed: step)
      for layer in 0..<48 {
        for place in places { seeds.insert(dropout.seed(place, layer: layer)) }
      }
    }
    #expect(seeds.count == 20 * 48 * 4)
  }

  @Test func ratesAreThoseOfTheConfiguration() {
    var configuration = TinyModel.configuration
    configuration.embeddingDropout = 0.1
    configuration.residualDropout = 0.2
    configuration.attentionDropout = 0.3
    let dropout = Dropout(configuration, seed: 4)
    #expect(dropout.embedding == 0.1 && dropout.residual == 0.2 && dropout.attention == 0.3)
    #expect(dropout.seed == 4)
    let one = Dropout(rate: 0.4, seed: 5)
    #expect(one.embedding == 0.4 && one.residual == 0.4 && one.attention == 0.4)
  }
}
