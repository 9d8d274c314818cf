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
    let run = try ModelRun(request.model, computing: request.computing, events: events)
    let loaded = try run.loaded
    try loaded.model.requireLanguageModel()
    let parameters = request.parameters.over(
      try .ofModel(run.folder, loaded.model.configuration, task: request.task))
    if let fault = parameters.fault { throw AssayError(fault) }
    let seed = request.seed ?? .random(in: 0...(.max))
    var requests: [GenerationRequest] = []
    var prompts: [String] = []
    let given = try request.prompts.read { events(.warning($0)) }
    for (index, prompt) in given.enumerated() {
      var one = try parameters.request(
        prompt: loaded.tokenizer.encodePrompt(prompt), for: loaded.model.configuration,
        at: request.prompts.location(ofText: index))
      one.sampling.seed = seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15
      one.stops = request.stops.map { Array($0.utf8) }
      requests.append(one)
      prompts.append(prompt)
    }
    let doubts = PromptDoubt(run.record).sentences(
      about: prompts, stops: request.stops.map { Array($0.utf8) },
      limit: requests.map(\.maximumTokens).max() ?? 0)
    for doubt in doubts { events(.warning(doubt)) }
    for warning in parameters.doubts(about: request.parameters) { events(.warning(warning)) }
    defer { events(.finished) }
    if let options = try parameters.beamOptions() {
      let texts = try searched(requests, loaded, options: options, events: events)
      return zip(prompts, texts).map { prompt, texts in
        texts.map { (request.returnsFullText ? prompt : "") + $0 }
      }
    }
    var done = 0
    let texts = try GenerationEngine.generate(requests, with: loaded) { _, content in
      guard case .finished = content else { return }
      done += 1
      events(.generated(done: done, total: requests.count))
    }
    return zip(prompts, texts).map { prompt, texts in
      texts.best.map { (request.returnsFullText ? prompt : "") + $0.text }
    }
  }

  /// The texts of a beam search for each prompt.
  private static func searched(
    _ requests: [GenerationRequest], _ loaded: LoadedModel, options: BeamOptions,
    events: (EvaluateEvent) -> Void
  ) throws(AssayError) -> [[String]] {
    var found: [[String]] = []
    for request in requests {
      for prompt in request.prompts {
        try request.validate(
          for: loaded.model.configuration, capacity: loaded.model.configuration.positions)
        var search = try BeamSearch(
          loaded.model, endTokens: loaded.endTokens, prompt: prompt,
          limit: request.maximumTokens, sampling: request.sampling, options: options)
        found.append(
          try search.texts().map { loaded.tokenizer.decode($0).cut(atFirstOf: request.stops) })
      }
      events(.generated(done: found.count, total: requests.count))
    }
    return found
  }
}

extension String {
  /// The text up to the first of some ends in it.
  fileprivate func cut(atFirstOf ends: [[UInt8]]) -> String {
    let bytes = Array(utf8)
    let end = bytes.indices.first { start in ends.contains { bytes[start...].starts(with: $0) } }
    return end.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? self
  }
}

extension GenerationParameters {
  /// What transformers takes where nothing is said.
  private static let usualLength = 20
  private static let usualTopK = 50

  private var samples: Bool { self[.doSample]?.bool ?? false }
  private var beams: Int { self[.beams]?.integer ?? 1 }

  /// What does nothing of the model's files, and of what was asked for, in words.
  func doubts(about asked: GenerationParameters) -> [String] {
    passedOver.map { "the model's files set \($0), which assay generate does not know" }
      + idle(among: asked)
  }

  /// Parameters that say something only where tokens are drawn at random, or beams are searched. Files
  /// may hold them for those who draw.
  private func idle(among asked: GenerationParameters) -> [String] {
    let ofDraws: [GenerationParameter] = [.temperature, .topK, .topP, .minimumP]
    let ofBeams: [GenerationParameter] = [.lengthPenalty, .earlyStopping]
    func unused(_ parameters: [GenerationParameter], without needed: String) -> [String] {
      parameters.filter { asked[$0] != nil }.map {
        "\($0.option) has no effect without \(needed)"
      }
    }
    return (samples ? [] : unused(ofDraws, without: "--do-sample"))
      + (beams > 1 ? [] : unused(ofBeams, without: "--num-beams of 2 or more"))
  }

  /// How beams are searched; nil where the likeliest token is taken each time, or one is drawn.
  /// - Throws: `AssayError` when parameters contradict one another.
  func beamOptions() throws(AssayError) -> BeamOptions? {
    guard beams > 1 else { return nil }
    var options = BeamOptions(beams: beams)
    options.draws = samples
    options.count = self[.sequences]?.integer ?? 1
    guard options.count <= beams else {
      throw AssayError(
        "\(beams) beams end in \(beams) texts, and \(options.count) are asked for",
        remedy: "Raise --num-beams or lower --num-return-sequences")
    }
    options.lengthPenalty = self[.lengthPenalty]?.double ?? 1
    switch self[.earlyStopping] {
    case .bool(true)?: options.stopping = .whenThereAreEnough
    case .string?: options.stopping = .whenNoneCanBeBetter
    default: options.stopping = .whenNoneSeemsBetter
    }
    return options
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
    guard request.count == 1 || samples || beams > 1 else {
      throw AssayError(
        "the likeliest text is one, and \(request.count) are asked for",
        remedy: "Add --do-sample or --num-beams, or leave out --num-return-sequences")
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
