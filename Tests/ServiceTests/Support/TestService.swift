// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import HTTPTypes
import Hummingbird
import JSON
import Logging
import NIOEmbedded
import ServiceStore
import Synchronization

@testable import Service

/// The service without sockets and without a job runner: requests go straight to its router, and
/// jobs stay where the test puts them.
struct TestService: Sendable {
  let folder: TemporaryFolder
  let server: AssayServer
  private let responder: RouterResponder<APIContext>

  var store: Store { server.store }
  var desk: JobDesk { JobDesk(store: store, configuration: server.configuration) }

  init(
    _ configure: (inout ServiceConfiguration) -> Void = { _ in },
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    folder = try TemporaryFolder()
    var configuration = ServiceConfiguration()
    // Among thousands of other tests a body that is there may be read late.
    configuration.limits.bodyGraceSeconds = 3600
    configuration.baseModels["nano"] = try RandomModel.path()
    configure(&configuration)
    server = try AssayServer(
      configuration: configuration,
      folder: try DataFolder(path: folder.url.appending(path: "data").path), log: log)
    responder = server.makeRouter().buildResponder()
  }

  /// Sends a request and collects its answer.
  func send(
    _ method: HTTPRequest.Method, _ path: String, json: JSONValue? = nil,
    headers: HTTPFields = [:], body: [UInt8] = [], host: String? = "127.0.0.1:8080"
  ) async throws -> Reply {
    let head = HTTPRequest(
      method: method, scheme: "http", authority: host, path: path, headerFields: headers)
    let bytes = json.map { Array($0.text().utf8) } ?? body
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(bytes: bytes)))
    let response = try await responder.respond(to: request, context: Self.context())
    return try await Reply(response)
  }

  /// Uploads a file as the real clients do.
  func upload(
    _ content: String, filename: String = "train.jsonl", purpose: String = "fine-tune"
  ) async throws -> Reply {
    try await send(
      .post, "/v1/files", headers: [.contentType: Form.contentType],
      body: Form.upload(content, filename: filename, purpose: purpose))
  }

  static func context() -> APIContext {
    APIContext(
      source: ApplicationRequestContextSource(
        channel: NIOAsyncTestingChannel(),
        logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
  }
}

extension Reply {
  /// Collects a response; a body that breaks off is as long as it came.
  init(_ response: Response) async throws {
    let collector = BodyCollector()
    do {
      try await response.body.write(collector)
    } catch is CancellationError {
      // So the service says that the connection is to be closed.
    }
    self.init(
      status: response.status.code,
      headers: Dictionary(
        response.headers.map { ($0.name.canonicalName, $0.value) }, uniquingKeysWith: { $1 }),
      body: collector.bytes)
  }
}

/// Takes the body of a response.
final class BodyCollector: ResponseBodyWriter {
  private let collected = Mutex<[UInt8]>([])

  var bytes: [UInt8] { collected.withLock { $0 } }

  func write(_ buffer: ByteBuffer) async throws {
    collected.withLock { $0.append(contentsOf: buffer.readableBytesView) }
  }

  func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
