// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Testing

@testable import Tables

@Suite struct JSONLinesReaderTests {
  @Test func keepsKindsAndWrittenForm() throws {
    let table = try ReadTable(
      #"""
      {"t": "a\n\u00e9\ud83d\ude00", "n": 1.50, "b": true, "z": null, "o": { "k": [1,  2] } , "l":[ ]}
      {"t":"","n":-1E+5,"b":false,"z":null,"o":{},"l":[{"a":"}\""}]}
      {"n":123456789012345678901234567890}

      """#, as: "in.jsonl")
    #expect(table.columns == ["t", "n", "b", "z", "o", "l"])
    #expect(table.rows[0] == ["a\né😀", "1.50", "true", "", "{ \"k\": [1,  2] }", "[ ]"])
    #expect(table.kinds[0] == [.text, .number, .boolean, .null, .nested, .nested])
    #expect(table.rows[1] == ["", "-1E+5", "false", "", "{}", "[{\"a\":\"}\\\"\"}]"])
    #expect(table.rows[2][1] == "123456789012345678901234567890")
    #expect(table.kinds[2] == [.missing, .number] + [CellKind](repeating: .missing, count: 4))
  }

  @Test func growsColumnsInOrderOfAppearance() throws {
    let table = try ReadTable(
      "{\"b\":1}\n{\"a\":2,\"b\":3}\n\n{}\n{\"c\":4}", as: "in.jsonl",
      options: .tiny(chunk: 1, batch: 1))
    #expect(table.columns == ["b", "a", "c"])
    #expect(table.rows == [["1", "", ""], ["3", "2", ""], ["", "", ""], ["", "", "4"]])
    #expect(table.kinds[0] == [.number, .missing, .missing])
    #expect(table.lines == [1, 2, 4, 5])
    #expect(table.notes(.blankLine).map(\.location.line) == [3])
  }

  /// All faulty lines are named, in one run.
  @Test(arguments: [1, 7, 4096]) func namesLaterFaults(chunk: Int) throws {
    let good = "{\"p\":1}\n"
    let text = good + "{\"p\":x}\n" + good + "\n{\"p\":1},\n" + good + "[]\n"
    let error = #expect(throws: AssayError.self) {
      try ReadTable(text, as: "in.jsonl", options: .tiny(chunk: chunk))
    }
    #expect(error?.location?.line == 2)
    #expect(error?.message.hasSuffix("; also faulty: 5:8, 7:1") == true, "\(error!)")
    #expect(error?.location?.row == 1 && error?.laterCount == 2)
    #expect(error?.laterPlaces == [.init(row: 3, line: 5), .init(row: 5, line: 7)])
    let many = #expect(throws: AssayError.self) {
      try ReadTable(String(repeating: "{\"p\":x}\n", count: 50), as: "in.jsonl")
    }
    #expect(many?.message.hasSuffix(", 10:6, 11:6 and more") == true, "\(many!)")
    #expect(many?.laterCount == 49 && many?.laterPlaces.count == 19)
  }

  @Test func notesDuplicateKeysAndTakesTheLast() throws {
    let table = try ReadTable(
      "{\"p\":1,\"p\":2}\r\n{\"p\":3}\n{\"p\":4,\"q\":0,\"p\":5}\n", as: "in.jsonl")
    #expect(table.rows == [["2", ""], ["3", ""], ["5", "0"]])
    let note = try #require(table.notes(.duplicateKey).first)
    #expect(note.detail == "p")
    #expect(note.rows == [0, 2])
    #expect(note.location.field == "p")
  }

  /// As of a message that has two roles: the key is named behind its column.
  @Test func notesKeysThatStandTwiceInsideOfAValue() throws {
    let table = try ReadTable(
      "{\"m\":[{\"a\":1,\"b\":2}]}\n{\"m\":[{\"a\":1},{\"a\":2,\"b\":0,\"a\":3}]}\n{\"x\":{\"c\":1,\"c\":2}}\n",
      as: "in.jsonl")
    let notes = table.notes(.duplicateKey)
    #expect(notes.map(\.detail) == ["m.a", "x.c"])
    #expect(notes.map(\.rows) == [[1], [2]] && notes.map(\.lines) == [[2], [3]])
    #expect(notes.map(\.location.field) == ["m", "x"])
  }

  @Test func givesTheSameWhateverTheChunks() throws {
    let text =
      "\u{FEFF}{\"p\":\"é😀\",\"c\":[1,{\"x\":\"\\\"\"}]}\r\n\n  {\"c\": 1e5 }\n{\"p\":\"\"}"
    let whole = try ReadTable(text, as: "in.jsonl")
    #expect(whole.rows == [["é😀", "[1,{\"x\":\"\\\"\"}]"], ["", "1e5"], ["", ""]])
    for chunk in 1...text.utf8.count {
      let table = try ReadTable(text, as: "in.jsonl", options: .tiny(chunk: chunk))
      #expect(table.rows == whole.rows)
      #expect(table.kinds == whole.kinds)
      #expect(table.lines == [1, 3, 4])
    }
  }

  @Test(arguments: [
    ("", nil, nil, "the file has no row"),
    ("\n \n", nil, nil, "the file has no row"),
    ("{}\n[1]\n", 2, nil, "the row is an array, not an object"),
    ("\"x\"\n", 1, nil, "the row is a text, not an object"),
    (
      "{\n\"a\":1\n}\n", 1, 2,
      "the object does not end on its line: a key in double quotes was expected, "
        + "not the end of the text"
    ),
    ("{\"a\":1}\n{\"a\":\n", 2, nil, "*the object does not end on its line"),
    ("{\"a\":1}\n{\"a\": \"x", 2, 7, "*the object does not end on its line"),
    ("{\"a\":1} {\"a\":2}\n", 1, 9, "there is '{' after the end of the document"),
    ("{\"a\":1}\n{\"a\":01}\n", 2, 6, "a number must not start with 0"),
    ("{\"a\":[1,]}\n", 1, 8, "there is a comma before the ']' that ends the array"),
    ("{\"a\":{\"b\":tru}}\n", 1, 11, "'tru' is not a JSON value"),
    ("{}\n\u{FEFF}{}\n", 2, nil, "there is a byte-order mark inside the file"),
    ("{\"a\":nul}\n", 1, 6, "'nul' is not a JSON value"),
    ("{\"a\":[nulL]}\n", 1, 7, "'nulL' is not a JSON value"),
    ("{\"a\":1,}\n", 1, 7, "there is a comma before the '}' that ends the object"),
    ("{\"a\":NaN}\n", 1, 6, "'NaN' is not a JSON value"),
    ("{\"a\":\"\\ud800\"}\n", 1, 7, "\\uD800 is half of a surrogate pair: no character"),
  ])
  func namesWhatIsMalformed(text: String, line: Int?, column: Int?, message: String) throws {
    for chunk in [1, 5, 1 << 18] {
      let error = try readingError(text, as: "in.jsonl", options: .tiny(chunk: chunk))
      if message.hasPrefix("*") {
        #expect(error.message.hasPrefix(message.dropFirst()))
      } else {
        #expect(error.message == message)
      }
      #expect(error.location?.line == line)
      if let column { #expect(error.location?.column == column) }
    }
  }

  /// Objects written as a list, each with a comma behind it.
  @Test func readsObjectsWithACommaBehindThem() throws {
    for chunk in [1, 9, 1 << 18] {
      let table = try ReadTable(
        "{\"a\":1},\n{\"a\":2} , \n{\"a\":3}\n", as: "in.jsonl", options: .tiny(chunk: chunk))
      #expect(table.rows == [["1"], ["2"], ["3"]])
      let note = try #require(table.notes.first)
      #expect(note.kind == .commaBehindObject && note.rows == [0, 1])
      #expect(note.location.line == 1 && note.location.column == 8)
    }
    #expect(try readingError("{\"a\":1},,\n", as: "in.jsonl").code == .faultyLine)
    #expect(try readingError("{\"a\":1},\n7,\n", as: "in.jsonl").location?.line == 2)
  }

  @Test func notesRowsInAnotherForm() throws {
    let text =
      #"{"prompt":"é\n/","completion":"\""}"# + "\n" + #"{"prompt":"a","completion": "b"}"# + "\n"
      + #"{"completion":"b","prompt":"a"}"# + "\n" + #"{"prompt":"\/","completion":"b"}"# + "\n"
      + #"{"prompt":"a","completion":"b"}"# + "\r\n" + #"{"prompt":"a","completion":1}"# + "\n"
      + #"{"prompt":"a","completion":"b"}"#
    var options = TableSource.Options()
    #expect(try ReadTable(text, as: "in.jsonl", options: options).notes.isEmpty)
    options.comparesForm = true
    let notes = try ReadTable(text, as: "in.jsonl", options: options).notes(.otherForm)
    #expect(notes.map(\.rows) == [[1, 2, 3, 4, 5]])
  }

  @Test func placesInvalidUTF8() throws {
    let error = try readingError(Array("{}\n{\"a\":\"".utf8) + [0x80, 0x22, 0x7D], as: "in.jsonl")
    #expect(error.message == "the byte 0x80 at offset 9 is not valid UTF-8")
    #expect(error.location?.line == 2)
    #expect(error.location?.column == 7)
  }

  @Test func limitsDepthColumnsAndRow() throws {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let error = try readingError("{\"a\":\(deep)}\n", as: "in.jsonl")
    #expect(error.message.hasPrefix("arrays and objects are nested deeper than"))
    var options = TableSource.Options.tiny(chunk: 16)
    options.limits.rowBytes = 100
    options.limits.columns = 3
    let long = String(repeating: "x", count: 200)
    #expect(
      try readingError("{}\n{\"a\":\"\(long)\"}", as: "in.jsonl", options: options).location?.line
        == 2)
    #expect(
      try readingError("{\"a\":1,\"b\":2,\"c\":3,\"d\":4}", as: "in.jsonl", options: options)
        .message
        == "the rows have more than 3 different keys")
  }

  @Test func carriageReturnsAloneEndLines() throws {
    let rows = ["{\"a\":\"1\"}", "{\"a\":\"2\"}", "", "{\"a\":\"3\"}", "{\"a\":\"4\"}"]
    for chunk in [1, 2, 7, 64, 1 << 18] {
      for end in ["", "\r", "\n"] {
        let text = rows.joined(separator: "\r") + end
        let table = try ReadTable(text, as: "in.jsonl", options: .tiny(chunk: chunk))
        #expect(table.rows == [["1"], ["2"], ["3"], ["4"]])
        #expect(table.lines == [1, 2, 4, 5])
        #expect(table.notes(.carriageReturn).map(\.location.line) == [1])
      }
    }
    let mixed = try ReadTable(
      "{\"a\":1}\r\n{\"a\":2}\r{\"a\":3}\n{\"a\":4}\r\n{\"a\":5}", as: "in.jsonl")
    #expect(mixed.rows.count == 5 && mixed.lines == [1, 2, 3, 4, 5])
    #expect(mixed.notes(.carriageReturn).map(\.location.line) == [2])
    let error = try readingError("{\"a\":1}\r{\"a\" 2}\r{\"a\":3}\r", as: "in.jsonl")
    #expect(error.location?.line == 2 && error.code == .faultyLine)
  }

  @Test func halvesOfSurrogatePairsCanBeMended() throws {
    let text = #"{"a":"smile \ud83d here"}"# + "\n" + #"{"a":"\ud83d\ude00 \udc00"}"# + "\n"
    let error = try readingError(text, as: "in.jsonl")
    #expect(error.remedy?.contains("--unsafe-fixes") == true)
    var options = TableSource.Options()
    options.mendsLines = true
    let table = try ReadTable(text, as: "in.jsonl", options: options)
    #expect(table.rows == [["smile \u{FFFD} here"], ["\u{1F600} \u{FFFD}"]])
  }

  /// What a remedy says is tried before it is said.
  @Test func brokenObjectsNameAWayThatWorks() throws {
    let pretty = "{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n"
    let error = try readingError(pretty, as: "in.jsonl")
    #expect(error.remedy?.hasPrefix("Give --input-format json") == true)
    #expect(try ReadTable(pretty, as: "in.jsonl", options: .init(format: .json)).rows.count == 2)
    let cut = try readingError("{\"a\": 1}\n{\"a\": ", as: "in.jsonl")
    #expect(cut.remedy?.contains("cut short") == true)
    let fence = try readingError("{\"a\": 1}\n```\n", as: "in.jsonl")
    #expect(fence.message == "a code fence stands among the rows" && fence.location?.line == 2)
  }
}
