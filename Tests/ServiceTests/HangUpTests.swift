// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Service

/// A model does not go on for clients that have gone.
@Suite struct HangUpTests {
  /// More than a model writes while the test's sockets wait.
  private static func endless(_ server: TestServer, stream: Bool) -> [UInt8] {
    let body: JSONValue = [
      "model": "nano", "prompt": .array(Array(repeating: "a", count: 16)), "n": 128,
      "max_tokens": 240, "stream": .bool(stream), "logit_bias": ["50256": -100],
    ]
    let bytes = Array(body.text().utf8)
    let head =
      "POST /v1/completions HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\n"
      + "Content-Length: \(bytes.count)\r\n\r\n"
    return Array(head.utf8) + bytes
  }

  @Test(arguments: [false, true])
  func aClientThatHangsUpFreesTheModel(stream: Bool) async throws {
    try await TestServer.run {
      $0.limits.batchedSequences = 1
    } _: { server in
      let port = server.port
      let request = Self.endless(server, stream: stream)
      try await TestServer.offload {
        let socket = try RawSocket(port: port)
        try socket.send(request)
        if stream { _ = try socket.read() }
        // The socket closes here.
      }
      let reply = try await server.send(
        "POST", "/v1/completions", json: ["model": "nano", "prompt": "a", "max_tokens": 1])
      #expect(reply.status == 200)
      #expect(try await server.send("GET", "/metrics").text.contains("assay_completions_queued 0"))
    }
  }

  /// It has said all it has to say, and waits for the answer.
  @Test(arguments: ["HTTP/1.1", "HTTP/1.0"], [false, true])
  func aClientThatClosesItsHalfIsAnswered(version: String, stream: Bool) async throws {
    try await TestServer.run { server in
      let body: JSONValue = [
        "model": "nano", "prompt": "a", "max_tokens": 24, "stream": .bool(stream),
        "logit_bias": ["50256": -100],
      ]
      let text = body.text()
      let head =
        "POST /v1/completions \(version)\r\nHost: 127.0.0.1\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
      let port = server.port
      let bytes = try await TestServer.offload { () throws -> [UInt8] in
        let socket = try RawSocket(port: port)
        try socket.send(Array((head + text).utf8))
        try socket.closeSending()
        return try socket.readAll()
      }
      let answer = String(decoding: bytes, as: UTF8.self)
      let last = try #require(
        answer.split(separator: "HTTP/1.", omittingEmptySubsequences: true).last)
      #expect(last.dropFirst(2).hasPrefix("200 OK"))
      #expect(last.contains(stream ? "data: [DONE]" : "\"completion_tokens\":24"))
      #expect(!answer.contains("100 Continue") || version == "HTTP/1.1")
    }
  }
}

/// The handler by itself.
@Suite struct HangUpHandlerTests {
  private let channel = EmbeddedChannel()
  private let handler = HangUpHandler()
  private var log = Log()

  private final class Log {
    var entries: [String] = []
  }

  init() throws {
    try channel.pipeline.syncOperations.addHandler(handler)
    _ = try channel.connect(to: SocketAddress(unixDomainSocketPath: "/none")).wait()
  }

  private func watch(_ name: String, isStreamed: Bool = false) {
    let log = log
    handler.start(
      .init(
        probe: isStreamed ? { log.entries.append("probe \(name)") } : nil,
        onHangUp: { log.entries.append(name) }))
  }

  private func receive(_ version: HTTPVersion) throws {
    try channel.writeInbound(
      HTTPServerRequestPart.head(.init(version: version, method: .POST, uri: "/")))
  }

  private func closeInput() {
    channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
  }

  /// The statuses of what was sent since the last look.
  private func sent() throws -> [UInt] {
    var codes: [UInt] = []
    while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
      if case .head(let head) = part { codes.append(head.status.code) }
    }
    return codes
  }

  @Test func theLastOneWhoAskedIsToldOnce() {
    watch("1")
    watch("2")
    channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.outputClosed)
    #expect(log.entries.isEmpty)
    channel.pipeline.fireChannelInactive()
    channel.pipeline.fireChannelInactive()
    #expect(log.entries == ["2"])
    watch("3")
    #expect(log.entries == ["2", "3"])
  }

  @Test func aHalfClosedConnectionIsProbedUntilTheAnswer() throws {
    try receive(.http1_1)
    watch("1")
    closeInput()
    #expect(try sent() == [100] && log.entries.isEmpty)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(try sent() == [100, 100])
    try channel.writeOutbound(
      HTTPServerResponsePart.head(.init(version: .http1_1, status: .ok)))
    channel.embeddedEventLoop.advanceTime(by: .seconds(1))
    #expect(try sent() == [200])
    try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    channel.embeddedEventLoop.advanceTime(by: .seconds(3))
    channel.pipeline.fireChannelInactive()
    #expect(try sent() == [] && log.entries.isEmpty)
  }

  /// A connection that is kept is as good as new.
  @Test func theNextRequestIsProbedToo() throws {
    try receive(.http1_1)
    watch("1")
    try channel.writeOutbound(
      HTTPServerResponsePart.head(.init(version: .http1_1, status: .ok)))
    try channel.writeOutbound(HTTPServerResponsePart.end(nil))
    try receive(.http1_1)
    closeInput()
    #expect(try sent() == [200])
    watch("2")
    #expect(try sent() == [100] && log.entries.isEmpty)
  }

  /// Tells what reaches those behind the handler.
  private final class Listener: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    private let log: Log

    init(_ log: Log) { self.log = log }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { log.entries.append("read") }

    func channelInactive(context: ChannelHandlerContext) { log.entries.append("inactive") }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      log.entries.append("event")
    }
  }

  @Test func othersHearOfItToo() throws {
    try channel.pipeline.syncOperations.addHandler(Listener(log))
    try receive(.http1_1)
    closeInput()
    channel.pipeline.fireChannelInactive()
    #expect(log.entries == ["read", "event", "inactive"])
  }

  @Test func whoAsksLateIsProbedToo() throws {
    try receive(.http1_1)
    closeInput()
    #expect(try sent() == [])
    watch("1")
    #expect(try sent() == [100])
  }

  @Test func anOldClientIsWaitedFor() throws {
    try receive(.http1_0)
    watch("1")
    closeInput()
    #expect(try sent() == [])
    channel.pipeline.fireChannelInactive()
    #expect(log.entries == ["1"])
  }

  @Test func aStreamIsProbedInItsOwnWay() throws {
    try receive(.http1_0)
    watch("1", isStreamed: true)
    closeInput()
    #expect(try sent() == [] && log.entries == ["probe 1"])
  }
}
