// SPDX-License-Identifier: Apache-2.0

import JSON
import NIOCore
import NIOHTTP1

/// Answers a method that the parser of HTTP does not know, such as a misspelled one, with an error
/// object; RFC 9110, section 15.6.2, has a status for it.
final class UnknownMethodHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let error = APIError(
    status: 501, "The method of the request is none that this server knows.")

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard case .invalidMethod? = error as? HTTPParserError else {
      return context.fireErrorCaught(error)
    }
    let body = ByteBuffer(string: Self.error.json.text() + "\n")
    let head = HTTPResponseHead(
      version: .http1_1, status: .notImplemented,
      headers: [
        "Content-Type": "application/json", "Content-Length": "\(body.readableBytes)",
        "Connection": "close",
      ])
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    context.close(promise: nil)
  }
}
