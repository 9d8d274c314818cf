// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Notices that a client has hung up while its answer is still being made: a socket that is closed, or
/// one that says that nothing more will come, which is all that can be seen of a closed one before
/// something is written to it.
final class HangUpHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private var hasHungUp = false
  private var report: () -> Void = {}

  /// Calls `body`, in place of one that was given before, when the client hangs up.
  func onHangUp(_ body: @escaping () -> Void) {
    if hasHungUp { body() } else { report = body }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { hangUp() }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    hangUp()
    context.fireChannelInactive()
  }

  private func hangUp() {
    hasHungUp = true
    report()
    report = {}
  }
}
