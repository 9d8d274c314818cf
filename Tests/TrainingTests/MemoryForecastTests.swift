// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Testing
import Training

@Suite struct MemoryForecastTests {
  private func forecast(microBatchSize: Int) -> MemoryForecast {
    var settings = TrainingSettings()
    settings.batchSize = 8
    settings.microBatchSize = microBatchSize
    let example = TrainingExample(
      prompt: Array(repeating: 1, count: 500), completion: Array(repeating: 1, count: 12))
    return MemoryForecast(
      configuration: GPT2Configuration(width: 768, layers: 12, heads: 12), parameters: 124_439_808,
      examples: Array(repeating: example, count: 20), settings: settings)
  }

  @Test func aFineTuneOf8Times512FitsInto5Gigabytes() {
    let whole = forecast(microBatchSize: 8)
    #expect(whole.stateBytes == 1_991_036_928)
    #expect(whole.totalBytes < 5_000_000_000)
    #expect(forecast(microBatchSize: 1).activationBytes < whole.activationBytes / 4)
  }

  @Test func tooLittleMemoryIsRefusedWithAWayOut() throws {
    let whole = forecast(microBatchSize: 8)
    try whole.check(availableBytes: whole.totalBytes)
    let large = #expect(throws: AssayError.self) {
      try whole.check(availableBytes: whole.totalBytes - 1)
    }
    #expect(large?.remedy?.contains("--micro-batch-size") == true)
    let hopeless = #expect(throws: AssayError.self) { try whole.check(availableBytes: 1 << 30) }
    #expect(hopeless?.remedy?.contains("smaller model") == true)
  }

  @Test func theKernelSaysWhatIsFree() throws {
    #expect(try #require(MemoryForecast.availableBytes) > 1 << 20)
  }
}
