// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import JSONRPC
import RuleEngine
import Testing
import Workflows

@testable import AgentServer

/// What tools are told, and how the versions of the protocol are told apart.
@Suite struct ToolArgumentTests {
  private static let parameters = [
    ToolParameter(name: "path", kind: .text, meaning: "The file.", isRequired: true),
    ToolParameter(name: "count", kind: .integer, meaning: "How many."),
    ToolParameter(name: "select", kind: .texts, meaning: "Codes."), .unsafe, .only,
  ]

  private func arguments(_ json: JSONValue?) throws(AssayError) -> ToolArguments {
    try ToolArguments(json, for: Self.parameters)
  }

  private func fault(_ json: JSONValue?) -> AssayError? {
    #expect(throws: AssayError.self) { try arguments(json) }
  }

  @Test func valuesOfEachKind() throws {
    let given = try arguments([
      "path": "a.csv", "count": 3, "select": ["sep", "STOP001"], "unsafe": true, "only": nil,
    ])
    #expect(given.text("path") == "a.csv" && given.required("path") == "a.csv")
    #expect(given.integer("count") == 3 && given.flag("unsafe") && !given.flag("other"))
    #expect(given.texts("select") == ["sep", "STOP001"] && given.texts("only") == [])
    #expect(try given.file() == "a.csv" && given.text("count") == nil)
    #expect(given.checking.select == ["SEP", "STOP001"] && given.checking.ignore == [])
    #expect(given.policy.grades == [.safe, .unsafe] && given.policy.codes == [])
    #expect(try arguments(["path": "a", "only": ["wsp"]]).policy.codes == ["WSP"])
    #expect(try arguments(["path": "a"]).policy.grades == [.safe])
  }

  @Test func whatIsWrongIsNamed() {
    #expect(fault(nil)?.message == "the argument `path` is missing")
    #expect(fault(["path": nil])?.message == "the argument `path` is missing")
    #expect(fault(["path": nil])?.remedy == "The file.")
    #expect(fault(["path": 5])?.message == "the argument `path` must be of the type string")
    #expect(
      fault(["path": "a", "count": "3"])?.message
        == "the argument `count` must be of the type integer")
    #expect(
      fault(["path": "a", "count": 1.5])?.message
        == "the argument `count` must be of the type integer")
    #expect(
      fault(["path": "a", "select": "SEP"])?.message
        == "the argument `select` must be of the type array")
    #expect(
      fault(["path": "a", "select": [1]])?.message
        == "the argument `select` must be of the type array")
    #expect(
      fault(["path": "a", "unsafe": 1])?.message
        == "the argument `unsafe` must be of the type boolean")
    let stray = fault(["path": "a", "cout": 3])
    #expect(
      stray?.message == "there is no argument `cout`" && stray?.remedy == "Did you mean `count`?")
  }

  @Test(arguments: ["-", ""] as [String])
  func standardInputIsNoFile(_ path: String) throws {
    let given = try arguments(["path": .string(path)])
    let error = #expect(throws: AssayError.self) { try given.file() }
    #expect(error?.message == "`path` must be the path of a file")
  }

  @Test func parametersAreSchemas() {
    #expect(
      Self.parameters.map(\.schema) == [
        ["description": "The file.", "type": "string"],
        ["description": "How many.", "type": "integer"],
        ["description": "Codes.", "type": "array", "items": ["type": "string"]],
        ToolParameter.unsafe.schema, ToolParameter.only.schema,
      ])
    #expect(ToolParameter.unsafe.schema["type"] == "boolean")
  }

  @Test func toolsSayWhatTheyDo() {
    #expect(Set(AgentTool.all.map(\.name)).count == AgentTool.all.count)
    for tool in AgentTool.all {
      let json = tool.json
      let schema = json["inputSchema"]
      let properties = schema?["properties"]?.object?.members.map(\.key) ?? []
      #expect(properties == tool.parameters.map(\.name), "\(tool.name)")
      #expect(schema?["additionalProperties"] == false)
      #expect(
        schema?["required"]?.array?.compactMap(\.string)
          == tool.parameters.filter(\.isRequired).map(\.name))
      #expect(json["annotations"]?["readOnlyHint"] == .bool(tool.name != "apply_fix"))
      #expect(json["annotations"]?["destructiveHint"] == false)
      #expect(!tool.description.isEmpty && !tool.title.isEmpty)
    }
  }

  // MARK: Versions

  @Test(
    arguments: [
      ("2025-11-25", "2025-11-25"), ("2024-11-05", "2024-11-05"), ("1999-01-01", "2025-11-25"),
      (nil, "2025-11-25"),
    ] as [(String?, String)])
  func handshakesComeToAVersion(_ wanted: String?, _ agreed: String) {
    #expect(AgentProtocol.agreed(wanted) == agreed)
  }

  private static func stating(_ version: String) -> JSONValue {
    ["_meta": ["io.modelcontextprotocol/protocolVersion": .string(version)]]
  }

  @Test func resultsHaveTheFormOfTheirVersion() throws {
    let handshake = try AgentProtocol([:])
    #expect(handshake.stated == nil)
    #expect(handshake.result(["a": 1], server: "s", isList: true) == ["a": 1])
    let stateless = try AgentProtocol(Self.stating("2026-07-28"))
    #expect(
      stateless.result(["a": 1], server: "s") == [
        "a": 1, "resultType": "complete", "_meta": ["io.modelcontextprotocol/serverInfo": "s"],
      ])
    let list = stateless.result([:], server: "s", isList: true)
    #expect(list["ttlMs"] == 0 && list["cacheScope"] == "private")
    let fault = #expect(throws: RPCError.self) { try AgentProtocol(Self.stating("2099-01-01")) }
    #expect(fault?.code == -32022 && fault?.message.contains("2026-07-28") == true)
  }
}
