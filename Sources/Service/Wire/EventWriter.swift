// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import JSON

/// Writes server-sent events. Each goes out as a chunk of its own, so that clients see it at once.
struct EventWriter {
  var writer: any ResponseBodyWriter

  /// One event: `data: {...}`, a single line however the value prints.
  mutating func send(_ value: JSONValue) async throws {
    var bytes = Array("data: ".utf8)
    value.write(to: &bytes)
    bytes.append(contentsOf: "\n\n".utf8)
    try await writer.write(ByteBuffer(bytes: bytes))
  }

  /// A comment: clients skip it, but their time-outs start anew.
  mutating func keepAlive() async throws {
    try await writer.write(ByteBuffer(string: ": keepalive\n\n"))
  }

  /// The mark after the last event.
  mutating func done() async throws {
    try await writer.write(ByteBuffer(string: "data: [DONE]\n\n"))
  }
}
