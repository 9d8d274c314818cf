// SPDX-License-Identifier: Apache-2.0

import Hummingbird

/// The body of one request, read at most once and never faster than it is used.
///
/// Unchecked: the iterator is not sendable, but only the task that answers the request reads it.
final class BodyReader: @unchecked Sendable {
  private var chunks: RequestBody.AsyncIterator
  private let announced: Int?
  private let limits: ServiceLimits
  private let started = ContinuousClock.now
  private var count = 0
  private var isAtEnd = false

  init(_ request: Request, limits: ServiceLimits) {
    chunks = request.body.makeAsyncIterator()
    announced = request.headers[.contentLength].flatMap { Int($0) }
    self.limits = limits
  }

  /// Hands on the body as it arrives. A body over the limit, or one that trickles, is refused.
  func read(
    limit: Int, _ handle: (ByteBuffer) throws(APIError) -> Void
  ) async throws(APIError) {
    if let announced, announced > limit { throw .tooLarge(limit: limit) }
    while let chunk = try await next() {
      guard count <= limit else { throw .tooLarge(limit: limit) }
      try handle(chunk)
    }
  }

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
    let allowed = limits.bodyGraceSeconds + count / limits.bodyBytesPerSecond
    guard started.duration(to: .now) <= .seconds(allowed) else {
      throw APIError(status: 408, "The body of the request arrives too slowly.")
    }
    return chunk
  }
}
