// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// Sends a completion as it is generated. It waits for a slow client without keeping the model
/// waiting.
struct CompletionStream: Sendable {
  let request: CompletionRequest
  let work: CompletionWork
  let object: CompletionObject
  let metrics: ServiceMetrics
  let keepAliveSeconds: Int

  func write(to writer: inout EventWriter) async throws {
    let clock = Task { [work, keepAliveSeconds] in
      while true {
        try await Task.sleep(for: .seconds(keepAliveSeconds))
        work.sink.yield(.keepAlive)
      }
    }
    defer { clock.cancel() }
    var usage = CompletionObject.Usage(promptTokens: work.prompts.reduce(0) { $0 + $1.count })
    do {
      for try await event in work.events {
        if case .finished(_, let ending) = event { usage.completionTokens += ending.tokens }
        try await send(event, to: &writer)
      }
    } catch let error as AssayError {
      // The status was sent long ago; clients look for the error object in the stream.
      try await writer.send(APIError.server("\(error)").json)
    }
    metrics.count(promptTokens: usage.promptTokens, completionTokens: usage.completionTokens)
    if request.streamsUsage { try await writer.send(object.json(choices: [], usage: usage)) }
    try await writer.done()
  }

  private func send(
    _ event: CompletionWork.Event, to writer: inout EventWriter
  ) async throws {
    switch event {
    case .piece(let index, let piece):
      try await writer.send(
        object.json(choices: [object.choice(index, piece, finish: nil)], usage: nil))
    case .finished(let index, let ending):
      try await writer.send(
        object.json(
          choices: [object.choice(index, CompletionText.Piece(), finish: ending.reason)],
          usage: nil))
    case .keepAlive: try await writer.keepAlive()
    }
  }
}
