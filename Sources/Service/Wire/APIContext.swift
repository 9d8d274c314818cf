// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import NIOCore

/// What goes with a request through Hummingbird's router to its handler.
struct APIContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// Who sends the request.
  var client = Client()
  /// How much is taken of one request.
  var limits = ServiceLimits()
  /// What the request holds of the memory that there is for all.
  var memory = MemoryBudget(limit: .max).share()
  private let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    channel = source.channel
  }

  /// What stands in the path where its pattern has `:name`, decoded. It is decoded after the path was
  /// split: the client of 2023 sends whole local paths as one segment (`/files/%2Ftmp%2Fa+b.jsonl`).
  /// - Throws: `APIError` 400 when it is no text.
  func parameter(_ name: String) throws(APIError) -> String {
    try Query.decode((parameters.get(name) ?? "").utf8)
  }

  /// Tells the client that it may send the body that it has announced.
  func inviteBody() {
    let channel = channel
    channel.eventLoop.execute {
      let pipeline = channel.pipeline.syncOperations
      (try? pipeline.handler(type: HangUpHandler.self))?.invite()
    }
  }

  /// Ends the connection, whatever still comes.
  func hangUp(after seconds: Int64) {
    let channel = channel
    channel.eventLoop.scheduleTask(in: .seconds(seconds)) { channel.close(promise: nil) }
  }

  /// Calls `body` when the client hangs up before the request is answered, at once when it has already.
  /// - Parameter probe: sends something without meaning to a client whose answer comes in parts.
  func onHangUp(probe: (@Sendable () -> Void)?, _ body: @escaping @Sendable () -> Void) {
    let channel = channel
    channel.eventLoop.execute {
      let pipeline = channel.pipeline.syncOperations
      guard let handler = try? pipeline.handler(type: HangUpHandler.self) else { return }
      handler.start(.init(probe: probe, onHangUp: body))
    }
  }
}
