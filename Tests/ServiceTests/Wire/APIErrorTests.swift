// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import JSON
import Testing

@testable import Service

@Suite struct APIErrorTests {
  @Test func theObjectHasFourMembersAndDetails() {
    var error = APIError.invalid("Wrong.", param: "n", code: "bad")
    #expect(
      error.json
        == [
          "error": [
            "message": "Wrong.", "type": "invalid_request_error", "param": "n", "code": "bad",
          ]
        ])
    error.details = [.init("line", 3)]
    #expect(error.json["error"]?.object?.members.last?.value == 3)
    #expect(APIError.server("Full.").json["error"]?["param"] == .null)
  }

  @Test(
    arguments: [
      (APIError.invalid("m"), 400, "invalid_request_error", nil),
      (.notFound("m"), 404, "invalid_request_error", nil),
      (.noModel("m"), 404, "invalid_request_error", "model_not_found"),
      (.unauthorized, 401, "invalid_request_error", "invalid_api_key"),
      (.notAllowed(method: "GET", path: "/", allowed: ["POST"]), 405, "invalid_request_error", nil),
      (.tooLarge(limit: 1), 413, "invalid_request_error", "request_too_large"),
      (.busy, 429, "requests", "rate_limit_exceeded"), (.server("m"), 500, "server_error", nil),
    ] as [(APIError, Int, String, String?)])
  func eachFaultHasItsStatus(error: APIError, status: Int, type: String, code: String?) {
    #expect(error.status == status)
    #expect(error.type == type)
    #expect(error.code == code)
    #expect(!error.message.isEmpty)
  }

  @Test func someFaultsHaveHeaders() {
    #expect(Response.failure(.busy).headers[.retryAfter] == "1")
    #expect(Response.failure(.unauthorized).headers[.wwwAuthenticate] == "Bearer")
    let allowed = APIError.notAllowed(method: "PUT", path: "/x", allowed: ["GET", "HEAD"])
    #expect(Response.failure(allowed).headers[.allow] == "GET, HEAD")
    #expect(allowed.message == "Not allowed to PUT /x; this path takes GET, HEAD.")
    let plain = Response.failure(.invalid("m"))
    #expect(plain.headers[.retryAfter] == nil && plain.headers[.allow] == nil)
    #expect(plain.headers[.wwwAuthenticate] == nil)
    #expect(plain.status.code == 400 && plain.headers[.contentType] == "application/json")
  }

  @Test func answersAreWrittenAsTheAPIHasThem() async throws {
    let list = try await Reply(Response.list([1, 2], hasMore: true))
    #expect(list.text == "{\"object\":\"list\",\"data\":[1,2],\"has_more\":true}\n")
    #expect(try await Reply(Response.list([])).text == "{\"object\":\"list\",\"data\":[]}\n")
    let text = try await Reply(Response.text("é", type: "text/plain"))
    #expect(text.text == "é" && text.headers["content-type"] == "text/plain")
  }

  @Test func eventsAreLines() async throws {
    let reply = try await Reply(
      Response.events { writer in
        try await writer.send(["text": "a\nb"])
        try await writer.keepAlive()
        try await writer.done()
      })
    #expect(reply.text == "data: {\"text\":\"a\\nb\"}\n\n: keepalive\n\ndata: [DONE]\n\n")
    #expect(reply.headers["content-type"] == "text/event-stream")
    #expect(reply.headers["cache-control"] == "no-cache")
  }
}
