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

  @Test(arguments: [
    ("form-data; name=\"a\"; filename=\"x%22y\"", "x\"y"),
    ("form-data; name=a; filename=plain.txt", "plain.txt"),
    ("form-data; filename=\"C:\\\\dir\\file\"", "C:\\dir\\file"),
    ("form-data; filename=\"a\\\"b;c\"; name=\"a\"", "a\"b;c"),
    ("form-data; filename=\"x\"; filename*=UTF-8''na%C3%AFve%20f", "naïve f"),
    ("form-data; filename*=UTF-8''%zz; filename=\"x\"", "x"),
  ])
  func readsFileNames(header: String, expected: String) {
    #expect(HeaderParameters(header)["filename"] == expected)
  }
}
