// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1

/// Hummingbird's HTTP connection for clients of every age: those that ask before they send a body,
/// and those that know HTTP/1.0 only.
struct HTTPConnection: ServerChildChannel {
  private let base: HTTP1Channel

  static func builder(idleSeconds: Int) -> HTTPServerBuilder {
    HTTPServerBuilder { responder in
      HTTPConnection(
        base: HTTP1Channel(
          responder: responder,
          configuration: .init(idleTimeout: .seconds(Int64(idleSeconds)))))
    }
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger).flatMapThrowing { value in
      let pipeline = channel.pipeline.syncOperations
      let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
      try pipeline.addHandlers(
        HangUpHandler(), OldClientHandler(), FaultyHeadHandler(), position: .after(decoder))
      return value
    }
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await base.handle(value: value, logger: logger)
  }
}
