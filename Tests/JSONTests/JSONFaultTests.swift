// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import JSON

@Suite struct JSONFaultTests {
  private func fault(_ text: String) -> JSONFault? {
    Array(text.utf8).withUnsafeBufferPointer { bytes in
      do throws(JSONFault) {
        _ = try JSONParser.parse(bytes)
        return nil
      } catch {
        return error
      }
    }
  }

  /// What ends too early may go on; what is wrong stays so.
  @Test(arguments: [
    ("{", true), ("[", true), ("{\"a", true), ("{\"a\"", true), ("{\"a\":", true),
    ("{\"a\": 1", true), ("{\"a\": 1,", true), ("[1, 2", true), ("[\"x\\", true),
    ("[\"\\u12", true),
    ("-", true), ("1.", true), ("1e", true), ("{\"a\" 1}", false), ("{]", false), ("[1 2]", false),
    ("[01]", false), ("{\"a\": 1}}", false), ("nul", false), ("[\"\\q\"]", false), ("'a'", false),
    ("[1,]", false), ("{\"a\": 1,}", false), ("[\"a\nb\"]", false), ("[1e999]", false), ("", false),
  ])
  func tellsWhetherTheTextIsUnfinished(_ text: String, _ isUnfinished: Bool) {
    #expect(fault(text)?.isUnfinished == isUnfinished, "\(fault(text) as Any)")
  }

  @Test(arguments: [
    ("", "the document is empty", 0), ("{} {}", "there is '{' after the end of the document", 3),
    ("[1,]", "there is a comma before the ']' that ends the array", 2),
    ("{\"a\":1,}", "there is a comma before the '}' that ends the object", 6),
    ("{a: 1}", "a key in double quotes was expected, not 'a'", 1),
    ("{'a': 1}", "a key in double quotes was expected, not a single quote", 1),
    ("{\"a\" 1}", "':' was expected after the key, not '1'", 5),
    ("[1 2]", "',' or ']' was expected in the array, not '2'", 3),
    ("{\"a\": 1 \"b\"}", "',' or '}' was expected in the object, not '\"'", 8),
    ("[\"a\tb\"]", "there is a tab inside a string", 3),
    ("[\"a\rb\"]", "there is a carriage return inside a string", 3),
    ("[\"a\u{1}b\"]", "there is the control character 0x01 inside a string", 3),
    ("[\u{1}]", "a value was expected, not the control character 0x01", 1),
    ("\"\\q\"", "'\\' followed by 'q' is not an escape of JSON", 1),
    ("\"\\ud800\"", "\\uD800 is half of a surrogate pair: no character", 1),
    ("\"\\ud800\\u0041\"", "\\uD800 is half of a surrogate pair: no character", 1),
    ("\"\\u00g0\"", "four hexadecimal digits were expected after '\\u', not 'g'", 5),
    ("[007]", "a number must not start with 0", 1), ("[-x]", "a digit was expected, not 'x'", 2),
    ("[-Infinity]", "'-Infinity' is not a JSON value", 1),
    ("[+1]", "a number must not start with a plus sign", 1),
    ("[.5]", "a number must not start with its point", 1),
    ("[.x]", "a value was expected, not '.'", 1),
    ("[1.x]", "a digit after the point was expected, not 'x'", 3),
    ("[1e+x]", "a digit of the exponent was expected, not 'x'", 4),
    ("[1e999]", "the number is too large", 1), ("[None]", "'None' is not a JSON value", 1),
    ("[\"abc", "the string that starts here is not closed", 1),
  ])
  func saysWhatAndWhere(_ text: String, _ message: String, _ offset: Int) {
    let fault = fault(text)
    #expect(fault?.message == message && fault?.offset == offset, "\(fault as Any)")
  }

  @Test(arguments: [
    ("[None]", "Write null"), ("[True]", "Write true"), ("[False]", "Write false"),
    ("[NaN]", "Write null, or the text in double quotes"), ("[undefined]", "Write null"),
    ("[abc]", "Put texts in double quotes"), ("['a']", "Write strings in double quotes"),
    ("[\u{201C}a\u{201D}]", "Write straight double quotes, not curly ones"),
    ("[/ x]", "JSON has no comments; remove it"), ("[# x]", "JSON has no comments; remove it"),
    ("{} {}", "Write each object on a line of its own"), ("{} 1", "Keep one value only"),
    ("[{} {}]", "Put a comma between the two"), ("[\"a\nb\"]", #"Write it as \n"#),
    ("[\"a\u{1}b\"]", #"Write it as \u0001"#), ("[1e999]", "Put it in double quotes"),
  ])
  func saysWhatToDo(_ text: String, _ remedy: String) {
    #expect(fault(text)?.remedy == remedy)
  }

  @Test(arguments: [(0, 4, 1), (2, 4, 3), (3, 5, 1), (4, 5, 2), (6, 6, 1), (99, 6, 94)])
  func offsetsHaveLinesAndColumns(_ offset: Int, _ line: Int, _ column: Int) {
    let bytes = Array("ab\ncd\nef".utf8)
    let error = bytes.withUnsafeBufferPointer {
      JSONFault("x", at: offset, remedy: "y").error(in: $0, file: "t.json", firstLine: 4)
    }
    #expect(error.location == Location(file: "t.json", line: line, column: column))
    #expect(error.message == "x" && error.remedy == "y" && error.code == nil)
  }

  // MARK: - UTF-8

  private func firstInvalid(_ bytes: [UInt8]) -> Int? {
    bytes.withUnsafeBufferPointer { UTF8Validation.firstInvalid($0) }
  }

  @Test(
    arguments: [
      ([], nil), ([0x61], nil), (Array("aé東😀".utf8), nil), ([0x61, 0x80], 1), ([0xC0, 0x80], 0),
      ([0xC3], 0), ([0x61, 0xE2, 0x82], 1), ([0xE2, 0x82, 0x41], 0), ([0xED, 0xA0, 0x80], 0),
      ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF0, 0x80, 0x80, 0x80], 0), ([0x61, 0x62, 0xFF], 2),
    ] as [([UInt8], Int?)])
  func findsTheFirstByteThatIsNotUTF8(_ bytes: [UInt8], _ place: Int?) {
    #expect(firstInvalid(bytes) == place)
    #expect(bytes.withUnsafeBufferPointer(UTF8Validation.isValid) == (place == nil))
    // Behind a long run, where bytes are looked at many at a time.
    let run = [UInt8](repeating: 0x61, count: 100)
    #expect(firstInvalid(run + bytes) == place.map { $0 + 100 })
  }
}
