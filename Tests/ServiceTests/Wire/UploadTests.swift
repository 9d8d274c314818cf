// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import ServiceStore
import Testing

@testable import Service

@Suite struct UploadTests {
  private let folder: TemporaryFolder
  private var path: String { folder.url.appending(path: "upload.part").path }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func receive(
    _ parts: [(parameters: String, content: String)], limit: Int = 1000, piece: Int = 7
  ) throws -> Upload {
    try receive(Form.make(parts), limit: limit, piece: piece)
  }

  private func receive(_ body: [UInt8], limit: Int = 1000, piece: Int = 7) throws -> Upload {
    var upload = try Upload(contentType: Form.contentType, path: path, limit: limit)
    for start in stride(from: 0, to: body.count, by: piece) {
      try upload.feed(body[start..<min(start + piece, body.count)])
    }
    return upload
  }

  private static let purpose = (parameters: "name=purpose", content: "fine-tune")

  private static func file(_ content: String, name: String = "a.jsonl") -> (
    parameters: String, content: String
  ) {
    ("name=file; filename=\"\(name)\"", content)
  }

  @Test func thePartsComeInAnyOrder() throws {
    let content = "{\"prompt\":\"a\"}\r\n--x\r\n"
    for parts in [
      [Self.purpose, Self.file(content)], [Self.file(content), Self.purpose],
      [Self.file(content), ("name=\"expires_after[anchor]\"", "created_at"), Self.purpose],
    ] {
      let result = try receive(parts).finish()
      #expect(result.filename == "a.jsonl")
      #expect(result.purpose == "fine-tune")
      #expect(result.file.byteCount == content.utf8.count)
      #expect(try Data(contentsOf: URL(filePath: path)) == Data(content.utf8))
    }
  }

  @Test func nothingIsLeftOfAFileThatIsNotKept() throws {
    do { _ = try receive([Self.purpose, Self.file("x")]).finish() }
    #expect(!FileManager.default.fileExists(atPath: path))
    do { try receive([Self.purpose, Self.file("x")]).finish().file.keep() }
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test func aFileHasALargestSize() throws {
    do {
      let whole = try receive([Self.purpose, Self.file("12345678")], limit: 8).finish()
      #expect(whole.file.byteCount == 8)
    }
    let error = #expect(throws: APIError.self) {
      try receive([Self.purpose, Self.file("123456789")], limit: 8)
    }
    #expect(error == .tooLarge(limit: 8))
  }

  @Test func whatIsMissingIsNamed() throws {
    for (parts, name) in [
      ([Self.purpose], "file"), ([Self.file("x")], "purpose"), ([], "file"),
    ] {
      let upload = try receive(parts)
      let error = #expect(throws: APIError.self) { try upload.finish() }
      #expect(error == RequestFields.missing(name))
    }
  }

  @Test func aFormThatIsCutIsRefused() throws {
    let body = Form.make([Self.purpose, Self.file("x")])
    let upload = try receive(Array(body.dropLast(5)))
    let error = #expect(throws: APIError.self) { try upload.finish() }
    #expect(error?.message == "The form ends before its closing boundary.")
  }

  @Test func aFormHasOneFileAndNoStrangers() {
    var error = #expect(throws: APIError.self) { try receive([Self.file("x"), Self.file("y")]) }
    #expect(error?.param == "file")
    error = #expect(throws: APIError.self) { try receive([("name=color", "red")]) }
    #expect(error?.param == "color" && error?.code == "unknown_parameter")
  }

  @Test func namesAndFieldsHaveALargestSize() throws {
    let name = String(repeating: "n", count: 1024)
    #expect(
      try receive([Self.purpose, Self.file("x", name: name)]).finish().filename.utf8.count == 1024)
    for wrong in [name + "n", "a\u{0}b"] {
      let error = #expect(throws: APIError.self) { try receive([Self.file("x", name: wrong)]) }
      #expect(error?.param == "file")
    }
    let purpose = String(repeating: "p", count: 4096)
    #expect(
      try receive([("name=purpose", purpose), Self.file("x")]).finish().purpose.utf8.count == 4096)
    let error = #expect(throws: APIError.self) { try receive([("name=purpose", purpose + "p")]) }
    #expect(error?.param == "purpose")
  }

  @Test func aFileWithoutANameIsCalledFile() throws {
    let result = try receive([Self.purpose, ("name=file", "x")]).finish()
    #expect(result.filename == "file")
  }

  @Test func aPurposeIsText() throws {
    var body = Form.make([("name=purpose", "#")])
    body[try #require(body.firstIndex(of: UInt8(ascii: "#")))] = 0xFF
    let error = #expect(throws: APIError.self) { try receive(body) }
    #expect(error?.param == "purpose")
  }

  @Test func aDiskThatTakesNothingIsTheServersFault() {
    var upload = try? Upload(
      contentType: Form.contentType, path: "\(path)/none", limit: 10)
    let error = #expect(throws: APIError.self) {
      try upload?.feed(Form.make([Self.file("x")]))
    }
    #expect(error?.status == 500 && error?.type == "server_error")
  }

  @Test func onlyFormsAreTaken() {
    for type in [nil, "application/json"] {
      #expect(throws: APIError.self) { try Upload(contentType: type, path: path, limit: 1) }
    }
  }
}
