// SPDX-License-Identifier: Apache-2.0

import LanguageModel
import Testing
import Training

@Suite struct TimeForecastTests {
  private func forecast(_ change: (inout TrainingSettings) -> Void = { _ in }) -> TimeForecast {
    var settings = TrainingSettings.plain
    settings.epochs = 3
    settings.batchSize = 4
    change(&settings)
    let example = TrainingExample(
      prompt: Array(repeating: 1, count: 59), completion: Array(repeating: 1, count: 1))
    return TimeForecast(
      configuration: GPT2Configuration(width: 768, layers: 12, heads: 12), parameters: 124_439_808,
      examples: Array(repeating: example, count: 20), settings: settings)
  }

  @Test("a token costs six operations for each weight of the blocks, a target six for the head's")
  func operations() {
    // Eleven blocks of 12 C^2, and q, k and v of the twelfth; attention adds less than 1 %.
    let block = 12.0 * 768 * 768
    let tokens = 6 * (11 * block + block / 4) * 1200
    let targets = 6 * (0.75 * block + 50257 * 768) * 20
    let operations = forecast().operationsPerPass
    #expect(operations > tokens + targets)
    #expect(operations < (tokens + targets) * 1.01)
  }

  @Test("the whole run is seen, or what --max-steps leaves of it")
  func passes() {
    #expect(forecast().seenTokens == 3600)
    #expect(forecast { $0.maximumSteps = 5 }.seenTokens == 1200)
    let whole = forecast().seconds(productSpeed: 4e11, optimizerSpeed: 1e9)
    let third = forecast { $0.maximumSteps = 5 }.seconds(productSpeed: 4e11, optimizerSpeed: 1e9)
    #expect(abs(third - whole / 3) < 1e-9)
    let half = forecast().seconds(productSpeed: 4e11, optimizerSpeed: 1e9, fraction: 0.5)
    #expect(abs(half - whole / 2) < 1e-9)
  }

  @Test("small batches pay for the optimizer, whatever the products")
  func optimizer() {
    let large = forecast().seconds(productSpeed: .infinity, optimizerSpeed: 1e9)
    let small = forecast { $0.batchSize = 1 }
      .seconds(productSpeed: .infinity, optimizerSpeed: 1e9)
    #expect(abs(small - 4 * large) < 1e-9)
  }
}
