// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Testing
import Training

@Suite struct MemoryForecastTests {
  private func forecast(microBatchSize: Int) -> MemoryForecast {
    forecast(microBatchSize: microBatchSize, precision: .f32)
  }

  private func forecast(microBatchSize: Int, precision: Precision) -> MemoryForecast {
    var settings = TrainingSettings.plain
    settings.precision = precision
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

  private func check(_ availableBytes: Int) throws(AssayError) {
    try forecast(microBatchSize: 8).check(
      availableBytes: availableBytes, microBatchSize: 8, smaller: forecast)
  }

  @Test func tooLittleMemoryIsRefusedWithTheOptionThatFits() throws {
    let whole = forecast(microBatchSize: 8).totalBytes
    try check(whole)
    let large = #expect(throws: AssayError.self) { try check(whole - 1) }
    #expect(large?.remedy?.contains("--micro-batch-size 7;") == true)
    let tight = forecast(microBatchSize: 2).totalBytes
    let larger = #expect(throws: AssayError.self) { try check(tight) }
    #expect(larger?.remedy?.contains("--micro-batch-size 2;") == true)
    let hopeless = #expect(throws: AssayError.self) { try check(1 << 30) }
    #expect(hopeless?.remedy?.contains("smaller model") == true)
  }

  @Test func roundedWeightsCountToo() {
    let exact = forecast(microBatchSize: 8)
    let rounded = forecast(microBatchSize: 8, precision: .bf16)
    #expect(rounded.stateBytes == exact.stateBytes + 2 * 124_439_808)
    #expect(rounded.activationBytes > exact.activationBytes)
  }
}
