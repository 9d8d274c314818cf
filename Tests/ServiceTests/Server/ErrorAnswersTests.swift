// SPDX-License-Identifier: Apache-2.0

import AssayCore
import HTTPTypes
import Hummingbird
import JSON
import Testing

@testable import Service

@Suite struct ErrorAnswersTests {
  private struct Strange: Error {}

  /// What is answered when a handler throws, before or after it has read some of the body.
  private func answer(
    _ error: any Error, body: Int = 0, reading: Bool = false, headers: HTTPFields = [:]
  ) async throws -> Reply {
    let head = HTTPRequest(
      method: .post, scheme: "http", authority: "x", path: "/a?key=secret", headerFields: headers)
    let buffer = ByteBuffer(repeating: 0x61, count: body)
    let response = try await ErrorAnswers(limits: ServiceLimits()).handle(
      Request(head: head, body: RequestBody(buffer: buffer)), context: TestService.context()
    ) { request, _ in
      if reading { try await request.readBody(limit: body) { _ in } }
      throw error
    }
    return try await Reply(response)
  }

  @Test func everyErrorBecomesAnObject() async throws {
    let refused = try await answer(APIError.busy)
    #expect(refused.status == 429 && refused.json == APIError.busy.json)
    let fault = try await answer(AssayError("the disk is full", remedy: "Make room"))
    #expect(fault.status == 500 && fault.error["type"] == "server_error")
    #expect(fault.error["message"]?.string?.contains("the disk is full") == true)
    let strange = try await answer(Strange())
    #expect(strange.status == 500)
    #expect(strange.error["message"]?.string?.hasPrefix("Unexpected fault: ") == true)
    let unknown = try await answer(HTTPError(.notFound))
    #expect(unknown.status == 404)
    #expect(unknown.error["message"] == "Invalid URL (POST /a)")
    #expect(try await answer(HTTPError(.conflict)).status == 500)
  }

  @Test func aClientThatSendsOnAndOnIsHungUpOn() async throws {
    let most = 16 << 20
    let taken = try await answer(APIError.busy, body: most)
    #expect(taken.status == 429 && taken.headers["connection"] == nil)
    let tooMuch = try await answer(
      APIError.busy, body: most + 1, headers: [.contentLength: "\(most + 1)"])
    #expect(tooMuch.status == 429 && tooMuch.headers["connection"] == "close")
    // The answer still goes out whole, before the connection closes.
    #expect(tooMuch.json == APIError.busy.json)
    let read = try await answer(APIError.busy, body: most + 1, reading: true)
    #expect(read.headers["connection"] == nil)
  }

  @Test func handlersGetTheLimitsOfTheServer() async throws {
    var limits = ServiceLimits()
    limits.bodyBytes = 7
    let request = Request(
      head: HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/"),
      body: RequestBody(buffer: ByteBuffer()))
    let response = try await ErrorAnswers(limits: limits).handle(
      request, context: TestService.context()
    ) { _, context in
      .json(.integer(context.limits.bodyBytes))
    }
    #expect(try await Reply(response).json == 7)
  }
}
