// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Dispatch
import JSON
package import JSONRPC
import Synchronization

/// A session with an agent by the Model Context Protocol. Tools run one after the other on a thread of
/// their own, so that a ping is answered meanwhile.
package final class AgentServer: Sendable {
  private let version: String
  private let writer: MessageWriter
  private let work = DispatchQueue(label: "assay.mcp.tools")
  /// Requests that nobody wants any more, by their ids as text.
  private let cancelled = Mutex<Set<String>>([])

  private static let instructions = """
    assay checks, repairs and measures fine-tuning data. Lint a file first; preview_fix shows what its fixes \
    would change, apply_fix writes a copy. Findings name rules that explain_rule explains. Inputs are never \
    changed.
    """

  /// - Parameter version: that of assay.
  package init(version: String, writer: MessageWriter) {
    self.version = version
    self.writer = writer
  }

  /// Serves until the agent leaves.
  package func run(_ reader: inout MessageReader) throws(AssayError) {
    while let next = try reader.next() {
      switch next {
      case .failure(let error): writer.answer(.null, with: .failure(error))
      case .success(let message): take(message)
      }
    }
    work.sync {}
  }

  private func take(_ message: RPCMessage) {
    guard let method = message.method else { return }
    guard let id = message.id else {
      if method == "notifications/cancelled", let id = message.params["requestId"] {
        cancelled.withLock { _ = $0.insert(id.text()) }
      }
      return
    }
    guard method == "tools/call" else {
      return writer.answer(
        id, with: Result { () throws(RPCError) in try answer(method, message.params) })
    }
    work.async { [self] in
      // Nobody waits for the answer to a request that was cancelled.
      guard cancelled.withLock({ $0.remove(id.text()) }) == nil else { return }
      writer.answer(id, with: Result { () throws(RPCError) in try call(message.params) })
    }
  }

  // MARK: - Requests

  private var server: JSONValue {
    ["name": "assay", "title": "assay", "version": .string(version)]
  }

  private func answer(_ method: String, _ params: JSONValue) throws(RPCError) -> JSONValue {
    let dialect = try AgentProtocol(params)
    switch method {
    case "initialize":
      return [
        "protocolVersion": .string(AgentProtocol.agreed(params["protocolVersion"]?.string)),
        "capabilities": Self.capabilities, "serverInfo": server,
        "instructions": .string(Self.instructions),
      ]
    case "server/discover":
      return dialect.result(
        [
          "supportedVersions": .array(AgentProtocol.statelessVersions.map { .string($0) }),
          "capabilities": Self.capabilities, "instructions": .string(Self.instructions),
        ], server: server, isList: true)
    case "ping": return dialect.result([:], server: server)
    case "tools/list":
      return dialect.result(
        ["tools": .array(AgentTool.all.map(\.json))], server: server, isList: true)
    default: throw .unknownMethod(method)
    }
  }

  private static let capabilities: JSONValue = ["tools": ["listChanged": false]]

  /// What a tool says: its object, as text too for agents that read no other. What it cannot do is a
  /// result that the agent's model may read and act upon.
  private func call(_ params: JSONValue) throws(RPCError) -> JSONValue {
    let dialect = try AgentProtocol(params)
    let name = params["name"]?.string ?? ""
    guard let tool = AgentTool.all.first(where: { $0.name == name }) else {
      throw .wrongParameters("there is no tool `\(name)`")
    }
    do throws(AssayError) {
      let object = try tool.run(ToolArguments(params["arguments"], for: tool.parameters))
      return dialect.result(
        ["content": [Self.text(object.text())], "structuredContent": object, "isError": false],
        server: server)
    } catch {
      return dialect.result(
        ["content": [Self.text(error.description)], "isError": true], server: server)
    }
  }

  private static func text(_ text: String) -> JSONValue { ["type": "text", "text": .string(text)] }
}
