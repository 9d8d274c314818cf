// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON
import Synchronization
import Testing

@testable import Service

@Suite struct RoutingTests {
  @Test(arguments: ["/v1/models", "/models", "/v1/models/", "//v1//models", "/models?x=y"])
  func pathsStandWithAndWithoutTheirVersion(path: String) async throws {
    let reply = try await TestService().send(.get, path)
    #expect(reply.status == 200)
    #expect(reply.json["object"] == "list")
    let names = reply.json["data"]?.array?.compactMap { $0["id"]?.string } ?? []
    #expect(names == ["nano"])
  }

  @Test func segmentsAreDecodedAfterTheSplit() async throws {
    let service = try TestService { $0.baseModels["my/model a"] = try? RandomModel.path() }
    for path in ["/v1/models/my%2Fmodel+a", "/v1/engines/my%2Fmodel%20a"] {
      #expect(try await service.send(.get, path).json["id"] == "my/model a")
    }
  }

  @Test(arguments: [
    ("/v1/nothing", 404), ("/v1/models/ada/x", 404), ("/v1/v1/models", 404), ("/v2/models", 404),
    ("/v1/models/none", 404), ("/v1/files/%2Fetc%2Fpasswd", 404),
    ("/v1/files/..%2F..%2Fassay.sqlite", 404), ("/v1/files/..%2F..%2Fassay.sqlite/content", 404),
    ("/v1/files/%ff", 400), ("/../../etc/passwd", 404), ("/v1/fine-tunes/ft-none", 404),
    ("/v1/fine_tuning/jobs?limit=0", 400), ("/v1/files?purpose=%", 400),
  ])
  func everyErrorIsAnErrorObject(path: String, status: Int) async throws {
    let reply = try await TestService().send(.get, path)
    #expect(reply.status == status)
    #expect(reply.headers["content-type"] == "application/json")
    #expect(reply.error["message"]?.string?.isEmpty == false)
    #expect(reply.error["type"] == "invalid_request_error")
    #expect(
      reply.error.object?.members.prefix(4).map(\.key) == ["message", "type", "param", "code"])
  }

  @Test func anUnknownPathIsNamed() async throws {
    let reply = try await TestService().send(.post, "/v1/nothing?key=secret")
    #expect(reply.error["message"] == "Invalid URL (POST /v1/nothing)")
    #expect(reply.error["code"] == "unknown_url")
  }

  @Test(arguments: [
    (HTTPRequest.Method.post, "/v1/models", "GET, HEAD"), (.put, "/files", "GET, HEAD, POST"),
    (.patch, "/v1/files/x", "DELETE, GET, HEAD"), (.get, "/v1/completions", "POST"),
    (.head, "/v1/completions", "POST"), (.options, "/v1/embeddings", "POST"),
    (.delete, "/health", "GET, HEAD"), (.trace, "/v1/fine-tunes/x/cancel", "POST"),
    (.connect, "/", "GET, HEAD"),
    (HTTPRequest.Method("PROPFIND")!, "/v1/files/x", "DELETE, GET, HEAD"),
    (HTTPRequest.Method("PURGE")!, "/v1/models/", "GET, HEAD"),
  ])
  func anotherMethodIsToldWhatThePathTakes(
    method: HTTPRequest.Method, path: String, allowed: String
  ) async throws {
    let reply = try await TestService().send(method, path)
    #expect(reply.status == 405)
    #expect(reply.headers["allow"] == allowed)
    guard method != .head else { return }
    #expect(
      reply.error["message"]?.string
        == "Not allowed to \(method) \(path); this path takes \(allowed).")
  }

  @Test(arguments: [
    "/", "/health", "/v1/models", "/v1/models/nano", "/v1/files", "/v1/files/none",
  ])
  func headIsGetWithoutTheBody(path: String) async throws {
    let service = try TestService()
    let get = try await service.send(.get, path)
    let head = try await service.send(.head, path)
    #expect(head.status == get.status)
    #expect(head.body.isEmpty)
    #expect(head.headers["content-length"] == String(get.body.count))
    #expect(head.headers["content-type"] == get.headers["content-type"])
  }

  @Test func onlyThePageAndTheHealthCheckNeedNoKey() async throws {
    let service = try TestService { $0.apiKey = "key" }
    for path in ["/", "/v1", "/health", "/v1/health"] {
      #expect(try await service.send(.get, path).status == 200)
    }
    for path in ["/v1/models", "/metrics", "/v1/nothing", "/v1/files/health"] {
      let reply = try await service.send(.get, path)
      #expect(reply.status == 401)
      #expect(reply.headers["www-authenticate"] == "Bearer")
      #expect(reply.error["code"] == "invalid_api_key")
      let known = try await service.send(.get, path, headers: [.authorization: "Bearer key"])
      #expect(known.status != 401)
    }
  }

  @Test func allAnswersAreCountedLoggedAndNamed() async throws {
    let lines = Mutex<[String]>([])
    let service = try TestService(
      { $0.organization = "acme" }, log: { line in lines.withLock { $0.append(line) } })
    let first = try await service.send(.get, "/v1/models")
    let second = try await service.send(.get, "/nothing?key=secret")
    _ = try await service.send(.get, "/models/nano")
    _ = try await service.send(.get, "/v1/models/none")
    _ = try await service.send(.get, "/v1")
    for reply in [first, second] {
      #expect(reply.headers["openai-organization"] == "acme")
      #expect(reply.headers["x-request-id"]?.hasPrefix("req-") == true)
      #expect(Int(reply.headers["openai-processing-ms"] ?? "") != nil)
    }
    #expect(first.headers["x-request-id"] != second.headers["x-request-id"])
    let logged = lines.withLock { $0 }
    #expect(logged[0].wholeMatch(of: /GET \/v1\/models 200 \d+(\.\d+)?(e-\d+)? ms/) != nil)
    #expect(logged[1].hasPrefix("GET /nothing 404 "))
    let metrics = try await service.send(.get, "/metrics").text
    for sample in [
      "{method=\"GET\",route=\"/models\",status=\"200\"} 1",
      "{method=\"GET\",route=\"other\",status=\"404\"} 1",
      "{method=\"GET\",route=\"/models/{name}\",status=\"200\"} 1",
      "{method=\"GET\",route=\"/models/{name}\",status=\"404\"} 1",
      "{method=\"GET\",route=\"/\",status=\"200\"} 1",
    ] {
      #expect(metrics.contains("assay_http_requests_total\(sample)\n"), "\(sample)")
    }
  }
}
