// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tokenizer

@Suite struct JSONStringLineTests {
  private func read(_ bytes: [UInt8]) throws(AssayError) -> String {
    var line = JSONStringLine()
    let result: Result<String, AssayError> = bytes.withUnsafeBufferPointer { buffer in
      do throws(AssayError) {
        return .success(
          try line.withText(of: buffer, file: "f", line: 3) { String(decoding: $0, as: UTF8.self) })
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  @Test(arguments: [
    (#""""#, ""), (#" "plain words of text" "#, "plain words of text"),
    (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{c}\n\r\t"),
    (#""caf\u00e9 caf\u00E9 é 中 😀""#, "café café é 中 😀"),
    (#""\ud83d\ude00 long enough \ud800\udc00""#, "😀 long enough \u{10000}"),
    (#""1234567\n1234567\n""#, "1234567\n1234567\n"), (#""\u0000""#, "\0"),
  ])
  func readsAString(line: String, text: String) throws {
    #expect(try read(Array(line.utf8)) == text)
  }

  @Test(arguments: [
    ("", 1), ("abc", 1), ("[1]", 1), (#""open"#, 6), (#""open but longer\"#, 18),
    (#""a" "b""#, 5), (#""a\x""#, 3), (#""\u12g4""#, 6), (#""\u12"#, 2), (#""\ud800""#, 2),
    (#""\ud800\u0041""#, 2), (#""\udc00\ud800""#, 2), ("\"tab\there\"", 5),
  ])
  func refusesOthersWithTheirPlace(line: String, column: Int) throws {
    let error = #expect(throws: AssayError.self) { try read(Array(line.utf8)) }
    #expect(error?.location == Location(file: "f", line: 3, column: column))
  }

  @Test func refusesBytesThatAreNotUTF8() {
    let error = #expect(throws: AssayError.self) { try read([0x22, 0x41, 0xFF, 0x22]) }
    #expect(error?.message == "not UTF-8")
    #expect(error?.location?.column == 3)
  }
}
