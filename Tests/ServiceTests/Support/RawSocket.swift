// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A connection to 127.0.0.1 on which a test says whatever it likes.
final class RawSocket {
  struct Failure: Error {
    let step: String
    let code: Int32
  }

  private let descriptor: Int32

  init(port: Int, timeout seconds: Int = 600) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Failure(step: "connect", code: errno) }
  }

  deinit {
    close(descriptor)
  }

  func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        sendBytes(descriptor, $0)
      }
      // A server that hung up early may still have answered.
      if count < 0 && (errno == EPIPE || errno == ECONNRESET) { return }
      guard count > 0 else { throw Failure(step: "send", code: errno) }
      rest = rest.dropFirst(count)
    }
  }

  /// Says that nothing more comes; what is answered can still be read.
  func closeSending() throws {
    guard shutdown(descriptor, Int32(SHUT_WR)) == 0 else {
      throw Failure(step: "shutdown", code: errno)
    }
  }

  /// Waits for an answer; false when none came in time.
  func hasAnswer(within milliseconds: Int32) -> Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, milliseconds) > 0
  }

  /// Some bytes; none when the server closed the connection.
  func read() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    if count < 0 && errno == ECONNRESET { return [] }
    guard count >= 0 else { throw Failure(step: "read", code: errno) }
    return Array(buffer[..<count])
  }

  func readAll() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = try read()
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }
}

/// The method of the same name hides the system's function.
private func sendBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
}
