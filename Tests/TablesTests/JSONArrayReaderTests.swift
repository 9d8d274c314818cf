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

  /// Lists in place of objects: of messages, or an array on each line.
  @Test(arguments: [
    (#"[[{"role":"user","content":"a"}],[{"role":"user","content":"b"}]]"#, "the row is an array"),
    ("[\"a\",\"b\"]\n[\"c\",\"d\"]\n", "each line is an array"),
    ("[1,2]\n\n[3,4]", "each line is an array"),
  ])
  func namesListsInPlaceOfObjects(_ text: String, _ message: String) throws {
    let error = try readingError(text, as: "in.json")
    #expect(error.message.hasPrefix(message) && error.code == .faultyLine)
    #expect(error.remedy?.contains(#"{"messages": [...]}"#) == true)
  }

  @Test func readsObjectsOneAfterTheOther() throws {
    let text =
      "{\n  \"p\": \"a}\",\n  \"c\": 1\n}\n\n{\"p\": \"b\"} {\"p\": \"c\"},\n{\"p\": \"d\"}\n"
    for chunk in [1, 2, 7, 1 << 18] {
      let table = try ReadTable(text, as: "in.json", options: .tiny(chunk: chunk))
      #expect(table.rows == [["a}", "1"], ["b", ""], ["c", ""], ["d", ""]])
      #expect(table.lines == [1, 6, 6, 7])
      let note = try #require(table.notes(.objectSequence).first)
      #expect(note.count == 2 && note.rows == [0, 2] && note.location.line == 1)
    }
    // Under a name of JSON Lines when it is asked for.
    let table = try ReadTable(text, as: "in.jsonl", options: .init(format: .json))
    #expect(table.rows.count == 4)
    let lines = try ReadTable("{\"a\":1}\n{\"a\":2}\n", as: "in", options: .init(format: .json))
    #expect(lines.rows == [["1"], ["2"]] && lines.notes.isEmpty)
  }

  @Test func oneObjectMayHoldTheRows() throws {
    for text in [#"{"data": {"a": 1}}"#, "{\n\"a\": 1\n}\n"] {
      let error = try readingError(text, as: "in.json")
      #expect(error.message.hasPrefix("the file is one object, where an array"))
      #expect(error.code == .wrongFormat && error.remedy?.contains("square brackets") == true)
      #expect(try ReadTable("[\(text)]", as: "in.json").rows.count == 1)
    }
  }

  /// What to do with an object depends on where its rows are.
  @Test(arguments: [
    (#"{"data": [{"a": 1}]}"#, "`jq '.[\"data\"]' FILE > rows.json`"),
    (#"{"v": 1, "train": [{"a": 1}], "test": [{"a": 2}]}"#, "Keep one array of rows alone"),
    (#"{"prompt": ["a", "b"], "completion": ["c", "d"]}"#, "`pandas.read_json(FILE).to_json("),
    (#"{"prompt": {"0": "a"}, "completion": {"0": "c"}}"#, "`pandas.read_json(FILE).to_json("),
    (#"{"columns": ["a"], "index": [0], "data": [["x"]]}"#, "orient='split'"),
    (#"{"prompt": ["a"], "completion": ["c", "d"]}"#, "square brackets"),
    (
      #"{"train": [["a", "c"], ["b", "d"]], "test": [["e", "c"]]}"#,
      "`jq '.[\"train\"] | map({prompt: .[0], completion: .[1]})' FILE > rows.json`"
    ),
    (
      #"{"train": [["a", "c"]], "test": [["e", "c"]]}"#,
      "`jq '.[\"train\"] | map({prompt: .[0], completion: .[1]})' FILE > rows.json`"
    ),
  ])
  func oneObjectIsNamedForWhatItHolds(_ text: String, _ remedy: String) throws {
    let error = try readingError(text + "\n", as: "in.json")
    #expect(error.message.hasPrefix("the file is one object, where an array"))
    #expect(error.remedy?.contains(remedy) == true, "\(error)")
    let empty = try readingError("{}", as: "in.json")
    #expect(empty.message == "the file is an object without keys" && empty.code == .noRows)
  }

  /// Files of arrays that were joined.
  @Test func aSecondArrayIsNamed() throws {
    let error = try readingError(
      #"[{"prompt":"a","completion":"b"}]"# + "\n" + #"[{"prompt":"c","completion":"d"}]"#,
      as: "in.json")
    #expect(error.message == "a second array of rows starts here")
    #expect(error.location?.line == 2 && error.remedy?.contains("jq -s add") == true)
  }

  @Test func keysWithoutEndAreNoColumns() throws {
    var options = TableSource.Options()
    options.limits.columns = 3
    let error = try readingError(
      #"[{"a":1,"b":2,"c":3},{"d":4}]"#, as: "in.json", options: options)
    #expect(error.message == "the rows have more than 3 different keys")
  }

  @Test(arguments: ["in.json", "in.jsonl", "in.csv"])
  func twoByteOrderMarksAreNoText(_ name: String) throws {
    let object = #"{"a":"1","b":"2"}"#
    let text = name == "in.csv" ? "a,b\n1,2\n" : name == "in.json" ? "[\(object)]" : object
    let table = try ReadTable("\u{FEFF}\u{FEFF}\(text)".utf8, as: name)
    #expect(table.columns == ["a", "b"] && table.rows == [["1", "2"]])
    #expect(table.notes.contains { $0.kind == .byteOrderMark })
  }

  @Test(arguments: ["in.json", "in.jsonl", "in.txt"])
  func arraysOnEachLineAreNamed(_ name: String) throws {
    let line = #"[{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]"#
    let error = try readingError("\(line)\n\(line)\n", as: name)
    #expect(error.message == "each line is an array, where an object was expected")
    #expect(error.code == .faultyLine && error.remedy?.contains("{\"messages\": &}") == true)
    let lines = try readingError(
      "\(line)\n\(line)\n", as: name, options: .init(format: .jsonl))
    #expect(lines.message == error.message)
    let wrapped = "{\"messages\": \(line)}\n"
    #expect(try ReadTable(wrapped + wrapped, as: "in.jsonl").columns == ["messages"])
  }

  @Test func mendsElementsWhenAsked() throws {
    let text = "[{\"a\": \"b\"},\n {\"a\": NaN},\n {\"a\": \"x \\ud83d y\"}]"
    let error = try readingError(text, as: "in.json")
    #expect(error.location?.line == 2 && error.remedy?.contains("--unsafe-fixes") == true)
    var options = TableSource.Options()
    options.mendsLines = true
    let table = try ReadTable(text, as: "in.json", options: options)
    #expect(table.rows == [["b"], [""], ["x \u{FFFD} y"]])
    #expect(table.notes(.mendedLine).first?.rows == [1, 2])
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
