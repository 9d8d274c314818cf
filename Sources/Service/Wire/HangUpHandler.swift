// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOHTTP1

/// Notices that a client has hung up while its answer is still being made.
///
/// Of a client that will send nothing more, the system tells only that. It may have closed its socket, or
/// its half of the connection alone and wait for the answer, as `nc -N` does. So it is sent something that
/// means nothing: the machine of a client that has gone refuses it, and that closes the connection here.
final class HangUpHandler: ChannelDuplexHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// What is to be done for a request while its answer is made.
  struct Watch {
    /// Sends something without meaning inside an answer that has begun; nil for one that is sent whole.
    var probe: (() -> Void)?
    /// Is called once, when the client has hung up.
    var onHangUp: () -> Void
  }

  private var watch: Watch?
  private var context: ChannelHandlerContext?
  private var isOld = false
  private var isAnswering = false
  private var hasNothingToSay = false
  private var hasHungUp = false
  private var isProbing = false
  /// A client that closes the other half later does not tell; so it is asked again.
  private static let pause = TimeAmount.seconds(1)

  /// Watches the client for one request, in place of the one before.
  func start(_ watch: Watch) {
    guard !hasHungUp else { return watch.onHangUp() }
    self.watch = watch
    if hasNothingToSay { probe() }
  }

  /// Tells a client that waits for it that it may send its body.
  func invite() {
    if let context { sendInterimAnswer(context) }
  }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data) { isOld = head.version == .http1_0 }
    context.fireChannelRead(data)
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(let head): isAnswering = head.status.code >= 200
    case .body: break
    case .end:
      isAnswering = false
      watch = nil
    }
    context.write(data, promise: promise)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      hasNothingToSay = true
      probe()
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    hasHungUp = true
    watch?.onHangUp()
    watch = nil
    context.fireChannelInactive()
  }

  private func probe() {
    guard let watch, let context, !isProbing else { return }
    if let probe = watch.probe { probe() } else { sendInterimAnswer(context) }
    isProbing = true
    context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) {
      self.isProbing = false
      self.probe()
    }
  }

  /// "100 Continue" may come any number of times before an answer (RFC 9110, section 15.2); clients of
  /// HTTP/1.0 do not know it, and are waited for.
  private func sendInterimAnswer(_ context: ChannelHandlerContext) {
    guard !isOld, !isAnswering else { return }
    let head = HTTPResponseHead(version: .http1_1, status: .continue)
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
  }
}
