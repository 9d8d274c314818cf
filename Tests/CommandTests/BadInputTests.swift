// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// Input that cannot be read ends with status 2 and one message that says what and where, and leaves
/// the folder as it was.
@Suite struct BadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: Data
    /// What the message must say.
    let says: [String]

    var testDescription: String { name }

    init(_ name: String, _ text: String, says: [String]) {
      self.init(name, Data(text.utf8), says: says)
    }

    init(_ name: String, _ bytes: Data, says: [String]) {
      self.name = name
      self.bytes = bytes
      self.says = says
    }
  }

  static let truncatedWorkbook =
    (try? Data(contentsOf: Checkout.root.appending(path: "Samples/products/products.xlsx")))?
    .prefix(4000) ?? Data()

  static let cases = [
    Case("empty.csv", "", says: ["empty.csv", "empty"]),
    Case("empty.jsonl", "", says: ["empty.jsonl", "empty"]),
    Case("header.csv", "prompt,completion\n", says: ["header.csv", "row"]),
    Case("ragged.csv", "prompt,completion\na,b\nc,d,e\n", says: ["ragged.csv:3", "3", "2"]),
    Case("quote.csv", "prompt,completion\na,b\n\"c,d\ne,f\n", says: ["quote.csv:3", "quote"]),
    Case("cut.xlsx", truncatedWorkbook, says: ["cut.xlsx"]),
    Case("cut.json", #"[{"prompt": "a", "completion": "b"}, {"prom"#, says: ["cut.json:1"]),
    Case(
      "cut.jsonl", #"{"prompt": "a", "completion": "b"}"# + "\n" + #"{"prompt": "c", "co"#,
      says: ["cut.jsonl:2"]),
    Case(
      "latin.csv", Data("prompt,completion\ncaf".utf8) + Data([0xE9]) + Data(",b\n".utf8),
      says: ["latin.csv:2", "UTF-8", "--encoding"]),
    Case("column.csv", "question,completion\na,b\n", says: ["column.csv", "--prompt-column"]),
    Case("title.csv", "Our data,\n,\nPrompt,Completion\na,b\n", says: ["COL001", "Line 3 looks"]),
    Case("comment.csv", "# of 2024\nprompt,completion\na,b\n", says: ["comment.csv:2", "title"]),
    Case("comment.json", "[\n// all\n{}]", says: ["comment.json:2:1", "no comments"]),
    Case("joined.json", "[{}\n{}]", says: ["joined.json:2:1", "comma between"]),
    Case("joined.jsonl", "{}{}", says: ["joined.jsonl:1:3", "line of its own"]),
    Case("curly.jsonl", "{“prompt”: “a”}", says: ["curly.jsonl:1:2", "curly"]),
    Case(
      "wide.csv", Data([0xFF, 0xFE, 0, 0, 0x61, 0, 0, 0]), says: ["UTF-32", "--encoding utf-32"]),
    Case("packed.jsonl", Data([0x28, 0xB5, 0x2F, 0xFD, 0]), says: ["zstd", "cut short", "Fetch"]),
    Case("text.txt", #"{\rtf1\ansi hello}"#, says: ["Rich Text"]),
  ]

  @Test(arguments: cases, ["lint", "fix"])
  func endsWithAMessageAndStatus2(input: Case, command: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(input.bytes, to: input.name)
    let arguments = [command, input.name] + (command == "fix" ? ["--yes"] : [])
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.output == "")
    for words in input.says { #expect(outcome.errors.contains(words), "\(outcome.errors)") }
    #expect(try folder.names == [input.name])
  }

  @Test func aFolderThatCannotBeWrittenEndsWithStatus2() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\na,b\nc,d\n", to: "in.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "in.csv", "--yes", "--output", "/proc/none/out.jsonl"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("cannot write"))
    #expect(try folder.names == ["in.csv"])
  }
}
