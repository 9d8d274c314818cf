// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import Testing

@testable import Service

@Suite struct PacedBodyTests {
  private struct Broken: Error {}

  /// Ten chunks of ten bytes.
  private static func chunks() -> RequestBody {
    RequestBody(
      asyncSequence: AsyncStream { continuation in
        for _ in 0..<10 { continuation.yield(ByteBuffer(repeating: 0x61, count: 10)) }
        continuation.finish()
      })
  }

  private static func body(_ change: (inout ServiceLimits) -> Void = { _ in }) -> PacedBody {
    var limits = ServiceLimits()
    change(&limits)
    return PacedBody(chunks(), limits: limits)
  }

  @Test func whoReadsAgainGoesOn() async throws {
    let body = Self.body()
    let first = body.makeAsyncIterator()
    #expect(try await first.next()?.readableBytes == 10)
    var count = 0
    for try await chunk in body { count += chunk.readableBytes }
    #expect(count == 90)
    #expect(try await first.next() == nil)
  }

  @Test func aBodyThatTricklesIsRefused() async {
    let body = Self.body {
      $0.bodyGraceSeconds = 0
      $0.bodyBytesPerSecond = 1000
    }
    let error = await #expect(throws: APIError.self) { for try await _ in body {} }
    #expect(error?.status == 408)
  }

  @Test func aBodyThatBreaksOffIsRefusedOnce() async throws {
    let broken = RequestBody(
      asyncSequence: AsyncThrowingStream<ByteBuffer, any Error> { $0.finish(throwing: Broken()) })
    let body = PacedBody(broken, limits: ServiceLimits())
    let error = await #expect(throws: APIError.self) { for try await _ in body {} }
    #expect(error?.status == 400)
    for try await _ in body { Issue.record("nothing is left") }
  }

  @Test func whatIsLeftIsReadAwayUpToALimit() async {
    #expect(await Self.body().discard(limit: 100))
    #expect(await !Self.body().discard(limit: 99))
    let body = Self.body()
    let iterator = body.makeAsyncIterator()
    _ = try? await iterator.next()
    #expect(await body.discard(limit: 90))
    #expect(await body.discard(limit: 0))
  }

  @Test func readingHasALimit() async throws {
    func read(limit: Int, announced: String? = nil) async throws -> Int {
      var head = HTTPRequest(method: .post, scheme: "http", authority: "x", path: "/")
      head.headerFields[.contentLength] = announced
      var count = 0
      try await Request(head: head, body: Self.chunks()).readBody(limit: limit) { chunk in
        count += chunk.readableBytes
      }
      return count
    }
    #expect(try await read(limit: 100) == 100)
    #expect(try await read(limit: 100, announced: "100") == 100)
    #expect(try await read(limit: 100, announced: "x") == 100)
    for (limit, announced) in [(99, nil), (100, "101")] {
      let error = await #expect(throws: APIError.self) {
        try await read(limit: limit, announced: announced)
      }
      #expect(error == .tooLarge(limit: limit))
    }
  }
}
