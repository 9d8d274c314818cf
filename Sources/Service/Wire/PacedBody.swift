// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// The body of a request, which has to arrive at a minimum speed and is read once: whoever reads
/// again goes on where the one before stopped.
///
/// Unchecked: the iterator is not sendable, but only the task that answers the request reads it.
final class PacedBody: AsyncSequence, @unchecked Sendable {
  struct AsyncIterator: AsyncIteratorProtocol {
    fileprivate let body: PacedBody

    func next() async throws(APIError) -> ByteBuffer? {
      try await body.next()
    }
  }

  private var chunks: RequestBody.AsyncIterator
  private let limits: ServiceLimits
  /// How long the client was waited for; what the server does between two chunks is not its fault.
  private var waited = Duration.zero
  private var count = 0
  private(set) var isAtEnd = false
  /// Tells the client that it may send, where it waits for that and nobody has read yet.
  private var invite: (() -> Void)?

  /// - Parameter invite: tells a client that waits for it that it may send; called by the first reading,
  ///   so that a request that is refused by its head is refused without its body.
  init(_ body: RequestBody, limits: ServiceLimits, invite: (() -> Void)? = nil) {
    chunks = body.makeAsyncIterator()
    self.limits = limits
    self.invite = invite
  }

  /// Whether the client still waits to be told that it may send.
  var isUninvited: Bool { invite != nil }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(body: self) }

  /// Reads away what is left; false when that is more than `limit` or cannot be read.
  func discard(limit: Int) async -> Bool {
    let start = count
    do throws(APIError) {
      while try await next() != nil {
        guard count - start <= limit else { return false }
      }
      return true
    } catch {
      return false
    }
  }

  private func next() async throws(APIError) -> ByteBuffer? {
    guard !isAtEnd else { return nil }
    invite?()
    invite = nil
    let asked = ContinuousClock.now
    let chunk: ByteBuffer?
    do {
      chunk = try await chunks.next()
    } catch {
      isAtEnd = true
      throw .invalid("The body of the request could not be read to its end.")
    }
    guard let chunk else {
      isAtEnd = true
      return nil
    }
    count += chunk.readableBytes
    waited += asked.duration(to: .now)
    let allowed = limits.bodyGraceSeconds + count / limits.bodyBytesPerSecond
    guard waited <= .seconds(allowed) else {
      throw APIError(status: 408, "The body of the request arrives too slowly.")
    }
    return chunk
  }
}
