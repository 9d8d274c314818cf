// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What one completion request asks of a model, and the way back to whoever waits for it.
final class CompletionWork: Sendable {
  /// What happens to a choice, which is a candidate of a prompt.
  enum Event: Sendable {
    case piece(choice: Int, CompletionText.Piece)
    case finished(choice: Int, Ending)
    /// Sent by who waits, so that a client hears of a server that is busy with others.
    case keepAlive
  }

  /// How a choice ended.
  struct Ending: Sendable {
    var reason: FinishReason
    /// Tokens generated.
    var tokens: Int
    /// The mean log-probability of those tokens.
    var meanLogProbability: Double
  }

  typealias Events = AsyncThrowingStream<Event, any Error>

  let source: ModelSource
  let prompts: [[Int32]]
  /// Candidates for each prompt; choice = prompt * candidates + candidate.
  let candidates: Int
  let parameters: SamplingParameters
  let events: Events
  let sink: Events.Continuation
  private let cancelled = Atomic(false)
  private let finished = Atomic(0)

  init(
    source: ModelSource, prompts: [[Int32]], candidates: Int, parameters: SamplingParameters
  ) {
    self.source = source
    self.prompts = prompts
    self.candidates = candidates
    self.parameters = parameters
    (events, sink) = Events.makeStream()
    sink.onTermination = { [weak self] reason in
      if case .cancelled = reason { self?.cancel() }
    }
  }

  var choices: Int { prompts.count * candidates }

  /// Whether nobody waits any more.
  var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

  /// Counts a choice that ended; the number of those so far.
  func countFinished() -> Int {
    finished.add(1, ordering: .relaxed).newValue
  }

  func cancel() {
    cancelled.store(true, ordering: .relaxed)
  }
}
