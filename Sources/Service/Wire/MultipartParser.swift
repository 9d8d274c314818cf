// SPDX-License-Identifier: Apache-2.0

import Platform

/// Takes a `multipart/form-data` body apart as it arrives; holds no more than a part's headers and
/// a boundary's length. Source: RFC 7578 and RFC 2046, section 5.1.
package struct MultipartParser {
  /// What the parser saw. Bytes of a body come in as many pieces as the network likes.
  package enum Event: Equatable {
    case began(name: String, filename: String?)
    case bytes(ArraySlice<UInt8>)
    case ended
  }

  private enum State {
    case preamble, headers, body, epilogue
  }

  private let delimiter: [UInt8]
  private var buffer: [UInt8] = [0x0D, 0x0A]
  private var state = State.preamble
  private static let maximumHeaderBytes = 16_384

  /// Whether the closing boundary was seen.
  package var isFinished: Bool { state == .epilogue }

  /// Finds the boundary in a `Content-Type` header.
  package init(contentType: String) throws(APIError) {
    let field = HeaderParameters(contentType)
    guard field.value.lowercased() == "multipart/form-data", let boundary = field["boundary"],
      (1...70).contains(boundary.utf8.count)
    else {
      throw .invalid("Send the file as 'multipart/form-data' with a boundary.")
    }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// Takes the next bytes of the body and hands on what they complete.
  package mutating func feed(
    _ bytes: some Sequence<UInt8>, _ handle: (Event) throws(APIError) -> Void
  ) throws(APIError) {
    buffer.append(contentsOf: bytes)
    while try advance(handle) {}
  }

  /// One step; false when more bytes are needed.
  private mutating func advance(_ handle: (Event) throws(APIError) -> Void) throws(APIError) -> Bool
  {
    switch state {
    case .preamble: return try passDelimiter { _ in }
    case .headers: return try readHeaders(handle)
    case .body:
      let ended = try passDelimiter { bytes throws(APIError) in try handle(.bytes(bytes)) }
      if ended { try handle(.ended) }
      return ended
    case .epilogue:
      buffer.removeAll()
      return false
    }
  }

  /// Hands on the bytes before the next delimiter and steps over it.
  private mutating func passDelimiter(
    _ handle: (ArraySlice<UInt8>) throws(APIError) -> Void
  ) throws(APIError) -> Bool {
    guard let start = find(delimiter) else {
      let sure = buffer.count - delimiter.count + 1
      if sure > 0 {
        try handle(buffer[..<sure])
        buffer.removeFirst(sure)
      }
      return false
    }
    let end = start + delimiter.count
    // What follows decides: "--" closes the body, a line break opens the next part.
    guard buffer.count >= end + 2 else { return false }
    if start > 0 { try handle(buffer[..<start]) }
    state =
      buffer[end] == UInt8(ascii: "-") && buffer[end + 1] == UInt8(ascii: "-")
      ? .epilogue : .headers
    buffer.removeFirst(state == .epilogue ? end + 2 : end)
    return true
  }

  /// Reads the part's headers up to the empty line.
  private mutating func readHeaders(
    _ handle: (Event) throws(APIError) -> Void
  ) throws(APIError) -> Bool {
    guard let end = find([0x0D, 0x0A, 0x0D, 0x0A]) else {
      guard buffer.count <= Self.maximumHeaderBytes else {
        throw .invalid("The headers of a part of the body are too long.")
      }
      return false
    }
    guard end <= Self.maximumHeaderBytes,
      let text = String(validating: buffer[..<end], as: UTF8.self)
    else { throw .invalid("The headers of a part of the body are not UTF-8 or too long.") }
    // The line break before the body may open the next delimiter when the body is empty.
    buffer.removeFirst(end + 2)
    guard let disposition = Self.disposition(in: text), let name = disposition["name"] else {
      throw .invalid("A part of the body has no 'Content-Disposition' with a name.")
    }
    if !buffer.starts(with: delimiter) { buffer.removeFirst(2) }
    state = .body
    try handle(.began(name: name, filename: disposition["filename"]))
    return true
  }

  private static func disposition(in headers: String) -> HeaderParameters? {
    for line in headers.split(whereSeparator: \.isNewline) {
      let name = line.prefix { $0 != ":" }
      guard name.lowercased() == "content-disposition" else { continue }
      return HeaderParameters(String(line.dropFirst(name.count + 1)))
    }
    return nil
  }

  private func find(_ needle: [UInt8]) -> Int? {
    buffer.withUnsafeBytes { bytes in
      var start = 0
      while start + needle.count <= bytes.count {
        let length = bytes.count - needle.count + 1 - start
        guard let first = memchr(bytes.baseAddress! + start, Int32(needle[0]), length) else {
          return nil
        }
        start = bytes.baseAddress!.distance(to: UnsafeRawPointer(first))
        if memcmp(first, needle, needle.count) == 0 { return start }
        start += 1
      }
      return nil
    }
  }
}
