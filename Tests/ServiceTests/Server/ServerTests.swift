// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@testable import Service

@Suite struct ServerTests {
  @Test func answersHealthModelsAndMetrics() async throws {
    try await TestServer.run { server in
      #expect(try await server.send("GET", "/health").json == ["status": "ok"])
      let models = try await server.send("GET", "/v1/models")
      #expect(models.json["object"] == "list")
      let names = models.json["data"]?.array?.compactMap { $0["id"]?.string } ?? []
      #expect(names == ["nano"])
      #expect(models.headers["openai-processing-ms"] != nil)
      #expect(try await server.send("GET", "/models/nano").json["object"] == "model")
      #expect(try await server.send("GET", "/v1/engines/nano").json["object"] == "engine")
      let metrics = try await server.send("GET", "/metrics").text
      #expect(
        metrics.contains(
          "assay_http_requests_total{method=\"GET\",route=\"/models\",status=\"200\"} 1"))
    }
  }

  @Test func keepsPagesOfOtherSitesOut() async throws {
    try await TestServer.run { server in
      let foreign = try await server.send(
        "GET", "/v1/models", headers: ["Origin: http://evil.example"])
      #expect(foreign.status == 403)
      let own = try await server.send(
        "GET", "/v1/models", headers: ["Origin: http://127.0.0.1:\(server.port)"])
      #expect(own.status == 200)
      let renamed = try await server.raw(
        "GET /v1/models HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
      #expect(renamed.status == 403)
    }
  }

  @Test func takesOnlyJSONObjects() async throws {
    try await TestServer.run { server in
      for body in ["", "{", "[]", "\"x\"", "{\"a\":1}}", "\u{0}"] {
        let reply = try await server.send("POST", "/v1/fine-tunes", body: Array(body.utf8))
        #expect(reply.status == 400)
      }
      let reply = try await server.send(
        "POST", "/v1/fine-tunes", body: [0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D])
      #expect(reply.status == 400)
    }
  }

  @Test func refusesBodiesOverTheLimit() async throws {
    try await TestServer.run {
      $0.limits.bodyBytes = 1000
      $0.limits.uploadBytes = 2000
    } _: { server in
      let long = [UInt8](repeating: 0x20, count: 300_000)
      #expect(try await server.send("POST", "/v1/fine-tunes", body: long).status == 413)
      let chunk = "186A0\r\n" + String(repeating: " ", count: 100_000) + "\r\n"
      let chunked = try await server.raw(
        "POST /v1/fine-tunes HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n\(chunk)\(chunk)0\r\n\r\n")
      #expect(chunked.status == 413)
      let file = try await server.upload(String(repeating: "x", count: 100_000))
      #expect(file.status == 413)
      #expect(try await server.send("GET", "/v1/files").json["data"] == [])
      let left = try FileManager.default.contentsOfDirectory(
        atPath: server.folder.url.appending(path: "data/uploads").path)
      #expect(left.isEmpty)
    }
  }

  @Test func hangsUpOnAHeadThatNeverEnds() async throws {
    try await TestServer.run {
      $0.limits.idleSeconds = 1
    } _: { server in
      let port = server.port
      let answer = try await TestServer.offload { () throws -> [UInt8] in
        let socket = try RawSocket(port: port)
        try socket.send(Array("GET /v1/models HTTP/1.1\r\nHo".utf8))
        return try socket.readAll()
      }
      #expect(answer.isEmpty)
      let health = try await server.send("GET", "/health")
      #expect(health.status == 200)
    }
  }

  @Test func hangsUpOnABodyThatTrickles() async throws {
    try await TestServer.run {
      $0.limits.bodyGraceSeconds = 1
    } _: { server in
      let port = server.port
      let answer = try await TestServer.offload { () throws -> [UInt8] in
        let socket = try RawSocket(port: port)
        try socket.send(
          Array(
            "POST /v1/fine-tunes HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999\r\n\r\n"
              .utf8))
        while !socket.hasAnswer(within: 200) { try socket.send([0x20]) }
        return try socket.read()
      }
      #expect(String(decoding: answer, as: UTF8.self).contains(" 408 "))
      let health = try await server.send("GET", "/health")
      #expect(health.status == 200)
    }
  }

  @Test(arguments: [
    "GARBAGE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\r\n\r\n\r\n", "GET /%00 HTTP/1.1\r\n\r\n",
    "GET /v1/models HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
    "POST /v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  ])
  func survivesGarbage(text: String) async throws {
    try await TestServer.run {
      $0.limits.idleSeconds = 1
    } _: { server in
      _ = try? await server.raw(text)
      let health = try await server.send("GET", "/health")
      #expect(health.status == 200)
    }
  }
}
