// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Answers a request of HTTP/1.0 in its own version: without chunks, and with the end of the
/// connection as the end of the answer. Whoever asks for that end gets it, however it is spelled.
final class OldClientHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private var isOld = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard case .head(var head) = unwrapInboundIn(data) else {
      return context.fireChannelRead(data)
    }
    isOld = head.version == .http1_0
    let isLast = head.headers[canonicalForm: "connection"].contains { $0.lowercased() == "close" }
    // Hummingbird, which is not told of versions, closes after the very word.
    if isOld || isLast { head.headers.replaceOrAdd(name: "Connection", value: "close") }
    if isOld { head.headers.remove(name: "Expect") }
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard isOld, case .head(var head) = unwrapOutboundIn(data) else {
      return context.write(data, promise: promise)
    }
    head.version = .http1_0
    head.headers.replaceOrAdd(name: "Connection", value: "close")
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}
