// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Tables
import Testing

@Suite struct WholeTextTests {
  private func text(_ bytes: [UInt8], encoding: TextEncoding = .utf8) throws -> String {
    try TableSource(
      contents: bytes, path: "corpus.txt",
      options: TableSource.Options(format: .txt, encoding: encoding)
    ).wholeText()
  }

  @Test(arguments: ["a", "\n\na\n", "a\r\nb\r\n", " a \t", "naïve 日本\r"])
  func aTextIsAsItStands(given: String) throws {
    let found = try text(Array(given.utf8))
    #expect(Array(found.utf8) == Array(given.utf8))
  }

  @Test func aMarkAndAnotherEncodingAreTakenOff() throws {
    #expect(try text([0xEF, 0xBB, 0xBF] + Array("a\n".utf8)) == "a\n")
    #expect(try text([0xFF, 0xFE, 0x61, 0, 0x0A, 0]) == "a\n")
  }

  @Test func whatIsNoTextIsRefused() {
    #expect(throws: AssayError.self) { try text([0x61, 0x0A, 0xFF]) }
    #expect(throws: AssayError.self) { try text([0x61, 0, 0x62]) }
  }
}
