// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import ServiceStore
import Testing

@testable import Service

/// A server of its own for a test, on a free port, with a data folder that goes with it.
struct TestServer: Sendable {
  let port: Int
  let folder: TemporaryFolder

  /// Runs `body` against a running server.
  static func run(
    folder: TemporaryFolder? = nil,
    _ configure: (inout ServiceConfiguration) -> Void = { _ in },
    _ body: @Sendable (TestServer) async throws -> Void
  ) async throws {
    let folder = try folder ?? TemporaryFolder()
    var configuration = ServiceConfiguration()
    // Among thousands of other tests a body that is there may be read late.
    configuration.limits.bodyGraceSeconds = 3600
    configuration.port = 0
    configuration.workerCommand = [BuiltBinary.url.path]
    configuration.baseModels["nano"] = try RandomModel.path()
    configure(&configuration)
    let server = try AssayServer(
      configuration: configuration,
      folder: try DataFolder(path: folder.url.appending(path: "data").path), log: { _ in })
    let (ports, port) = AsyncStream<Int>.makeStream()
    let running = Task { try await server.run(handlesSignals: false) { port.yield($0) } }
    var iterator = ports.makeAsyncIterator()
    let found = try #require(await iterator.next())
    do {
      try await body(TestServer(port: found, folder: folder))
    } catch {
      running.cancel()
      _ = await running.result
      throw error
    }
    running.cancel()
    _ = await running.result
  }

  /// Sends a request as it stands on a connection of its own and reads the answer to its end.
  func raw(_ text: String) async throws -> Reply {
    try await raw(Array(text.utf8))
  }

  func raw(_ bytes: [UInt8]) async throws -> Reply {
    let port = port
    let received = try await Self.offload { () throws -> [UInt8] in
      let socket = try RawSocket(port: port)
      try socket.send(bytes)
      return try socket.readAll()
    }
    return try Reply(received)
  }

  /// Sends a request with usual headers.
  func send(
    _ method: String, _ path: String, json: JSONValue? = nil, headers: [String] = [],
    body: [UInt8] = []
  ) async throws -> Reply {
    let body = json.map { Array($0.text().utf8) } ?? body
    let head =
      ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"] + headers
      + ["Content-Length: \(body.count)"]
    return try await raw(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
  }

  /// Uploads a file as the real clients do.
  func upload(
    _ content: String, filename: String = "train.jsonl", purpose: String = "fine-tune"
  ) async throws -> Reply {
    try await send(
      "POST", "/v1/files", headers: ["Content-Type: \(Form.contentType)"],
      body: Form.upload(content, filename: filename, purpose: purpose))
  }

  /// Blocking work away from the threads on which the server runs.
  static func offload<Value: Sendable>(
    _ body: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
  }
}
