// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tokenizer

@Suite struct OnigurumaSyntaxTests {
  private func matches(_ regex: String, _ text: String) throws -> [String] {
    let pattern = try SplitPattern(regex: regex)
    var found: [String] = []
    Array(text.utf8).withUnsafeBufferPointer { buffer in
      pattern.forEachPart(of: buffer) { range, isMatch in
        if isMatch { found.append(String(decoding: buffer[range], as: UTF8.self)) }
      }
    }
    return found
  }

  @Test(arguments: [
    (#"\p{N}{1,3}+"#, "12345", ["12345"]), (#"\p{N}{1,3}"#, "12345", ["123", "45"]),
    (#"\h+"#, "xyz12afg", ["12af"]), (#"^b"#, "a\nb", ["b"]),
    (#"\w+"#, "a\u{301}b c", ["a\u{301}b", "c"]),
    (#"\s"#, "a\u{180E}b\u{3000}c", ["\u{3000}"]), (#"\p{L}+"#, "ab1", ["ab"]),
    (#"x*"#, "axxb", ["xx"]),
  ])
  func meansWhatOnigurumaMeans(regex: String, text: String, wanted: [String]) throws {
    #expect(try matches(regex, text) == wanted)
  }

  @Test(arguments: [
    (#"[a&&[^b]]"#, "&&"), ("[a[b]]", "class within a class"),
    (#"a{2,3}+"#, "repeats a repetition"),
    ("(", "cannot be used"), ("a\\", "backslash"), (#"[\W]"#, "in a class"),
  ])
  func refusesWhatItCannotSay(regex: String, reason: String) {
    let error = #expect(throws: AssayError.self) { try SplitPattern(regex: regex) }
    #expect(error?.message.contains(reason) == true, "\(String(describing: error))")
  }

  @Test func aTextIsNoPattern() throws {
    let pattern = try SplitPattern(text: #".\E*"#)
    let text = Array(#"a.\E*b"#.utf8)
    #expect(text.withUnsafeBufferPointer { pattern.firstMatch(in: $0, from: 0) } == 1..<5)
  }
}
