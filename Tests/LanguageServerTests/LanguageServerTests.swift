// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import JSONRPC
import LanguageServer
import Testing
import Workflows

/// A session as an editor has it.
@Suite struct LanguageServerTests {
  private static let text =
    #"{"prompt":"one ->","completion":" a END"}"# + "\n"
    + #"{"prompt":"two ->","completion":"b END"}"# + "\n"

  private static func open(_ text: String, _ name: String, language: String = "") -> JSONValue {
    [
      "textDocument": [
        "uri": .string("file:///nowhere/\(name)"), "languageId": .string(language), "version": 1,
        "text": .string(text),
      ]
    ]
  }

  private static func place(_ name: String, _ line: Int, _ character: Int) -> JSONValue {
    [
      "textDocument": ["uri": .string("file:///nowhere/\(name)")],
      "position": ["line": .integer(line), "character": .integer(character)],
    ]
  }

  @Test func findingsHavePlacesAndFollowTheText() throws {
    var options = CheckOptions()
    options.select = ["WSP001"]
    let session = EditorSession(options)
    session.begin()
    session.tell("textDocument/didOpen", Self.open(Self.text, "a.jsonl"))
    let found = try #require(session.diagnostics(version: 1).first)
    #expect(found["code"] == "WSP001" && found["severity"] == 2)
    #expect(found["range"]?["start"] == ["line": 1, "character": 33])
    session.tell(
      "textDocument/didChange",
      [
        "textDocument": ["uri": "file:///nowhere/a.jsonl", "version": 2],
        "contentChanges": [
          [
            "range": [
              "start": ["line": 1, "character": 33], "end": ["line": 1, "character": 33],
            ], "text": " ",
          ]
        ],
      ])
    #expect(session.diagnostics(version: 2).isEmpty)
    #expect(session.end() == .clean)
  }

  @Test(arguments: [
    ("a.jsonl", text, " b END"),
    ("a.json", "[" + text.replacing("}\n{", with: "},{") + "]", " b END"),
    ("a.csv", "prompt,completion\none ->,\" a END\"\ntwo ->,b END\n", " b END"),
    ("a.tsv", "prompt\tcompletion\none ->\t a END\ntwo ->\tb END\n", " b END"),
  ])
  func fixesChangeTheCellAlone(_ name: String, _ text: String, _ new: String) throws {
    var options = CheckOptions()
    options.select = ["WSP001"]
    let session = EditorSession(options)
    session.begin()
    session.tell("textDocument/didOpen", Self.open(text, name))
    let found = try #require(session.diagnostics(version: 1).first)
    let answer = session.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string("file:///nowhere/\(name)")],
        "range": found["range"] ?? .null, "context": ["diagnostics": [found]],
      ])
    let actions = answer["result"]?.array ?? []
    #expect(
      actions.compactMap { $0["title"]?.string } == [
        "assay: fix WSP001 in this row", "assay: fix WSP001 in the whole file",
        "assay: make all safe fixes",
      ])
    for action in actions {
      let edits = action["edit"]?["changes"]?["file:///nowhere/\(name)"]?.array ?? []
      #expect(edits.count == 1)
      let written = edits.first?["newText"]?.string ?? ""
      #expect(written.contains(new) && !written.contains("two"), "\(written)")
    }
    #expect(session.end() == .clean)
  }

  private static let chats = [
    #"{"messages": [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": "Yes."}]}"#,
    #"{"messages": [{"role": "human", "content": "Hi"}, {"role": "assistant", "content": "No."}]}"#,
  ]

  /// A chat is written anew as a whole, and its neighbors stay as somebody wrote them.
  @Test(arguments: [
    ("a.jsonl", chats.joined(separator: "\n") + "\n", 1),
    ("a.json", "[\n" + chats.joined(separator: ",\n") + "]", 2),
  ])
  func fixesOfChatsChangeTheRow(_ name: String, _ text: String, _ line: Int) throws {
    var options = CheckOptions()
    options.select = ["CHT003"]
    let session = EditorSession(options)
    session.begin()
    session.tell("textDocument/didOpen", Self.open(text, name))
    let found = try #require(session.diagnostics(version: 1).first)
    let answer = session.ask(
      "textDocument/codeAction",
      [
        "textDocument": ["uri": .string("file:///nowhere/\(name)")],
        "range": found["range"] ?? .null, "context": ["diagnostics": [found]],
      ])
    let actions = answer["result"]?.array ?? []
    #expect(actions.count == 3)
    for action in actions {
      let edits = action["edit"]?["changes"]?["file:///nowhere/\(name)"]?.array ?? []
      #expect(edits.count == 1 && edits.first?["range"]?["start"]?["line"] == .integer(line))
      #expect(
        edits.first?["newText"]?.string
          == #"{"messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":"No."}]}"#)
    }
    #expect(session.end() == .clean)
  }

  @Test func rulesAndConfigurationAreCheckedAndExplained() throws {
    let session = EditorSession(CheckOptions())
    session.begin()
    let name = "assay.yaml"
    session.tell("textDocument/didOpen", Self.open("ignore: [WSP]\nseverty:\n  SEP: error\n", name))
    let found = try #require(session.diagnostics(version: 1).first)
    #expect(found["range"]?["start"]?["line"] == 1, "\(found)")
    let hover = session.ask("textDocument/hover", Self.place(name, 0, 10))
    _ = hover
    let words =
      session.ask("textDocument/completion", Self.place(name, 0, 9))["result"]?.array ?? []
    #expect(words.contains { $0["label"] == "WSP001" })
    session.tell("textDocument/didClose", ["textDocument": ["uri": "file:///nowhere/assay.yaml"]])
    #expect(session.diagnostics(version: nil).isEmpty)
    #expect(session.end() == .clean)
  }

  @Test func whatIsBrokenEndsNothing() throws {
    let session = EditorSession(CheckOptions())
    #expect(session.ask("textDocument/hover", .null)["error"]?["code"] == -32002)
    session.begin()
    session.sendRaw("Content-Length: 3\r\n\r\n{{{")
    #expect(session.ask("no/such", .null)["error"]?["code"] == -32601)
    #expect(session.ask("textDocument/hover", .null)["error"]?["code"] == -32602)
    #expect(session.ask("textDocument/codeAction", [:])["error"]?["code"] == -32602)
    session.tell("textDocument/didChange", [:])
    session.tell("textDocument/didOpen", .null)
    #expect(session.end() == .clean)
  }

  @Test func whoLeavesWithoutAWordIsNoticed() {
    let session = EditorSession(CheckOptions())
    session.begin()
    #expect(session.end(says: false) == .findings)
  }
}
