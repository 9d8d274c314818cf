// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension GenerationEngine {
  /// Texts generated at the same time when there is no one else to serve.
  private static let sequences = 32

  /// Generates the texts of all requests, many at a time.
  /// - Parameter observe: called with the place of a request in `requests` and what happened to it.
  /// - Returns: [requests]
  /// - Throws: `AssayError` when a prompt leaves no room in the model, or memory has run out.
  package static func generate(
    _ requests: [GenerationRequest], with loaded: LoadedModel,
    observe: (_ index: Int, GenerationEvent.Content) -> Void = { _, _ in }
  ) throws(AssayError) -> [GeneratedTexts] {
    let choices = requests.reduce(0) { $0 + $1.choices }
    let longest = requests.map { request in
      (request.prompts.map(\.count).max() ?? 0) + max(request.maximumTokens, 1) - 1
    }
    let engine = try GenerationEngine(
      loaded, sequences: max(1, min(choices, sequences)), capacity: longest.max() ?? 1)
    return try engine.run(requests, observe: observe)
  }

  /// Generates the texts of all requests, for an engine that has no others.
  private func run(
    _ requests: [GenerationRequest], observe: (_ index: Int, GenerationEvent.Content) -> Void
  ) throws(AssayError) -> [GeneratedTexts] {
    var texts = requests.map { GeneratedTexts($0) }
    var added = 0
    while added < requests.count || !isIdle {
      // The numbers of requests count from 0.
      while added < requests.count, queuedRequests < Self.sequences {
        added = add(requests[added]) + 1
      }
      for event in step() {
        if case .failed(let error) = event.content { throw error }
        texts[event.request].take(event.content)
        observe(event.request, event.content)
      }
    }
    return texts
  }
}
