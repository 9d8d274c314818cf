// SPDX-License-Identifier: Apache-2.0

import AssayCore
import LanguageModel
import OpenAIWire

/// Sends a completion as it is generated. It waits for a slow client without keeping the model
/// waiting.
struct CompletionStream: Sendable {
  let work: CompletionWork
  let object: any AnswerObject
  let metrics: ServiceMetrics
  /// Whether a last chunk tells the usage.
  let sendsUsage: Bool
  let keepAliveSeconds: Int

  func write(to writer: inout EventWriter) async throws {
    let clock = Task { [work, keepAliveSeconds] in
      while true {
        try await Task.sleep(for: .seconds(keepAliveSeconds))
        work.keepAlive()
      }
    }
    defer {
      clock.cancel()
      // A client that has gone shows in a write that fails.
      work.cancel()
    }
    var usage = TokenUsage(promptTokens: work.request.promptTokens)
    var object = object
    do {
      for chunk in object.firstChunks(choices: work.request.choices) {
        try await writer.send(chunk)
      }
      for try await event in work.events {
        guard case .generated(let content) = event else {
          try await writer.keepAlive()
          continue
        }
        if case .ended(_, let ending) = content { usage.completionTokens += ending.tokens }
        if let chunk = object.chunk(content) { try await writer.send(chunk) }
      }
    } catch let error as AssayError {
      // The status was sent long ago; clients look for the error object in the stream.
      try await writer.send(APIError.server("\(error)").json)
    }
    metrics.count(promptTokens: usage.promptTokens, completionTokens: usage.completionTokens)
    guard !work.isCancelled else { throw APIError.hungUp }
    if sendsUsage { try await writer.send(object.usageChunk(usage)) }
    try await writer.done()
  }
}
