// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// `assay lsp` and `assay mcp` as the programs that start them see them.
@Suite struct SessionCommandTests {
  @Test func anEditorTalksWithIt() throws {
    let folder = try TemporaryFolder()
    let messages = [
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#, #"{"jsonrpc":"2.0","method":"exit"}"#,
    ]
    let input = messages.map { "Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }.joined()
    let whole = try BuiltBinary.run(["lsp", "--stdio"], in: folder.url, input: input)
    #expect(whole.status == 0 && whole.errors == "", "\(whole)")
    #expect(whole.output.hasPrefix("Content-Length: "))
    #expect(whole.output.contains("\"name\":\"assay\""))
    #expect(try BuiltBinary.run(["lsp"], in: folder.url).status == 1)
  }

  @Test func anAgentTalksWithIt() throws {
    let folder = try TemporaryFolder()
    let outcome = try BuiltBinary.run(
      ["mcp"], in: folder.url, input: #"{"jsonrpc":"2.0","id":1,"method":"ping"}"# + "\n")
    #expect(outcome.status == 0 && outcome.errors == "")
    #expect(outcome.output == #"{"jsonrpc":"2.0","id":1,"result":{}}"# + "\n")
    let notes = try BuiltBinary.run(["mcp", "--agents-md"], in: folder.url)
    #expect(notes.status == 0 && notes.output.contains("assay lint FILE --format json"))
  }
}
