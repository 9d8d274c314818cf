// SPDX-License-Identifier: Apache-2.0

/// How messages are parted on a stream.
package enum MessageFraming: Sendable {
  /// `Content-Length: N`, a blank line and N bytes, as editors do. Source: Language Server Protocol
  /// 3.17, "Base Protocol".
  case headers
  /// A line each, as agents do. Source: Model Context Protocol, "Transports", stdio.
  case lines

  /// The bytes that bring a message on its way.
  package func framed(_ body: [UInt8]) -> [UInt8] {
    switch self {
    case .headers: Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    case .lines: body + [UInt8(ascii: "\n")]
    }
  }
}
