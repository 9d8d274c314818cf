// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

@Suite struct JSONArrayReaderTests {
  @Test func readsACommaBehindTheLastElement() throws {
    let table = try ReadTable("[{\"a\":1},\n{\"a\":2},\n]", as: "in.json")
    #expect(table.rows == [["1"], ["2"]])
    let note = try #require(table.notes(.commaBehindObject).first)
    #expect(note.location.line == 2 && note.location.column == 8)
    #expect(try readingError("[,]", as: "in.json").code == .faultyLine)
  }

  @Test func readsAnArrayOfObjects() throws {
    let text = "\u{FEFF} [\n  {\"p\": \"a, ]}\\\"\", \"c\": 1.0},\n\n  {\"c\": [1]}\n]\n"
    for chunk in [1, 2, 7, 1 << 18] {
      let table = try ReadTable(text, as: "in.json", options: .tiny(chunk: chunk))
      #expect(table.columns == ["p", "c"])
      #expect(table.rows == [["a, ]}\"", "1.0"], ["", "[1]"]])
      #expect(table.lines == [2, 4])
      #expect(table.kinds[1] == [.missing, .nested])
    }
  }

  @Test(arguments: [
    ("", nil, nil, "the file is empty"),
    ("[]", nil, nil, "the array has no row"),
    ("[{}", 1, 4, "the array is not closed: ']' was expected, not the end of the text"),
    ("[{},", 1, 5, "the array is not closed: ']' was expected, not the end of the text"),
    ("[\n{} {}]", 2, 4, "',' or ']' was expected in the array, not '{'"),
    ("[{}] x", 1, 6, "there is 'x' after the end of the array"),
    ("[\n {}, 1]", 2, nil, "the row is a number, not an object"),
    ("[{\"a\":1},\n  {\"a\" 2}]", 2, 8, "':' was expected after the key, not '2'"),
    ("[{\"a\":\n\"b}]", 2, 1, "the string that starts here is not closed"),
    ("[,{}]", 1, 2, "a value was expected, not ','"),
    ("x", 1, 1, "an array of objects was expected, not 'x'"),
  ])
  func namesWhatIsMalformed(text: String, line: Int?, column: Int?, message: String) throws {
    for chunk in [1, 5, 1 << 18] {
      let error = try readingError(text, as: "in.json", options: .tiny(chunk: chunk))
      #expect(error.message == message)
      #expect(error.location?.line == line)
      if let column { #expect(error.location?.column == column) }
    }
  }

  @Test func limitsAnElement() throws {
    var options = TableSource.Options.tiny(chunk: 16)
    options.limits.rowBytes = 100
    let long = String(repeating: "x", count: 200)
    let error = try readingError("[{},\n{\"a\":\"\(long)\"}]", as: "in.json", options: options)
    #expect(error.message.hasPrefix("the row is longer than"))
    #expect(error.location?.line == 2)
  }
}
