// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

/// What only a real connection shows.
@Suite struct HTTPConnectionTests {
  /// What the server sends until it closes the connection.
  private static func answer(_ text: String) async throws -> String {
    let received = Box()
    try await TestServer.run { server in
      let port = server.port
      let bytes = try await TestServer.offload { () throws -> [UInt8] in
        let socket = try RawSocket(port: port)
        try socket.send(Array(text.utf8))
        return try socket.readAll()
      }
      await received.set(String(decoding: bytes, as: UTF8.self))
    }
    return await received.text
  }

  private actor Box {
    var text = ""
    func set(_ text: String) { self.text = text }
  }

  @Test func aClientThatAsksIsToldToSendItsBody() async throws {
    try await TestServer.run { server in
      let port = server.port
      let (first, rest) = try await TestServer.offload { () throws -> (String, String) in
        let socket = try RawSocket(port: port)
        let body = #"{"prompt": "a"}"#
        try socket.send(
          Array(
            ("POST /tokenize HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
              + "Content-Length: \(body.utf8.count)\r\nExpect: 100-continue\r\n\r\n").utf8))
        let first = try socket.read()
        try socket.send(Array(body.utf8))
        return (
          String(decoding: first, as: UTF8.self),
          String(decoding: try socket.readAll(), as: UTF8.self)
        )
      }
      #expect(first == "HTTP/1.1 100 Continue\r\n\r\n")
      #expect(rest.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(rest.contains("\"tokens\""))
    }
  }

  /// What decides stands in the head; the body that it announces is never sent.
  @Test(arguments: [
    ("POST /v1/nothing", "", 404), ("PUT /v1/completions", "", 405),
    ("POST /v1/completions", "Authorization: Bearer wrong\r\n", 401),
    ("POST /v1/files", "Content-Type: text/plain\r\nAuthorization: Bearer right\r\n", 400),
    ("POST /v1/completions", "Authorization: Bearer right\r\n", 413),
  ])
  func aRequestIsRefusedByItsHead(line: String, headers: String, status: Int) async throws {
    let isOver = status == 413
    try await TestServer.run {
      $0.limits.bodyBytes = 1 << 20
      if headers.contains("Bearer") { $0.apiKey = "right" }
    } _: { server in
      let port = server.port
      let answer = try await TestServer.offload { () throws -> String in
        let socket = try RawSocket(port: port)
        try socket.send(
          Array(
            ("\(line) HTTP/1.1\r\nHost: 127.0.0.1\r\n\(headers)"
              + "Content-Length: \(isOver ? 2 << 20 : 1000)\r\n\r\n{").utf8))
        return String(decoding: try socket.read(), as: UTF8.self)
      }
      #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    }
  }

  /// The rest of what it sends is read away, and the connection serves on.
  @Test func aConnectionOutlivesARefusal() async throws {
    let answer = try await Self.answer(
      "POST /v1/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n\r\n12345"
        + "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    #expect(answer.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["404", "200"])
  }

  @Test func aClientThatAsksIsRefusedBeforeItSends() async throws {
    let answer = try await Self.answer(
      "POST /v1/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\n"
        + "Expect: 100-continue\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 404 "), "\(answer)")
    #expect(answer.lowercased().contains("connection: close\r\n"))
  }

  @Test func aRequestWithoutAHostIsRefused() async throws {
    let answer = try await Self.answer("GET /health HTTP/1.1\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 400 ") && answer.contains("no 'Host'"), "\(answer)")
    // In its turn, behind the answer to the one before.
    let second = try await Self.answer(
      "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\nGET /health HTTP/1.1\r\n\r\n")
    #expect(second.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["200", "400"])
  }

  @Test func anOldClientGetsAnOldAnswer() async throws {
    let answer = try await Self.answer("GET /health HTTP/1.0\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n"))
    #expect(answer.lowercased().contains("connection: close\r\n"))
    #expect(answer.hasSuffix("\r\n\r\n{\"status\":\"ok\"}\n"))
  }

  @Test func anOldClientGetsAStreamWithoutChunks() async throws {
    let body = #"{"model": "nano", "prompt": "a", "max_tokens": 2, "stream": true}"#
    let answer = try await Self.answer(
      "POST /v1/completions HTTP/1.0\r\nContent-Length: \(body.utf8.count)\r\n"
        + "Expect: 100-continue\r\n\r\n\(body)")
    #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n"))
    #expect(!answer.lowercased().contains("transfer-encoding"))
    #expect(answer.contains("\r\n\r\ndata: {"))
    #expect(answer.hasSuffix("\n\ndata: [DONE]\n\n"))
  }

  @Test(arguments: ["Close", "CLOSE", "te, close"])
  func theEndThatIsAskedForComesHoweverItIsSpelled(word: String) async throws {
    let answer = try await Self.answer(
      "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: \(word)\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
  }

  @Test func aMethodOfAnExtensionIsToldWhatThePathTakes() async throws {
    let answer = try await Self.answer(
      "PROPFIND /v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 405 Method Not Allowed\r\n"))
    #expect(answer.contains("Allow: GET, HEAD, POST\r\n"))
  }

  @Test func aMethodThatNobodyKnowsIsRefusedInJSON() async throws {
    let answer = try await Self.answer("FETCH /v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    #expect(answer.hasPrefix("HTTP/1.1 501 Not Implemented\r\n"))
    #expect(answer.contains("\r\n\r\n{\"error\":{\"message\":\"The method of the request is none"))
    // What is no HTTP at all has another answer.
    let garbage = try await Self.answer("GET / HTTP/9 x\r\n\r\n")
    #expect(!garbage.contains("501"))
  }

  /// Heads that two programs may read in two ways, and heads that nobody reads.
  @Test(arguments: [
    ("Content-Length: 2\r\nContent-Length: 3\r\n", 400), ("Host: other\r\n", 400),
    ("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n", 400), ("X: a\r\n folded\r\n", 400),
    ("Content-Length: +2\r\n", 400), ("X : a\r\n", 400),
    ("X: \(String(repeating: "a", count: 200_000))\r\n", 431),
  ])
  func aHeadThatCannotBeReadIsRefusedInJSON(headers: String, status: Int) async throws {
    let answer = try await Self.answer(
      "POST /v1/completions HTTP/1.1\r\nHost: 127.0.0.1\r\n\(headers)\r\n{}")
    #expect(answer.hasPrefix("HTTP/1.1 \(status) "), "\(answer)")
    #expect(answer.contains("\r\n\r\n{\"error\":{\"message\":\""), "\(answer)")
  }

  @Test func headSendsNoBodyOnAConnectionThatStays() async throws {
    let answer = try await Self.answer(
      "HEAD /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        + "HEAD /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        + "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
    let heads = answer.split(separator: "HTTP/1.1 ")
    #expect(heads.map { $0.prefix(3) } == ["200", "404", "200"])
    #expect(heads[0].hasSuffix("\r\n\r\n") && heads[1].hasSuffix("\r\n\r\n"))
    #expect(heads[2].hasSuffix("{\"status\":\"ok\"}\n"))
  }
}
