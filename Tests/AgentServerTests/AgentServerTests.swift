// SPDX-License-Identifier: Apache-2.0

import AgentServer
import AssayCore
import AssayTestSupport
import Foundation
import JSON
import JSONRPC
import Synchronization
import Testing

/// A session as an agent has it.
@Suite struct AgentServerTests {
  /// The answers to some messages, in their order.
  private func answers(_ messages: [JSONValue]) throws -> [JSONValue] {
    var rest = messages.map { $0.text() + "\n" }
    let sent = Answers()
    let server = AgentServer(version: "1.0", writer: MessageWriter(.lines) { sent.add($0) })
    var reader = MessageReader(.lines) { () throws(AssayError) in
      rest.isEmpty ? [] : Array(rest.removeFirst().utf8)
    }
    try server.run(&reader)
    return sent.all
  }

  private func call(_ tool: String, _ arguments: JSONValue) throws -> JSONValue {
    let answer = try answers([
      [
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": ["name": .string(tool), "arguments": arguments],
      ]
    ])
    return answer.first?["result"] ?? answer.first?["error"] ?? .null
  }

  private func data(_ folder: TemporaryFolder) throws -> JSONValue {
    try folder.write("prompt,completion\none ->, a END\ntwo ->,b END\n", to: "in.csv")
    return .string(folder.url.appending(path: "in.csv").path)
  }

  @Test(arguments: [("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25")])
  func theVersionIsAgreedUpon(_ wanted: String, _ agreed: String) throws {
    let answer = try answers([
      [
        "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": ["protocolVersion": .string(wanted)],
      ], ["jsonrpc": "2.0", "method": "notifications/initialized"],
      ["jsonrpc": "2.0", "id": 1, "method": "tools/list"],
    ])
    #expect(answer.first?["result"]?["protocolVersion"]?.string == agreed)
    let tools = answer.last?["result"]?["tools"]?.array ?? []
    #expect(
      tools.compactMap { $0["name"]?.string } == [
        "lint", "explain_rule", "show_rows", "preview_fix", "apply_fix", "stats", "eval", "compare",
      ])
  }

  /// Since 2026-07-28 there is no handshake.
  @Test func requestsMayStateTheirVersion() throws {
    func request(_ version: String) -> JSONValue {
      [
        "jsonrpc": "2.0", "id": 1, "method": "tools/list",
        "params": ["_meta": ["io.modelcontextprotocol/protocolVersion": .string(version)]],
      ]
    }
    let answer = try answers([request("2026-07-28"), request("2099-01-01")])
    #expect(answer[0]["result"]?["resultType"] == "complete")
    #expect(answer[1]["error"]?["code"] == -32022)
  }

  @Test func filesAreLintedShownAndFixed() throws {
    let folder = try TemporaryFolder()
    let path = try data(folder)
    let lint = try call("lint", ["path": path, "select": ["wsp"]])["structuredContent"]
    let finding = lint?["files"]?.array?.first?["findings"]?.array?.first
    #expect(finding?["code"] == "WSP001" && finding?["excerpts"]?.array?.count == 1)
    let rows = try call("show_rows", ["path": path, "first": 2])["structuredContent"]?["rows"]
    #expect(
      rows == [["row": 2, "line": 3, "cells": ["prompt": "two ->", "completion": "b END"]]])
    let preview = try call("preview_fix", ["path": path])["structuredContent"]
    #expect(preview?["diff"]?.string?.contains("WSP001") == true, "\(preview ?? .null)")
    let output = JSONValue.string(folder.url.appending(path: "out.jsonl").path)
    let fixed = try call("apply_fix", ["path": path, "output": output])["structuredContent"]
    #expect(fixed?["written"] == [output] && fixed?["rows_out"] == 2)
    #expect(try folder.text(of: "in.csv").contains("two ->,b END"))
    // Neither the input nor any other file that is there is written over.
    for taken in [path, output] {
      #expect(try call("apply_fix", ["path": path, "output": taken])["isError"] == true)
    }
    #expect(try call("stats", ["path": path])["isError"] == false)
  }

  @Test func predictionsAreMeasuredAndCompared() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<20).map { row in
      #"{"label":"\#(row % 2 == 0 ? "a" : "b")","prediction":"\#(row % 5 == 0 ? "a" : row % 2 == 0 ? "a" : "b")"}"#
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "p.jsonl")
    let path = JSONValue.string(folder.url.appending(path: "p.jsonl").path)
    let eval = try call("eval", ["predictions": path])
    #expect(eval["isError"] == false, "\(eval)")
    #expect(try call("compare", ["first": path, "second": path])["isError"] == false)
    #expect(try call("eval", [:])["isError"] == true)
  }

  @Test(arguments: [
    ("lint", "{}", "missing"), ("lint", #"{"path": "/no/such.csv"}"#, "/no/such.csv"),
    ("lint", #"{"path": 7}"#, "type"), ("lint", #"{"path": "-"}"#, "file"),
    ("lint", #"{"path": "a", "selekt": []}"#, "select"),
    ("explain_rule", #"{"code": "ZZZ"}"#, "ZZZ"),
  ])
  func whatCannotBeDoneIsSaid(_ tool: String, _ arguments: String, _ word: String) throws {
    let result = try call(
      tool, try JSONParser.parse(Array(arguments.utf8), file: "arguments"))
    #expect(result["isError"] == true)
    #expect(result["content"]?.array?.first?["text"]?.string?.contains(word) == true, "\(result)")
  }

  @Test func unknownToolsAndMethodsAreErrors() throws {
    #expect(try call("none", [:])["code"] == -32602)
    #expect(
      try answers([["jsonrpc": "2.0", "id": 1, "method": "no/such"]])[0]["error"]?["code"] == -32601
    )
  }
}

private final class Answers: Sendable {
  private let messages = Mutex<[JSONValue]>([])

  func add(_ bytes: [UInt8]) {
    guard let message = try? JSONParser.parse(bytes, file: "message") else { return }
    messages.withLock { $0.append(message) }
  }

  var all: [JSONValue] { messages.withLock { $0 } }
}
