// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import LanguageModel
import Tokenizer

/// The use "generate": texts as transformers' `generate` writes them, the likeliest token each time
/// unless something else is asked for.
package enum Generating {
  /// - Returns: for each prompt its texts.
  /// - Throws: `AssayError` when the model cannot be read, a prompt leaves no room for a text, or
  ///   parameters contradict one another.
  package static func run(
    _ request: GenerateRequest, events: @escaping (EvaluateEvent) -> Void = { _ in }
  ) throws(AssayError) -> [[String]] {
    let run = try ModelRun(request.model, precision: request.precision, events: events)
    try run.loaded.model.requireLanguageModel()
    let parameters = request.parameters.over(
      try .ofModel(run.folder, run.loaded.model.configuration, task: request.task))
    if let fault = parameters.fault { throw AssayError(fault) }
    let seed = request.seed ?? .random(in: 0...(.max))
    var requests: [GenerationRequest] = []
    var prompts: [String] = []
    for (index, prompt) in try request.prompts.read().enumerated() {
      var one = try parameters.request(
        prompt: run.loaded.tokenizer.encodePrompt(prompt), for: run.loaded.model.configuration,
        at: request.prompts.location(ofText: index))
      one.sampling.seed = seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15
      one.stops = request.stops.map { Array($0.utf8) }
      requests.append(one)
      prompts.append(prompt)
    }
    for warning in parameters.idle { events(.warning(warning)) }
    var done = 0
    let texts = try GenerationEngine.generate(requests, with: run.loaded) { _, content in
      guard case .finished = content else { return }
      done += 1
      events(.generated(done: done, total: requests.count))
    }
    events(.finished)
    return zip(prompts, texts).map { prompt, texts in
      texts.best.map { (request.returnsFullText ? prompt : "") + $0.text }
    }
  }
}

extension GenerationParameters {
  /// What transformers takes where nothing is said.
  private static let usualLength = 20
  private static let usualTopK = 50

  private var samples: Bool { self[.doSample]?.bool ?? false }

  /// Parameters that say something only where tokens are drawn at random.
  var idle: [String] {
    guard !samples else { return [] }
    let named = [GenerationParameter.temperature, .topK, .topP, .minimumP].filter {
      self[$0] != nil
    }
    return named.map { "\($0.option) has no effect without --do-sample" }
  }

  /// The request for a prompt.
  /// - Throws: `AssayError` when there is no room for a text.
  func request(
    prompt: [Int32], for configuration: GPT2Configuration, at location: Location?
  ) throws(AssayError) -> GenerationRequest {
    var request = GenerationRequest(prompts: [prompt])
    request.isReproducible = true
    request.count = self[.sequences]?.integer ?? 1
    request.candidates = request.count
    guard request.count == 1 || samples else {
      throw AssayError(
        "the likeliest text is one, and \(request.count) are asked for",
        remedy: "Add --do-sample, or leave out --num-return-sequences")
    }
    request.maximumTokens = try newTokens(after: prompt.count, configuration, at: location)
    let shortest = (self[.minimumLength]?.integer ?? 0) - prompt.count
    request.sampling.minimumTokens = max(shortest, self[.minimumNewTokens]?.integer ?? 0)
    request.sampling.repetitionPenalty = self[.repetitionPenalty]?.double ?? 1
    request.sampling.noRepeatSize = self[.noRepeatSize]?.integer ?? 0
    request.sampling.temperature = samples ? self[.temperature]?.double ?? 1 : 0
    let topK = self[.topK]?.integer ?? Self.usualTopK
    request.sampling.topK = topK > 0 ? topK : nil
    request.sampling.topP = self[.topP]?.double ?? 1
    request.sampling.minP = self[.minimumP]?.double ?? 0
    return request
  }

  private func newTokens(
    after prompt: Int, _ configuration: GPT2Configuration, at location: Location?
  ) throws(AssayError) -> Int {
    if let count = self[.maximumNewTokens]?.integer { return count }
    let most = self[.maximumLength]?.integer ?? Self.usualLength
    guard prompt < most else {
      throw AssayError(
        "the prompt has \(prompt) tokens, and with it the text may have \(most)", at: location,
        remedy: "Raise --max-length, which counts the prompt, or give --max-new-tokens")
    }
    return min(most, configuration.positions) - min(prompt, configuration.positions)
  }
}
