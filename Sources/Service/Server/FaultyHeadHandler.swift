// SPDX-License-Identifier: Apache-2.0

import JSON
import NIOCore
import NIOHTTP1

/// Answers a request whose head cannot be read, such as one with a misspelled method, two lengths, two
/// hosts or none, with an error object; RFC 9110 and RFC 9112 have a status for each.
final class FaultyHeadHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// Requests that were read and whose answers have not ended. An answer of another request must not
  /// stand in their place, nor inside of one.
  private var unanswered = 0
  /// A request was refused: what else comes is not read.
  private var isClosing = false
  /// Why it was, where the answers of others before it are still to come.
  private var refusal: APIError?

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    if case .head(let head) = unwrapInboundIn(data) {
      if let fault = Self.fault(of: head) { return refuseInTurn(fault, context) }
      unanswered += 1
    }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    context.write(data, promise: promise)
    guard case .end = unwrapOutboundIn(data) else { return }
    unanswered -= 1
    if unanswered == 0, let refusal { refuse(refusal, context) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let fault = error as? HTTPParserError, unanswered == 0, !isClosing else {
      return context.fireErrorCaught(error)
    }
    refuse(Self.answer(to: fault), context)
  }

  /// What a head lacks or has too much of; HTTP/1.0 knows no hosts.
  private static func fault(of head: HTTPRequestHead) -> APIError? {
    switch head.headers["host"].count {
    case 0 where head.version != .http1_0: APIError(status: 400, "The request has no 'Host'.")
    case 0, 1: nil
    default: APIError(status: 400, "The request has more than one 'Host'.")
    }
  }

  private func refuseInTurn(_ error: APIError, _ context: ChannelHandlerContext) {
    guard unanswered > 0 else { return refuse(error, context) }
    isClosing = true
    refusal = error
  }

  private static func answer(to fault: HTTPParserError) -> APIError {
    switch fault {
    case .invalidMethod:
      APIError(status: 501, "The method of the request is none that this server knows.")
    case .invalidVersion:
      APIError(status: 505, "This server speaks HTTP/1.1 and HTTP/1.0.")
    case .headerOverflow:
      APIError(status: 431, "The head of the request is longer than this server reads.")
    case .invalidContentLength, .unexpectedContentLength:
      APIError(status: 400, "The request does not say in one way how long its body is.")
    case .invalidHeaderToken:
      APIError(status: 400, "A header of the request cannot be read.")
    default: APIError(status: 400, "The head of the request cannot be read.")
    }
  }

  private func refuse(_ error: APIError, _ context: ChannelHandlerContext) {
    isClosing = true
    refusal = nil
    let body = ByteBuffer(string: error.json.text() + "\n")
    let head = HTTPResponseHead(
      version: .http1_1, status: HTTPResponseStatus(statusCode: error.status),
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
