// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON

/// Reads messages from a stream. What is no message is told and passed over: a broken one must not
/// end a session.
package struct MessageReader {
  /// Gives some bytes that come next; none at the end.
  package typealias Input = () throws(AssayError) -> [UInt8]

  private let framing: MessageFraming
  private let input: Input
  private var pending: [UInt8] = []
  private var place = 0
  /// More than any editor sends in one piece.
  private static let mostBytes = 1 << 30

  package init(_ framing: MessageFraming, input: @escaping Input) {
    self.framing = framing
    self.input = input
  }

  /// The next message, or why what came is none; nil at the end.
  package mutating func next() throws(AssayError) -> Result<RPCMessage, RPCError>? {
    switch framing {
    case .lines:
      while let line = try line() {
        if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) {
          return Self.message(line)
        }
      }
      return nil
    case .headers:
      guard let length = try contentLength() else { return nil }
      switch length {
      case .failure(let error): return .failure(error)
      case .success(let length): return try body(length).map(Self.message)
      }
    }
  }

  private static func message(_ body: [UInt8]) -> Result<RPCMessage, RPCError> {
    do {
      return .success(try RPCMessage(JSONParser.parse(body, file: "message")))
    } catch let error as RPCError {
      return .failure(error)
    } catch {
      return .failure(.notJSON("the message is not JSON: \(error)"))
    }
  }

  // MARK: - Headers

  /// The length that a head states; nil at the end of the stream. Other fields of the head, and what
  /// is no field, are passed over.
  private mutating func contentLength() throws(AssayError) -> Result<Int, RPCError>? {
    var length: Int?
    var hasFields = false
    while let line = try line() {
      let text = String(decoding: line, as: UTF8.self)
      let parts = text.split(separator: ":", maxSplits: 1).map { $0.trimmed }
      if parts.first == nil || parts.first == "" {
        guard hasFields else { continue }
        guard let length else { return .failure(.notAMessage("a head without Content-Length")) }
        return .success(length)
      }
      hasFields = true
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      guard let stated = Int(parts[1]), (0...Self.mostBytes).contains(stated) else {
        return .failure(.notAMessage("`\(parts[1])` is not a Content-Length"))
      }
      length = stated
    }
    return nil
  }

  // MARK: - Bytes

  /// The next line without its end; nil at the end of the stream.
  private mutating func line() throws(AssayError) -> [UInt8]? {
    var searched = place
    while true {
      if let end = pending[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { place = end + 1 }
        return Array(pending[place..<end])
      }
      searched = pending.count - place
      guard try fill() else { return nil }
    }
  }

  private mutating func body(_ length: Int) throws(AssayError) -> [UInt8]? {
    while pending.count - place < length {
      guard try fill() else { return nil }
    }
    defer { place += length }
    return Array(pending[place..<place + length])
  }

  /// Adds bytes of the stream; false at its end.
  private mutating func fill() throws(AssayError) -> Bool {
    pending.removeSubrange(..<place)
    place = 0
    let bytes = try input()
    pending += bytes
    return !bytes.isEmpty
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return String(text.drop(while: \.isWhitespace))
  }
}
