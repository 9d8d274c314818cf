// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// An HTTP server on 127.0.0.1 for tests, one request a connection, that can also misbehave.
final class LocalServer: Sendable {
  struct Request: Sendable {
    var path: String
    /// Names in lower case.
    var headers: [String: String]

    /// The first byte asked for.
    var start: Int? {
      headers["range"].flatMap { $0.firstMatch(of: /bytes=(\d+)-/) }.flatMap { Int($0.1) }
    }
  }

  struct Response: Sendable {
    var status = 200
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// Breaks the connection after so many bytes of the body.
    var cut: Int?
  }

  let port: UInt16
  private let descriptor: Int32
  private let seen = Mutex<[Request]>([])

  /// Starts to listen and to answer.
  init(_ answer: @escaping @Sendable (Request) -> Response) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = descriptor
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(socket, address, length) == 0 && listen(socket, 16) == 0
          && getsockname(socket, address, &length) == 0
      }
    }
    guard status else { throw POSIXError(.EADDRINUSE) }
    port = UInt16(bigEndian: address.sin_port)
    // The thread ends when the socket is shut down.
    Thread.detachNewThread { [self] in
      while true {
        let connection = accept(socket, nil, nil)
        guard connection >= 0 else { return }
        serve(connection, answer)
        close(connection)
      }
    }
  }

  var url: String { "http://127.0.0.1:\(port)" }

  /// All requests so far.
  var requests: [Request] { seen.withLock { $0 } }

  func requests(ending suffix: String) -> [Request] {
    requests.filter { $0.path.hasSuffix(suffix) }
  }

  func stop() {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  private func serve(_ connection: Int32, _ answer: (Request) -> Response) {
    guard let request = Self.read(connection) else { return }
    seen.withLock { $0.append(request) }
    let response = answer(request)
    var head = "HTTP/1.1 \(response.status) Answer\r\nConnection: close\r\n"
    head += "Content-Length: \(response.body.count)\r\n"
    for (name, value) in response.headers { head += "\(name): \(value)\r\n" }
    let body = response.body.prefix(response.cut ?? response.body.count)
    Self.send(Array((head + "\r\n").utf8) + body, to: connection)
  }

  private static func read(_ connection: Int32) -> Request? {
    var text = ""
    while !text.contains("\r\n\r\n") {
      var buffer = [UInt8](repeating: 0, count: 4096)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      text += String(decoding: buffer.prefix(count), as: UTF8.self)
    }
    let lines = text.components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ").map(String.init)
    guard words.count == 3 else { return nil }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { continue }
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    return Request(path: words[1], headers: headers)
  }

  private static func send(_ bytes: [UInt8], to connection: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}
