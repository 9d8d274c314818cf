// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import Synchronization

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
