// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Platform
import ServiceStore
import Synchronization
import Tokenizer

/// A model in memory and the requests for it. Used from one thread at a time.
final class ModelSession {
  let loaded: LoadedModel
  private let sequences: Int
  /// Made for the first request that wants text: a model may serve embeddings alone.
  private var engine: GenerationEngine?
  private var works: [Int: CompletionWork] = [:]

  /// - Parameter sequences: texts generated at the same time.
  /// - Throws: `AssayError` when a file is missing, broken, or of another model.
  init(_ source: ModelSource, sequences: Int, device: DeviceChoice = .cpu) throws(AssayError) {
    self.sequences = sequences
    guard case .directory(let path) = source else {
      throw AssayError("the model '\(source.argument)' has no weights")
    }
    loaded = try LoadedModel(directory: path)
    if device != .cpu { try loaded.model.move(to: device.open()) }
  }

  var isIdle: Bool { engine?.isIdle ?? true }

  /// Requests that wait for a sequence.
  var queuedRequests: Int { engine?.queuedRequests ?? 0 }

  func add(_ work: CompletionWork) throws(AssayError) {
    let engine = try readyEngine()
    works[engine.add(work.request)] = work
  }

  /// Generates one token for each text under way, those apart for which nobody waits any more.
  /// - Parameter report: is told of a request that failed.
  func step(report: (AssayError) -> Void) {
    guard let engine else { return }
    for (id, work) in works where work.isCancelled {
      engine.cancel(id)
      works[id] = nil
    }
    for event in engine.step() {
      works[event.request]?.take(event.content)
      switch event.content {
      case .failed(let error):
        report(error)
        works[event.request] = nil
      case .finished: works[event.request] = nil
      case .text, .ended: break
      }
    }
  }

  /// Ends all requests with an error.
  func fail(_ error: AssayError) {
    for (id, work) in works {
      engine?.cancel(id)
      work.take(.failed(error))
    }
    works = [:]
  }

  private func readyEngine() throws(AssayError) -> GenerationEngine {
    if let engine { return engine }
    let made = try GenerationEngine(loaded, sequences: sequences)
    engine = made
    return made
  }
}

/// What one completion request asks of a model, and the way back to whoever waits for it.
final class CompletionWork: Sendable {
  enum Event: Sendable {
    case generated(GenerationEvent.Content)
    /// Sent by who waits, so that a client hears of a server that is busy with others.
    case keepAlive
  }

  let source: ModelSource
  let request: GenerationRequest
  /// What comes of it; ends when nothing more comes.
  let events: AsyncThrowingStream<Event, any Error>
  private let sink: AsyncThrowingStream<Event, any Error>.Continuation
  private let cancelled = Atomic(false)

  init(source: ModelSource, request: GenerationRequest) {
    self.source = source
    self.request = request
    (events, sink) = AsyncThrowingStream.makeStream()
    sink.onTermination = { [weak self] reason in
      if case .cancelled = reason { self?.cancel() }
    }
  }

  /// Whether nobody waits any more.
  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Lets the model stop before its next token. Does nothing when all is said already.
  func cancel() {
    cancelled.store(true, ordering: .relaxed)
    sink.finish()
  }

  /// Hands on what happened.
  func take(_ content: GenerationEvent.Content) {
    switch content {
    case .failed(let error): sink.finish(throwing: error)
    case .finished: sink.finish()
    case .text, .ended: sink.yield(.generated(content))
    }
  }

  func keepAlive() {
    sink.yield(.keepAlive)
  }
}
