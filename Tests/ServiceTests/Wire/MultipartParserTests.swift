// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

/// What a form contains: part, file name, content.
private struct Part: Equatable {
  var name: String
  var filename: String?
  var content: [UInt8] = []
}

private func parse(_ body: [UInt8], boundary: String, piece: Int) throws -> [Part]? {
  var parser = try MultipartParser(contentType: "multipart/form-data; boundary=\(boundary)")
  var parts: [Part] = []
  for start in stride(from: 0, to: body.count, by: piece) {
    try parser.feed(body[start..<min(start + piece, body.count)]) { event throws(APIError) in
      switch event {
      case .began(let name, let filename): parts.append(Part(name: name, filename: filename))
      case .bytes(let bytes): parts[parts.count - 1].content += bytes
      case .ended: break
      }
    }
  }
  return parser.isFinished ? parts : nil
}

private func form(_ parts: [(header: String, content: String)], boundary: String) -> [UInt8] {
  let text = parts.map { "--\(boundary)\r\n\($0.header)\r\n\r\n\($0.content)\r\n" }.joined()
  return Array("\(text)--\(boundary)--\r\n".utf8)
}

@Suite struct MultipartParserTests {
  @Test(arguments: 1...80)
  func readsAFormInPiecesOfAnySize(piece: Int) throws {
    let content = "{\"prompt\":\"a\"}\r\n--x\r\n-\r\n--\r\n\r"
    let body = form(
      [
        ("Content-Disposition: form-data; name=\"purpose\"", "fine-tune"),
        (
          "Content-Type: application/octet-stream\r\n"
            + "content-disposition: form-data; name=\"file\"; filename=\"../é a;b.jsonl\"", content
        ),
        ("Content-Disposition: form-data; name=empty", ""),
      ], boundary: "xyz")
    #expect(
      try parse(body, boundary: "xyz", piece: piece) == [
        Part(name: "purpose", content: Array("fine-tune".utf8)),
        Part(name: "file", filename: "../é a;b.jsonl", content: Array(content.utf8)),
        Part(name: "empty"),
      ])
  }

  @Test func aFormThatIsCutIsNotFinished() throws {
    let body = form([("Content-Disposition: form-data; name=a", "text")], boundary: "b")
    for end in 0..<(body.count - 4) {
      #expect(try parse(Array(body[..<end]), boundary: "b", piece: 7) == nil)
    }
  }

  @Test(arguments: [
    "", "application/json", "multipart/form-data", "multipart/form-data; boundary=",
    "multipart/mixed; boundary=x",
    "multipart/form-data; boundary=\(String(repeating: "b", count: 71))",
  ])
  func refusesOtherContentTypes(type: String) {
    #expect(throws: APIError.self) { try MultipartParser(contentType: type) }
  }

  @Test func refusesPartsWithoutANameAndEndlessHeaders() throws {
    #expect(throws: APIError.self) {
      try parse(form([("Content-Type: text/plain", "x")], boundary: "b"), boundary: "b", piece: 9)
    }
    let header = "X: " + String(repeating: "y", count: 40_000)
    #expect(throws: APIError.self) {
      try parse(form([(header, "x")], boundary: "b"), boundary: "b", piece: 1000)
    }
  }

  @Test func whatStandsAroundTheFormIsPassedOver() throws {
    let form = form([("Content-Disposition: form-data; name=a", "text")], boundary: "b")
    for piece in [1, 3, 1000] {
      let body = Array("before\r\nthe form\r\n".utf8) + form + Array("after --b\r\n".utf8)
      #expect(
        try parse(body, boundary: "b", piece: piece)
          == [Part(name: "a", content: Array("text".utf8))])
    }
  }

  @Test func headersHaveALargestSize() throws {
    func body(headerBytes: Int) -> [UInt8] {
      let start = "Content-Disposition: form-data; name=a\r\nX: "
      let fill = String(repeating: "y", count: headerBytes - start.utf8.count)
      return form([(start + fill, "x")], boundary: "b")
    }
    // The line break before the headers counts too.
    let largest = 16_384 - 2
    // The last piece ends where the headers do, and what ends them is still to come.
    for piece in [100, 100_000, "--b\r\n".utf8.count + largest] {
      #expect(
        try parse(body(headerBytes: largest), boundary: "b", piece: piece)
          == [Part(name: "a", content: Array("x".utf8))])
      #expect(throws: APIError.self) {
        try parse(body(headerBytes: largest + 1), boundary: "b", piece: piece)
      }
    }
  }

  @Test func headersMustBeText() throws {
    var body = form([("Content-Disposition: form-data; name=#", "x")], boundary: "b")
    body[try #require(body.firstIndex(of: UInt8(ascii: "#")))] = 0xFF
    #expect(throws: APIError.self) { try parse(body, boundary: "b", piece: 1000) }
  }

  @Test(arguments: [
    "multipart/form-data; boundary=x", "Multipart/Form-Data; Boundary=\"x\"",
    "multipart/form-data; charset=utf-8; boundary=x",
  ])
  func readsTheBoundaryOfTheContentType(type: String) throws {
    var parser = try MultipartParser(contentType: type)
    #expect(!parser.isFinished)
    try parser.feed("--x--".utf8) { _ in }
    #expect(parser.isFinished)
  }

  @Test func aBoundaryHasAtMost70Bytes() throws {
    for count in [1, 70] {
      let boundary = String(repeating: "b", count: count)
      _ = try MultipartParser(contentType: "multipart/form-data; boundary=\(boundary)")
    }
  }
}
