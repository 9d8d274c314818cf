// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Service

@Suite struct FileResponseTests {
  @Test(arguments: [
    ("train.jsonl", "train.jsonl"), ("/tmp/dir/a b.csv", "a%20b.csv"),
    ("C:\\dir\\é.txt", "%C3%A9.txt"),
    ("a\"\r\n;b", "a%22%0D%0A%3Bb"), ("a-b_c.9", "a-b_c.9"), ("//", "file"), ("\u{1}", "%01"),
  ])
  func theNameIsOnePlainWord(name: String, expected: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "content")
    let response = try FileResponse.make(
      path: folder.url.appending(path: "content").path, name: name)
    #expect(response.headers[.contentDisposition] == "attachment; filename*=UTF-8''\(expected)")
    #expect(response.headers[.contentType] == "application/octet-stream")
    #expect(response.headers[.init("X-Content-Type-Options")!] == "nosniff")
  }

  @Test(arguments: [0, 1, (1 << 18) - 1, 1 << 18, (1 << 18) + 1, 3 << 18])
  func theContentComesInPieces(count: Int) async throws {
    let folder = try TemporaryFolder()
    let content = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    let path = folder.url.appending(path: "content").path
    try Data(content).write(to: URL(filePath: path))
    let response = try FileResponse.make(path: path, name: "x")
    #expect(response.headers[.contentLength] == String(count))
    #expect(try await Reply(response).body == content)
  }

  @Test func aFileThatShrinksEndsTheConnection() async throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "content").path
    try Data("12345678".utf8).write(to: URL(filePath: path))
    let response = try FileResponse.make(path: path, name: "x")
    try Data("1234".utf8).write(to: URL(filePath: path))
    let collector = BodyCollector()
    await #expect(throws: CancellationError.self) { try await response.body.write(collector) }
    #expect(collector.bytes == Array("1234".utf8))
  }

  @Test func aFileThatIsGoneIsAFault() {
    #expect(throws: AssayError.self) { try FileResponse.make(path: "/nonexistent", name: "x") }
  }
}
