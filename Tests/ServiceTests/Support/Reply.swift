// SPDX-License-Identifier: Apache-2.0

import JSON

/// An HTTP answer, taken apart.
struct Reply: Sendable {
  struct Broken: Error {
    let bytes: [UInt8]
  }

  let status: Int
  /// Names in lower case.
  let headers: [String: String]
  let body: [UInt8]

  init(_ bytes: [UInt8]) throws {
    let gap = Array("\r\n\r\n".utf8)
    guard let end = bytes.indices.first(where: { bytes[$0...].starts(with: gap) }) else {
      throw Broken(bytes: bytes)
    }
    let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
    guard let first = lines.first, let status = Int(first.split(separator: " ")[1]) else {
      throw Broken(bytes: bytes)
    }
    self.status = status
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let name = line.prefix { $0 != ":" }
      headers[name.lowercased()] = line.dropFirst(name.count + 1).drop { $0 == " " }.description
    }
    self.headers = headers
    let rest = Array(bytes[(end + 4)...])
    body = headers["transfer-encoding"] == "chunked" ? Self.unchunked(rest) : rest
  }

  init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  var json: JSONValue {
    (try? JSONParser.parse(body, file: "reply")) ?? .null
  }

  /// The message, field and code of an error object.
  var error: JSONValue { json["error"] ?? .null }

  /// The events of a stream, without `[DONE]`.
  var events: [JSONValue] {
    text.split(separator: "\n").filter { $0.hasPrefix("data: {") }.compactMap {
      try? JSONParser.parse(Array($0.utf8.dropFirst(6)), file: "event")
    }
  }

  private static func unchunked(_ bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    var body: [UInt8] = []
    while let end = rest.firstIndex(of: 10),
      let size = Int(String(decoding: rest[..<(end - 1)], as: UTF8.self), radix: 16), size > 0
    {
      body += rest[(end + 1)...].prefix(size)
      rest = rest[(end + 1)...].dropFirst(size + 2)
    }
    return body
  }
}
