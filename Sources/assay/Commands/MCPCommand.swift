// SPDX-License-Identifier: Apache-2.0

import AgentServer
import ArgumentParser
import CommandOptions
import Console
import JSONRPC

/// `assay mcp`: the uses of assay as tools of an agent.
struct MCPCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mcp",
    abstract: "Serves an agent: lint, fix, stats, eval and compare as tools.",
    discussion: """
      Examples:
        assay mcp
        assay mcp --agents-md >> AGENTS.md

      Speaks the Model Context Protocol on standard input and output; an agent starts it.
      """)

  @Flag(
    name: .customLong("agents-md"),
    help: "Print what an AGENTS.md should say about training data, and serve nobody.")
  var printsNotes = false

  @OptionGroup var outputOptions: OutputOptions

  func run() throws {
    guard !printsNotes else { return Terminal.printResult(AgentNotes.markdown) }
    var reader = try StandardConnection.reader(.lines)
    let server = AgentServer(
      version: Version.text, writer: StandardConnection.writer(.lines))
    try server.run(&reader)
  }
}
