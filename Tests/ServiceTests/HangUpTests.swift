// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import NIOCore
import NIOEmbedded
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

  @Test func theLastOneWhoAskedIsTold() throws {
    for isHalf in [true, false] {
      let channel = EmbeddedChannel()
      let handler = HangUpHandler()
      try channel.pipeline.syncOperations.addHandler(handler)
      var told: [Int] = []
      handler.onHangUp { told.append(1) }
      handler.onHangUp { told.append(2) }
      #expect(told.isEmpty)
      if isHalf {
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.outputClosed)
        #expect(told.isEmpty)
        channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)
      } else {
        channel.pipeline.fireChannelInactive()
      }
      #expect(told == [2])
      channel.pipeline.fireChannelInactive()
      #expect(told == [2])
      handler.onHangUp { told.append(3) }
      #expect(told == [2, 3])
    }
  }
}
