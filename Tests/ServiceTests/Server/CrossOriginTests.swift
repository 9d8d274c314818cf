// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import JSON
import Testing

@testable import Service

@Suite struct CrossOriginTests {
  private static let origin = "https://notes.example"

  private func service() throws -> TestService {
    try TestService {
      $0.allowedOrigins = [Self.origin]
      $0.apiKey = "key"
    }
  }

  @Test func aBrowserMayAskFirst() async throws {
    let reply = try await service().send(
      .options, "/v1/completions",
      headers: [
        .origin: Self.origin, .accessControlRequestMethod: "POST",
        .accessControlRequestHeaders: "authorization,x-stainless-os",
      ])
    #expect(reply.status == 204)
    #expect(reply.headers["access-control-allow-origin"] == Self.origin)
    #expect(reply.headers["access-control-allow-headers"] == "*, authorization")
    #expect(reply.headers["access-control-allow-methods"] == "GET, HEAD, POST, DELETE")
    #expect(reply.headers["access-control-max-age"] == "600")
    #expect(reply.headers["vary"] == "Origin")
    #expect(reply.body.isEmpty)
  }

  @Test func anAllowedPageReadsAnswersAndErrors() async throws {
    let service = try service()
    let answer = try await service.send(
      .get, "/v1/models", headers: [.origin: Self.origin, .authorization: "Bearer key"])
    #expect(answer.status == 200)
    let error = try await service.send(.get, "/v1/models", headers: [.origin: Self.origin])
    #expect(error.status == 401)
    for reply in [answer, error] {
      #expect(reply.headers["access-control-allow-origin"] == Self.origin)
      #expect(reply.headers["vary"] == "Origin")
    }
  }

  @Test func otherPagesGetNothing() async throws {
    let service = try service()
    for origin in ["https://evil.example", "null"] {
      let question = try await service.send(
        .options, "/v1/models", headers: [.origin: origin, .accessControlRequestMethod: "GET"])
      let call = try await service.send(
        .get, "/v1/models", headers: [.origin: origin, .authorization: "Bearer key"])
      for reply in [question, call] {
        #expect(reply.status == 403)
        #expect(reply.headers["access-control-allow-origin"] == nil)
      }
      #expect(call.error["message"]?.string?.contains("--allow-origin \(origin)") == true)
    }
  }

  @Test func ownPagesAndOtherClientsSeeNoDifference() async throws {
    let service = try service()
    for headers: HTTPFields in [[:], [.origin: "http://127.0.0.1:8080"]] {
      var headers = headers
      headers[.authorization] = "Bearer key"
      let reply = try await service.send(.get, "/v1/models", headers: headers)
      #expect(reply.status == 200)
      #expect(reply.headers["access-control-allow-origin"] == nil)
    }
  }

  @Test func aPageThatIsAFileMayBeAllowed() async throws {
    for allowed: AllowedOrigins in [["null"], ["*"]] {
      let service = try TestService { $0.allowedOrigins = allowed }
      let reply = try await service.send(.get, "/v1/models", headers: [.origin: "null"])
      #expect(reply.status == 200)
      #expect(reply.headers["access-control-allow-origin"] == "null")
    }
  }
}
