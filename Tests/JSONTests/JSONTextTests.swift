// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

@Suite struct JSONTextTests {
  @Test(
    arguments: [
      (.null, "null"), (true, "true"), (false, "false"), (0, "0"), (-7, "-7"),
      (.integer(.max), "9223372036854775807"), (0.1, "0.1"), (1e300, "1e+300"), (-2.5, "-2.5"),
      (.number(3), "3.0"), (.number(.nan), "null"), (.number(.infinity), "null"), ("", "\"\""),
      ([], "[]"), ([:], "{}"), ([1, [2], []], "[1,[2],[]]"),
      (["a": 1, "b": ["c": nil]], #"{"a":1,"b":{"c":null}}"#),
    ] as [(JSONValue, String)])
  func writesCompactly(_ value: JSONValue, _ text: String) {
    #expect(value.text() == text)
  }

  @Test func indentsByTwo() {
    let value: JSONValue = ["a": [1, 2], "b": [:], "c": [], "d": ["e": "f"]]
    #expect(
      value.text(indented: true) == """
        {
          "a": [
            1,
            2
          ],
          "b": {},
          "c": [],
          "d": {
            "e": "f"
          }
        }
        """)
  }

  @Test func aDocumentEndsInALineBreak() {
    let value: JSONValue = ["a": 1]
    #expect(value.indented == "{\n  \"a\": 1\n}\n")
  }

  @Test func addsToWhatIsThere() {
    var bytes = Array("x = ".utf8)
    JSONValue.array([1]).write(to: &bytes)
    #expect(bytes == Array("x = [1]".utf8))
    JSONValue.writeString(Array("é".utf8)[...], to: &bytes)
    JSONValue.writeString("a".utf8.lazy.map { $0 + 1 }, to: &bytes)
    #expect(bytes == Array(#"x = [1]"é""b""#.utf8))
  }

  private func escaped(_ text: String) -> String {
    var out: [UInt8] = []
    JSONValue.writeString(text.utf8, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test func onlyWhatMustBeIsEscaped() {
    for byte in UInt8(0)...127 {
      let scalar = Character(Unicode.Scalar(byte))
      let text = escaped(String(scalar))
      switch scalar {
      case "\"": #expect(text == #""\"""#)
      case "\\": #expect(text == #""\\""#)
      case "\u{8}": #expect(text == #""\b""#)
      case "\t": #expect(text == #""\t""#)
      case "\n": #expect(text == #""\n""#)
      case "\u{C}": #expect(text == #""\f""#)
      case "\r": #expect(text == #""\r""#)
      case _ where byte < 0x20:
        let digits = String(byte, radix: 16)
        #expect(text == #""\u00"# + (byte < 16 ? "0" : "") + digits + "\"")
      default: #expect(text == "\"\(scalar)\"")
      }
    }
    #expect(escaped("é東😀\u{2028}/\u{7F}") == "\"é東😀\u{2028}/\u{7F}\"")
  }

  /// Text is looked at in words of eight bytes; the byte to escape may be any of them.
  @Test(arguments: 0..<25)
  func findsTheByteAtAnyPlace(_ place: Int) {
    let before = String(repeating: "a", count: place)
    for (special, text) in [("\"", #"\""#), ("\\", #"\\"#), ("\n", #"\n"#), ("\u{1F}", #"\u001f"#)]
    {
      #expect(escaped(before + special + "bc") == "\"\(before)\(text)bc\"")
      #expect(escaped(before + special) == "\"\(before)\(text)\"")
    }
    // Neighbors of what is escaped, and bytes with the high bit.
    #expect(escaped(before + " !#[]\u{7F}é") == "\"\(before) !#[]\u{7F}é\"")
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let value: JSONValue = [
      "text": "a\"b\\c\n\u{0}é😀", "numbers": [0, -1, 0.1, 1e-300, 12345.678], "none": nil,
      "nested": [["deep": [true, false]]],
    ]
    for indented in [false, true] {
      #expect(try JSONParser.parse(Array(value.text(indented: indented).utf8), file: "t") == value)
    }
  }
}
